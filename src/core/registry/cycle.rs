//! Units that are their own ancestors, projects that come before themselves: all
//! of them in one pass, however long the way is.

use super::{Registry, Slot};
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

/// The projects that stand between themselves by way of their previous ones, and
/// those between two such circles: whatever is left when all are taken away, again
/// and again, that have none before or none behind them.
pub(super) fn projects_in_circles(registry: &Registry) -> BTreeSet<&str> {
    let mut edges: Vec<(&str, &str)> = Vec::new();
    for (id, slot) in &registry.projects {
        if let Slot::Valid(project) = slot {
            let previous = project.previous.iter();
            edges.extend(previous.map(|(before, _)| (&**id, &**before)));
        }
    }
    let back: Vec<(&str, &str)> = edges.iter().map(|(id, before)| (*before, *id)).collect();
    let left = without_ends(&edges);
    let reached = without_ends(&back);
    left.intersection(&reached).copied().collect()
}

/// The nodes from which a circle can be reached, in one pass over the edges.
fn without_ends<'r>(edges: &[(&'r str, &'r str)]) -> BTreeSet<&'r str> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let mut into: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in edges {
        *open.entry(from).or_default() += 1;
        open.entry(to).or_default();
        into.entry(to).or_default().push(from);
    }
    let ended = open.iter().filter(|(_, ways)| **ways == 0);
    let mut ended: Vec<&str> = ended.map(|(node, _)| *node).collect();
    while let Some(node) = ended.pop() {
        open.remove(node);
        for from in into.get(node).into_iter().flatten() {
            if let Some(ways) = open.get_mut(from) {
                *ways -= 1;
                if *ways == 0 {
                    ended.push(from);
                }
            }
        }
    }
    open.into_keys().collect()
}
