//! What happened, read from the payload of a workflow run.

use super::Account;
use serde::Deserialize;

/// Something that calls for a judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A pull request is new, has another head, or got a review.
    Pull {
        /// Its number.
        number: u64,
        /// Its head then.
        head: Option<String>,
        /// The head that it had before, where it has another now.
        before: Option<String>,
    },
    /// A pull request was closed, merged or not.
    Closed {
        /// Its number.
        number: u64,
    },
    /// Something about a commit changed: who reviewed it.
    Head {
        /// The commit.
        head: String,
    },
    /// Pull requests are about to be merged together.
    Group {
        /// What they are merged into.
        base: String,
        /// The merge.
        head: String,
        /// The merge's ref.
        head_ref: String,
    },
    /// Somebody said something to us under a pull request.
    Comment {
        /// The pull request.
        pull: u64,
        /// The comment.
        comment: u64,
        /// Who wrote it; `None`: an account that is gone.
        by: Option<Account>,
        /// What they wrote.
        text: String,
    },
    /// The default branch moved, or it is night: all open pull requests.
    Sweep,
    /// Nothing of ours.
    Nothing,
}

/// What makes a pull request worth judging.
const ACTIONS: [&str; 5] = [
    "opened",
    "synchronize",
    "reopened",
    "edited",
    "ready_for_review",
];

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payload {
    action: Option<String>,
    before: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
    pull_request: Option<Numbered>,
    issue: Option<Issue>,
    comment: Option<Comment>,
    merge_group: Option<Group>,
    workflow_run: Option<Run>,
    repository: Option<Repository>,
}

#[derive(Deserialize)]
struct Numbered {
    number: u64,
    head: Option<Head>,
}

#[derive(Deserialize)]
struct Head {
    sha: String,
}

#[derive(Deserialize)]
struct Run {
    head_sha: String,
}

