//! What the pack says of an auditor's questions: on which articles each rests, and by which
//! matters and parameters those are asked that need such.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The questions, in the order in which they are asked.
pub const QUESTIONS: [&str; 13] = [
    "opinion-rewritten",
    "opinion-late",
    "opinion-early",
    "self-vouched",
    "verdict-turned",
    "verdict-attested",
    "project-split",
    "never-evaluated",
    "order-overdue",
    "order-lifted",
    "merge-unnoted",
    "merge-disputed",
    "opinion-recorded",
];

/// What an auditor's questions rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditTerms {
    /// The articles by question.
    pub articles: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// What counts as an evaluation of a system; `None`: nobody asks for one.
    pub evaluations: Option<Evaluations>,
    /// Parameters: amounts from which a construction project is treated otherwise, and below
    /// which it may have been split.
    pub thresholds: Vec<Arc<str>>,
}

/// What counts as an evaluation of a system, and how long it may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluations {
    /// The matters that are one, whatever their result.
    pub matters: BTreeSet<Arc<str>>,
    /// The parameter: months within which there must be one.
    pub within: Arc<str>,
}
