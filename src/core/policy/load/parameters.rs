//! The pack's parameters: values, days, sources.

use super::tables::unread;
use super::{localized, text};
use crate::diagnostic::{Diagnostic, code};
use crate::document::{NodeKind, NodeRef};
use crate::policy::pack::{DatedValue, Parameter, Source, Value};

/// Reads a parameter that its schema accepts.
pub(super) fn parameter(
    key: NodeRef<'_>,
    node: NodeRef<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Parameter {
    let mut values: Vec<DatedValue> = Vec::new();
    for entry in node.get("values").into_iter().flat_map(NodeRef::items) {
        let from = entry
            .get("from")
            .and_then(NodeRef::scalar_text)
            .and_then(|d| d.parse().ok());
        let (Some(from), Some(value)) = (from, entry.get("value").and_then(value)) else {
            diagnostics.push(unreadable(entry));
            continue;
        };
        if values.last().is_some_and(|last| last.from >= from) {
            let place = entry.get("from").unwrap_or(entry).label();
            diagnostics.push(Diagnostic::new(&code::POLICY_PARAMETER_DATES, place));
        }
        values.push(DatedValue {
            from,
            value,
            source: source(entry),
        });
    }
    Parameter {
        name: key.scalar_text().unwrap_or_default().into(),
        unit: text(node, "unit"),
        title: localized(node, "title"),
        values,
        place: key.label(),
    }
}

/// Where a value comes from, in its entry or in a mapping of its own there.
fn source(entry: NodeRef<'_>) -> Source {
    let named = entry.get("source").unwrap_or(entry);
    let local = entry.get("local").or_else(|| named.get("local"));
    let keys = local.into_iter().flat_map(NodeRef::items);
    Source {
        instrument: text(named, "instrument"),
        article: named
            .get("article")
            .and_then(NodeRef::scalar_text)
            .map(Into::into),
        local: local.and_then(NodeRef::as_bool) == Some(true),
        local_keys: keys
            .filter_map(|key| key.scalar_text()?.parse().ok())
            .collect(),
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

fn value(node: NodeRef<'_>) -> Option<Value> {
    if node.kind() != NodeKind::Map {
        let day = node.as_str().filter(|text| is_month_day(text));
        let number = node.as_i64().map(Value::Number);
        return number.or_else(|| day.map(|day| Value::MonthDay(day.into())));
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

/// Whether a text is a day of any year, `MM-DD`.
fn is_month_day(text: &str) -> bool {
    text.len() == 5 && format!("2000-{text}").parse::<jiff::civil::Date>().is_ok()
}
