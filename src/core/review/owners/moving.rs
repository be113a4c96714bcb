//! Who may move something to another name, and who must agree: a system or a project goes from
//! one unit to another at the wish of either, and with the consent of both.

use super::super::{Change, ReviewInput};
use super::{Need, Ownership, Refusal};
use crate::layout::{self, Kind};
use crate::registry::Owner;
use crate::registry::ownership::Approver;

/// What an author may not propose of a change, side by side: of the path, and of the one that
/// it moved from.
pub(super) fn refusals(
    input: &ReviewInput<'_>,
    change: &Change,
    sides: Vec<Vec<Refusal>>,
) -> Vec<Refusal> {
    let (base, merged) = (input.base.registry, input.merged.registry);
    let moves = input.moves;
    // Only the name is another: whoever may write either side may propose it.
    if moves.is_pure(base, merged, change) && sides.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let along = change.kind == Some(Kind::Request) && moves.goes_along(change);
    match sides.into_iter() {
        // A request goes with its system, whose units agree to that; what it says now is
        // written at its new place.
        mut sides if along => sides.next().unwrap_or_default(),
        sides => sides.flatten().collect(),
    }
}

/// The units on both sides of a move, each of which must agree: not the one that proposes it,
/// nor one that has nobody.
pub(super) fn needs(
    input: &ReviewInput<'_>,
    change: &Change,
    ownerships: &[Ownership],
) -> Vec<Need> {
    let registry = input.base.registry;
    let handed = matches!(change.kind, Some(Kind::System | Kind::Project))
        && input.moves.is_move(change)
        && change.from.as_deref().is_some_and(|from| {
            let unit = |path: &str| Some(layout::parse(path)?.get("unit")?.to_owned());
            unit(from) != unit(&change.path)
        });
    if !handed {
        return Vec::new();
    }
    let owners = ownerships.iter().filter_map(|side| side.owners.as_ref());
    let units = owners.map(|owners| {
        let units = owners.authors.iter();
        let units = units.filter(|owner| {
            let is_unit = matches!(owner, Owner::Unit(_) | Owner::UnitAndAncestors(_));
            is_unit && !registry.people_of(owner).is_empty()
        });
        units.cloned().collect::<Vec<Owner>>()
    });
    let proposes = |units: &Vec<Owner>| {
        let mut units = units.iter();
        let author = input.author;
        author.is_some_and(|author| units.any(|owner| registry.acts_for(author, owner)))
    };
    let needed = units.filter(|units| !units.is_empty() && !proposes(units));
    needed
        .map(|units| Need {
            approver: Approver(units),
            fields: Vec::new(),
            given_by: None,
            outdated: None,
        })
        .collect()
}
