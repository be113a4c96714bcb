//! What goes along when a system, a project or a whole unit gets another name: offices
//! are reformed, and one change must be able to carry everything over.
//!
//! Who may move a system may carry along what speaks of it, though it is others' to
//! write: the lines of lists and plans, opinions, requests. It must say what it said,
//! under the new name; and whoever must approve it still must.

use super::{Change, ChangeKind};
use crate::layout::{self, Kind, ProjectId, Subject};
use crate::registry::{DocId, Registry, Slot, references};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Old ids and new ones.
pub(super) type Names = BTreeMap<Arc<str>, Arc<str>>;

/// What moved: old ids and new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Systems, `unit/system`.
    pub systems: Names,
    /// Projects, `unit/project`.
    pub projects: Names,
    /// Units, under another name or gone into another.
    pub units: Names,
}

impl Moves {
    /// Those between two registries: a document that is gone here and there elsewhere,
    /// unchanged but for its references.
    #[must_use]
    pub fn of(base: &Registry, merged: &Registry) -> Self {
        let systems = pairs((base, &base.systems), (merged, &merged.systems), |it| {
            it.doc
        });
        let projects = pairs((base, &base.projects), (merged, &merged.projects), |it| {
            it.doc
        });
        let mut units = pairs((base, &base.units), (merged, &merged.units), |it| it.doc);
        for (old, new) in dissolved(base, &systems, &projects) {
            units.entry(old).or_insert(new);
        }
        Moves {
            systems,
            projects,
            units,
        }
    }

    /// Whether nothing moved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.systems.is_empty() && self.projects.is_empty() && self.units.is_empty()
    }

    /// What moved of a kind.
    fn of_kind(&self, kind: Kind) -> Option<&Names> {
        match kind {
            Kind::Unit => Some(&self.units),
            Kind::System => Some(&self.systems),
            Kind::Project => Some(&self.projects),
            _ => None,
        }
    }

    /// A document under the new names of some kinds.
    fn rename(&self, document: &mut Value, kinds: fn(Kind) -> bool) {
        each_reference(document, "", &mut |kind, text| {
            let (id, part) = references::parted(text);
            let names = self.of_kind(kind).filter(|_| kinds(kind));
            let new = names.and_then(|names| names.get(id));
            if let Some(new) = new {
                *text = format!("{new}{part}");
            }
        });
    }

    /// Whether a change does nothing but carry a document along.
    pub(super) fn carry(&self, base: &Registry, merged: &Registry, change: &Change) -> bool {
        let goes = match change.change {
            ChangeKind::Changed => true,
            ChangeKind::Moved => self.goes_along(change),
            ChangeKind::Added | ChangeKind::Removed => false,
        };
        !self.is_empty() && goes && self.only_renames(base, merged, change)
    }

    /// Whether a change is the move itself, and nothing but its names is another.
    pub(super) fn is_pure(&self, base: &Registry, merged: &Registry, change: &Change) -> bool {
        let moved = change.change == ChangeKind::Moved && self.is_move(change);
        moved && self.only_renames(base, merged, change)
    }

    /// Whether a document is where what it is about moved.
    pub(super) fn goes_along(&self, change: &Change) -> bool {
        let from = change.from.as_deref();
        from.and_then(|from| self.path(from)).as_deref() == Some(&*change.path)
    }

    /// Whether a document says what it said, under the new names.
    fn only_renames(&self, base: &Registry, merged: &Registry, change: &Change) -> bool {
        let from = change.from.as_ref().unwrap_or(&change.path);
        let of = |registry: &Registry, path: &str| {
            let doc = registry.doc_by_path(path)?;
            Some(registry.document(doc).root().to_json())
        };
        let (Some(before), Some(after)) = (of(base, from), of(merged, &change.path)) else {
            return false;
        };
        // A unit that has nothing left may still be the one that asks.
        let (everywhere, things) = (|_| true, |kind| kind != Kind::Unit);
        let says = |kinds: fn(Kind) -> bool| {
            let mut said = before.clone();
            self.rename(&mut said, kinds);
            said == after
        };
        says(everywhere) || says(things)
    }

    /// Where a document went: one that moved itself, or is about something that did.
    #[must_use]
    pub fn new_path(&self, path: &str) -> Option<String> {
        let at = layout::parse(path)?;
        match self.of_kind(at.kind) {
            Some(names) => Some(layout::path(at.kind, names.get(at.id)?)),
            None => self.path(path),
        }
    }

    /// Where a document belongs that is about something that moved.
    fn path(&self, path: &str) -> Option<String> {
        let at = layout::parse(path)?;
        let new = |names: &Names, id: &str| names.get(id).cloned();
        match at.kind {
            Kind::Request => {
                let system = new(&self.systems, &at.system()?)?;
                Some(layout::path(
                    Kind::Request,
                    &format!("{}/{system}", at.year()?),
                ))
            }
            Kind::Opinions => {
                let authority = at.get("authority")?;
                let subject = match (at.get("project"), at.get("system"), at.get("unit")?) {
                    (Some(_), ..) => {
                        let project = new(&self.projects, &at.project()?)?;
                        Subject::from(&ProjectId::from(&*project)).to_string()
                    }
                    (None, Some(_), _) => new(&self.systems, &at.system()?)?.to_string(),
                    (None, None, unit) => new(&self.units, unit)?.to_string(),
                };
                Some(layout::opinions_path(authority, &subject))
            }
            _ => None,
        }
    }

    /// Whether a change is the move itself.
    pub(super) fn is_move(&self, change: &Change) -> bool {
        let Some(at) = layout::parse(&change.path) else {
            return false;
        };
        let names = self.of_kind(at.kind);
        names.is_some_and(|names| names.values().any(|new| **new == *at.id))
    }
}

