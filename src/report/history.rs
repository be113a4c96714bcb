//! What was: two revisions compared, and one system's or project's life, as tables and JSON.

mod account;
mod change;
mod json;
mod table;

pub use account::{DiffAccount, account as diff_account, grid as diff_grid};
pub use change::{Entries, FileChange};
pub use json::{diff as diff_json, history as history_json};
pub use table::{diff as diff_table, history as history_table};

use jiff::civil::Date;
use mulu_core::decision::{Comparison, Decision, ProjectDecision, Provenance, Total, Verdict};
use mulu_core::diagnostic::Localized;
use mulu_core::policy::{Pack, PerPurpose};
use mulu_core::registry::Registry;
use mulu_core::schema::Schemas;
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

/// Whose life it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A system's, `unit/system`.
    System(String),
    /// A construction project's, `unit/project`.
    Project(String),
}

impl Of {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Of::System(id) | Of::Project(id) => id,
        }
    }
}

/// A project in a year, as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectState {
    /// The budget year.
    pub year: i16,
    /// Whether that year's list or plan has it; otherwise it is the day's year.
    pub listed: bool,
    /// As which kind it is judged.
    pub kind: Option<Arc<str>>,
    /// Its stage, by the pack of the time: id and title.
    pub stage: Option<(Arc<str>, Localized)>,
    /// What the year's list has for it.
    pub amount: Option<i64>,
    /// What its investment was approved at.
    pub approved_total: Option<i64>,
    /// What it comes to for each purpose; `None`: it is not asked.
    pub verdicts: PerPurpose<Option<Verdict>>,
}

/// What a system or a project came to.
#[derive(Debug)]
pub enum Standing {
    /// Each request for the system.
    System(Vec<Decision>),
    /// The project in its years.
    Project(Vec<ProjectState>),
}

impl Standing {
    /// What makes a turn where it is another: by year the verdicts and the amounts, of
    /// a project its stage too. Which year it is that no list has it doesn't matter.
    #[must_use]
    pub fn told(&self) -> BTreeMap<String, String> {
        let told = |id: String, says: String| (id, says);
        match self {
            Standing::System(decisions) => {
                let all = decisions.iter();
                let says = all.map(|one| {
                    let says = format!("{:?} {:?}", one.verdict, one.amount);
                    told(one.request.to_string(), says)
                });
                says.collect()
            }
            Standing::Project(states) => {
                let says = states.iter().map(|one| {
                    let stage = one.stage.as_ref().map(|(id, _)| id);
                    let money = (one.amount, one.approved_total);
                    let says = format!("{stage:?} {:?} {money:?} {:?}", one.kind, one.verdicts);
                    let year = one.listed.then_some(one.year);
                    told(year.map_or_else(String::new, |year| year.to_string()), says)
                });
                says.collect()
            }
        }
    }
}

/// One entry of a life.
#[derive(Debug)]
pub struct HistoryEntry {
    /// The commit.
    pub commit: Commit,
    /// The day it is judged for.
    pub on: Date,
    /// The files of its own that the commit changed: its document, opinions on it,
    /// requests for it.
    pub files: Vec<FileChange>,
    /// Where none of these turned it: the other files that the commit changed.
    pub others: Vec<String>,
    /// What it comes to then; `None`: no rules to judge by.
    pub standing: Option<Standing>,
    /// Whether any verdict, amount or stage is another than the entry before.
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
    /// What the later calls fields and matters, as far as it can be read.
    pub titles: (Option<&'a Pack>, Option<&'a Schemas>),
}

/// A life, with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct HistoryView<'a> {
    /// Whose.
    pub of: &'a Of,
    /// The registry at the end.
    pub registry: &'a Registry,
    /// What was read.
    pub provenance: &'a Provenance,
    /// The entries, the newest first.
    pub entries: &'a [HistoryEntry],
    /// What the registry at the end calls fields and matters.
    pub titles: (Option<&'a Pack>, Option<&'a Schemas>),
}
