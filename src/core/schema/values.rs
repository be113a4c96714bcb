//! What is wrong with one value, and how it should be written.

use super::field::{Fields, Place};
use super::finding::{label, reworded};
use super::{equal, written};
use crate::diagnostic::code::{
    SCHEMA_ENUM, SCHEMA_FORMAT, SCHEMA_PATTERN, SCHEMA_RANGE, SCHEMA_SIZE, SCHEMA_TYPE,
    SCHEMA_UNIQUE,
};
use crate::diagnostic::suggest;
use crate::diagnostic::{Arg, Diagnostic, Message};
use crate::document::{NodeKind, NodeRef, hidden_value};
use jiff::civil::Date;
use jsonschema::JsonType;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

/// More values than this are not listed where one of them was probably meant.
const MOST_LISTED: usize = 12;
/// No document means a day of an earlier year.
const FIRST_YEAR: i16 = 1949;
/// Longer values are cut in sentences.
const MOST_SHOWN: usize = 40;
/// A list that can be copied is cut later.
const MOST_LISTED_TEXT: usize = 200;

/// The finding for an error about a value; `None` for keywords without words
/// of their own.
pub(super) fn explain(fields: Fields<'_>, node: NodeRef<'_>, kind: &Kind) -> Option<Diagnostic> {
    let place = fields.at(node);
    let finding = |code| Diagnostic::new(code, label(node)).arg("field", fields.name(node));
    Some(match kind {
        Kind::Enum { options } => {
            let finding = finding(&SCHEMA_ENUM).arg("value", shown(node));
            let finding = separated(finding, node);
            one_of(finding, &place, node, options)
        }
        Kind::Constant { expected_value } => {
            reworded(finding(&SCHEMA_ENUM), "schema-const").arg("expected", plain(expected_value))
        }
        Kind::Pattern { pattern } => {
            let finding = finding(&SCHEMA_PATTERN).arg("value", shown(node));
            of_pattern(fields, node, finding, pattern)
        }
        Kind::Format { format } => {
            let finding = finding(&SCHEMA_FORMAT).arg("value", shown(node));
            if format == "date" {
                date(finding, node.as_str().unwrap_or_default())
            } else {
                described(finding, &place)
            }
        }
        Kind::Minimum { limit } => ranged(finding(&SCHEMA_RANGE), &place, ("at-least", limit)),
        Kind::Maximum { limit } => ranged(finding(&SCHEMA_RANGE), &place, ("at-most", limit)),
        Kind::ExclusiveMinimum { limit } => {
            ranged(finding(&SCHEMA_RANGE), &place, ("above", limit))
        }
        Kind::ExclusiveMaximum { limit } => {
            ranged(finding(&SCHEMA_RANGE), &place, ("below", limit))
        }
        Kind::MinLength { limit: 1 } => {
            finding(&SCHEMA_SIZE).arg("bound", Message::new("size-not-empty"))
        }
        Kind::MinLength { limit } => finding(&SCHEMA_SIZE).arg("bound", size("min-length", *limit)),
        Kind::MaxLength { limit } => finding(&SCHEMA_SIZE).arg("bound", size("max-length", *limit)),
        Kind::MinProperties { limit: 1 } => {
            finding(&SCHEMA_SIZE).arg("bound", Message::new("size-not-empty"))
        }
        Kind::MinItems { limit } => finding(&SCHEMA_SIZE).arg("bound", size("min-items", *limit)),
        Kind::MaxItems { limit: 0 } => {
            finding(&SCHEMA_SIZE).arg("bound", Message::new("size-empty"))
        }
        Kind::MaxItems { limit } => finding(&SCHEMA_SIZE).arg("bound", size("max-items", *limit)),
        Kind::UniqueItems => {
            let (first, again) = equal::repeated(node)?;
            Diagnostic::new(&SCHEMA_UNIQUE, again.label())
                .arg("field", fields.name(node))
                .arg("value", shown(again))
                .also(first.label().note(Message::new("note-first-entry")))
        }
        _ => return None,
    })
}