/// Does something with every reference in a value under a field, by the kind of what is
/// named.
fn each_reference(value: &mut Value, field: &str, change: &mut impl FnMut(Kind, &mut String)) {
    match value {
        Value::String(text) => {
            if let Some(kind) = references::names(field) {
                change(kind, text);
            }
        }
        Value::Array(items) => {
            for item in items {
                each_reference(item, field, change);
            }
        }
        Value::Object(entries) => {
            for (field, value) in entries.iter_mut() {
                each_reference(value, field, change);
            }
        }
        _ => {}
    }
}

/// What is gone and what is new, where they say the same but for their references.
fn pairs<K: std::ops::Deref<Target = str> + Ord, T>(
    (base, before): (&Registry, &BTreeMap<K, Slot<T>>),
    (merged, after): (&Registry, &BTreeMap<K, Slot<T>>),
    doc: impl Fn(&T) -> DocId,
) -> Names {
    let said = |registry: &Registry, slot: &Slot<T>| {
        let mut json = registry.document(doc(slot.valid()?)).root().to_json();
        each_reference(&mut json, "", &mut |_, text| text.clear());
        Some(json.to_string())
    };
    let mut gone: BTreeMap<String, Vec<&K>> = BTreeMap::new();
    // The first stands last, to be taken first.
    for (id, slot) in before
        .iter()
        .rev()
        .filter(|(id, _)| !after.contains_key(*id))
    {
        if let Some(said) = said(base, slot) {
            gone.entry(said).or_default().push(id);
        }
    }
    if gone.is_empty() {
        return Names::new();
    }
    let new = after.iter().filter(|(id, _)| !before.contains_key(*id));
    let pair = |(id, slot): (&K, &Slot<T>)| {
        let old = gone.get_mut(&said(merged, slot)?)?.pop()?;
        Some((Arc::from(&**old), Arc::from(&**id)))
    };
    new.filter_map(pair).collect()
}

/// Units of which every system and project went to one and the same other unit.
fn dissolved(base: &Registry, systems: &Names, projects: &Names) -> Names {
    let unit = |id: &str| id.split('/').next().unwrap_or_default().to_owned();
    let mut gone = Names::new();
    for old in systems.keys().chain(projects.keys()).map(|id| unit(id)) {
        let of_systems = base
            .systems_of(&old)
            .into_iter()
            .map(|id| systems.get(&*id));
        let of_projects = base
            .projects_of(&old)
            .into_iter()
            .map(|id| projects.get(&*id));
        let all: Option<Vec<&Arc<str>>> = of_systems.chain(of_projects).collect();
        let mut units: Vec<String> = all.into_iter().flatten().map(|id| unit(id)).collect();
        units.dedup();
        if let [new] = units.as_slice()
            && *new != old
        {
            gone.insert(old.into(), new.as_str().into());
        }
    }
    gone
}
