//! Checks on the keys of every mapping: text, unique, no merge keys, no tabs
//! before them.

use super::findings::Findings;
use super::{Document, NodeKind, NodeRef};
use crate::diagnostic::code::{
    DOCUMENT_DUPLICATE_KEY, DOCUMENT_KEY, DOCUMENT_MERGE_KEY, DOCUMENT_TAB,
};
use crate::diagnostic::{Message, Span};
use std::collections::BTreeMap;

/// Mappings up to this size are searched pair by pair, which allocates nothing.
const SMALL: usize = 12;

/// Reports what is wrong with the keys of a document.
pub(super) fn check(document: &Document, findings: &mut Findings) {
    for node in document.iter().filter(|node| node.kind() == NodeKind::Map) {
        for (key, _) in node.entries() {
            check_key(key, findings);
        }
        if node.len() <= SMALL {
            small(node, findings);
        } else {
            large(node, findings);
        }
    }
}

fn check_key(key: NodeRef<'_>, findings: &mut Findings) {
    if key.kind() != NodeKind::Str {
        let span = key.span();
        let finding = findings.at(&DOCUMENT_KEY, span);
        let finding = match key.scalar_text() {
            Some(text) if !text.is_empty() && !key.is_null() => finding
                .arg("key", text)
                .help(Message::new("help-quote-key").arg("key", text)),
            Some(text) => finding.arg("key", text),
            None => finding.arg("key", "?"),
        };
        findings.push_on(finding, key.id());
        return;
    }
    if key.is_verbatim() && key.is_text("<<") {
        let finding = findings.at(&DOCUMENT_MERGE_KEY, key.span());
        findings.push_on(finding, key.id());
    }
    let before = &key.document().text()[..key.span().start as usize];
    if before.last() == Some(&b'\t') {
        tab(key, before, findings);
    }
}

/// A key is indented with tabs if nothing but white space stands before it.
fn tab(key: NodeRef<'_>, before: &[u8], findings: &mut Findings) {
    let blank = before
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let start = before.len() - blank;
    if start == 0 || before[start - 1] == b'\n' {
        let start = u32::try_from(start).unwrap_or_default();
        let finding = findings.at(&DOCUMENT_TAB, Span::new(start, key.span().start));
        findings.push_on(finding.help(Message::new("help-no-tabs")), key.id());
    }
}

fn small(node: NodeRef<'_>, findings: &mut Findings) {
    for (position, (key, _)) in node.entries().enumerate() {
        let text = key.scalar_bytes();
        let mut before = node.entries().take(position).map(|(other, _)| other);
        if key.is_scalar()
            && let Some(first) =
                before.find(|other| other.is_scalar() && other.scalar_bytes() == text)
        {
            duplicate(first, key, findings);
        }
    }
}

fn large(node: NodeRef<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<&[u8], NodeRef<'_>> = BTreeMap::new();
    for (key, _) in node.entries().filter(|(key, _)| key.is_scalar()) {
        if let Some(first) = seen.get(key.scalar_bytes()) {
            duplicate(*first, key, findings);
        } else {
            seen.insert(key.scalar_bytes(), key);
        }
    }
}

fn duplicate(first: NodeRef<'_>, second: NodeRef<'_>, findings: &mut Findings) {
    let text = second.scalar_text().unwrap_or_default();
    let label = findings
        .label(first.span())
        .at(first.pointer())
        .note(Message::new("note-first-key").arg("key", text));
    let finding = findings
        .at(&DOCUMENT_DUPLICATE_KEY, second.span())
        .arg("key", text)
        .also(label);
    findings.push_on(finding, second.id());
}
