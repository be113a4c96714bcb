//! What a schema calls its fields and their values, in the reader's language.

use crate::Language;
use serde_json::Value;

/// A text of a schema, such as its `title`: English stands apart, under `x-en`.
#[must_use]
pub fn text<'s>(schema: &'s Value, keyword: &str, language: Language) -> Option<&'s str> {
    let texts = match language {
        Language::Zh => schema,
        Language::En => schema.get("x-en")?,
    };
    texts.get(keyword)?.as_str()
}

/// What a field's schema calls one of the few values that it may have.
#[must_use]
pub fn value<'s>(schema: &'s Value, value: &str, language: Language) -> Option<&'s str> {
    let titles = schema.get("x-enum-titles")?;
    titles.get(value)?.get(language.key())?.as_str()
}
