//! Do opinions bear the day on which they were given? One that is dated long before it was
//! recorded may have been made for the occasion; one dated after it can't have been given.
//! What the first commit brought was taken over, and nothing is said of it.

use super::facts::days;
use super::{Check, Entry, Facts, Found};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    codes: &["audit/opinion-late", "audit/opinion-early"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    // What stands in the place of another is told of with that.
    let own = facts
        .of_year()
        .filter(|entry| !entry.stock && !entry.instead);
    own.filter_map(|entry| of_entry(facts, entry)).collect()
}

fn of_entry(facts: &Facts<'_>, entry: &Entry) -> Option<Found> {
    let issued = entry.issued_on?;
    let recorded = entry.recorded.on;
    // Nobody records an opinion on what the registry doesn't have.
    let possible = entry.possible.map_or(issued, |on| on.max(issued));
    let (code, apart) = if recorded < issued {
        ("audit/opinion-early", days(recorded, issued))
    } else if days(possible, recorded) > facts.limits.late {
        ("audit/opinion-late", days(issued, recorded))
    } else {
        return None;
    };
    let finding = facts
        .about(Finding::differs(code), entry)
        .arg("days", i64::from(apart))
        .arg("limit", i64::from(facts.limits.late))
        .arg("act", entry.recorded.said());
    Some(Found::new(finding, &entry.subject, vec![entry.place()]))
}