#[derive(Deserialize)]
struct Issue {
    number: u64,
    pull_request: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Comment {
    id: u64,
    #[serde(default)]
    body: Option<String>,
    user: Option<Account>,
}

#[derive(Deserialize)]
struct Group {
    base_sha: String,
    base_ref: Option<String>,
    head_sha: String,
    head_ref: String,
}

#[derive(Deserialize)]
struct Repository {
    default_branch: Option<String>,
}

impl Event {
    /// Reads an event by its name and payload, as a workflow run has them.
    ///
    /// # Errors
    /// When the payload is no JSON, or not of its event.
    pub fn read(name: &str, payload: &[u8]) -> Result<Self, String> {
        if ["schedule", "workflow_dispatch"].contains(&name) {
            return Ok(Event::Sweep);
        }
        let payload: Payload =
            serde_json::from_slice(payload).map_err(|error| error.to_string())?;
        let action = payload.action.as_deref().unwrap_or_default();
        Ok(match name {
            "pull_request" | "pull_request_target" if ACTIONS.contains(&action) => {
                let before = payload.before.filter(|_| action == "synchronize");
                numbered(payload.pull_request, before)
            }
            "pull_request" | "pull_request_target" if action == "closed" => {
                let pull = payload.pull_request;
                pull.map_or(Event::Nothing, |pull| Event::Closed {
                    number: pull.number,
                })
            }
            // After a review: a workflow that only then has the right to write. Of a
            // fork's pull request the payload has the commit alone.
            "workflow_run" => payload
                .workflow_run
                .map_or(Event::Sweep, |run| Event::Head { head: run.head_sha }),
            "pull_request_review" => numbered(payload.pull_request, None),
            "merge_group" if action == "checks_requested" => group(&payload),
            "issue_comment" if action == "created" => comment(payload),
            "push" => push(&payload),
            _ => Event::Nothing,
        })
    }
}

fn numbered(pull: Option<Numbered>, before: Option<String>) -> Event {
    pull.map_or(Event::Nothing, |pull| Event::Pull {
        number: pull.number,
        head: pull.head.map(|head| head.sha),
        before,
    })
}

/// A queue for another branch than the default one is none of ours.
fn group(payload: &Payload) -> Event {
    let elsewhere = |group: &Group| payload.is_default(group.base_ref.as_deref()) == Some(false);
    match &payload.merge_group {
        Some(group) if elsewhere(group) => Event::Nothing,
        Some(group) => Event::Group {
            base: group.base_sha.clone(),
            head: group.head_sha.clone(),
            head_ref: group.head_ref.clone(),
        },
        None => Event::Nothing,
    }
}

impl Payload {
    /// Whether a ref is the default branch; `None`: the payload doesn't say.
    fn is_default(&self, name: Option<&str>) -> Option<bool> {
        let default = self.repository.as_ref()?.default_branch.as_deref()?;
        Some(name?.strip_prefix("refs/heads/") == Some(default))
    }
}

/// Comments under issues are not for us, nor is what doesn't speak to us.
fn comment(payload: Payload) -> Event {
    let (Some(issue), Some(comment)) = (payload.issue, payload.comment) else {
        return Event::Nothing;
    };
    let text = comment.body.unwrap_or_default();
    let to_us = text.split_whitespace().next() == Some("/mulu");
    if issue.pull_request.is_none() || !to_us {
        return Event::Nothing;
    }
    Event::Comment {
        pull: issue.number,
        comment: comment.id,
        by: comment.user,
        text,
    }
}

fn push(payload: &Payload) -> Event {
    match payload.is_default(payload.reference.as_deref()) {
        Some(true) => Event::Sweep,
        _ => Event::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, payload: &str) -> Event {
        Event::read(name, payload.as_bytes()).unwrap()
    }

    #[test]
    fn only_what_may_change_a_judgement_is_an_event() {
        let pull = |action: &str| {
            format!(
                r#"{{"action":"{action}","pull_request":{{"number":7,"head":{{"sha":"ab"}}}}}}"#
            )
        };
        let judged = Event::Pull {
            number: 7,
            head: Some("ab".to_owned()),
            before: None,
        };
        assert_eq!(read("pull_request_target", &pull("opened")), judged);
        assert_eq!(read("pull_request", &pull("synchronize")), judged);
        let pushed = r#"{"action":"synchronize","before":"cd","pull_request":{"number":7}}"#;
        assert_eq!(
            read("pull_request_target", pushed),
            Event::Pull {
                number: 7,
                head: None,
                before: Some("cd".to_owned()),
            }
        );
        assert_eq!(read("pull_request", &pull("labeled")), Event::Nothing);
        assert_eq!(
            read("pull_request", &pull("closed")),
            Event::Closed { number: 7 }
        );
        assert_eq!(read("pull_request_review", &pull("dismissed")), judged);
        assert_eq!(read("schedule", "not even JSON"), Event::Sweep);
        assert_eq!(read("workflow_run", "{}"), Event::Sweep);
        assert_eq!(
            read("workflow_run", r#"{"workflow_run":{"head_sha":"ab"}}"#),
            Event::Head {
                head: "ab".to_owned()
            }
        );
        assert_eq!(read("star", "{}"), Event::Nothing);
        assert!(Event::read("push", b"{").is_err());
    }

    #[test]
    fn a_push_to_another_branch_is_nothing() {
        let push = |branch: &str| {
            format!(r#"{{"ref":"refs/heads/{branch}","repository":{{"default_branch":"main"}}}}"#)
        };
        assert_eq!(read("push", &push("main")), Event::Sweep);
        assert_eq!(read("push", &push("wip")), Event::Nothing);
    }

    #[test]
    fn a_queue_for_another_branch_is_nothing() {
        let queue = |branch: &str| {
            format!(
                r#"{{"action":"checks_requested","repository":{{"default_branch":"main"}},
                "merge_group":{{"base_sha":"b","base_ref":"refs/heads/{branch}","head_sha":"h","head_ref":"r"}}}}"#
            )
        };
        assert!(matches!(
            read("merge_group", &queue("main")),
            Event::Group { .. }
        ));
        assert_eq!(read("merge_group", &queue("wip")), Event::Nothing);
    }

    #[test]
    fn comments_are_for_us_where_they_say_so_under_a_pull_request() {
        let comment = |issue: &str, body: &str| {
            format!(
                r#"{{"action":"created","issue":{{"number":7{issue}}},"comment":{{"id":9,"body":"{body}","user":null}}}}"#
            )
        };
        let under_pull = r#","pull_request":{}"#;
        assert_eq!(
            read("issue_comment", &comment(under_pull, "/mulu recheck")),
            Event::Comment {
                pull: 7,
                comment: 9,
                by: None,
                text: "/mulu recheck".to_owned()
            }
        );
        assert_eq!(
            read("issue_comment", &comment("", "/mulu help")),
            Event::Nothing
        );
        for text in ["thanks", "/mulus", "see /mulu help"] {
            let comment = comment(under_pull, text);
            assert_eq!(read("issue_comment", &comment), Event::Nothing);
        }
    }
}
