//! `pack.yaml` but for matters and projects, and `fixture.yaml`.

use super::{articles, localized, not_understood, parameters, text};
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::{NodeKind, NodeRef};
use crate::policy::Pack;
use crate::policy::pack::{CONSTRUCTION, Expense, Finance, Fixture, Language, MAINTENANCE};
use crate::schema::{Kind, Schemas};
use jiff::civil::Date;
use std::sync::Arc;

/// Reads the language of the pack.
pub(super) fn language(pack: &mut Pack, root: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(node) = root.get("language") else {
        return;
    };
    match node.as_i64() {
        Some(1) => pack.language = Language::First,
        Some(2) => pack.language = Language::Second,
        _ => diagnostics.push(not_understood(node, ["1", "2"])),
    }
}

/// Reads the pack's tables that its schema accepts.
pub(super) fn pack(
    pack: &mut Pack,
    root: NodeRef<'_>,
    schemas: &Schemas,
    diagnostics: &mut Vec<Diagnostic>,
) {
    pack.title = localized(root, "title");
    pack.source = text(root, "source");
    let all = root.get("articles").into_iter().flat_map(NodeRef::items);
    pack.articles = all.map(articles::article).collect();
    for (key, node) in root
        .get("parameters")
        .into_iter()
        .flat_map(NodeRef::entries)
    {
        let parameter = parameters::parameter(key, node, diagnostics);
        pack.parameters
            .insert(Arc::clone(&parameter.name), parameter);
    }
    for (key, node) in root.get("findings").into_iter().flat_map(NodeRef::entries) {
        let name = key.scalar_text().unwrap_or_default();
        if !name.starts_with("x-") {
            let articles = node.items().filter_map(NodeRef::scalar_text);
            let articles = articles.map(Arc::from).collect();
            pack.findings.insert(name.into(), (articles, key.label()));
        }
    }
    for (key, node) in root.get("expenses").into_iter().flat_map(NodeRef::entries) {
        let expense = expense(node, schemas, diagnostics);
        pack.expenses
            .insert(key.scalar_text().unwrap_or_default().into(), expense);
    }
}

fn expense(node: NodeRef<'_>, schemas: &Schemas, diagnostics: &mut Vec<Diagnostic>) -> Expense {
    let texts = |key: &str| {
        let all = node.get(key).into_iter().flat_map(NodeRef::items);
        all.filter_map(|one| Some((one, Arc::from(one.scalar_text()?))))
    };
    for (at, purpose) in texts("purposes") {
        if ![MAINTENANCE, CONSTRUCTION].contains(&&*purpose) {
            diagnostics.push(not_understood(at, [MAINTENANCE, CONSTRUCTION]));
        }
    }
    for (at, need) in texts("needs") {
        needed(at, &need, schemas, diagnostics);
    }
    Expense {
        finance: finances(node, diagnostics),
        title: localized(node, "title"),
        equipment: node.get("equipment").and_then(NodeRef::as_bool) == Some(true),
        needs: texts("needs").map(|(_, need)| need).collect(),
        purposes: texts("purposes").map(|(_, purpose)| purpose).collect(),
    }
}

/// What must be true of an item must be something that an item can say.
fn needed(at: NodeRef<'_>, need: &str, schemas: &Schemas, diagnostics: &mut Vec<Diagnostic>) {
    let tokens = [Some("items"), None, Some(need)];
    if schemas.has_field(Kind::Request, &tokens) {
        return;
    }
    let items = schemas.json(Kind::Request);
    let items = items.pointer("/properties/items/items/properties");
    let fields = items.and_then(serde_json::Value::as_object).into_iter();
    let fields: Vec<&str> = fields
        .flat_map(|all| all.keys())
        .map(String::as_str)
        .collect();
    diagnostics.push(not_understood(at, fields));
}

/// How a category is treated: a word, or words by the day from which they hold.
fn finances(node: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Option<Date>, Finance)> {
    let Some(finance) = node.get("finance") else {
        diagnostics.push(not_understood(node, Finance::ALL.map(Finance::id)));
        return Vec::new();
    };
    let mut one = |from, word: NodeRef<'_>| {
        let known = Finance::from_id(word.scalar_text().unwrap_or_default());
        if known.is_none() {
            diagnostics.push(not_understood(word, Finance::ALL.map(Finance::id)));
        }
        known.map(|finance| (from, finance))
    };
    if finance.kind() != NodeKind::Seq {
        return one(None, finance).into_iter().collect();
    }
    let mut found: Vec<(Option<Date>, Finance)> = Vec::new();
    let mut disordered = Vec::new();
    for entry in finance.items() {
        let from = entry.get("from").unwrap_or(entry);
        let day: Option<Date> = from.scalar_text().and_then(|day| day.parse().ok());
        if found.last().is_some_and(|(last, _)| *last >= day) || day.is_none() {
            disordered.push(Diagnostic::new(&code::POLICY_PARAMETER_DATES, from.label()));
        }
        let word = entry.get("value").or_else(|| entry.get("finance"));
        found.extend(one(day, word.unwrap_or(entry)));
    }
    diagnostics.extend(disordered);
    found
}

/// The finding for a part of a field that isn't what the field holds.
pub(super) fn unread(field: NodeRef<'_>, part: NodeRef<'_>) -> Diagnostic {
    let key = field.key().and_then(NodeRef::scalar_text);
    let field = Message::new("field-plain").arg("key", key.unwrap_or_default());
    Diagnostic::new(&code::SCHEMA_FORMAT, part.label())
        .arg("field", field)
        .arg("value", part.scalar_text().unwrap_or_default())
}

/// A year, where one stands.
pub(super) fn year(node: NodeRef<'_>) -> Option<i16> {
    i16::try_from(node.get("year")?.as_i64()?).ok()
}

/// Reads the fixture that its schema accepts.
pub(super) fn fixture(root: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Fixture> {
    let Ok(on) = text(root, "on").parse() else {
        let on = root.get("on").unwrap_or(root);
        diagnostics.push(unread(on, on));
        return None;
    };
    let documents = root.get("documents").into_iter().flat_map(NodeRef::entries);
    Some(Fixture {
        on,
        year: year(root),
        request: text(root, "request"),
        project: root
            .get("project")
            .and_then(NodeRef::scalar_text)
            .map(Arc::from),
        documents: documents
            .map(|(key, value)| {
                (
                    key.scalar_text().unwrap_or_default().into(),
                    value.to_json(),
                )
            })
            .collect(),
    })
}
