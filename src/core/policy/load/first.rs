//! What packs of the first language took for granted.

use crate::diagnostic::{Arg, Diagnostic, code};
use crate::registry::{Matter, matters as first};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The matters that the program of the first language knew.
pub(super) fn matters() -> BTreeMap<Arc<str>, Matter> {
    let mut matters: BTreeMap<Arc<str>, Matter> = BTreeMap::new();
    for authority in first::authorities() {
        for matter in first::of(authority) {
            let matter = matters.entry(matter.into()).or_default();
            matter.authorities.insert(authority.into());
        }
    }
    matters
}

/// Functions that rules called before the first language was settled, and that no
/// program after that has.
const GIVEN_UP: [&str; 1] = ["planned"];

/// That rules call functions that were given up is said once, and which program
/// judges them.
pub(super) fn in_one_sentence(diagnostics: &mut Vec<Diagnostic>) {
    let given_up = |found: &Diagnostic| {
        let mut names = GIVEN_UP.iter().map(|name| Arg::from(*name));
        found.code.id == code::POLICY_FUNCTION.id
            && names.any(|name| found.message.args.iter().any(|(_, arg)| *arg == name))
    };
    let Some(first) = diagnostics.iter().find(|found| given_up(found)) else {
        return;
    };
    let earlier = Diagnostic::new(&code::POLICY_EARLIER, first.primary.clone());
    let earlier = earlier
        .arg("name", GIVEN_UP.join(", "))
        .arg("program", env!("CARGO_PKG_VERSION"));
    diagnostics.retain(|found| !given_up(found));
    diagnostics.push(earlier);
}
