//! What every finding about a value needs: the place to show, another sentence.

use crate::diagnostic::{Diagnostic, Label, Span};
use crate::document::{NodeKind, NodeRef};

/// The same finding in another sentence.
pub(super) fn reworded(mut finding: Diagnostic, key: &'static str) -> Diagnostic {
    finding.message.key = key.into();
    finding
}

/// The place to show for a value: a scalar itself, a collection or nothing at
/// its key, an entry of a list at its first key, a document at its start.
pub(super) fn label(node: NodeRef<'_>) -> Label {
    let span = node.span();
    let is_collection = matches!(node.kind(), NodeKind::Seq | NodeKind::Map);
    if !is_collection && span.start < span.end {
        return node.label();
    }
    let shown = match node.key().or_else(|| Some(node.entry(0)?.0)) {
        Some(key) if node.parent().is_some() => key.span(),
        _ => Span::new(span.start, span.start),
    };
    Label {
        span: shown,
        ..node.label()
    }
}
