//! Who acts for whom.

use super::Owner;
use crate::document::NodeKind;
use crate::layout::UnitId;
use crate::registry::{Identity, Registry, Slot};

impl Registry {
    /// The units that act as an authority; none where there is no such authority.
    pub fn units_of(&self, authority: &str) -> impl Iterator<Item = &UnitId> + use<'_> {
        let found = self.settings.authorities.get(authority);
        found.into_iter().flat_map(|authority| &authority.units)
    }

    /// Whether somebody acts for an owner: is maintainer of the unit, of one of the
    /// authority's units, or of a unit above where these may too.
    #[must_use]
    pub fn acts_for(&self, who: &Identity, owner: &Owner) -> bool {
        match owner {
            Owner::Anyone => true,
            Owner::Authority(id) => self.units_of(id).any(|unit| self.is_maintainer(who, unit)),
            Owner::Unit(unit) => self.is_maintainer(who, unit),
            Owner::UnitAndAncestors(unit) => {
                let above = self.ancestors(unit);
                self.is_maintainer(who, unit)
                    || above.iter().any(|unit| self.is_maintainer(who, unit))
            }
            Owner::Stated(_) | Owner::Nobody(_) => false,
        }
    }

    /// Whether a unit has nobody who acts for it: it isn't there, or names no
    /// maintainers. One whose document cannot be read has somebody.
    #[must_use]
    pub fn has_nobody(&self, unit: &str) -> bool {
        match self.units.get(unit) {
            None | Some(Slot::Absent) => true,
            Some(Slot::Broken(_)) => false,
            Some(Slot::Valid(unit)) => {
                let named = self.document(unit.doc).root().get("maintainers");
                named.is_none_or(|list| list.kind() == NodeKind::Seq && list.is_empty())
            }
        }
    }

    /// Whether somebody acts for any unit at all.
    #[must_use]
    pub fn acts_for_some_unit(&self, who: &Identity) -> bool {
        self.units.keys().any(|unit| self.is_maintainer(who, unit))
    }

    /// Who acts for an owner, in the order written, each once; for units above too
    /// only where the unit has nobody of its own.
    #[must_use]
    pub fn people_of(&self, owner: &Owner) -> Vec<&Identity> {
        let units: Vec<UnitId> = match owner {
            Owner::Authority(id) => self.units_of(id).cloned().collect(),
            Owner::Unit(unit) | Owner::UnitAndAncestors(unit) => vec![unit.into()],
            Owner::Anyone | Owner::Stated(_) | Owner::Nobody(_) => Vec::new(),
        };
        let mut people: Vec<&Identity> = Vec::new();
        for unit in &units {
            let of_unit = self.unit(unit).map(|unit| &unit.maintainers);
            for person in of_unit.into_iter().flatten() {
                if !people.contains(&person) {
                    people.push(person);
                }
            }
        }
        if let (true, Owner::UnitAndAncestors(unit)) = (people.is_empty(), owner) {
            let above = self.ancestors(unit);
            let next = above.iter().filter_map(|unit| self.unit(unit));
            let mut next = next
                .map(|unit| &unit.maintainers)
                .filter(|list| !list.is_empty());
            people.extend(next.next().into_iter().flatten());
        }
        people
    }

    fn is_maintainer(&self, who: &Identity, unit: &str) -> bool {
        let maintainers = self.unit(unit).map(|unit| &unit.maintainers);
        maintainers.into_iter().flatten().any(|known| known.is(who))
    }
}
