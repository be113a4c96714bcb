//! Opinions are added, never rewritten: what an authority once attested is part of
//! the record. Only that an order was carried out, and a note, may be added to an
//! entry (DOMAIN: "Opinions").

use super::{Change, Snapshot};
use crate::diagnostic::{Diagnostic, code};
use crate::document::NodeRef;
use crate::registry::Registry;
use crate::schema::Kind;

/// What may be said of an entry later.
const LATER: [&str; 2] = ["resolved_on", "note"];

/// Entries that a change rewrites or takes out.
pub(super) fn check(
    base: &Snapshot<'_>,
    merged: &Snapshot<'_>,
    changes: &[Change],
) -> Vec<Diagnostic> {
    let opinions = changes
        .iter()
        .filter(|one| one.kind == Some(Kind::Opinions));
    opinions
        .filter_map(|change| {
            let earlier = change.from.as_ref().unwrap_or(&change.path);
            let before = entries(base.registry, earlier)?;
            Some(rewritten(&before, merged, change))
        })
        .flatten()
        .collect()
}

fn rewritten(before: &[NodeRef<'_>], merged: &Snapshot<'_>, change: &Change) -> Option<Diagnostic> {
    let doc = merged.registry.doc_by_path(&change.path);
    let after = entries(merged.registry, &change.path).unwrap_or_default();
    let lost = first_lost(before, &after)?;
    let stands = after.iter().find(|now| {
        let is_new = !before.iter().any(|was| same(*was, **now));
        is_new && identity(**now).0 == identity(before[lost]).0
    });
    let label = match (stands, doc) {
        (Some(entry), _) => entry.label(),
        (None, Some(doc)) => merged.registry.document(doc).root().label(),
        // The file is gone; it was there on the base.
        (None, None) => before[lost].label(),
    };
    let number = lost.saturating_add(1);
    Some(Diagnostic::new(&code::OPINION_REWRITTEN, label).arg("number", number))
}

/// The first entry that isn't there any more. Where an entry stands among others says nothing,
/// save among those of one matter, scope and day, of which the later counts.
fn first_lost(before: &[NodeRef<'_>], after: &[NodeRef<'_>]) -> Option<usize> {
    let sorted = |all: &[NodeRef<'_>]| {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|at| identity(all[*at]));
        order
    };
    let mut later = sorted(after).into_iter();
    let mut lost = Vec::new();
    for at in sorted(before) {
        let rest = later.clone();
        if !later.any(|now| same(before[at], after[now])) {
            later = rest;
            lost.push(at);
        }
    }
    lost.into_iter().min()
}

/// What tells opinions apart: matter, scope, day.
fn identity(entry: NodeRef<'_>) -> (String, String, String) {
    let text = |key: &str| {
        let value = entry.get(key).and_then(NodeRef::scalar_text);
        value.unwrap_or_default().to_owned()
    };
    (text("matter"), text("scope"), text("issued_on"))
}

/// The entries of an opinions file that can be read.
fn entries<'r>(registry: &'r Registry, path: &str) -> Option<Vec<NodeRef<'r>>> {
    let document = registry.document(registry.doc_by_path(path)?);
    let list = document.root().get("opinions")?;
    Some(list.items().collect())
}

/// Whether an entry says what it said, and nothing but what may come later.
fn same(was: NodeRef<'_>, is: NodeRef<'_>) -> bool {
    let kept = was.entries().all(|(key, value)| {
        let key = key.scalar_text().unwrap_or_default();
        is.get(key)
            .is_some_and(|now| now.to_json() == value.to_json())
    });
    let added = is.entries().all(|(key, _)| {
        let key = key.scalar_text().unwrap_or_default();
        was.get(key).is_some() || LATER.contains(&key)
    });
    kept && added
}
