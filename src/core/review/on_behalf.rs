//! Requests that an authority proposes for a unit: the unit's paper must be stated.

use super::{Change, ChangeKind, ReviewInput};
use crate::diagnostic::{Diagnostic, Message, code};
use crate::layout::Kind;
use crate::registry::Owner;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The field that states it.
const ON_BEHALF: &str = "on_behalf";

/// Requests that somebody proposes who may only for a unit, without the unit's paper;
/// one that is only carried along needs none.
pub(super) fn check(
    input: &ReviewInput<'_>,
    changes: &[Change],
    carried: &BTreeSet<Arc<str>>,
) -> Vec<Diagnostic> {
    let requests = changes.iter().filter(|change| {
        let proposed = change.change != ChangeKind::Removed && !carried.contains(&change.path);
        change.kind == Some(Kind::Request) && proposed
    });
    requests
        .filter_map(|change| unstated(input, change))
        .collect()
}

fn unstated(input: &ReviewInput<'_>, change: &Change) -> Option<Diagnostic> {
    let author = input.author.filter(|_| !input.settled)?;
    let base = input.base.registry;
    let owners = base.settings.ownership.of_path(&change.path)?;
    let (offices, units): (Vec<&Owner>, Vec<&Owner>) = owners
        .authors
        .iter()
        .partition(|owner| matches!(owner, Owner::Authority(_)));
    let acts = |owner: &&Owner| base.acts_for(author, owner);
    if units.is_empty() || units.iter().any(acts) || !offices.iter().any(acts) {
        return None;
    }
    let registry = input.merged.registry;
    let root = registry
        .document(registry.doc_by_path(&change.path)?)
        .root();
    let stated = root.get(ON_BEHALF).and_then(|at| at.scalar_text());
    if stated.is_some_and(is_number_of_paper) {
        return None;
    }
    let at = root.get(ON_BEHALF).unwrap_or(root).label();
    let finding = Diagnostic::new(&code::REQUEST_ON_BEHALF, at);
    Some(finding.help(Message::new("help-on-behalf").arg("field", ON_BEHALF)))
}

/// The fewest letters and digits of a paper's number.
const SHORTEST: usize = 4;

/// Whether a text can be the number of a paper: a dot, a dash or "none" is none.
fn is_number_of_paper(text: &str) -> bool {
    let count = text.chars().filter(|sign| sign.is_alphanumeric()).count();
    count >= SHORTEST && text.chars().any(char::is_numeric)
}
