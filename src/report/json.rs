//! The door of everything that is written as JSON: texts are redacted on their way out,
//! as [`super::text::plain`] does for people, and what steers a terminal is escaped.
//! Numbers are amounts, and stay.

use super::text;
use mulu_core::decision::Total;
use mulu_core::registry::redacted;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes a value on one line.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write<W: Write + ?Sized>(
    out: &mut W,
    value: &impl Serialize,
) -> serde_json::Result<()> {
    let formatter = Redacting(CompactFormatter);
    value.serialize(&mut Serializer::with_formatter(out, formatter))
}

/// Writes a value over several lines.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> serde_json::Result<()> {
    let formatter = Redacting(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(out, formatter))
}

/// A value of a document, which may be written as a number and be a person's all the same.
pub(crate) fn fact(value: &Option<Value>) -> Value {
    let value = value.clone().unwrap_or_default();
    let number = value.as_number().map(ToString::to_string);
    match number.as_deref().map(redacted) {
        Some(Cow::Owned(silent)) => Value::String(silent),
        _ => value,
    }
}

/// How many, and how much money; how many amounts nobody knows, where there are such.
pub(crate) fn total(total: Total) -> Value {
    let mut face = json!({"count": total.count, "amount": total.amount});
    if total.unknown > 0 {
        face["unknown"] = total.unknown.into();
    }
    face
}

/// A formatter that says no numbers of persons.
struct Redacting<F>(F);

/// Leaves to the formatter within what it does by itself.
macro_rules! within {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {$(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W, $($arg: $kind),*) -> io::Result<()> {
            self.0.$name(writer, $($arg),*)
        }
    )*};
}

impl<F: Formatter> Formatter for Redacting<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let silent = redacted(fragment);
        let mut rest = &*silent;
        // What steers a terminal or can't be seen is written as JSON can write it: the same
        // text for whoever parses it, harmless for whoever prints it.
        while let Some((at, steering)) = text::first_steering(rest) {
            self.0.write_string_fragment(writer, &rest[..at])?;
            let mut units = [0; 2];
            for unit in steering.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + steering.len_utf8()..];
        }
        self.0.write_string_fragment(writer, rest)
    }

    within! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_means_the_same() {
        let value = json!({"a\u{9b}31m": "\u{1b}[31m\u{202e}文\u{e0041}\u{200b}"});
        let mut out = Vec::new();
        write(&mut out, &value).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(
            out,
            r#"{"a\u009b31m":"\u001b[31m\u202e文\udb40\udc41\u200b"}"#
        );
        assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), value);
    }

    #[test]
    fn texts_and_keys_are_redacted_and_numbers_stay() {
        let value =
            json!({"a 13800138000": ["\"13800138000\"\n", 13_800_138_000_i64, []], "b": {}});
        let mut short = Vec::new();
        write(&mut short, &value).unwrap();
        assert_eq!(
            String::from_utf8(short).unwrap(),
            r#"{"a 138********":["\"138********\"\n",13800138000,[]],"b":{}}"#
        );
        let mut long = Vec::new();
        write_pretty(&mut long, &value).unwrap();
        let plain = serde_json::to_string_pretty(&value).unwrap();
        let plain = plain.replace("a 13800138000", "a 138********");
        let plain = plain.replace("\\\"13800138000", "\\\"138********");
        assert_eq!(String::from_utf8(long).unwrap(), plain);
    }
}
