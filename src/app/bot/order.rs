//! What a judging process is told and what it answers, as JSON: one order in, a line
//! a pull request out, so that what was judged before it died is not lost.

use mulu_git::Remote;
use mulu_github::{Account, Approved, DesiredState};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How much a judgement of one head may cost. What goes beyond is ended, and the head
/// gets failing checks that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Seconds on the clock; whoever started the process ends it then.
    pub seconds: u64,
    /// Seconds of the processors, all of them together (where the system has it).
    pub cpu_seconds: u64,
    /// The address space in MB, which is more than the memory in use (where the system
    /// has it).
    pub megabytes: u64,
}

/// Everything that a judging process is told. It holds the token, so it goes through a
/// pipe and never onto a command line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) folder: PathBuf,
    pub(super) server: String,
    pub(super) repository: String,
    pub(super) token: Option<String>,
    /// The language of what is written.
    pub(super) language: String,
    /// The day it is judged for, `YYYY-MM-DD`; `None`: today.
    pub(super) on: Option<String>,
    pub(super) limits: Limits,
    pub(super) case: Case,
}

impl Order {
    pub(super) fn remote(&self) -> Remote {
        Remote {
            server: self.server.clone(),
            repository: self.repository.clone(),
            token: self.token.clone(),
        }
    }
}

/// What is to be judged.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Case {
    /// A commit, by the pull requests that propose it.
    Head { head: String, pulls: Vec<Asked> },
    /// What a merge queue put together.
    Group {
        base: String,
        head: String,
        head_ref: String,
    },
    /// Which merges of a branch have no note.
    Unnoted { branch: String },
    /// What the note on a merge is to say.
    Merge(Box<Merge>),
}

/// A pull request that was merged.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Merge {
    pub(super) number: u64,
    /// The branch that it was merged into.
    pub(super) branch: String,
    /// The commit that brought it there.
    pub(super) commit: String,
    /// What was proposed.
    pub(super) head: String,
    pub(super) author: Option<Account>,
    /// Who approved, as it was when it was merged.
    pub(super) approvals: Vec<Approved>,
}

/// A pull request that proposes the head.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) number: u64,
    /// The branch that it is to be merged into.
    pub(super) base: String,
    /// The branch that it is proposed from.
    pub(super) branch: String,
    pub(super) author: Option<Account>,
    pub(super) approvals: Vec<Approved>,
}

/// What comes of one pull request, or of a group.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    /// The pull request; `None`: the group.
    pub(super) pull: Option<u64>,
    pub(super) said: Said,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Said {
    /// It was judged.
    Judged {
        /// The commit of the base that it was judged by.
        base: String,
        desired: Box<DesiredState>,
    },
    /// The objects that came are of another commit.
    Elsewhere,
    /// Merges without a note.
    Unnoted(Unnoted),
    /// The note on a merge, whole.
    Note(String),
    /// It could not be judged; the sentence that says why.
    Failed(String),
}

/// What is on the line of a branch and not on record.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Unnoted {
    /// Commits that have no note and say that they merged something, the newest first.
    pub(super) lacking: Vec<Lacking>,
    /// Sentences on notes that aren't what was written.
    pub(super) unsound: Vec<String>,
}

/// A commit that has no note.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lacking {
    pub(super) commit: String,
    /// The pull request that it says it merged.
    pub(super) pull: u64,
}
