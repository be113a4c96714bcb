//! What may be chosen in a field, where the registry knows: nobody types an id.

use super::{Open, Visit};
use mulu_core::layout::{self, Kind};
use mulu_core::policy::Purpose;
use mulu_core::registry::{Matter, Results, Slot, SubjectKind, opinion_fields, references};
use mulu_report::text::plain;
use mulu_report::{Names, schema_words};
use std::collections::BTreeSet;

/// The values of a field with what they are called; `None`: whatever one writes.
pub(super) fn of(visit: &Visit<'_>, open: &Open, key: &str) -> Option<Vec<(String, String)>> {
    match (open.kind, key) {
        (Kind::Request, "category") => Some(expenses(visit)),
        (Kind::Opinions, "matter") => Some(matters(visit, open)),
        (Kind::Opinions, "result") => Some(results(visit, open)),
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

/// What may be chosen as the matter of an opinion.
fn matters(visit: &Visit<'_>, open: &Open) -> Vec<(String, String)> {
    attested(visit, open)
        .map(|(id, matter)| {
            let title = visit.context.words.pick(&matter.title);
            (id.to_owned(), title.into_owned())
        })
        .collect()
}

/// The results that any of these may have, as the schema calls them.
fn results(visit: &Visit<'_>, open: &Open) -> Vec<(String, String)> {
    let named = attested(visit, open).filter_map(|(_, matter)| match &matter.results {
        Results::Named(results) => Some(results.keys()),
        Results::None => None,
    });
    let named: BTreeSet<&str> = named.flatten().map(|result| &**result).collect();
    let schema = visit.base.schemas.json(Kind::Opinions);
    let field = schema.pointer("/properties/opinions/items/properties/result");
    let title = |id: &str| schema_words::value(field?, id, visit.context.language());
    let named = named.into_iter();
    named
        .map(|id| (id.to_owned(), title(id).unwrap_or(id).to_owned()))
        .collect()
}

/// Whether a matter that was chosen may have a field of opinions; before one is chosen,
/// all that every opinion may have.
pub(super) fn is_of_matter(visit: &Visit<'_>, matter: Option<&str>, field: &str) -> bool {
    let matter = matter.and_then(|id| visit.base.pack.matters.get(id));
    let own = opinion_fields(&visit.base.schemas);
    match matter {
        _ if field == "matter" => true,
        None => !own.contains(&field),
        Some(matter) if field == "result" => !matches!(matter.results, Results::None),
        Some(matter) if matches!(field, "due_on" | "resolved_on") => matter.order,
        Some(matter) => !own.contains(&field) || matter.fields.contains(field),
    }
}

/// What an authority attests of a subject.
fn attested<'v>(
    visit: &'v Visit<'_>,
    open: &Open,
) -> impl Iterator<Item = (&'v str, &'v Matter)> + use<'v> {
    let at = layout::parse(&open.path);
    let authority = at.and_then(|at| at.authority());
    let subject = at.and_then(|at| at.subject());
    let subject = subject.map_or(SubjectKind::Unit, |subject| subject.kind());
    let all = visit.base.pack.matters.iter();
    let mine = all.filter(move |(_, matter)| {
        let id = authority.as_ref();
        let is_theirs = id.is_some_and(|id| matter.authorities.contains(&**id));
        is_theirs && matter.subjects.contains_key(&subject)
    });
    mine.map(|(id, matter)| (&**id, matter))
}

/// The projects of a unit, with what they are called.
pub(super) fn projects(visit: &Visit<'_>, unit: &str) -> Vec<(String, String)> {
    let all = visit.base.registry.projects.keys();
    let own = all.filter(|id| id.split('/').next() == Some(unit));
    own.map(|id| (id.to_string(), visit.context.view().project_name(id)))
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
