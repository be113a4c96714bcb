//! Were orders and measures lifted on evidence? With the day on which one was carried out
//! comes a note that says on what; one that was recorded lifted names its document, or says so.

use super::{Check, Entry, Facts, Found};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    codes: &["audit/order-lifted"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let standing = facts.of_year().filter(|entry| entry.line.is_some());
    let orders = standing.filter(|entry| facts.is_order(&entry.matter));
    orders.filter_map(|entry| of_entry(facts, entry)).collect()
}

fn of_entry(facts: &Facts<'_>, entry: &Entry) -> Option<Found> {
    let lifted = entry.lifted.as_ref().filter(|lifted| lifted.bare)?;
    let registry = facts.snapshot.registry;
    let finding = facts
        .about(Finding::differs("audit/order-lifted"), entry)
        .arg("authority", registry.authority_name(&entry.authority))
        .arg("on", lifted.on.map(|on| on.to_string()).unwrap_or_default())
        .arg("act", lifted.act.said());
    let places = vec![entry.place_by(&lifted.act)];
    Some(Found::new(finding, &entry.subject, places))
}
