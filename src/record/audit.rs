//! An auditor's questions of a budget year: who attested what, when, and what became of it.
//!
//! What the history says was gathered before ([`facts`]): opinions with the commits that
//! recorded, rewrote and lifted them, documents with those who wrote them, commits that
//! turned a verdict. A question is a file here with a function of these facts, and a row of
//! [`CHECKS`]; the pack says on which articles it rests.

mod dates;
mod evaluated;
pub mod facts;
mod lifted;
mod line;
mod merges;
mod overdue;
mod person;
mod recorded;
mod rewritten;
mod split;
mod turned;
mod vouched;

pub use facts::{Act, Entry, Facts, Limits, Lost, Merge, Paper, Turn};
pub use person::Person;

use crate::finding::{Finding, Weight};
use mulu_core::layout::Subject;
use std::sync::Arc;

/// Where something stands, and who wrote it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, by its present name or its last.
    pub path: Arc<str>,
    /// The line on the audited day, and of what turned a verdict at its commit; `None`: the
    /// whole file, or it isn't there any more.
    pub line: Option<u32>,
    /// The commit that wrote it; `None`: none of this history in particular.
    pub act: Option<Act>,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The answer.
    pub finding: Finding,
    /// What it is about; `None`: the history itself.
    pub subject: Option<Subject>,
    /// Where it stands.
    pub places: Vec<Place>,
}

impl Found {
    /// About something, standing somewhere.
    #[must_use]
    pub fn new(finding: Finding, subject: &Subject, places: Vec<Place>) -> Self {
        Found {
            finding,
            subject: Some(subject.clone()),
            places,
        }
    }

    /// The question that it answers, as packs call it.
    #[must_use]
    pub fn question(&self) -> &'static str {
        self.finding
            .code
            .strip_prefix(FAMILY)
            .unwrap_or(self.finding.code)
    }
}

/// What the codes of questions begin with.
pub const FAMILY: &str = "audit/";

/// A question.
#[derive(Debug)]
pub struct Check {
    /// The codes of its answers.
    pub codes: &'static [&'static str],
    /// Asks it.
    pub ask: fn(&Facts<'_>) -> Vec<Found>,
}

/// Every question, in the order in which they are asked.
pub const CHECKS: &[Check] = &[
    rewritten::CHECK,
    dates::CHECK,
    vouched::CHECK,
    turned::CHECK,
    split::CHECK,
    evaluated::CHECK,
    overdue::CHECK,
    lifted::CHECK,
    merges::CHECK,
    recorded::CHECK,
    line::CHECK,
];

/// Asks all questions: first what is wrong, then what is to be known, each in the order of
/// questions.
#[must_use]
pub fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let answers = CHECKS.iter().flat_map(|check| (check.ask)(facts));
    let mut all: Vec<Found> = answers.collect();
    all.sort_by_key(|found| std::cmp::Reverse(found.finding.weight));
    all
}

/// What they come to.
#[must_use]
pub fn worst(found: &[Found]) -> Weight {
    let weights = found.iter().map(|found| found.finding.weight);
    weights.max().unwrap_or(Weight::Notice)
}
