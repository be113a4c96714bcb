//! Personal data that must not be in a public registry: ID-card numbers and
//! mobile phone numbers, anywhere in a file's text, comments and keys too, whether or
//! not the file can be read as a document; in values as they are read (with escapes and
//! folded lines undone), and in the file's name. [`redacted`] keeps them out of what is said
//! of a registry.

mod numbers;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Label, Span, code};
use crate::document::{Document, NodeKind, NodeRef};
use numbers::Kind;
use std::borrow::Cow;
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
    let mut places: Vec<Range<usize>> = Vec::new();
    numbers::find(text, |kind, range| {
        let (code, count) = of_kind(kind, &mut counts);
        places.push(range.clone());
        // Finding the node of each of very many would take too long.
        if *count >= MAX_FINDINGS {
            *count += 1;
        } else if let Some(finding) = finding(path, document, code, range) {
            *count += 1;
            diagnostics.push(finding);
        }
    });
    if let Some(document) = document {
        let unseen = |node: &NodeRef<'_>| is_rewritten(*node, text) && !holds(&places, node.span());
        for node in document.iter().filter(unseen) {
            numbers::find(
                node.scalar_text().unwrap_or_default().as_bytes(),
                |kind, _| {
                    let (code, count) = of_kind(kind, &mut counts);
                    *count += 1;
                    if *count <= MAX_FINDINGS {
                        diagnostics.push(Diagnostic::new(code, node.label()));
                    }
                },
            );
        }
    }
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

/// The finding of a kind, and how many there are of it.
fn of_kind(kind: Kind, [ids, mobiles]: &mut [i64; 2]) -> (&'static Code, &mut i64) {
    match kind {
        Kind::Id => (&code::PRIVACY_ID_NUMBER, ids),
        Kind::Mobile => (&code::PRIVACY_MOBILE_NUMBER, mobiles),
    }
}

/// Whether a value is another text than what stands in the file: escapes, lines that are
/// folded.
fn is_rewritten(node: NodeRef<'_>, text: &[u8]) -> bool {
    let span = node.span();
    let raw = text.get(span.start as usize..span.end as usize);
    node.kind() == NodeKind::Str
        && raw.is_some_and(|raw| {
            raw.len() >= 11 && raw.iter().any(|byte| matches!(*byte, b'\\' | b'\n'))
        })
}

/// Whether one of some places, in their order, is within a span.
fn holds(places: &[Range<usize>], span: Span) -> bool {
    let at = places.partition_point(|place| place.start < span.start as usize);
    places
        .get(at)
        .is_some_and(|place| place.end <= span.end as usize)
}

/// Adds a finding where a file's name has such a number.
pub(super) fn check_name(path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) {
    for kind in in_name(path).map(|(kind, _)| kind) {
        let (code, _) = of_kind(kind, &mut [0; 2]);
        diagnostics.push(Diagnostic::new(
            code,
            Label::new(Arc::clone(path), Span::default()),
        ));
    }
}

/// The numbers in a path: a name has nothing but dashes to part its words with.
fn in_name(path: &str) -> impl Iterator<Item = (Kind, Range<usize>)> {
    let is_part = |c: char| c.is_alphanumeric();
    let words = path
        .split(move |c| !is_part(c))
        .filter(|word| word.len() >= 11);
    words.filter_map(move |word| {
        let mut found = None;
        numbers::find(word.as_bytes(), |kind, range| found = Some((kind, range)));
        let (kind, range) = found?;
        let start = word.as_ptr() as usize - path.as_ptr() as usize;
        Some((kind, start + range.start..start + range.end))
    })
}

/// The text without the numbers of persons that are in it: of each the first three digits
/// are left. Whatever is said of a registry goes through this.
#[must_use]
pub fn redacted(text: &str) -> Cow<'_, str> {
    if !numbers::may_hold(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut places = Vec::new();
    numbers::find(text.as_bytes(), |_, range| places.push(range));
    if is_name(text) {
        places.extend(in_name(text).map(|(_, range)| range));
    }
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for place in places {
        numbers::mask(&mut bytes, place);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Cow::Owned(text),
        Err(error) => Cow::Owned(String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// Whether a text is a path, or a reference such as `unit/system`.
fn is_name(text: &str) -> bool {
    let in_path = text.contains("registry/") && !text.contains(' ');
    in_path || (text.contains('/') && text.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// The same in place, of bytes that may be no text: as many bytes remain, and each stays
/// where it is.
pub fn redact(text: &mut [u8]) {
    let mut places = Vec::new();
    numbers::find(text, |_, range| places.push(range));
    for place in places {
        numbers::mask(text, place);
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
