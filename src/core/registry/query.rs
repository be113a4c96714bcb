//! Questions to the registry, answered from its indexes.

use super::{
    AuthorityId, DocId, Opinion, Opinions, ProjectId, Registry, Slot, SubjectKind, SystemId, Unit,
    UnitId,
};
use jiff::civil::Date;
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

static NO_OPINIONS: Slot<Opinions> = Slot::Absent;

impl Opinions {
    /// The opinion that counts for a matter and a scope on a day: the latest
    /// that is not after it; of two on one day, the later in the file. No
    /// scope is a scope of its own; one that is none of its matter's is any.
    #[must_use]
    pub fn counting(&self, matter: &str, scope: Option<&str>, on: Date) -> Option<&Opinion> {
        self.opinions
            .iter()
            .filter(|opinion| *opinion.matter == *matter && opinion.issued_on <= on)
            .filter(|opinion| opinion.scope.as_deref() == scope || opinion.astray)
            // Of equals `max_by_key` takes the last.
            .max_by_key(|opinion| opinion.issued_on)
    }

    /// The orders or hazards of a matter that exist on a day and are unresolved.
    pub fn open(&self, matter: &str, on: Date) -> impl Iterator<Item = &Opinion> {
        self.opinions.iter().filter(move |opinion| {
            *opinion.matter == *matter
                && opinion.issued_on <= on
                && opinion.resolved_on.is_none_or(|resolved| resolved > on)
        })
    }
}

impl Registry {
    /// An authority's file on a unit or a system.
    #[must_use]
    pub fn opinions_on(&self, authority: &str, subject: &str) -> &Slot<Opinions> {
        let files = self.opinions.get(authority);
        files
            .and_then(|files| files.get(subject))
            .unwrap_or(&NO_OPINIONS)
    }

    /// The systems of a unit that an authority has a file on.
    #[must_use]
    pub fn opined_systems(&self, authority: &str, unit: &str) -> Vec<SystemId> {
        let Some(files) = self.opinions.get(authority) else {
            return Vec::new();
        };
        within(files, unit)
            .filter(|subject| subject.kind() == SubjectKind::System)
            .map(|subject| subject.text().into())
            .collect()
    }

    /// The systems of a unit, broken ones too.
    #[must_use]
    pub fn systems_of(&self, unit: &str) -> Vec<SystemId> {
        within(&self.systems, unit).cloned().collect()
    }

    /// The projects of a unit, broken ones too.
    #[must_use]
    pub fn projects_of(&self, unit: &str) -> Vec<ProjectId> {
        within(&self.projects, unit).cloned().collect()
    }

    /// The valid projects that name a system.
    #[must_use]
    pub fn projects_on(&self, system: &str) -> &[ProjectId] {
        self.projects_by_system
            .get(system)
            .map_or(&[], Vec::as_slice)
    }

    /// A project's name; its id where it has none to give.
    #[must_use]
    pub fn project_name<'a>(&'a self, id: &'a str) -> &'a str {
        let project = self.projects.get(id).and_then(Slot::valid);
        project.map_or(id, |project| &project.name)
    }

