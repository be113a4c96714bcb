//! Opinions are added, never rewritten: what an authority once attested is part of
//! the record. Only that an order was carried out, and a note, may be added to an
//! entry (DOMAIN: "Opinions").

use super::{Change, Snapshot};
use crate::diagnostic::{Diagnostic, code};
use crate::document::NodeRef;
use crate::registry::Registry;
use crate::schema::Kind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
    let origins: Vec<BTreeSet<String>> = after.iter().map(|entry| origins(*entry)).collect();
    let said: Vec<String> = before.iter().map(|entry| said(*entry)).collect();
    let lost = first_lost((before, &said), (&after, &origins))?;
    let known: BTreeSet<&String> = said.iter().collect();
    let matter = identity(before[lost]).0;
    let stands = after.iter().zip(&origins).find(|(now, origins)| {
        let is_new = !origins.iter().any(|origin| known.contains(origin));
        is_new && identity(**now).0 == matter
    });
    let stands = stands.map(|(entry, _)| entry);
    let label = match (stands, doc) {
        (Some(entry), _) => entry.label(),
        (None, Some(doc)) => merged.registry.document(doc).root().label(),
        // The file is gone; it was there on the base.
        (None, None) => before[lost].label(),
    };
    let number = lost.saturating_add(1);
    Some(Diagnostic::new(&code::OPINION_REWRITTEN, label).arg("number", number))
}

/// The first entry that isn't there any more.
fn first_lost(
    before: (&[NodeRef<'_>], &[String]),
    after: (&[NodeRef<'_>], &[BTreeSet<String>]),
) -> Option<usize> {
    let became = paired(before, after);
    became.iter().position(Option::is_none)
}

/// What became of the entries of an append-only list: for each the place that it has later,
/// and `None` where it was rewritten or taken out. That an order was carried out, and a note,
/// may be added.
#[must_use]
pub fn became(before: &[NodeRef<'_>], after: &[NodeRef<'_>]) -> Vec<Option<usize>> {
    let said: Vec<String> = before.iter().map(|entry| said(*entry)).collect();
    let origins: Vec<BTreeSet<String>> = after.iter().map(|entry| origins(*entry)).collect();
    paired((before, &said), (after, &origins))
}

/// For each entry its later place. Where an entry stands among others says nothing, save
/// among those of one matter, scope and day, of which the later counts.
fn paired(
    (before, said): (&[NodeRef<'_>], &[String]),
    (after, origins): (&[NodeRef<'_>], &[BTreeSet<String>]),
) -> Vec<Option<usize>> {
    let sorted = |all: &[NodeRef<'_>]| {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_cached_key(|at| identity(all[*at]));
        order
    };
    // Where in their order entries stand that may have been said so: looked up, since a file
    // may hold tens of thousands, all of them rewritten.
    let later = sorted(after);
    let mut places: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (place, now) in later.iter().enumerate() {
        for origin in &origins[*now] {
            places.entry(origin).or_default().push(place);
        }
    }
    let mut free = 0;
    let mut became = vec![None; before.len()];
    for at in sorted(before) {
        let places = places.get(&said[at]).map_or(&[][..], Vec::as_slice);
        let next = places.get(places.partition_point(|place| *place < free));
        free = next.map_or(free, |place| place + 1);
        became[at] = next.and_then(|place| later.get(*place)).copied();
    }
    became
}

/// What an entry says, in one form.
fn said(entry: NodeRef<'_>) -> String {
    let mut value = entry.to_json();
    value.sort_all_objects();
    value.to_string()
}

/// What an entry may have said before: the same, or the same without what may come later.
fn origins(entry: NodeRef<'_>) -> BTreeSet<String> {
    let mut value = entry.to_json();
    value.sort_all_objects();
    let mut forms = vec![value];
    for later in LATER {
        for at in 0..forms.len() {
            let mut less = forms[at].clone();
            let had = { less.as_object_mut() }.and_then(|fields| fields.shift_remove(later));
            if had.is_some() {
                forms.push(less);
            }
        }
    }
    forms.iter().map(Value::to_string).collect()
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
