//! Units and systems as ledgers name them.

use crate::mapping::normal;
use mulu_core::registry::Registry;
use std::sync::Arc;

/// The one unit that is called so, by any of its names.
pub(super) fn unit(registry: &Registry, name: &str) -> Option<Arc<str>> {
    let name = normal(name);
    let units = registry.units.iter().filter(|(slug, unit)| {
        let unit = unit.valid();
        let names = unit.into_iter().flat_map(|unit| {
            let own = [&unit.name, &unit.short_name];
            own.into_iter().chain(&unit.aliases)
        });
        let mut names = names.map(|name| normal(name));
        normal(slug) == name || names.any(|known| known == name)
    });
    one(units.map(|(slug, _)| Arc::from(&**slug)))
}

/// The one system of a unit that is called so.
pub(super) fn system(registry: &Registry, unit: &str, name: &str) -> Option<Arc<str>> {
    let name = spelt(name);
    let systems = registry.systems.iter().filter(|(id, system)| {
        let system = system.valid();
        id.unit() == unit && system.is_some_and(|system| spelt(&system.name) == name)
    });
    one(systems.map(|(id, _)| Arc::from(&**id)))
}

/// A system's name without spaces and width; what stands in brackets may tell two phases
/// apart.
fn spelt(name: &str) -> String {
    let signs = name.chars().map(crate::mapping::narrow);
    let signs = signs.filter(|sign| !sign.is_whitespace());
    signs.flat_map(char::to_lowercase).collect()
}

fn one(mut found: impl Iterator<Item = Arc<str>>) -> Option<Arc<str>> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