    /// The files of all authorities on a subject, in the order of their ids.
    pub fn files_on<'a>(
        &'a self,
        subject: &'a str,
    ) -> impl Iterator<Item = (&'a AuthorityId, &'a Slot<Opinions>)> {
        let files = self.opinions.iter();
        files.filter_map(move |(authority, files)| Some((authority, files.get(subject)?)))
    }

    /// The document at a path.
    #[must_use]
    pub fn doc_by_path(&self, path: &str) -> Option<DocId> {
        let found = self
            .documents
            .binary_search_by(|document| (**document.path()).cmp(path));
        found.ok().and_then(|at| u32::try_from(at).ok()).map(DocId)
    }

    /// The units above a unit, nearest first; ends at a cycle.
    #[must_use]
    pub fn ancestors(&self, unit: &str) -> Vec<UnitId> {
        let mut above: Vec<UnitId> = Vec::new();
        let mut met = BTreeSet::from([unit]);
        let mut at = self.unit(unit);
        while let Some(parent) = at.and_then(|unit| unit.parent.as_ref()) {
            if !met.insert(parent) {
                break;
            }
            above.push(parent.clone());
            at = self.unit(parent);
        }
        above
    }

    /// The nearest budget unit at or above a unit; itself where there is none.
    #[must_use]
    pub fn budget_unit_of(&self, unit: &str) -> Arc<str> {
        let has_budget = |unit: &str| self.unit(unit).is_some_and(|unit| unit.budget_unit);
        let above = || self.ancestors(unit).into_iter();
        let found = || above().find(|unit| has_budget(unit));
        match has_budget(unit) {
            true => unit.into(),
            false => found().map_or_else(|| unit.into(), |unit| unit.text()),
        }
    }

    /// Whether the first is the second or stands above it.
    #[must_use]
    pub fn is_unit_or_ancestor(&self, candidate: &str, unit: &str) -> bool {
        candidate == unit
            || self
                .ancestors(unit)
                .iter()
                .any(|above| **above == *candidate)
    }

    /// The units whose people act for an authority; of any other name the unit that
    /// has it.
    #[must_use]
    pub fn acting_for<'a>(&'a self, who: &'a str) -> Vec<&'a str> {
        match self.settings.authorities.get(who) {
            Some(authority) => authority.units.iter().map(|unit| &**unit).collect(),
            None => vec![who],
        }
    }

    /// A unit that is there and valid.
    #[must_use]
    pub fn unit(&self, slug: &str) -> Option<&Unit> {
        self.units.get(slug).and_then(Slot::valid)
    }

    /// A unit's short name; its slug where it has none to give.
    #[must_use]
    pub fn unit_name<'a>(&'a self, slug: &'a str) -> &'a str {
        self.unit(slug).map_or(slug, |unit| &unit.short_name)
    }

    /// A system's name; its id where it has none to give.
    #[must_use]
    pub fn system_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.systems
            .get(id)
            .and_then(Slot::valid)
            .map_or(id, |system| &system.name)
    }

    /// The name of an authority's first unit; its id where there is none.
    #[must_use]
    pub fn authority_name<'a>(&'a self, id: &'a str) -> &'a str {
        let unit = self
            .settings
            .authorities
            .get(id)
            .and_then(|authority| self.unit(authority.units.first()?));
        unit.map_or(id, |unit| &unit.short_name)
    }
}

/// The keys `unit/…` of a map.
fn within<'m, K: Ord + Borrow<str>, T>(
    map: &'m BTreeMap<K, T>,
    unit: &str,
) -> impl Iterator<Item = &'m K> {
    let prefix = format!("{unit}/");
    let from = map.range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded));
    from.map(|(id, _)| id)
        .take_while(move |id| Borrow::<str>::borrow(*id).starts_with(&prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn opinion(day: i8, scope: Option<u8>, node: u32) -> Opinion {
        Opinion {
            node,
            matter: "acceptance".into(),
            result: Some("pass".into()),
            favourable: true,
            issued_on: jiff::civil::date(2026, 1, day),
            valid_until: None,
            due_on: None,
            resolved_on: None,
            scope: scope.map(|scope| scope.to_string().into()),
            astray: false,
            amount: None,
            total: None,
            level: None,
            measure: None,
        }
    }

    proptest! {
        #[test]
        fn the_latest_and_of_a_day_the_last_opinion_counts(
            days in prop::collection::vec((1i8..6, prop::option::of(0u8..2)), 0..8),
            on in 1i8..6,
        ) {
            let list = days.iter().zip(0..).map(|((day, scope), at)| opinion(*day, *scope, at));
            let opinions = Opinions { doc: DocId(0), opinions: list.collect() };
            for scope in [None, Some("0"), Some("1")] {
                let mut naive: Option<(i8, u32)> = None;
                for (at, (day, of)) in (0u32..).zip(&days) {
                    let same = of.map(|of| of.to_string()).as_deref() == scope;
                    if same && *day <= on && naive.is_none_or(|(best, _)| *day >= best) {
                        naive = Some((*day, at));
                    }
                }
                let on = jiff::civil::date(2026, 1, on);
                let found = opinions.counting("acceptance", scope, on).map(|found| found.node);
                prop_assert_eq!(found, naive.map(|(_, at)| at));
            }
        }
    }
}
