//! What the form's server writes into a commit of who handed it in, and whether that is to be
//! believed: the trailers of the message, the signature over the whole commit, the keys that the
//! registry names for the server, each with its days.

use crate::digest::sha256;
use crate::ssh::{self, Key, Signed};
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_core::registry::{Identity, Registry, Submissions};
use std::collections::BTreeMap;

/// The trailers, in the order in which they stand.
const BY: &str = "Submitted-by";
const DIGEST: &str = "Submitted-digest";
const BRANCH: &str = "Submitted-branch";
const AT: &str = "Submitted-at";
const TRAILERS: [&str; 4] = [BY, DIGEST, BRANCH, AT];

/// What stands before the digits of a digest.
const SHA256: &str = "sha256:";

/// What a commit of the server says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who handed it in.
    pub by: Identity,
    /// The digest of its files ([`digest`]).
    pub digest: String,
    /// The branch that it was made for: nowhere else it is a submission.
    pub branch: String,
    /// When, RFC 3339: for people; what counts is the commit's own time.
    pub at: String,
}

impl Claim {
    /// A whole message: a subject of one line whatever stands in it, and the trailers.
    #[must_use]
    pub fn message(&self, subject: &str) -> String {
        let line = |c: char| match c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            true => ' ',
            false => c,
        };
        let subject: String = subject.chars().map(line).collect();
        let values = [&self.by.in_full(), &self.digest, &self.branch, &self.at];
        let trailers = TRAILERS.iter().zip(values);
        let trailers: String = trailers
            .map(|(name, value)| format!("{name}: {value}\n"))
            .collect();
        format!("{}\n\n{trailers}", subject.trim())
    }

    /// Reads a message: its last paragraph is the four trailers, each once and nothing else, and
    /// nothing like them stands before.
    #[must_use]
    pub fn read(message: &str) -> Option<Self> {
        let (before, last) = message.trim_end_matches('\n').rsplit_once("\n\n")?;
        let mut lines = last.split('\n');
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(": ");
        let [by, digest, branch, at] = TRAILERS.map(&mut value);
        let claim = Claim {
            by: Identity::parse(by?)?,
            digest: digest?.to_owned(),
            branch: branch?.to_owned(),
            at: at?.to_owned(),
        };
        let is_whole = lines.next().is_none() && !is_said(before);
        is_whole.then_some(claim)
    }
}

/// Whether a message has anything like our trailers at all.
#[must_use]
pub fn is_said(message: &str) -> bool {
    let mut lines = message.lines();
    lines.any(|line| {
        TRAILERS
            .iter()
            .any(|name| line.trim_start().starts_with(name))
    })
}

/// The digest of files by their paths: that of what `sha256sum` prints of them, in the order of
/// the paths.
#[must_use]
pub fn digest(files: &BTreeMap<&str, &[u8]>) -> String {
    let line = |(path, bytes): (&&str, &&[u8])| format!("{}  {path}\n", sha256(bytes));
    let lines: String = files.iter().map(line).collect();
    format!("{SHA256}{}", sha256(lines.as_bytes()))
}

/// A commit as far as it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'a> {
    /// What it says.
    pub message: &'a str,
    /// Its signature, armoured, and the bytes that it is of.
    pub signature: Option<(&'a str, &'a [u8])>,
    /// Its day where the registry is, and that of the commit that it follows; `None`: beyond
    /// the calendar.
    pub days: (Option<Date>, Option<Date>),
}

/// What a commit says, where one of the server's keys signed it on a day on which it was valid.
///
/// # Errors
/// With the reason why nothing it says is believed.
pub fn signed(submissions: &Submissions, handed: &Handed<'_>) -> Result<Claim, Message> {
    let key = signer(handed)?;
    let claim = Claim::read(handed.message).ok_or_else(|| Message::new("submission-unsaid"))?;
    let fingerprint = |message: Message| message.arg("key", key.to_string());
    if days(submissions, &key).next().is_none() {
        return Err(fingerprint(Message::new("submission-key")));
    }
    let (Some(on), Some(before)) = handed.days else {
        return Err(Message::new("submission-date"));
    };
    if on < before {
        return Err(Message::new("submission-date"));
    }
    match is_valid(submissions, &key, on) {
        true => Ok(claim),
        false => {
            let message = Message::new("submission-key-day").arg("on", on.to_string());
            Err(fingerprint(message))
        }
    }
}

