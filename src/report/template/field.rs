//! One field of a template, with all that stands in it.

use crate::{Language, Localizer, schema_words, text};
use mulu_core::diagnostic::Message;
use mulu_core::schema::form::{self, is_required, names};
use serde_json::Value;

pub(super) use form::properties;

/// How far each level is indented.
const INDENT: &str = "  ";

/// A field whose value is known.
pub(super) fn stated(
    of: &Value,
    (key, schema): (&str, &Value),
    value: &str,
    words: &Localizer,
) -> Vec<String> {
    let mut lines = explained(of, (key, schema), words);
    match value.strip_prefix('\n') {
        Some(block) => {
            lines.push(format!("{key}:"));
            lines.extend(block.lines().map(str::to_owned));
            // What its entry may have besides.
            let items = schema.get("items").unwrap_or(&Value::Null);
            let stands = |key: &str| block.contains(&format!(" {key}: "));
            let more = properties(items).filter(|(key, _)| !stands(key));
            let more = more.flat_map(|one| field(items, one, words));
            lines.extend(more.map(|line| format!("{INDENT}{INDENT}{line}")));
        }
        None => lines.push(format!("{key}: {value}")),
    }
    // An entry of the list that is empty so far, as it would be.
    if value == "[]" {
        lines.extend(inside(schema, words).iter().map(|line| commented(line)));
    }
    lines
}

/// A field to fill in; commented out where it may be left out.
pub(super) fn field(of: &Value, (key, schema): (&str, &Value), words: &Localizer) -> Vec<String> {
    let mut lines = explained(of, (key, schema), words);
    lines.push(format!("{key}:"));
    lines.extend(inside(schema, words));
    // Nothing stands in it: the value goes on the same line.
    if lines.last().is_some_and(|last| *last == format!("{key}:")) {
        lines.pop();
        lines.push(format!("{key}: "));
    }
    match is_required(of, key) {
        true => lines,
        false => lines.iter().map(|line| commented(line)).collect(),
    }
}

/// What stands in a field: the fields of an object, the first entry of a list.
fn inside(schema: &Value, words: &Localizer) -> Vec<String> {
    let nested = |of: &Value| -> Vec<String> {
        let fields = properties(of).flat_map(|one| field(of, one, words));
        fields.map(|line| format!("{INDENT}{line}")).collect()
    };
    let Some(items) = schema.get("items") else {
        return nested(schema);
    };
    let mut lines = nested(items);
    // The dash belongs to the first field that stands; where none does, to nothing yet.
    let first = lines
        .iter()
        .position(|line| !line.trim_start().starts_with('#'));
    match first {
        Some(first) => {
            let before = lines.drain(..first).collect::<Vec<_>>();
            let mut all: Vec<String> = before;
            let mut rest = lines.into_iter();
            all.extend(
                rest.next()
                    .map(|line| format!("{INDENT}- {}", &line[INDENT.len()..])),
            );
            all.extend(rest.map(|line| format!("{INDENT}{line}")));
            all
        }
        None if lines.is_empty() => vec![format!("{INDENT}- ")],
        None => {
            let rest = lines.into_iter().map(|line| format!("{INDENT}{line}"));
            let mut all = vec![format!("{INDENT}-")];
            all.extend(rest);
            all
        }
    }
}

/// The lines above a field: its title, what it means, what may stand there.
fn explained(of: &Value, (key, schema): (&str, &Value), words: &Localizer) -> Vec<String> {
    let mark = match (is_required(of, key), condition(of, key, words)) {
        (true, _) => words.word("template-required"),
        (false, Some(condition)) => {
            words.say(&Message::new("template-conditional").arg("condition", condition))
        }
        (false, None) => String::new(),
    };
    let mut lines = vec![format!("# {}", said(schema, &mark, words))];
    let choices = choices(schema, words);
    if !choices.is_empty() {
        let said = Message::new("template-choices").arg("choices", words.join(choices));
        lines.push(format!("# {}", words.say(&said)));
    } else if let Some(example) = example(schema) {
        let said = Message::new("template-example").arg("example", example);
        lines.push(format!("# {}", words.say(&said)));
    }
    lines
}

/// Title and description of a schema, on one line; the mark behind the title.
pub(super) fn said(schema: &Value, mark: &str, words: &Localizer) -> String {
    let of = |key: &str| {
        let own = schema_words::text(schema, key, words.language());
        own.or_else(|| schema_words::text(schema, key, Language::Zh))
            .unwrap_or_default()
    };
    let message = Message::new("template-field").arg("title", format!("{}{mark}", of("title")));
    text::plain(&words.say(&message.arg("description", of("description")))).into_owned()
}

/// When a field must be there that otherwise may be left out.
fn condition(of: &Value, key: &str, words: &Localizer) -> Option<String> {
    let said = form::condition(of, key)?.get(words.language().key());
    Some(said?.as_str()?.to_owned())
}

/// The values of an enum, with what they are called.
fn choices(schema: &Value, words: &Localizer) -> Vec<String> {
    let of = schema
        .get("items")
        .filter(|items| items.get("enum").is_some());
    let schema = of.unwrap_or(schema);
    let titled = |value: &str| match schema_words::value(schema, value, words.language()) {
        Some(title) => words.say(
            &Message::new("template-choice")
                .arg("value", value)
                .arg("title", title),
        ),
        None => value.to_owned(),
    };
    names(schema.get("enum")).map(titled).collect()
}

/// The first example of a schema, as YAML has it on one line.
fn example(schema: &Value) -> Option<String> {
    let first = schema.get("examples").and_then(|all| all.get(0))?;
    match first {
        Value::String(text) => Some(text::plain(text).into_owned()),
        Value::Object(_) => None,
        other => Some(other.to_string()),
    }
}

/// A line as a comment that an editor's "uncomment" turns back.
fn commented(line: &str) -> String {
    match line.starts_with('#') {
        true => format!("#{line}"),
        false => format!("# {line}"),
    }
}
