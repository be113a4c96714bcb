//! A fact that a rule read, in one line.

use super::super::{field, places::Places};
use crate::text;
use mulu_core::document::{NodeKind, NodeRef};
use mulu_core::registry::DocId;

/// Columns shown of a value.
const VALUE: usize = 40;

/// Nodes in their order, each once.
pub(crate) fn once(evidence: &[(DocId, u32)]) -> Vec<(DocId, u32)> {
    let mut facts = Vec::with_capacity(evidence.len());
    for at in evidence {
        if !facts.contains(at) {
            facts.push(*at);
        }
    }
    facts
}

/// `path:line  field: value`.
pub(crate) fn say(places: &mut Places<'_, '_>, at: (DocId, u32)) -> String {
    let node = places.node(at);
    let place = places.place(at);
    let path = text::plain(node.document().path());
    let name = field::name(&node.pointer());
    let value = match node.kind() {
        // The whole of a document says nothing in particular.
        _ if name.is_empty() => return format!("{path}:{}", place.line),
        NodeKind::Seq => format!("[{}]", node.len()),
        NodeKind::Map => entries(node),
        _ => value(node),
    };
    format!("{path}:{}  {name}: {value}", place.line)
}

/// A scalar, cut short.
fn value(node: NodeRef<'_>) -> String {
    let text = text::plain(node.scalar_text().unwrap_or_default());
    text::cut(&text, VALUE).into_owned()
}

/// The scalars of a mapping, as YAML would have them on one line.
fn entries(node: NodeRef<'_>) -> String {
    let scalars = node.entries().filter(|(_, of)| of.scalar_text().is_some());
    let entries: Vec<String> = scalars
        .map(|(key, of)| format!("{}: {}", value(key), value(of)))
        .collect();
    format!("{{{}}}", text::cut(&entries.join(", "), 2 * VALUE))
}
