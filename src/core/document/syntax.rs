//! What the parser could not read, in our codes and with the usual causes:
//! tabs, wide spaces, full-width colons.

use super::colon::full_width_colons;
use super::findings::Findings;
use super::place::{line_start, span};
use crate::diagnostic::code::{
    DOCUMENT_CONTROL_CHARACTER, DOCUMENT_NOT_MAPPING, DOCUMENT_SYNTAX, DOCUMENT_TAB,
    DOCUMENT_TOO_DEEP,
};
use crate::diagnostic::{Message, Span};
use granit_parser::{ErrorKind, ScanError};

/// Reports the error that ended reading.
pub(super) fn report(text: &str, error: &ScanError, findings: &mut Findings) {
    let offset = error.marker().byte_offset().unwrap_or(text.len());
    let offset = text.floor_char_boundary(offset.min(text.len()));
    let kind = error.kind();
    if let Some(span) = tab(text, offset, kind) {
        let finding = findings.at(&DOCUMENT_TAB, span);
        findings.push(finding.help(Message::new("help-no-tabs")));
    } else if may_be_colon(kind) && full_width_colons(text, offset, findings) {
        // Said by full_width_colons.
    } else if let ErrorKind::UnexpectedCharacter { character } = kind
        && !('\u{20}'..'\u{FFFE}').contains(character)
    {
        let finding = findings.at(&DOCUMENT_CONTROL_CHARACTER, word(text, offset));
        findings.push(finding.arg("character", format!("U+{:04X}", u32::from(*character))));
    } else if *kind == ErrorKind::RecursionLimitExceeded {
        let finding = findings.at(&DOCUMENT_TOO_DEEP, word(text, offset));
        findings.push(finding.arg("limit", super::MAX_DEPTH));
    } else {
        if let Some((at, mark)) = bullet(text, offset, kind) {
            let reason = Message::new("syntax-bullet").arg("mark", mark);
            let finding = findings.at(&DOCUMENT_SYNTAX, word(text, at));
            findings.push(finding.arg("reason", reason));
            return;
        }
        let before = line_start(text, offset).saturating_sub(1);
        let reason = merge_conflict(text)
            .or_else(|| wide_space(text, offset))
            .or_else(|| wide_space(text, before).filter(|_| may_be_colon(kind)))
            .or_else(|| missing_space_after_dash(text, before).filter(|_| may_be_colon(kind)))
            .or_else(|| missing_space(text, offset).filter(|_| may_be_colon(kind)))
            .or_else(|| wide_punctuation(text, offset))
            .or_else(|| equals(text, offset))
            .unwrap_or_else(|| reason(kind));
        let finding = findings.at(&DOCUMENT_SYNTAX, word(text, offset));
        findings.push(finding.arg("reason", reason));
    }
}

/// A line that begins with a bullet or a number, as word processors and phones make lists;
/// the parser stumbles over it or over the line behind it.
fn bullet(text: &str, offset: usize, kind: &ErrorKind) -> Option<(usize, String)> {
    if !may_be_colon(kind) {
        return None;
    }
    let line = line_start(text, offset);
    let starts = [line, line_start(text, line.saturating_sub(1))];
    starts.into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let content = line.trim_start_matches(' ');
        let first = content.chars().next()?;
        let digits = content.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = content.len() - digits.len();
        let length = match digits.chars().next() {
            Some(mark @ ('、' | '）' | '．')) if number > 0 => number + mark.len_utf8(),
            _ if BULLETS.contains(&first) => first.len_utf8(),
            _ => return None,
        };
        Some((
            start + line.len() - content.len(),
            content[..length].to_owned(),
        ))
    })
}

/// What lists begin with elsewhere.
const BULLETS: [char; 13] = [
    '•', '●', '○', '·', '▪', '■', '◆', '※', '－', '—', '–', '、', '\u{2212}',
];

/// Reports a document that is one text; mostly its colons are not what YAML
/// takes for one.
pub(super) fn not_a_mapping(text: &str, offset: u32, findings: &mut Findings) {
    let offset = text.floor_char_boundary((offset as usize).min(text.len()));
    if full_width_colons(text, offset, findings) {
        return;
    }
    let label = word(text, offset);
    let finding = match wide_space(text, offset).or_else(|| missing_space(text, offset)) {
        Some(reason) => findings.at(&DOCUMENT_SYNTAX, label).arg("reason", reason),
        None => findings.at(&DOCUMENT_NOT_MAPPING, label),
    };
    findings.push(finding);
}

/// The word at an offset, for a label that can be seen.
fn word(text: &str, offset: usize) -> Span {
    let rest = &text[offset..];
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (start, end) = if length > 0 {
        (offset, offset + length)
    } else {
        // At the end of a line the last character before it is marked.
        let last = text[..offset].chars().next_back();
        let width = last.filter(|c| *c != '\n').map_or(0, char::len_utf8);
        (offset - width, offset)
    };
    span(start, end)
}

/// The word at an offset that need not be a boundary.
pub(super) fn first_word(text: &str, offset: u32) -> Span {
    word(
        text,
        text.floor_char_boundary((offset as usize).min(text.len())),
    )
}

