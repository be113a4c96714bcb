//! What the parser could not read, in our codes and with the usual causes:
//! tabs, full-width colons and those of `cause`.

use super::cause::{Cause, causes, may_be_colon, merge_conflict, of_one_text};
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
    if let Some(conflict) = merge_conflict(text) {
        // Whatever the parser says of it: nothing around it is what anybody wrote.
        say([conflict], findings);
    } else if let Some(span) = tab(text, offset, kind) {
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
        let causes = causes(text, offset, kind);
        if causes.is_empty() {
            let finding = findings.at(&DOCUMENT_SYNTAX, word(text, offset));
            findings.push(finding.arg("reason", reason(kind)));
        }
        say(causes, findings);
    }
}

/// Reports causes that are known.
fn say(causes: impl IntoIterator<Item = Cause>, findings: &mut Findings) {
    for cause in causes {
        let finding = findings.at(&DOCUMENT_SYNTAX, cause.at);
        findings.push(finding.arg("reason", cause.reason).help(cause.help));
    }
}

/// Reports a document that is one text; mostly its colons are not what YAML
/// takes for one.
pub(super) fn not_a_mapping(text: &str, offset: u32, findings: &mut Findings) {
    let offset = text.floor_char_boundary((offset as usize).min(text.len()));
    if full_width_colons(text, offset, findings) {
        return;
    }
    let causes = match merge_conflict(text) {
        Some(conflict) => vec![conflict],
        None => of_one_text(text, offset),
    };
    if causes.is_empty() {
        let label = word(text, offset);
        findings.push(findings.at(&DOCUMENT_NOT_MAPPING, label));
    }
    say(causes, findings);
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
