//! The merges that brought something of the audited year, with what is on record of who agreed.

use super::super::approvals::{Kept, is_merge};
use super::walk::Step;
use mulu_core::layout::{Located, Subject, parse};
use mulu_git::Repository;
use mulu_record::audit::{Facts, Merge};
use mulu_record::note::REFERENCE;
use std::sync::Arc;

/// The merges of a line that changed documents of the year, or on what it is about.
pub(super) fn merges(repository: &Repository, steps: &[Step<'_>], facts: &Facts<'_>) -> Vec<Merge> {
    let kept = Kept::open(repository, REFERENCE);
    let merge = |step: &Step<'_>| {
        let paths = step.changed.iter().filter(|path| is_of_year(facts, path));
        let paths: Vec<Arc<str>> = paths.map(|path| path.as_str().into()).collect();
        (!paths.is_empty()).then(|| Merge {
            act: step.own(),
            paths,
            noted: kept.of(&step.revision),
        })
    };
    let merges = steps.iter().filter(|step| is_merge(&step.revision));
    merges.filter_map(merge).collect()
}

/// Whether a document is of the year, or about something that the year is about.
fn is_of_year(facts: &Facts<'_>, path: &str) -> bool {
    parse(path).is_some_and(|at| match at.year() {
        Some(year) => year == facts.year,
        None => subject(&at).is_some_and(|subject| facts.subjects.contains(&subject)),
    })
}

/// What a document is of, or on.
fn subject(at: &Located<'_>) -> Option<Subject> {
    let system = || at.system().map(|system| Subject::from(&system));
    let project = || at.project().map(|project| Subject::from(&project));
    let unit = || at.unit().map(|unit| Subject::from(&unit));
    at.subject().or_else(system).or_else(project).or_else(unit)
}
