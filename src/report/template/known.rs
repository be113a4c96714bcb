//! What of a new document is known before anybody fills it in, and what its author
//! may choose from.

use crate::Localizer;
use mulu_core::decision::Snapshot;
use mulu_core::diagnostic::Message;
use mulu_core::document::edit::flow;
use mulu_core::layout::{Kind, Located, SystemId};
use mulu_core::policy::Purpose;
use mulu_core::registry::{Slot, SubjectKind, Target};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Values of fields at the top, as YAML.
pub(super) fn known<'a>(
    snapshot: &'a Snapshot<'_>,
    at: &Located<'_>,
    name: Option<&str>,
) -> Vec<(&'a str, String)> {
    let schema = snapshot
        .schemas
        .map_or(&Value::Null, |all| all.json(at.kind));
    let required = schema.get("required").and_then(Value::as_array);
    let required = required.into_iter().flatten().filter_map(Value::as_str);
    let mut known: Vec<(&str, String)> = required
        .filter_map(|key| Some((key, usual(schema, key, at, name)?)))
        .collect();
    let text = |value: &str| flow(&Value::from(value));
    match (at.kind, at.get("unit")) {
        (Kind::Project, Some(unit)) => {
            known.push(("applicant", text(&snapshot.registry.budget_unit_of(unit))));
        }
        (Kind::Request, Some(unit)) => {
            known.push(("applicant", text(&snapshot.registry.budget_unit_of(unit))));
            known.push(("items", items(snapshot, at)));
        }
        (Kind::Opinions, _) => known.push(("opinions", "[]".to_owned())),
        _ => {}
    }
    known
}

/// What a field that must be there says until somebody says better: its name the
/// document's, one of a few words the first.
fn usual(schema: &Value, key: &str, at: &Located<'_>, name: Option<&str>) -> Option<String> {
    let field = schema.get("properties")?.get(key)?;
    if key == "name" {
        let slug = at.id.rsplit('/').next();
        return Some(flow(&Value::from(name.or(slug)?)));
    }
    match field.get("type").and_then(Value::as_str) {
        Some("boolean") => Some("false".to_owned()),
        _ => Some(flow(field.get("enum")?.get(0)?)),
    }
}

/// A request for what the plan has, with a need.
pub(super) fn assumed(snapshot: &Snapshot<'_>, at: &Located<'_>) -> String {
    let unit = at.get("unit").unwrap_or_default();
    let applicant = flow(&Value::from(&*snapshot.registry.budget_unit_of(unit)));
    format!(
        "applicant: {applicant}\nneed: assumed\nitems:{}\n",
        items(snapshot, at)
    )
}

/// One expense, of what the year's plan has for the system.
fn items(snapshot: &Snapshot<'_>, at: &Located<'_>) -> String {
    let amount = planned(snapshot, at).unwrap_or_default();
    let category = category(snapshot).unwrap_or_default();
    format!("\n  - category: {category}\n    amount: {amount}")
}

fn planned(snapshot: &Snapshot<'_>, at: &Located<'_>) -> Option<i64> {
    let plan = snapshot
        .registry
        .plans
        .get(&at.year()?)
        .and_then(Slot::valid)?;
    let target = Target::System(SystemId::new(at.get("unit")?, at.get("system")?));
    plan.of(&target).find_map(|entry| entry.amount)
}

/// The category that the schema gives as an example, or the first for maintenance.
fn category(snapshot: &Snapshot<'_>) -> Option<String> {
    let schema = snapshot.schemas?.json(Kind::Request);
    let example = schema.pointer("/properties/items/items/properties/category/examples/0");
    let all = &snapshot.pack.expenses;
    let of = |id: &str| all.get(id).is_some_and(|of| is_maintenance(&of.purposes));
    let example = example.and_then(Value::as_str).filter(|id| of(id));
    let first = || all.keys().map(|id| &**id).find(|id| of(id));
    example.or_else(first).map(str::to_owned)
}

fn is_maintenance(purposes: &BTreeSet<Arc<str>>) -> bool {
    purposes.is_empty() || purposes.contains(Purpose::Maintenance.id())
}

/// What is said above the fields.
pub(super) fn notes(at: &Located<'_>, words: &Localizer) -> Vec<String> {
    let note = match at.kind {
        Kind::Opinions => "template-opinions",
        Kind::Request => "template-request",
        _ => return Vec::new(),
    };
    vec![words.word(note)]
}

/// What may be chosen from, a line each, below the fields.
pub(super) fn below(snapshot: &Snapshot<'_>, at: &Located<'_>, words: &Localizer) -> Vec<String> {
    let titled = |id: &str, title: String| {
        words.say(
            &Message::new("template-choice")
                .arg("value", id)
                .arg("title", title),
        )
    };
    let mut lines: Vec<String> = Vec::new();
    match at.kind {
        Kind::Request => {
            let all = snapshot.pack.expenses.iter();
            let usable = all.filter(|(_, expense)| is_maintenance(&expense.purposes));
            lines.extend(
                usable.map(|(id, expense)| titled(id, words.pick(&expense.title).into_owned())),
            );
            lines.sort();
            lines.insert(0, words.word("template-categories"));
        }
        Kind::Opinions => {
            let subject = subject(at);
            let all = snapshot.pack.matters.iter();
            let mine = all.filter(|(_, matter)| {
                let authority = at.get("authority").unwrap_or_default();
                matter.authorities.contains(authority) && matter.subjects.contains_key(&subject)
            });
            lines.extend(
                mine.map(|(id, matter)| titled(id, words.pick(&matter.title).into_owned())),
            );
            lines.insert(0, words.word("template-matters"));
        }
        _ => {}
    }
    lines
}

fn subject(at: &Located<'_>) -> SubjectKind {
    at.subject()
        .map_or(SubjectKind::Unit, |subject| subject.kind())
}