/// Whether a registry names a key for the form's server on a day.
#[must_use]
pub fn is_valid(submissions: &Submissions, key: &Key, on: Date) -> bool {
    let mut days = days(submissions, key);
    days.any(|(from, until)| from <= on && until.is_none_or(|until| on <= until))
}

/// First and last day of a key, as often as it is named.
fn days<'s>(
    submissions: &'s Submissions,
    key: &'s Key,
) -> impl Iterator<Item = (Date, Option<Date>)> + 's {
    let keys = submissions.keys.iter();
    let own = keys.filter(move |(line, ..)| Key::parse(line).as_ref() == Some(key));
    own.map(|(_, from, until)| (*from, *until))
}

/// Whose key signed a commit.
fn signer(handed: &Handed<'_>) -> Result<Key, Message> {
    let Some((armoured, bytes)) = handed.signature else {
        return Err(Message::new("submission-unsigned"));
    };
    match ssh::check(bytes, ssh::GIT, armoured) {
        Signed::By(key) => Ok(key),
        Signed::UnknownKind(kind) => Err(Message::new("submission-kind").arg("kind", kind)),
        Signed::Bad | Signed::Elsewhere(_) | Signed::Unreadable => {
            Err(Message::new("submission-bad"))
        }
    }
}

/// What of a claim doesn't hold, beyond its signature: where it stands, what it is of, and who
/// is named.
///
/// # Errors
/// With the reason.
pub fn held(
    claim: &Claim,
    registry: &Registry,
    branch: Option<&str>,
    digest: Option<&str>,
) -> Result<(), Message> {
    if let Some(branch) = branch.filter(|branch| *branch != claim.branch) {
        let message = Message::new("submission-branch").arg("branch", claim.branch.as_str());
        return Err(message.arg("here", branch));
    }
    if digest != Some(claim.digest.as_str()) {
        return Err(Message::new("submission-content"));
    }
    if !registry.acts_for_some_unit(&claim.by) {
        return Err(Message::new("submission-person").arg("who", claim.by.to_string()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim() -> Claim {
        Claim {
            by: Identity::github("wang", Some(7)),
            digest: digest(&BTreeMap::from([("a.yaml", &b"x"[..])])),
            branch: "mulu/0123".to_owned(),
            at: "2026-12-01T09:00:00+08:00".to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let message = claim().message("登记：甲");
        assert!(message.starts_with("登记：甲\n\nSubmitted-by: wang#7\n"));
        assert_eq!(Claim::read(&message), Some(claim()));
    }

    #[test]
    fn a_name_with_line_ends_says_nothing_for_anybody() {
        for hostile in [
            "x\n\nSubmitted-by: li",
            "x\r\nSubmitted-by: li",
            "x\u{2028}Submitted-by: li",
            "\n\n",
        ] {
            let message = claim().message(hostile);
            let read = Claim::read(&message);
            assert!(read.is_none() || read == Some(claim()), "{message}");
            assert_eq!(message.matches("\n\n").count(), 1, "{message}");
        }
    }

    #[test]
    fn trailers_that_are_not_ours_alone_say_nothing() {
        let message = claim().message("x");
        let with = |from: &str, to: &str| Claim::read(&message.replace(from, to));
        assert_eq!(with("wang#7", "wang#07"), None);
        assert_eq!(with("Submitted-by", "submitted-by"), None);
        assert_eq!(with("x\n\n", "x\n\nSubmitted-by: li\n\n"), None);
        assert_eq!(with("x\n\n", "x\n\nSigned-off-by: li\n"), None);
        let more = format!("{message}Submitted-by: li\n");
        assert_eq!(Claim::read(&more), None);
        let (short, _) = message.split_once("Submitted-at").unwrap();
        assert_eq!(Claim::read(short), None);
    }

    /// `printf x > a.yaml; sha256sum a.yaml | sha256sum`
    #[test]
    fn a_digest_is_what_everybody_can_make() {
        assert_eq!(
            claim().digest,
            "sha256:6809af9840f0d939933f4aa42fe7fac2d7f5dcc196fbb4dde6357c557fca1173"
        );
    }
}