/// The finding for a value of another type than the schema has.
pub(super) fn wrong_type(fields: Fields<'_>, node: NodeRef<'_>, wanted: &[JsonType]) -> Diagnostic {
    let types = wanted
        .iter()
        .map(|one| type_name(*one))
        .reduce(|first, second| {
            Message::new("type-either")
                .arg("first", first)
                .arg("second", second)
        });
    let finding = Diagnostic::new(&SCHEMA_TYPE, label(node))
        .arg("field", fields.name(node))
        .arg(
            "wanted",
            types.unwrap_or_else(|| Message::new("type-nothing")),
        )
        .arg("found", found(node));
    let text = node.scalar_text().unwrap_or_default();
    let wants = |kind| wanted.contains(&kind);
    let help = if node.is_null() {
        Some(nothing(
            node,
            wants(JsonType::Object) || wants(JsonType::Array),
        ))
    } else if wants(JsonType::Integer) || wants(JsonType::Number) {
        Some(a_number(&fields.at(node), text, wants(JsonType::String)))
    } else if wants(JsonType::Boolean) {
        Some(match written::truth(text) {
            Some(value) => Message::new("help-write-value").arg("value", value.to_string()),
            None => Message::new("help-true-or-false"),
        })
    } else if wants(JsonType::String) && !text.is_empty() && fields.at(node).is_date() {
        Some(written_date(text))
    } else if wants(JsonType::Array) && text.starts_with(['［', '【', '｛']) {
        Some(Message::new("help-ascii-brackets"))
    } else if wants(JsonType::String) && !text.is_empty() {
        Some(Message::new("help-quote-text").arg("value", shortened(text)))
    } else if text.contains('：') && (wants(JsonType::Object) || wants(JsonType::Array)) {
        let key = text.split('：').next().unwrap_or_default();
        Some(Message::new("help-ascii-colon").arg("key", shortened(key)))
    } else if let Some(key) = spaceless_key(text)
        && (wants(JsonType::Object) || wants(JsonType::Array))
    {
        Some(Message::new("help-space-after-colon").arg("key", key))
    } else if wants(JsonType::Array) {
        Some(Message::new("help-list"))
    } else if wants(JsonType::Object) {
        Some(Message::new("help-mapping"))
    } else if wants(JsonType::String) {
        Some(Message::new("help-text"))
    } else {
        None
    };
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// How a number is written, where a text stands; which may be allowed too.
fn a_number(place: &Place<'_>, text: &str, or_text: bool) -> Message {
    let example = place.example();
    let example = example.filter(|example| example.parse::<i64>().is_ok());
    match (written::whole_number(text), example) {
        (Some(value), _) => Message::new("help-write-number").arg("value", value),
        (None, _) if place.is_money() => Message::new("help-money-whole"),
        // What may be text too is best written as that.
        (None, _) if or_text => Message::new("help-text"),
        (None, Some(example)) => Message::new("help-number-like").arg("example", example),
        (None, None) => Message::new("help-number"),
    }
}

/// What to do about a field that holds nothing, or nothing but a comment.
fn nothing(node: NodeRef<'_>, holds_others: bool) -> Message {
    match hidden_value(node) {
        Some(whole) => Message::new("help-comment-for-value").arg("whole", whole),
        None if holds_others => Message::new("help-fill-below"),
        None => Message::new("help-remove-empty"),
    }
}

/// The key of `name:x`, which is a text and was meant as a field.
fn spaceless_key(text: &str) -> Option<&str> {
    let (key, rest) = text.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    (is_key && !rest.is_empty() && !rest.starts_with([' ', '/'])).then_some(key)
}

/// Adds what separates the entries of a list, where an entry looks like several.
fn separated(finding: Diagnostic, node: NodeRef<'_>) -> Diagnostic {
    const MARKS: [char; 4] = ['、', '，', '；', ';'];
    let text = node.as_str().unwrap_or_default();
    let is_entry = node
        .parent()
        .is_some_and(|parent| parent.kind() == NodeKind::Seq);
    if !is_entry || !text.contains(MARKS) {
        return finding;
    }
    let entries = text.split(MARKS).map(str::trim);
    let entries: Vec<&str> = entries.filter(|entry| !entry.is_empty()).collect();
    let list = format!("[{}]", entries.join(", "));
    finding.help(Message::new("help-list-separator").arg("list", cut(&list, MOST_LISTED_TEXT)))
}

/// Says between what a number must be; of money the index says enough.
fn ranged(finding: Diagnostic, place: &Place<'_>, (name, limit): (&str, &Value)) -> Diagnostic {
    let finding = finding.arg("bound", bound(name, limit));
    match place.range() {
        _ if place.is_money() => finding,
        Some((least, most)) => {
            let help = Message::new("help-range").arg("least", number(least));
            finding.help(help.arg("most", number(most)))
        }
        None => described(finding, place),
    }
}

/// What to do about a text of another form.
fn of_pattern(
    fields: Fields<'_>,
    node: NodeRef<'_>,
    finding: Diagnostic,
    pattern: &str,
) -> Diagnostic {
    let finding = separated(finding, node);
    if !finding.help.is_empty() {
        return finding;
    }
    let text = node.as_str().unwrap_or_default();
    let finding = described(pattern_help(finding, text, pattern), &fields.at(node));
    // An entry of a list is described where the list is.
    let list = node.parent().filter(|list| list.kind() == NodeKind::Seq);
    match list {
        Some(list) => described(finding, &fields.at(list)),
        None => finding,
    }
}

fn one_of(
    finding: Diagnostic,
    place: &Place<'_>,
    node: NodeRef<'_>,
    options: &Value,
) -> Diagnostic {
    let options: Vec<&str> = options
        .as_array()
        .map(|options| options.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let written = node.scalar_text().unwrap_or_default();
    let titles = |value: &str| {
        let titles = place.value_titles(value);
        titles.into_iter().map(str::to_owned).collect()
    };
    let guess = suggest::nearest(written, &options, titles);
    let finding = match guess {
        Some(guess) => {
            finding.help(Message::new("help-did-you-mean").arg("suggestion", place.value(guess)))
        }
        None => finding,
    };
    if guess.is_some() && options.len() > MOST_LISTED {
        return finding;
    }
    let values: Vec<Arg> = options
        .iter()
        .map(|value| place.value(value).into())
        .collect();
    finding.help(Message::new("help-allowed-values").arg("values", values))
}

/// Adds how a value of a pattern is written, for the patterns that everybody
/// meets: slugs and references.
pub(super) fn pattern_help(finding: Diagnostic, written: &str, pattern: &str) -> Diagnostic {
    const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
    const REFERENCE: &str = "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$";
    const RESOURCE: &str = "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*#.+$";
    let (guess, help) = match pattern {
        SLUG => (written::slug(written), "help-slug"),
        REFERENCE if finding.primary.path.starts_with("registry/policy/") => (None, "help-rule-id"),
        REFERENCE => (written::reference(written), "help-reference"),
        RESOURCE => (None, "help-resource-reference"),
        _ => return finding,
    };
    let finding = match guess {
        Some(guess) => {
            let value = Message::new("value-plain").arg("value", guess);
            finding.help(Message::new("help-did-you-mean").arg("suggestion", value))
        }
        None => finding,
    };
    finding.help(Message::new(help))
}

/// Adds the field's own words where nothing else helps.
fn described(finding: Diagnostic, place: &Place<'_>) -> Diagnostic {
    if !finding.help.is_empty() {
        return finding;
    }
    let finding = match place.description() {
        Some(text) => finding.help(Message::new("help-field").arg("description", text)),
        None => finding,
    };
    match place.example() {
        Some(example) => finding.help(Message::new("help-example").arg("example", example)),
        None => finding,
    }
}

/// Whether a text is a day that a document can mean.
pub(super) fn is_day(text: &str) -> bool {
    let day = text.parse::<Date>().ok();
    written::looks_like_date(text) && day.is_some_and(|day| day.year() >= FIRST_YEAR)
}

fn date(finding: Diagnostic, written: &str) -> Diagnostic {
    if written::looks_like_date(written) {
        return no_such_day(finding, written);
    }
    finding.help(written_date(written))
}

/// A day that isn't, or that no registry can mean.
fn no_such_day(finding: Diagnostic, written: &str) -> Diagnostic {
    match written::no_such_day(written) {
        Some(help) => reworded(finding, "schema-no-such-day").help(help),
        None => reworded(finding, "schema-early-day")
            .arg("year", i64::from(FIRST_YEAR))
            .help(Message::new("help-early-day")),
    }
}

/// How a date is written, and which one is meant, as far as that can be told.
fn written_date(written: &str) -> Message {
    match written::date(written) {
        Some(guess) => Message::new("help-write-value").arg("value", guess),
        None => Message::new("help-date"),
    }
}

fn bound(name: &str, limit: &Value) -> Message {
    Message::new(format!("bound-{name}")).arg("limit", number(limit))
}

fn number(limit: &Value) -> Arg {
    match limit.as_i64() {
        // Years are written without separators.
        Some(number) if number >= 10_000 => Arg::Number(number),
        _ => limit.to_string().into(),
    }
}

fn size(name: &str, limit: u64) -> Message {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Message::new(format!("size-{name}")).arg("limit", limit)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What stands there, for a sentence.
fn shown(node: NodeRef<'_>) -> Arg {
    match node.scalar_text() {
        Some(text) if !node.is_null() => shortened(text).into(),
        _ => found(node).into(),
    }
}

/// The beginning of a long text.
pub(super) fn shortened(text: &str) -> String {
    cut(text, MOST_SHOWN)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn found(node: NodeRef<'_>) -> Message {
    Message::new(match node.kind() {
        NodeKind::Null => "type-nothing",
        NodeKind::Bool => "type-boolean",
        NodeKind::Int => "type-integer",
        NodeKind::Float => "type-number",
        NodeKind::Str => "type-string",
        NodeKind::Seq => "type-array",
        NodeKind::Map => "type-object",
    })
}

fn type_name(kind: JsonType) -> Message {
    Message::new(match kind {
        JsonType::Null => "type-nothing",
        JsonType::Boolean => "type-boolean",
        JsonType::Integer => "type-integer",
        JsonType::Number => "type-number",
        JsonType::String => "type-string",
        JsonType::Array => "type-array",
        JsonType::Object => "type-object",
    })
}
