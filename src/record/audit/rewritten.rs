//! Were opinions rewritten? What an authority once attested is part of the record; only that
//! an order was carried out, and a note, may be added.

use super::{Act, Check, Entry, Facts, Found};
use crate::finding::Finding;
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    codes: &["audit/opinion-rewritten"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let undone = undone(facts);
    let own = facts
        .entries
        .iter()
        .enumerate()
        .filter(|(at, entry)| facts.subjects.contains(&entry.subject) && !undone.contains(at));
    own.filter_map(|(_, entry)| of_entry(facts, entry))
        .collect()
}

/// What stood in the place of an entry and went when that was put back: told of with it.
fn undone(facts: &Facts<'_>) -> BTreeSet<usize> {
    let lost = facts.entries.iter().filter_map(|entry| entry.lost.as_ref());
    let back = lost.filter_map(|lost| Some((lost.instead?, lost.restored.as_ref()?)));
    let gone = |(at, by): &(usize, &Act)| {
        let interim = facts.entries.get(*at).and_then(|it| it.lost.as_ref());
        interim.is_some_and(|it| it.act.commit == by.commit)
    };
    back.filter(gone).map(|(at, _)| at).collect()
}

fn of_entry(facts: &Facts<'_>, entry: &Entry) -> Option<Found> {
    let lost = entry.lost.as_ref()?;
    let instead = lost.instead.and_then(|at| facts.entries.get(at));
    let what = match (&lost.restored, instead) {
        (Some(_), _) => "restored",
        (None, Some(_)) => "changed",
        (None, None) => "removed",
    };
    let finding = facts
        .about(Finding::differs("audit/opinion-rewritten"), entry)
        .arg("what", what)
        .arg("recorded", entry.recorded.said())
        .arg("act", lost.act.said());
    let mut places = vec![match instead {
        Some(now) => now.place_by(&lost.act),
        None => entry.place_by(&lost.act),
    }];
    places.push(entry.place());
    places.extend(lost.restored.iter().map(|act| entry.place_by(act)));
    Some(Found::new(finding, &entry.subject, places))
}
