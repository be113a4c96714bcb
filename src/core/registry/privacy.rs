//! Personal data that must not be in a public registry: ID-card numbers and
//! mobile phone numbers, anywhere in a file's text, comments and keys too,
//! whether or not the file can be read as a document.

mod numbers;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Label, Span, code};
use crate::document::{Document, NodeKind, NodeRef};
use numbers::Kind;
use std::ops::Range;
use std::sync::Arc;

/// How many numbers of one kind are said of a file; the others are counted.
const MAX_FINDINGS: i64 = 50;

/// Fields whose whole numbers are money.
const MONEY: &[&str] = &["amount", "total_investment"];

/// Adds a finding for each number in a file's text.
pub(super) fn check(
    path: &Arc<str>,
    text: &[u8],
    document: Option<&Document>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut counts = [0i64; 2];
    numbers::find(text, |kind, range| {
        let (code, count) = match kind {
            Kind::Id => (&code::PRIVACY_ID_NUMBER, &mut counts[0]),
            Kind::Mobile => (&code::PRIVACY_MOBILE_NUMBER, &mut counts[1]),
        };
        // Finding the node of each of very many would take too long.
        if *count >= MAX_FINDINGS {
            *count += 1;
        } else if let Some(finding) = finding(path, document, code, range) {
            *count += 1;
            diagnostics.push(finding);
        }
    });
    for (code, count) in [&code::PRIVACY_ID_NUMBER, &code::PRIVACY_MOBILE_NUMBER]
        .into_iter()
        .zip(counts)
    {
        if count > MAX_FINDINGS {
            let label = Label::new(Arc::clone(path), Span::default());
            let more = Diagnostic::new(&code::DOCUMENT_MORE, label);
            diagnostics.push(more.arg("code", code.id).arg("count", count - MAX_FINDINGS));
        }
    }
}

fn finding(
    path: &Arc<str>,
    document: Option<&Document>,
    code: &'static Code,
    range: Range<usize>,
) -> Option<Diagnostic> {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(offset(range.start), offset(range.end));
    let mut label = Label::new(Arc::clone(path), span);
    if let Some(document) = document {
        let node = innermost(document.root(), span);
        if is_innocent(node, span) {
            return None;
        }
        label = label.at(node.pointer());
    }
    Some(Diagnostic::new(code, label))
}

/// Whether the whole value is money, or a code with digits of its own.
fn is_innocent(node: NodeRef<'_>, span: Span) -> bool {
    let holds = node.span().start <= span.start && span.end <= node.span().end;
    let Some(key) = node.key().and_then(NodeRef::scalar_text) else {
        return false;
    };
    holds
        && match node.kind() {
            NodeKind::Int => MONEY.contains(&key),
            NodeKind::Str => {
                key == "credit_code" && node.scalar_text().is_some_and(|text| text.len() == 18)
            }
            _ => false,
        }
}

/// The smallest node that holds a span; the root where none does.
fn innermost<'d>(root: NodeRef<'d>, span: Span) -> NodeRef<'d> {
    let within =
        |node: &NodeRef<'d>| node.span().start <= span.start && span.end <= node.span().end;
    let mut node = root;
    loop {
        let next = match node.kind() {
            NodeKind::Map => node
                .entries()
                .find(|(key, value)| within(key) || within(value))
                .map(|(_, value)| value),
            NodeKind::Seq => node.items().find(within),
            _ => None,
        };
        match next {
            Some(child) => node = child,
            None => return node,
        }
    }
}
