//! Which findings a change answers for: those that the base doesn't have.

use super::ReviewInput;
use crate::diagnostic::{self, Diagnostic, Message};
use std::collections::BTreeMap;

/// Something wrong, and whether the change caused it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// Whether the base is without it.
    pub caused: bool,
}

/// What makes two findings the same although lines moved: not the place in the
/// file, nor the position in a list.
type Same<'a> = (&'static str, &'a str, &'a Message);

/// The findings of the merge, of its own rules where it changes these, and what
/// only a comparison shows.
pub(super) fn attribute(input: &ReviewInput<'_>, rewritten: Vec<Diagnostic>) -> Vec<Finding> {
    let mut all = input.merged.diagnostics.to_vec();
    if let Some(own) = &input.preview {
        all.extend_from_slice(own.diagnostics);
    }
    all.extend_from_slice(input.broken_rules);
    all.extend(rewritten);
    diagnostic::sort(&mut all);
    let mut known: BTreeMap<Same<'_>, Vec<&str>> = BTreeMap::new();
    for found in input.base.diagnostics {
        known
            .entry(same(found))
            .or_default()
            .push(&found.primary.pointer);
    }
    // At the very place first, then elsewhere in the file.
    let mut caused = vec![true; all.len()];
    for exact in [true, false] {
        for (found, caused) in all.iter().zip(&mut caused).filter(|(_, caused)| **caused) {
            let Some(places) = known.get_mut(&same(found)) else {
                continue;
            };
            let at = places
                .iter()
                .position(|pointer| !exact || *pointer == found.primary.pointer);
            if let Some(at) = at {
                places.remove(at);
                *caused = false;
            }
        }
    }
    let finding = |(diagnostic, caused)| Finding { diagnostic, caused };
    all.into_iter().zip(caused).map(finding).collect()
}

fn same(found: &Diagnostic) -> Same<'_> {
    (found.code.id, &found.primary.path, &found.message)
}
