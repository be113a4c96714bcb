//! Units that are their own ancestors: all of them in one pass, however long
//! the way up is.

use super::Registry;
use std::collections::{BTreeMap, BTreeSet};

/// The units that stand above themselves.
pub(super) fn units_in_circles(registry: &Registry) -> BTreeSet<&str> {
    // The walk that a unit was first met on.
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut circles = BTreeSet::new();
    for (walk, start) in registry.units.keys().enumerate() {
        let mut way: Vec<&str> = Vec::new();
        let mut at = Some(&**start);
        while let Some(unit) = at {
            if let Some(earlier) = met.get(unit) {
                // Met on this very walk: the way back to it is a circle.
                if *earlier == walk {
                    let from = way.iter().position(|known| *known == unit);
                    circles.extend(&way[from.unwrap_or_default()..]);
                }
                break;
            }
            met.insert(unit, walk);
            way.push(unit);
            at = registry.unit(unit).and_then(|unit| unit.parent.as_deref());
        }
    }
    circles
}
