//! Who recorded what, within which time? Of each opinion that decided a request of the year:
//! a register, and no finding.

use super::facts::days;
use super::{Check, Entry, Facts, Found};
use crate::finding::Finding;
use mulu_core::document::NodeRef;
use mulu_core::document::place::Lines;
use mulu_core::layout::{Kind, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) const CHECK: Check = Check {
    codes: &["audit/opinion-recorded"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let mut evidence = BTreeSet::new();
    for decision in facts.decisions {
        for outcome in &decision.outcomes {
            outcome.gather_evidence(&mut evidence);
        }
    }
    let standing = facts.entries.iter();
    let standing = standing.filter_map(|entry| Some(((&entry.path, entry.line?), entry)));
    let standing: BTreeMap<(&Arc<str>, u32), &Entry> = standing.collect();
    let mut decided = BTreeMap::new();
    for (doc, node) in evidence {
        let document = facts.snapshot.registry.document(doc);
        if parse(document.path()).is_none_or(|at| at.kind != Kind::Opinions) {
            continue;
        }
        let Some(entry) = entry_of(document.node(node)) else {
            continue;
        };
        let line = Lines::new(document.text()).place(entry.span().start).line;
        if let Some(found) = standing.get(&(document.path(), line)) {
            decided.insert((Arc::clone(document.path()), line), *found);
        }
    }
    let mut all: Vec<&Entry> = decided.into_values().collect();
    // What was taken over says least.
    all.sort_by_key(|entry| entry.stock);
    all.into_iter()
        .map(|entry| of_entry(facts, entry))
        .collect()
}

/// The entry of a list at the top of a document that a node stands in.
fn entry_of(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut node = node;
    loop {
        let list = node.parent()?;
        let above = list.parent()?;
        if above.parent().is_none() {
            return Some(node);
        }
        node = list;
    }
}

fn of_entry(facts: &Facts<'_>, entry: &Entry) -> Found {
    let issued = entry.issued_on;
    let apart = issued.map_or(0, |issued| days(issued, entry.recorded.on));
    let what = match (entry.stock, apart < 0) {
        (true, _) => "stock",
        (false, true) => "early",
        (false, false) => "own",
    };
    let finding = facts
        .about(Finding::notice("audit/opinion-recorded"), entry)
        .arg("what", what)
        .arg("days", i64::from(apart.abs()))
        .arg("act", entry.recorded.said());
    Found::new(finding, &entry.subject, vec![entry.place()])
}
