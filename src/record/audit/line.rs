//! What the history itself can't tell: what came with its first commit, and where its days
//! run backwards.

use super::{Check, Facts, Found};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    codes: &["audit/first-commit", "audit/days-backwards"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let of_history = |finding| Found {
        finding,
        subject: None,
        places: Vec::new(),
    };
    let mut found = Vec::new();
    let stock = || facts.of_year().filter(|entry| entry.stock);
    if let Some(first) = stock().next() {
        let said = Finding::notice("audit/first-commit")
            .arg("count", stock().count())
            .arg("act", first.recorded.said());
        found.push(of_history(said));
    }
    if let Some(where_) = &facts.backwards {
        let said = Finding::notice("audit/days-backwards").arg("where", where_.clone());
        found.push(of_history(said));
    }
    found
}
