//! The usual causes of text that is no YAML: a missing space, a space that is none, marks
//! of other programs. Each at its own place, which is mostly not where the parser stumbles,
//! and with what to do about it.

use super::place::{line_start, span};
use crate::diagnostic::{Message, Span, space_name, strange_space};
use granit_parser::ErrorKind;

/// Why something cannot be read.
pub(super) struct Cause {
    pub(super) at: Span,
    pub(super) reason: Message,
    pub(super) help: Message,
}

impl Cause {
    fn new(at: Span, reason: &'static str, help: &'static str) -> Self {
        Cause {
            at,
            reason: Message::new(reason),
            help: Message::new(help),
        }
    }
}

/// The causes of what the parser stumbles over at an offset; none where it isn't a usual one.
pub(super) fn causes(text: &str, offset: usize, kind: &ErrorKind) -> Vec<Cause> {
    let here = line_start(text, offset);
    let before = line_start(text, here.saturating_sub(1));
    let around = || [here, before].into_iter();
    // The parser may notice it a line later.
    let late = may_be_colon(kind);
    if late && let Some(cause) = around().find_map(|line| bullet(text, line)) {
        return vec![cause];
    }
    let lines = around().take(if late { 2 } else { 1 });
    if let Some(cause) = { lines }.find_map(|line| wide_space(text, line)) {
        return vec![cause];
    }
    if late {
        if let Some(cause) = dash(text, before) {
            return vec![cause];
        }
        let is_late = *kind == ErrorKind::MappingValueNotAllowed;
        let lines = around().take(if is_late { 2 } else { 1 });
        let spaceless = { lines }.find(|line| spaceless(text, *line).is_some());
        if let Some(line) = spaceless {
            return all_spaceless(text, line);
        }
    }
    let one = wide_punctuation(text, here).or_else(|| equals(text, here));
    one.into_iter().collect()
}

/// The causes of a document that is one text, which begins at an offset.
pub(super) fn of_one_text(text: &str, offset: usize) -> Vec<Cause> {
    let line = line_start(text, offset);
    match wide_space(text, line) {
        Some(cause) => vec![cause],
        None => all_spaceless(text, line),
    }
}

pub(super) fn may_be_colon(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation
    )
}

/// What Git leaves in a file that it could not merge.
pub(super) fn merge_conflict(text: &str) -> Option<Cause> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mark = line.trim_end();
        let mark = mark.split(' ').next().unwrap_or_default();
        if matches!(mark, "<<<<<<<" | ">>>>>>>") {
            let at = span(start, start + mark.len());
            return Some(Cause::new(
                at,
                "syntax-merge-conflict",
                "help-merge-conflict",
            ));
        }
        start += line.len();
    }
    None
}

/// A line without its end.
fn line_at(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// A line that begins with a bullet or a number, as word processors and phones make lists.
fn bullet(text: &str, start: usize) -> Option<Cause> {
    let line = line_at(text, start);
    let content = line.trim_start_matches(' ');
    let first = content.chars().next()?;
    let digits = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = content.len() - digits.len();
    let length = match digits.chars().next() {
        Some(mark @ ('、' | '）' | '．')) if number > 0 => number + mark.len_utf8(),
        _ if BULLETS.contains(&first) => first.len_utf8(),
        _ => return None,
    };
    let at = start + line.len() - content.len();
    let word = content.find(char::is_whitespace).unwrap_or(content.len());
    let mut cause = Cause::new(span(at, at + word), "syntax-bullet", "help-bullet");
    cause.reason = cause.reason.arg("mark", &content[..length]);
    Some(cause)
}

/// What lists begin with elsewhere.
const BULLETS: [char; 13] = [
    '•', '●', '○', '·', '▪', '■', '◆', '※', '－', '—', '–', '、', '\u{2212}',
];

/// A space that is none for YAML, as indentation or behind a colon.
fn wide_space(text: &str, start: usize) -> Option<Cause> {
    let line = line_at(text, start);
    let strange = |rest: &str| strange_space(rest).filter(|(at, _)| *at == 0);
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    let behind = line.match_indices(':').map(|(colon, _)| colon + 1);
    let (at, space) = std::iter::once(indent)
        .chain(behind)
        .find_map(|at| Some((at, strange(&line[at..])?.1)))?;
    let at = span(start + at, start + at + space.len_utf8());
    let mut cause = Cause::new(at, "syntax-wide-space", "help-plain-space");
    cause.reason = cause.reason.arg("space", space_name(space));
    Some(cause)
}

/// A line like `-name: x`, whose dash lacks the space behind it.
fn dash(text: &str, start: usize) -> Option<Cause> {
    let line = line_at(text, start);
    let content = line.trim_start_matches(' ');
    let rest = content.strip_prefix('-')?;
    let meant = rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest.contains(": ");
    let at = start + line.len() - content.len();
    meant.then(|| {
        Cause::new(
            span(at, at + 1),
            "syntax-space-after-dash",
            "help-space-after-dash",
        )
    })
}

/// All lines like `name:x` around one.
fn all_spaceless(text: &str, line: usize) -> Vec<Cause> {
    let mut start = line;
    while start > 0 {
        let before = line_start(text, start - 1);
        if spaceless(text, before).is_none() {
            break;
        }
        start = before;
    }
    let mut found = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        let Some(cause) = spaceless(text, start) else {
            break;
        };
        found.push(cause);
        start += line.len();
    }
    found
}

/// A line like `name:x`, whose colon lacks the space behind it.
fn spaceless(text: &str, start: usize) -> Option<Cause> {
    let line = line_at(text, start);
    let content = line.trim_start_matches([' ', '-']);
    let (key, rest) = content.split_once(':')?;
    let is_key = key.starts_with(char::is_alphabetic)
        && !key.contains(|c: char| c.is_whitespace() || "'\"#[{".contains(c));
    if !is_key || rest.is_empty() || rest.starts_with([' ', '/']) {
        return None;
    }
    let at = start + line.len() - content.len();
    let at = span(at, at + key.len() + 1);
    let mut cause = Cause::new(at, "syntax-space-after-colon", "help-space-after-colon");
    cause.reason = cause.reason.arg("key", key);
    cause.help = cause.help.arg("key", key);
    Some(cause)
}

/// Brackets or commas of Chinese text where YAML wants its own.
fn wide_punctuation(text: &str, start: usize) -> Option<Cause> {
    let line = line_at(text, start);
    let is_wide = |c: char| matches!(c, '｛' | '｝' | '［' | '］' | '【' | '】');
    let comma = || line.find('，').filter(|_| line.contains(['{', '[']));
    let at = line.find(is_wide).or_else(comma)?;
    let width = line[at..].chars().next().map_or(0, char::len_utf8);
    let at = span(start + at, start + at + width);
    Some(Cause::new(
        at,
        "syntax-wide-punctuation",
        "help-plain-punctuation",
    ))
}

/// A line like `name = x`.
fn equals(text: &str, start: usize) -> Option<Cause> {
    let line = line_at(text, start);
    let content = line.trim_start_matches([' ', '-']);
    let (key, _) = content.split_once('=')?;
    let word = key.trim_end();
    let is_key = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if word.is_empty() || !is_key {
        return None;
    }
    let at = start + line.len() - content.len();
    let at = span(at, at + word.len());
    let mut cause = Cause::new(at, "syntax-equals", "help-equals");
    cause.help = cause.help.arg("key", word);
    Some(cause)
}
