//! Full-width colons where YAML wants `: `: the parser notices them a line
//! later, or takes the whole for one text.

use super::findings::Findings;
use super::place::{line_start, span};
use crate::diagnostic::code::DOCUMENT_FULL_WIDTH_COLON;
use crate::diagnostic::{Message, Span};

const COLON: char = '：';

/// Reports every line around an offset that has a full-width colon behind its
/// key; false where there is none. The parser notices them a line later.
pub(super) fn full_width_colons(text: &str, offset: usize, findings: &mut Findings) -> bool {
    let line_at = |start: usize| text[start..].lines().next().unwrap_or_default();
    let mut start = line_start(text, offset);
    if colon_line(line_at(start)).is_none() && start > 0 {
        start = line_start(text, start - 1);
    }
    if colon_line(line_at(start)).is_none() {
        return false;
    }
    while start > 0 {
        let before = line_start(text, start - 1);
        if colon_line(line_at(before)).is_none() {
            break;
        }
        start = before;
    }
    for line in text[start..].split_inclusive('\n') {
        let Some((key, at)) = colon_line(line) else {
            break;
        };
        colon_finding(key, start + at, findings);
        start += line.len();
    }
    true
}

fn colon_finding(key: &str, at: usize, findings: &mut Findings) {
    let finding = findings.at(&DOCUMENT_FULL_WIDTH_COLON, span(at, at + COLON.len_utf8()));
    findings.push(
        finding
            .arg("key", key)
            .help(Message::new("help-ascii-colon").arg("key", key)),
    );
}

/// The key and the offset of the colon in a line like `名称：测试`.
fn colon_line(line: &str) -> Option<(&str, usize)> {
    let content = line.trim_start_matches([' ', '\t', '-']);
    let (key, _) = content.split_once(COLON)?;
    let is_key = !key.is_empty()
        && key.len() <= 64
        && !key.contains(|c: char| c.is_whitespace() || ":'\"#[]{},&*!|>，。；（）".contains(c));
    is_key.then(|| (key, line.len() - content.len() + key.len()))
}

/// A value on a line of its own that begins like `name：` was meant as an entry.
pub(super) fn in_value(text: &str, value: Span, findings: &mut Findings) {
    let (start, end) = (value.start as usize, value.end as usize);
    let Some(value) = text.get(start..end) else {
        return;
    };
    let key = value
        .bytes()
        .take_while(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
        .count();
    if key == 0 || !value[key..].starts_with(COLON) {
        return;
    }
    let before = text[..start].trim_end_matches(' ');
    if before.is_empty() || before.ends_with('\n') {
        full_width_colons(text, start, findings);
    }
}
