//! The addresses of the form.

/// A page of the form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// What may be written.
    Start,
    /// What a draft still needs.
    Tasks(String),
    /// A subject of a draft.
    Ask(String, String),
    /// What was answered, and what would come of it.
    Check(String),
    /// How it leaves.
    Send(String),
    /// The file.
    File(String),
    /// The change, as Git takes it.
    Patch(String),
}

impl Step {
    /// The page at the segments of a path behind `/write`.
    pub(crate) fn parse(segments: &[&str]) -> Option<Self> {
        let id = |id: &str| {
            let sound = id.len() == 32 && id.bytes().all(|b| b"0123456789abcdef".contains(&b));
            sound.then(|| id.to_owned())
        };
        Some(match *segments {
            [] => Step::Start,
            [of] => Step::Tasks(id(of)?),
            [of, "check"] => Step::Check(id(of)?),
            [of, "send"] => Step::Send(id(of)?),
            [of, "file"] => Step::File(id(of)?),
            [of, "patch"] => Step::Patch(id(of)?),
            [of, "ask", key] => Step::Ask(id(of)?, key.to_owned()),
            _ => return None,
        })
    }

    /// Its path on a server.
    pub(crate) fn path(&self) -> String {
        match self {
            Step::Start => "/write".to_owned(),
            Step::Tasks(id) => format!("/write/{id}"),
            Step::Ask(id, key) => format!("/write/{id}/ask/{key}"),
            Step::Check(id) => format!("/write/{id}/check"),
            Step::Send(id) => format!("/write/{id}/send"),
            Step::File(id) => format!("/write/{id}/file"),
            Step::Patch(id) => format!("/write/{id}/patch"),
        }
    }
}
