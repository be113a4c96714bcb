//! Which merges of the year's facts have no record of who agreed, or one that doesn't hold?
//!
//! The record is a note on the merge. Before the first there is nobody was writing any; then one
//! that is missing is missing.

use super::{Check, Facts, Found};
use crate::finding::Finding;
use crate::note::Noted;

pub(super) const CHECK: Check = Check {
    codes: &[
        "audit/merge-unnoted",
        "audit/merge-disputed",
        "audit/notes-absent",
        "audit/notes-later",
    ],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let merges = &facts.merges;
    let has_note = |noted: &Noted| !matches!(noted, Noted::None | Noted::NotFetched);
    let Some(first) = merges.iter().position(|merge| has_note(&merge.noted)) else {
        let absent = Finding::notice("audit/notes-absent").arg("count", merges.len());
        return match merges.is_empty() {
            true => Vec::new(),
            false => vec![of_history(absent)],
        };
    };
    let (before, since) = merges.split_at(first);
    let mut found = Vec::new();
    for merge in since {
        let about = |finding: Finding| Found {
            finding: finding.arg("act", merge.act.said()),
            subject: None,
            places: merge.places(),
        };
        match &merge.noted {
            Noted::None | Noted::NotFetched => {
                found.push(about(Finding::differs("audit/merge-unnoted")));
            }
            noted => found.extend(noted.findings().into_iter().map(|why| {
                let said = Finding::new(why.weight, "audit/merge-disputed");
                about(said.arg("why", why.message))
            })),
        }
    }
    if !before.is_empty() {
        let later = Finding::notice("audit/notes-later").arg("count", before.len());
        found.push(of_history(later));
    }
    found
}

fn of_history(finding: Finding) -> Found {
    Found {
        finding,
        subject: None,
        places: Vec::new(),
    }
}
