//! What was: two revisions compared, and one system's life, as tables and JSON.

mod json;
mod table;

pub use json::{diff as diff_json, history as history_json};
pub use table::{diff as diff_table, history as history_table};

use jiff::civil::Date;
use mulu_core::decision::{Comparison, Decision, ProjectDecision, Provenance, Total, Verdict};
use mulu_core::document::Fact;
use mulu_core::registry::Registry;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A commit as people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: String,
    /// Its day in the registry's time zone.
    pub on: Date,
    /// Who wrote it, by the name in it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// The pull request that it merged.
    pub pull: Option<u64>,
}

/// A file that two revisions have differently.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// Its path.
    pub path: Arc<str>,
    /// Whether it was there, and is.
    pub there: (bool, bool),
    /// What it says differently.
    pub facts: Vec<Fact>,
}

impl FileChange {
    /// The name of what happened to it.
    #[must_use]
    pub fn change(&self) -> &'static str {
        match self.there {
            (false, _) => "added",
            (true, false) => "removed",
            (true, true) => "changed",
        }
    }
}

/// One entry of a system's life.
#[derive(Debug)]
pub struct HistoryEntry {
    /// The commit.
    pub commit: Commit,
    /// The day it is judged for.
    pub on: Date,
    /// The files of its own that the commit changed: its document, opinions on it,
    /// requests for it.
    pub files: Vec<FileChange>,
    /// What each request for it comes to then; `None`: no rules to judge by.
    pub decisions: Option<Vec<Decision>>,
    /// Whether any verdict or amount is another than the entry before.
    pub turns: bool,
}

/// Two revisions compared, with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct DiffView<'a> {
    /// The earlier registry, and what it was judged by.
    pub before: (&'a Registry, &'a Provenance),
    /// The later.
    pub after: (&'a Registry, &'a Provenance),
    /// Files that differ.
    pub files: &'a [FileChange],
    /// Requests that are judged otherwise.
    pub decisions: &'a [Comparison],
    /// Projects that are judged otherwise.
    pub projects: &'a [Comparison<ProjectDecision>],
    /// What both come to.
    pub totals: &'a (BTreeMap<Verdict, Total>, BTreeMap<Verdict, Total>),
    /// The commits between them, with the files that each changed.
    pub commits: &'a [(Commit, Vec<String>)],
}

/// A system's life, with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct HistoryView<'a> {
    /// `unit/system`.
    pub system: &'a str,
    /// The registry at the end.
    pub registry: &'a Registry,
    /// What was read.
    pub provenance: &'a Provenance,
    /// The entries, the newest first.
    pub entries: &'a [HistoryEntry],
}
