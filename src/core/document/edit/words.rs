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
                .map(|(key, value)| format!("{}: {}", scalar(key, Quotes::None), flow(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => other.to_string(),
    }
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
