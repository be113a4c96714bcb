//! A proposed change, judged: what it changes, whose facts these are, who must
//! approve, what is wrong because of it, and what it does to money.
//!
//! Pure: the base, the merge of the head into it, who proposes and who
//! approved go in. Records are those of the merge; rules, schemas and owners
//! those of the base, so that no change softens the rules that judge it. What a
//! change of the rules would do is shown beside it, as a preview.

mod append_only;
mod caused;
mod changes;
mod checks;
mod money;
mod owners;
mod scope;
#[cfg(test)]
mod tests;

pub use caused::Finding;
pub use changes::{Change, ChangeKind};
pub use checks::{Checks, Conclusion};
pub use money::{DecisionChange, Mass, Preview};
pub use owners::{Approval, Need, people};
pub use scope::{Scope, scope};

use crate::diagnostic::Diagnostic;
use crate::policy::Pack;
use crate::registry::Registry;
use crate::tree::Tree;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The registry at one side of a change.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its files.
    pub tree: &'a Tree,
    /// Its documents.
    pub registry: &'a Registry,
    /// The rules that it is judged by.
    pub pack: &'a Pack,
    /// What is wrong with it.
    pub diagnostics: &'a [Diagnostic],
}

/// What a review is about.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// What is there.
    pub base: Side<'a>,
    /// What would be there, judged by the base's schemas and rules.
    pub merged: Side<'a>,
    /// The paths at which the two differ, in order.
    pub changed: &'a [Arc<str>],
    /// The same by schemas, rules and settings of its own, where it changes any.
    pub preview: Option<Side<'a>>,
    /// What is wrong with schemas or rules of its own that can't be used at all.
    pub broken_rules: &'a [Diagnostic],
    /// Files that both sides changed in ways that can't be joined.
    pub conflicts: &'a [Arc<str>],
    /// Files changed that are no part of a registry.
    pub outside: &'a [Arc<str>],
    /// The GitHub login that proposes it; `None`: nobody said.
    pub author: Option<&'a str>,
    /// Who approved what.
    pub approvals: &'a [Approval],
    /// Whether who may and who agreed was settled before, request by request: so
    /// it is where several pull requests are merged together.
    pub settled: bool,
    /// The day it is judged for.
    pub on: Date,
    /// The units whose requests it can concern; `None`: all.
    pub units: Option<&'a BTreeSet<Arc<str>>>,
}

/// A change, judged.
#[derive(Debug)]
pub struct Review {
    /// The day it was judged for.
    pub on: Date,
    /// The login that proposes it.
    pub author: Option<String>,
    /// The files of the registry that it changes, by path.
    pub changes: Vec<Change>,
    /// Files that are no part of the registry: nothing is said about them here.
    pub outside: Vec<Arc<str>>,
    /// Files that cannot be merged.
    pub conflicts: Vec<Arc<str>>,
    /// What is wrong, caused by the change or not.
    pub findings: Vec<Finding>,
    /// The requests that it touches or judges otherwise.
    pub decisions: Vec<DecisionChange>,
    /// The same by its own rules, where it changes rules.
    pub preview: Option<Preview>,
    /// Where it concerns unusually much.
    pub mass: Option<Mass>,
    /// What it comes to.
    pub checks: Checks,
}

/// Judges a change.
#[must_use]
pub fn review(question: &Question<'_>) -> Review {
    let mut changes = changes::between(question);
    owners::assign(&mut changes, question);
    let rewritten = append_only::check(&question.base, &question.merged, &changes);
    let findings = caused::attribute(question, rewritten);
    let touched = changes::touched(&changes);
    let decisions = money::decisions(question, &question.merged, &touched);
    let preview = question
        .preview
        .as_ref()
        .map(|own| money::preview(question, own, &touched));
    let mass = money::mass(question, &changes, &decisions, preview.as_ref());
    let checks = checks::conclude(question, &changes, &findings, &decisions.changes);
    Review {
        on: question.on,
        author: question.author.map(str::to_owned),
        changes,
        outside: question.outside.to_vec(),
        conflicts: question.conflicts.to_vec(),
        findings,
        decisions: decisions.changes,
        preview,
        mass,
        checks,
    }
}
