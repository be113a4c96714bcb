//! Comments that were hardly meant as such: ` #2` behind a value ends it for YAML, and a
//! value that begins with `#` is nothing at all.

use super::findings::Findings;
use super::place::span;
use super::{Document, NodeKind, NodeRef};
use crate::diagnostic::Message;
use crate::diagnostic::code::DOCUMENT_COMMENT_IN_VALUE;

/// Longer texts are cut in sentences.
const MOST_SHOWN: usize = 40;

/// Says where a comment begins right behind an unquoted value and doesn't look like a remark.
pub(super) fn check(document: &Document, findings: &mut Findings) {
    let text: &[u8] = document.text();
    // Where the value would end, and where its comment begins.
    let ends: Vec<(usize, usize)> = memchr::memchr_iter(b'#', text)
        .filter(|at| begins_one(&text[*at..]))
        .map(|at| (text[..at].trim_ascii_end().len(), at))
        .filter(|(end, at)| end < at && is_on_one_line(&text[*end..*at]))
        .collect();
    if ends.is_empty() {
        return;
    }
    for node in document.iter().filter(|node| is_plain(*node, text)) {
        let end = node.span().end as usize;
        let Ok(found) = ends.binary_search_by_key(&end, |(end, _)| *end) else {
            continue;
        };
        let (_, at) = ends[found];
        let start = node.span().start as usize;
        let end = line_end(text, at);
        let finding = findings.at(&DOCUMENT_COMMENT_IN_VALUE, span(at, end));
        let finding = finding
            .arg("comment", shown(&text[at..end]))
            .help(Message::new("help-comment-in-value").arg("whole", quoted(&text[start..end])));
        findings.push_on(finding, node.id());
    }
}

/// What stands behind a key whose value is nothing, if that is a comment that was probably
/// meant as the value; in quotes.
pub(crate) fn hidden_value(nothing: NodeRef<'_>) -> Option<String> {
    let text: &[u8] = nothing.document().text();
    let rest = text.get(nothing.span().end as usize..)?;
    let rest = rest.strip_prefix(b":")?;
    let line = &rest[..line_end(rest, 0)];
    let value = line.trim_ascii_start();
    (value.len() < line.len() && begins_one(value)).then(|| quoted(value))
}

/// Whether a `#` begins what looks like a part of a value: a remark has a space behind it.
fn begins_one(text: &[u8]) -> bool {
    const SPACES: [&[u8]; 2] = ["\u{3000}".as_bytes(), "\u{A0}".as_bytes()];
    let Some(rest) = text.strip_prefix(b"#") else {
        return false;
    };
    let is_word = rest
        .first()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    is_word && !SPACES.iter().any(|space| rest.starts_with(space))
}

/// Whether it is text without quotes; behind a number or a truth value stands a remark.
fn is_plain(node: NodeRef<'_>, text: &[u8]) -> bool {
    let span = node.span();
    let first = text.get(span.start as usize);
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'' | b'|' | b'>');
    node.kind() == NodeKind::Str && first.is_some_and(|first| !is_quote(first))
}

fn is_on_one_line(space: &[u8]) -> bool {
    !space.contains(&b'\n')
}

/// Where the line of an offset ends, without spaces at its end.
fn line_end(text: &[u8], at: usize) -> usize {
    let rest = &text[at..];
    let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
    at + line.trim_ascii_end().len()
}

/// A value in quotes, on one line.
fn quoted(value: &[u8]) -> String {
    let lines = value.split(|byte| *byte == b'\n');
    let lines: Vec<&[u8]> = lines.map(<[u8]>::trim_ascii).collect();
    let value = shown(&lines.join(&b' '));
    match value.contains(['"', '\\']) {
        true => format!("'{}'", value.replace('\'', "''")),
        false => format!("\"{value}\""),
    }
}

/// The beginning of a long text.
fn shown(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}