/// The tab that is to blame, if one is.
fn tab(text: &str, offset: usize, kind: &ErrorKind) -> Option<Span> {
    let is_tab_error = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    );
    let mut start = line_start(text, offset);
    for line in text[start..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(span(start + tab, start + indent));
        }
        if !is_tab_error {
            return None;
        }
        start += line.len();
    }
    let first = line_start(text, offset);
    let at = text[first..].find('\t').map_or(offset, |tab| first + tab);
    Some(span(at, (at + 1).min(text.len())))
}

/// An ideographic or no-break space where YAML wants a plain one.
fn wide_space(text: &str, offset: usize) -> Option<Message> {
    const WIDE: [char; 2] = ['\u{3000}', '\u{A0}'];
    let start = line_start(text, offset);
    let line = text[start..].lines().next()?;
    let indent = line.trim_start_matches([' ', '-']);
    let after_colon = |line: &str| WIDE.iter().any(|wide| line.contains(&format!(":{wide}")));
    (indent.starts_with(WIDE) || after_colon(line)).then(|| Message::new("syntax-wide-space"))
}

/// Brackets or commas of Chinese text where YAML wants its own.
fn wide_punctuation(text: &str, offset: usize) -> Option<Message> {
    let line = text[line_start(text, offset)..].lines().next()?;
    let is_wide = |c: char| matches!(c, '｛' | '｝' | '［' | '］' | '【' | '】');
    let comma = || line.contains(['{', '[']) && line.contains('，');
    (line.contains(is_wide) || comma()).then(|| Message::new("syntax-wide-punctuation"))
}

/// A line like `name = x`.
fn equals(text: &str, offset: usize) -> Option<Message> {
    let line = text[line_start(text, offset)..].lines().next()?;
    let (key, _) = line.trim_start_matches([' ', '-']).split_once('=')?;
    let key = key.trim_end();
    let is_key = |key: &str| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    (!key.is_empty() && is_key(key)).then(|| Message::new("syntax-equals").arg("key", key))
}

/// What Git leaves in a file that it could not merge.
fn merge_conflict(text: &str) -> Option<Message> {
    let mark = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    text.lines()
        .any(mark)
        .then(|| Message::new("syntax-merge-conflict"))
}

/// A line like `-name: x`, whose dash lacks the space behind it.
fn missing_space_after_dash(text: &str, offset: usize) -> Option<Message> {
    let line = text[line_start(text, offset)..].lines().next()?;
    let rest = line.trim_start_matches(' ').strip_prefix('-')?;
    let meant = rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest.contains(": ");
    meant.then(|| Message::new("syntax-space-after-dash"))
}

/// A line like `name:x`, whose colon lacks the space behind it.
fn missing_space(text: &str, offset: usize) -> Option<Message> {
    let line = text[line_start(text, offset)..].lines().next()?;
    let (key, rest) = line.trim_start_matches([' ', '-']).split_once(':')?;
    let is_key =
        !key.is_empty() && !key.contains(|c: char| c.is_whitespace() || "'\"#[{".contains(c));
    (is_key && !rest.starts_with([' ', '/']) && !rest.is_empty())
        .then(|| Message::new("syntax-space-after-colon").arg("key", key))
}

fn may_be_colon(kind: &ErrorKind) -> bool {
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

/// The reason in our words.
fn reason(kind: &ErrorKind) -> Message {
    use ErrorKind as E;
    let key = match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => "syntax-unclosed-quote",
        E::UnclosedFlowCollection { open } => {
            return Message::new("syntax-unclosed-bracket").arg("open", open.to_string());
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return Message::new("syntax-mismatched-bracket")
                .arg("open", open.to_string())
                .arg("close", close.to_string());
        }
        E::UnexpectedCharacter { character } => {
            return Message::new("syntax-reserved-character")
                .arg("character", character.to_string());
        }
        E::MisplacedFlowCollectionEnd => "syntax-misplaced-bracket",
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidColonPlacement
        | E::FlowMappingValueAdjacentCollection
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::BlockEntryInFlowCollection
        | E::InvalidFlowScalarIndent
        | E::PlainScalarStartsWithDashFlowIndicator => "syntax-brackets",
        E::MappingValueNotAllowed => "syntax-second-colon",
        E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::MappingKeyNotAllowed
        | E::InvalidMappingValueWhitespace => "syntax-expected-key",
        E::ExpectedBlockMappingKey | E::InvalidIndentation | E::InvalidQuotedScalarIndent => {
            "syntax-indentation"
        }
        E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace => "syntax-list-entry",
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => "syntax-escape",
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            "syntax-after-quote"
        }
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader | E::InvalidBlockScalarIndent => {
            "syntax-block-text"
        }
        E::CommentInterceptedScalar | E::CommentNotSeparated => "syntax-comment",
        E::DirectiveDisallowed => "syntax-directive",
        E::MissingAnchorOrAliasName => "syntax-anchor",
        E::ExpectedTagBang | E::MissingTagUri | E::UndeclaredTagHandle => "syntax-tag",
        _ => "syntax-other",
    };
    Message::new(key)
}
