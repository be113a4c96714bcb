//! Which orders are overdue on the audited day, and unresolved?

use super::facts::days;
use super::{Check, Facts, Found, Place};
use crate::finding::Finding;
use mulu_core::document::place::Lines;
use mulu_core::layout::Subject;
use mulu_core::registry::{Opinions, Slot};
use std::sync::Arc;

pub(super) const CHECK: Check = Check {
    codes: &["audit/order-overdue"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let registry = facts.snapshot.registry;
    let mut found = Vec::new();
    for subject in &facts.subjects {
        for (authority, slot) in registry.files_on(subject) {
            if let Slot::Valid(file) = slot {
                of_file(facts, (subject, authority), file, &mut found);
            }
        }
    }
    found
}

fn of_file(
    facts: &Facts<'_>,
    (subject, authority): (&Subject, &str),
    file: &Opinions,
    found: &mut Vec<Found>,
) {
    let on = facts.snapshot.provenance.on;
    let document = facts.snapshot.registry.document(file.doc);
    let matters = facts.snapshot.pack.matters.iter();
    for (matter, _) in matters.filter(|(_, matter)| matter.order) {
        for order in file.open(matter, on) {
            let Some(due) = order.due_on.filter(|due| *due < on) else {
                continue;
            };
            let span = document.node(order.node).span();
            let line = Lines::new(document.text()).place(span.start).line;
            let entry = facts.standing(document.path(), line);
            let finding = Finding::differs("audit/order-overdue")
                .arg("name", facts.name(subject))
                .arg("matter", facts.matter(matter))
                .arg(
                    "authority",
                    facts.snapshot.registry.authority_name(authority),
                )
                .arg("issued", order.issued_on.to_string())
                .arg("due", due.to_string())
                .arg("days", i64::from(days(due, on)));
            let place = Place {
                path: Arc::clone(document.path()),
                line: Some(line),
                act: entry.map(|entry| entry.recorded.clone()),
            };
            found.push(Found::new(finding, subject, vec![place]));
        }
    }
}
