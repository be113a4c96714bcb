//! `pack.yaml` and `fixture.yaml`.

use super::{localized, text};
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::{NodeKind, NodeRef};
use crate::policy::Pack;
use crate::policy::pack::{Article, Expense, Finance, Fixture, Parameter, Value};
use jiff::civil::Date;
use std::sync::Arc;

/// Reads the pack's tables that its schema accepts.
pub(super) fn pack(pack: &mut Pack, root: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) {
    pack.title = localized(root, "title");
    pack.source = text(root, "source");
    pack.articles = root
        .get("articles")
        .into_iter()
        .flat_map(NodeRef::items)
        .map(article)
        .collect();
    for (key, node) in root
        .get("parameters")
        .into_iter()
        .flat_map(NodeRef::entries)
    {
        let parameter = parameter(key, node, diagnostics);
        pack.parameters
            .insert(Arc::clone(&parameter.name), parameter);
    }
    for (key, node) in root.get("expenses").into_iter().flat_map(NodeRef::entries) {
        let finance = match &*text(node, "finance") {
            "eligible" => Finance::Eligible,
            "conditional" => Finance::Conditional,
            _ => Finance::Ineligible,
        };
        let expense = Expense {
            finance,
            title: localized(node, "title"),
        };
        pack.expenses
            .insert(key.scalar_text().unwrap_or_default().into(), expense);
    }
}

fn article(node: NodeRef<'_>) -> Article {
    let not_implemented = node.get("not_implemented");
    Article {
        id: text(node, "id"),
        title: localized(node, "title"),
        not_implemented: not_implemented.map(|why| (text(why, "reason"), localized(why, "note"))),
        place: node.label(),
    }
}

fn parameter(key: NodeRef<'_>, node: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) -> Parameter {
    let mut values: Vec<(Date, Value)> = Vec::new();
    for entry in node.get("values").into_iter().flat_map(NodeRef::items) {
        let from = entry
            .get("from")
            .and_then(NodeRef::scalar_text)
            .and_then(|d| d.parse().ok());
        let (Some(from), Some(value)) = (from, entry.get("value").and_then(value)) else {
            diagnostics.push(unreadable(entry));
            continue;
        };
        if values
            .last()
            .is_some_and(|(last, _): &(Date, Value)| *last >= from)
        {
            let place = entry.get("from").unwrap_or(entry).label();
            diagnostics.push(Diagnostic::new(&code::POLICY_PARAMETER_DATES, place));
        }
        values.push((from, value));
    }
    Parameter {
        name: key.scalar_text().unwrap_or_default().into(),
        unit: text(node, "unit"),
        title: localized(node, "title"),
        values,
        place: key.label(),
    }
}

/// The finding for an entry whose date or value cannot be read: at the key of a
/// table that is no number, else at the value.
fn unreadable(entry: NodeRef<'_>) -> Diagnostic {
    let value = entry.get("value").unwrap_or(entry);
    let is_number = |key: &NodeRef<'_>| {
        key.scalar_text()
            .is_some_and(|key| key.parse::<i64>().is_ok())
    };
    let mut keys = value.entries().map(|(key, _)| key);
    unread(value, keys.find(|key| !is_number(key)).unwrap_or(value))
}

/// The finding for a part of a field that isn't what the field holds.
fn unread(field: NodeRef<'_>, part: NodeRef<'_>) -> Diagnostic {
    let key = field.key().and_then(NodeRef::scalar_text);
    let field = Message::new("field-plain").arg("key", key.unwrap_or_default());
    Diagnostic::new(&code::SCHEMA_FORMAT, part.label())
        .arg("field", field)
        .arg("value", part.scalar_text().unwrap_or_default())
}

fn value(node: NodeRef<'_>) -> Option<Value> {
    if node.kind() != NodeKind::Map {
        return node.as_i64().map(Value::Number);
    }
    if let (Some(min), Some(max)) = (node.get("min"), node.get("max")) {
        return Some(Value::Range(min.as_i64()?, max.as_i64()?));
    }
    let entry = |(key, value): (NodeRef<'_>, NodeRef<'_>)| {
        Some((key.scalar_text()?.parse().ok()?, value.as_i64()?))
    };
    node.entries()
        .map(entry)
        .collect::<Option<_>>()
        .map(Value::Table)
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
        request: text(root, "request"),
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
