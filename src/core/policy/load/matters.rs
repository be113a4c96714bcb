//! What authorities attest.

use super::{localized, not_understood};
use crate::diagnostic::{Diagnostic, code};
use crate::document::{NodeKind, NodeRef, tokens};
use crate::policy::Pack;
use crate::registry::{Audience, Matter, Results, ScopeForm, SubjectKind, opinion_fields};
use crate::schema::Schemas;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Scopes that are one word.
const SCOPES: [&str; 6] = ["none", "year", "date", "category", "expense", "resource"];

/// Fields that every opinion may have, and a matter may demand.
const USUAL_FIELDS: [&str; 4] = ["document", "due_on", "note", "valid_until"];

/// Reads the matters that the pack's schema accepts.
pub(super) fn read(
    pack: &mut Pack,
    root: NodeRef<'_>,
    schemas: &Schemas,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = opinion_fields(schemas);
    for (key, node) in root.get("matters").into_iter().flat_map(NodeRef::entries) {
        let id = key.scalar_text().unwrap_or_default();
        pack.matters
            .insert(id.into(), matter(node, (&own, schemas), diagnostics));
    }
}

fn matter(
    node: NodeRef<'_>,
    (own, schemas): (&[&str], &Schemas),
    diagnostics: &mut Vec<Diagnostic>,
) -> Matter {
    let items = |key: &str| node.get(key).into_iter().flat_map(NodeRef::items);
    let texts = |key: &str| -> BTreeSet<Arc<str>> {
        let all = items(key).filter_map(NodeRef::scalar_text);
        all.map(Arc::from).collect()
    };
    for field in items("fields") {
        let known = || own.iter().chain(&USUAL_FIELDS).copied();
        if !known().any(|known| field.scalar_text() == Some(known)) {
            diagnostics.push(not_understood(field, known()));
        }
    }
    let mut subjects = BTreeMap::new();
    for (key, scopes) in node.get("subjects").into_iter().flat_map(NodeRef::entries) {
        match SubjectKind::from_id(key.scalar_text().unwrap_or_default()) {
            Some(kind) => {
                let scopes = self::scopes(scopes, diagnostics);
                names(kind, &scopes, key, schemas, diagnostics);
                subjects.insert(kind, scopes);
            }
            None => diagnostics.push(not_understood(key, SubjectKind::ALL.map(SubjectKind::id))),
        }
    }
    let due = node.get("due");
    if let Some(due) = due.filter(|due| due.scalar_text() != Some("required")) {
        diagnostics.push(not_understood(due, ["required"]));
    }
    let audience = node.get("audience").map_or(Audience::Public, |named| {
        let known = Audience::ALL.into_iter();
        let mut known = known.filter(|one| named.scalar_text() == Some(one.id()));
        known.next().unwrap_or_else(|| {
            diagnostics.push(not_understood(named, Audience::ALL.map(Audience::id)));
            Audience::Offices
        })
    });
    Matter {
        audience,
        title: localized(node, "title"),
        authorities: texts("authorities"),
        subjects,
        order: node.get("order").and_then(NodeRef::as_bool) == Some(true),
        due_required: due.is_some(),
        fields: texts("fields"),
        results: results(node.get("results"), diagnostics),
    }
}

/// What a scope names must be something that the subject's document can say.
fn names(
    kind: SubjectKind,
    scopes: &BTreeSet<ScopeForm>,
    at: NodeRef<'_>,
    schemas: &Schemas,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for scope in scopes {
        let ScopeForm::Names(pointer) = scope else {
            continue;
        };
        let all: Vec<_> = tokens(pointer).collect();
        let all = all
            .iter()
            .map(|token| (**token != *"*").then_some(&**token));
        if !schemas.has_field(kind.document(), &all.collect::<Vec<_>>()) {
            let found = Diagnostic::new(&code::POLICY_UNKNOWN_FIELD, at.label());
            diagnostics.push(found.arg("name", &**pointer).arg("expression", kind.id()));
        }
    }
}

/// The scopes that a matter may have: one, or a list of them.
fn scopes(node: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<ScopeForm> {
    if node.kind() == NodeKind::Seq {
        let all = node.items();
        return all.filter_map(|one| scope(one, diagnostics)).collect();
    }
    scope(node, diagnostics).into_iter().collect()
}

fn scope(node: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<ScopeForm> {
    if let Some(names) = node.get("names").and_then(NodeRef::scalar_text) {
        return Some(ScopeForm::Names(names.into()));
    }
    if let Some(choices) = node.get("choices") {
        let choices = choices.items().filter_map(NodeRef::scalar_text);
        return Some(ScopeForm::Choices(choices.map(Arc::from).collect()));
    }
    match node.scalar_text() {
        Some("none") => Some(ScopeForm::None),
        Some("year") => Some(ScopeForm::Year),
        Some("date") => Some(ScopeForm::Date),
        Some("category") => Some(ScopeForm::Category),
        Some("expense") => Some(ScopeForm::Expense),
        Some("resource") => Some(ScopeForm::Names(ScopeForm::RESOURCE.into())),
        _ => {
            diagnostics.push(not_understood(node, SCOPES));
            None
        }
    }
}

fn results(node: Option<NodeRef<'_>>, diagnostics: &mut Vec<Diagnostic>) -> Results {
    let Some(node) = node else {
        return Results::default();
    };
    if node.kind() != NodeKind::Map {
        if node.scalar_text() != Some("none") {
            diagnostics.push(not_understood(node, ["none"]));
        }
        return Results::None;
    }
    let mut results = BTreeMap::new();
    for (key, value) in node.entries() {
        let favourable = match value.scalar_text() {
            Some("favourable") => true,
            Some("unfavourable") => false,
            _ => {
                diagnostics.push(not_understood(value, ["favourable", "unfavourable"]));
                continue;
            }
        };
        results.insert(key.scalar_text().unwrap_or_default().into(), favourable);
    }
    Results::Named(results)
}
