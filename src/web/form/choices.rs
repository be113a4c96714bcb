//! What may be chosen in a field, where the registry knows: nobody types an id.

use super::{Open, Visit};
use mulu_core::layout::{self, Kind};
use mulu_core::policy::Purpose;
use mulu_core::registry::{Slot, SubjectKind, references};
use mulu_report::Names;
use mulu_report::text::plain;
use std::collections::BTreeSet;

/// The values of a field with what they are called; `None`: whatever one writes.
pub(super) fn of(visit: &Visit<'_>, open: &Open, key: &str) -> Option<Vec<(String, String)>> {
    match (open.kind, key) {
        (Kind::Request, "category") => Some(expenses(visit)),
        (Kind::Opinions, "matter") => Some(matters(visit, open)),
        (kind, "applicant") if kind != Kind::Opinions => Some(applicants(visit, open)),
        _ if references::names(key) == Some(Kind::Unit) => {
            let all = visit.base.registry.units.keys();
            Some(all.map(|unit| named(visit, unit)).collect())
        }
        _ => None,
    }
}

fn named(visit: &Visit<'_>, unit: &str) -> (String, String) {
    let name = visit.context.view().unit_name(unit);
    (unit.to_owned(), format!("{name} ({unit})"))
}

/// The unit itself and those above, that have a budget of their own.
fn applicants(visit: &Visit<'_>, open: &Open) -> Vec<(String, String)> {
    let registry = &visit.base.registry;
    let unit = layout::parse(&open.path).and_then(|at| at.unit());
    let Some(unit) = unit else {
        return Vec::new();
    };
    let above = registry.ancestors(&unit);
    let all = std::iter::once(unit.to_string()).chain(above.iter().map(ToString::to_string));
    let has_budget = |slug: &str| registry.unit(slug).is_some_and(|unit| unit.budget_unit);
    all.filter(|slug| has_budget(slug))
        .map(|slug| named(visit, &slug))
        .collect()
}

fn expenses(visit: &Visit<'_>) -> Vec<(String, String)> {
    let all = &visit.base.pack.expenses;
    let purpose = Purpose::Maintenance.id();
    let is_usable = |of: &BTreeSet<_>| of.is_empty() || of.contains(purpose);
    let usable = all.iter().filter(|(_, of)| is_usable(&of.purposes));
    let pick = |(id, title)| (plain(id).into_owned(), visit.context.words.pick(title));
    let titled = usable.map(|(id, of)| pick((id, &of.title)));
    titled.map(|(id, title)| (id, title.into_owned())).collect()
}

/// What an authority attests of a subject.
fn matters(visit: &Visit<'_>, open: &Open) -> Vec<(String, String)> {
    let Some(at) = layout::parse(&open.path) else {
        return Vec::new();
    };
    let authority = at.get("authority").unwrap_or_default();
    let subject = at.subject();
    let subject = subject.map_or(SubjectKind::Unit, |subject| subject.kind());
    let all = visit.base.pack.matters.iter().filter(|(_, matter)| {
        matter.authorities.contains(authority) && matter.subjects.contains_key(&subject)
    });
    all.map(|(id, matter)| {
        let title = visit.context.words.pick(&matter.title);
        (id.to_string(), title.into_owned())
    })
    .collect()
}

/// The systems of a unit, with what they are called.
pub(super) fn systems(visit: &Visit<'_>, unit: &str) -> Vec<(String, String)> {
    let all = visit.base.registry.systems.iter();
    let own = all.filter(|(id, slot)| {
        let of_unit = id.split('/').next() == Some(unit);
        of_unit && !matches!(slot, Slot::Absent)
    });
    own.map(|(id, _)| (id.to_string(), visit.context.view().system_name(id)))
        .collect()
}
