//! What is wrong with a draft, each thing at its field.

use mulu_core::diagnostic::{Arg, Diagnostic};
use mulu_core::document::escaped;
use mulu_report::{Localizer, findings};

/// A finding, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Its code, as `check` says it.
    pub(super) code: &'static str,
    /// Its pointer, as `check` says it.
    pub(super) pointer: String,
    /// The field that it is about: one that is missing has no place of its own.
    pub(super) field: String,
    pub(super) is_error: bool,
    pub(super) message: String,
    pub(super) help: Vec<String>,
}

/// The finding in words.
pub(super) fn told(words: &Localizer, of: &Diagnostic) -> Told {
    let (message, help) = findings::told(words, of);
    Told {
        code: of.code.id,
        pointer: of.primary.pointer.clone(),
        field: field(of),
        is_error: of.is_error(),
        message,
        help,
    }
}

/// The field that a finding is about.
fn field(of: &Diagnostic) -> String {
    let pointer = &of.primary.pointer;
    if of.code.id != mulu_core::diagnostic::code::SCHEMA_REQUIRED.id {
        return pointer.clone();
    }
    let named = of.message.args.iter().find(|(name, _)| *name == "field");
    let key = named.and_then(|(_, field)| match field {
        Arg::Message(field) => field.args.iter().find(|(name, _)| *name == "key"),
        _ => None,
    });
    match key {
        Some((_, Arg::Text(key))) => format!("{pointer}/{}", escaped(key)),
        _ => pointer.clone(),
    }
}

/// The id of a field on a page.
pub(super) fn id(pointer: &str) -> String {
    let sign = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let rest: String = pointer.chars().map(sign).collect();
    format!("f{rest}")
}
