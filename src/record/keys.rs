//! Whose a key is, by what a registry says.

use crate::ssh::Key;
use mulu_core::layout::UnitId;
use mulu_core::registry::{Owner, Registry, Slot};

/// Whose a key is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// Nobody's that the registry knows.
    Unknown,
    /// These units'.
    Units(Vec<UnitId>),
}

/// The units that name a key among theirs.
#[must_use]
pub fn signer(registry: &Registry, key: &Key) -> Signer {
    let units = registry.units.iter().filter(|(_, slot)| {
        let keys = slot.valid().map(|unit| &unit.signing_keys);
        let mut keys = keys.into_iter().flatten();
        keys.any(|line| Key::parse(line).as_ref() == Some(key))
    });
    let units: Vec<UnitId> = units.map(|(id, _)| id.clone()).collect();
    match units.is_empty() {
        true => Signer::Unknown,
        false => Signer::Units(units),
    }
}

/// Whether a registry has a unit at all whose document can't be read: then nobody knows all
/// the keys.
#[must_use]
pub fn is_partly_unknown(registry: &Registry) -> bool {
    let mut units = registry.units.values();
    units.any(|slot| matches!(slot, Slot::Broken(_)))
}

/// The units that act for an owner.
#[must_use]
pub fn units_of(registry: &Registry, owner: &Owner) -> Vec<UnitId> {
    match owner {
        Owner::Authority(id) => registry.units_of(id).cloned().collect(),
        Owner::Unit(unit) => vec![unit.into()],
        Owner::UnitAndAncestors(unit) => {
            let mut units = registry.ancestors(unit);
            units.insert(0, unit.into());
            units
        }
        Owner::Anyone | Owner::Stated(_) | Owner::Nobody(_) => Vec::new(),
    }
}
