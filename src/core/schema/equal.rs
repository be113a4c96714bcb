//! Whether two values are the same, for `enum`, `const` and `uniqueItems`.

use crate::document::{NodeKind, NodeRef};
use serde_json::{Number, Value};
use std::collections::BTreeSet;

/// The first entry of a list that equals an earlier one, and that one.
pub(super) fn repeated(list: NodeRef<'_>) -> Option<(NodeRef<'_>, NodeRef<'_>)> {
    let mut seen = BTreeSet::new();
    let (position, again) = list
        .items()
        .enumerate()
        .find(|(_, item)| !seen.insert(canonical(*item)))?;
    let value = canonical(again);
    let first = list
        .items()
        .take(position)
        .find(|item| canonical(*item) == value)?;
    Some((first, again))
}

/// A text that equal values share and no others; members in order of names.
/// Nesting is bounded by the document's depth limit.
fn canonical(node: NodeRef<'_>) -> String {
    match node.kind() {
        NodeKind::Seq => {
            let items: Vec<String> = node.items().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        NodeKind::Map => {
            let mut members: Vec<String> = node
                .entries()
                .map(|(key, value)| format!("{:?}:{}", key.scalar_text(), canonical(value)))
                .collect();
            members.sort();
            format!("{{{}}}", members.join(","))
        }
        NodeKind::Str => format!("{:?}", node.scalar_text()),
        NodeKind::Null => "null".to_owned(),
        NodeKind::Bool | NodeKind::Int => node.scalar_text().unwrap_or_default().to_owned(),
        NodeKind::Float => number(node).to_string(),
    }
}

/// Whether a node is a value of a schema; numbers compare as numbers.
pub(super) fn equals(node: NodeRef<'_>, expected: &Value) -> bool {
    match expected {
        Value::Null => node.is_null(),
        Value::Bool(value) => node.as_bool() == Some(*value),
        Value::String(text) => node.is_text(text),
        Value::Number(value) => match (node.as_i64(), value.as_i64()) {
            (Some(a), Some(b)) => a == b,
            _ => is_number(node) && node.as_f64() == value.as_f64(),
        },
        Value::Array(items) => {
            node.kind() == NodeKind::Seq
                && node.len() == items.len()
                && node.items().zip(items).all(|(a, b)| equals(a, b))
        }
        Value::Object(members) => {
            node.kind() == NodeKind::Map
                && node.len() == members.len()
                && members
                    .iter()
                    .all(|(key, value)| node.get(key).is_some_and(|node| equals(node, value)))
        }
    }
}

pub(super) fn is_number(node: NodeRef<'_>) -> bool {
    matches!(node.kind(), NodeKind::Int | NodeKind::Float)
}

/// A number as JSON has it.
pub(super) fn number(node: NodeRef<'_>) -> Number {
    match node.as_i64() {
        Some(value) => value.into(),
        None => node
            .as_f64()
            .and_then(Number::from_f64)
            .unwrap_or_else(|| 0.into()),
    }
}
