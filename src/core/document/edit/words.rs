//! Values as YAML on one line.

use crate::document::NodeKind;
use crate::document::scalar::resolve;
use serde_json::Value;

/// How the scalar that is replaced was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Single,
    Double,
}

/// A value on one line; text with quotes only where it needs them.
#[must_use]
pub fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text, Quotes::None),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries = entries.iter();
            let entries: Vec<String> = entries
                .map(|(name, value)| format!("{}: {}", key(name), flow(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

/// A mapping over several lines, an entry each, with a line break at its end.
#[must_use]
pub fn block(value: &Value) -> String {
    let mut text = String::new();
    for line in lines(value) {
        text += &line;
        text.push('\n');
    }
    text
}

/// A value as lines; one line where nothing of it stands on lines of its own.
fn lines(value: &Value) -> Vec<String> {
    let (heads, values): (Vec<String>, Vec<&Value>) = match value {
        Value::Object(entries) if !entries.is_empty() => entries
            .iter()
            .map(|(name, value)| (format!("{}:", key(name)), value))
            .unzip(),
        Value::Array(items) if !items.is_empty() => {
            items.iter().map(|item| ("-".to_owned(), item)).unzip()
        }
        other => return vec![flow(other)],
    };
    let is_list = value.is_array();
    let mut all = Vec::new();
    for (head, value) in heads.into_iter().zip(values) {
        let mut inner = lines(value);
        let is_block = match value {
            Value::Object(entries) => !entries.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => false,
        };
        // The first entry of a mapping stands beside the dash of its list.
        if !is_block || (is_list && value.is_object()) {
            let first = inner.remove(0);
            all.push(format!("{head} {first}"));
        } else {
            all.push(head);
        }
        all.extend(inner.into_iter().map(|line| format!("  {line}")));
    }
    all
}

/// Text with the quotes that were there, where they can hold it.
pub(super) fn scalar(text: &str, quotes: Quotes) -> String {
    let single = !text.contains(|c: char| c.is_control());
    match quotes {
        Quotes::None if is_plain(text) => text.to_owned(),
        Quotes::Single if single => format!("'{}'", text.replace('\'', "''")),
        // What JSON escapes, YAML reads within double quotes.
        _ => Value::from(text).to_string(),
    }
}

/// A key: a name that anybody reads as text stands as it is, also `on`.
pub(super) fn key(name: &str) -> String {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let plain = resolve(name).kind == NodeKind::Str && name.chars().all(is_name);
    match plain && !name.is_empty() {
        true => name.to_owned(),
        false => scalar(name, Quotes::None),
    }
}

/// Whether text can stand without quotes anywhere: no character of it means anything
/// to YAML, and nobody reads it as something else than text.
fn is_plain(text: &str) -> bool {
    let meaning = resolve(text);
    let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    meaning.kind == NodeKind::Str
        && !meaning.ambiguous
        && text.chars().all(inner)
        && ends(text.chars().next())
        && ends(text.chars().next_back())
}
