//! Units and systems as ledgers name them.

use crate::mapping::normal;
use mulu_core::registry::Registry;
use mulu_core::schema::written::narrow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What units and systems are called; `None`: several are called so.
pub(super) struct Names {
    units: BTreeMap<String, Option<Arc<str>>>,
    /// By unit, then by the system's name.
    systems: BTreeMap<(Arc<str>, String), Option<Arc<str>>>,
}

impl Names {
    /// The names of a registry, looked up once for all rows.
    pub(super) fn of(registry: &Registry) -> Self {
        let mut names = Names {
            units: BTreeMap::new(),
            systems: BTreeMap::new(),
        };
        for (slug, unit) in &registry.units {
            let id: Arc<str> = Arc::from(&**slug);
            note(&mut names.units, normal(slug), &id);
            if let Some(unit) = unit.valid() {
                for name in unit.names() {
                    note(&mut names.units, normal(name), &id);
                }
            }
        }
        for (id, system) in &registry.systems {
            if let Some(system) = system.valid() {
                let key = (Arc::from(id.unit()), spelt(&system.name));
                note(&mut names.systems, key, &Arc::from(&**id));
            }
        }
        names
    }

    /// The one unit that is called so, by any of its names.
    pub(super) fn unit(&self, name: &str) -> Option<Arc<str>> {
        self.units.get(&normal(name))?.clone()
    }

    /// The one system of a unit that is called so.
    pub(super) fn system(&self, unit: &str, name: &str) -> Option<Arc<str>> {
        self.systems.get(&(Arc::from(unit), spelt(name)))?.clone()
    }
}

/// Notes what something is called; what several are called is nobody's name.
fn note<K: Ord>(names: &mut BTreeMap<K, Option<Arc<str>>>, name: K, id: &Arc<str>) {
    let known = names.entry(name).or_insert_with(|| Some(Arc::clone(id)));
    if known.as_ref() != Some(id) {
        *known = None;
    }
}

/// A system's name without spaces and width; what stands in brackets may tell two phases
/// apart.
fn spelt(name: &str) -> String {
    let signs = name.chars().map(narrow);
    let signs = signs.filter(|sign| !sign.is_whitespace());
    signs.flat_map(char::to_lowercase).collect()
}
