//! What people call a field: its place in the document, and its title.

use crate::{Language, schema_words, text};
use mulu_core::document::tokens;
use mulu_core::registry::kind_of;
use mulu_core::schema::Schemas;
use serde_json::Value;
use std::fmt::Write as _;

/// A pointer as people write fields: `security.mlps_level`, `items[2].amount`,
/// list entries counted from 1.
pub(crate) fn name(pointer: &str) -> String {
    let mut name = String::with_capacity(pointer.len());
    for token in tokens(pointer) {
        if let Ok(index) = token.parse::<usize>() {
            // Writing to a String cannot fail.
            let _ = write!(name, "[{}]", index.saturating_add(1));
        } else {
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&text::plain(&token));
        }
    }
    name
}

/// The title that the schema of the document at `path` gives the field.
pub(crate) fn title(
    schemas: Option<&Schemas>,
    language: Language,
    path: &str,
    pointer: &str,
) -> Option<String> {
    let schema = schemas?.json(kind_of(path)?);
    find(schema, language, pointer)
}

fn find(schema: &Value, language: Language, pointer: &str) -> Option<String> {
    let field = at(schema, pointer)?;
    schema_words::text(field, "title", language).map(str::to_owned)
}

/// The part of a mapping's schema that is about one of its fields; of those that have any key,
/// what all of them are.
pub(crate) fn of_mapping<'s>(schema: &'s Value, key: &str) -> Option<&'s Value> {
    let named = schema.get("properties").and_then(|all| all.get(key));
    named.or_else(|| schema.get("additionalProperties"))
}

/// The part of a document's schema that is about the field at a pointer.
pub(crate) fn at<'s>(schema: &'s Value, pointer: &str) -> Option<&'s Value> {
    tokens(pointer).try_fold(schema, |schema, token| {
        let named = schema.get("properties").and_then(|all| all.get(&*token));
        named.or_else(|| schema.get("items"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_read_as_people_write_them() {
        assert_eq!(name("/security/mlps_level"), "security.mlps_level");
        assert_eq!(name("/data/resources/0/x-a~1b"), "data.resources[1].x-a/b");
        assert_eq!(name(""), "");
    }

    #[test]
    fn titles_come_from_the_schema() {
        let schema = serde_json::json!({"properties": {"items": {"items": {"properties": {
            "amount": {"title": "金额", "x-en": {"title": "Amount"}}
        }}}}});
        let amount = |language| find(&schema, language, "/items/3/amount");
        assert_eq!(amount(Language::Zh).as_deref(), Some("金额"));
        assert_eq!(amount(Language::En).as_deref(), Some("Amount"));
        assert_eq!(find(&schema, Language::Zh, "/items/3/other"), None);
        assert_eq!(find(&Value::Null, Language::Zh, "/a"), None);
    }

    #[test]
    fn every_kind_of_document_has_titles() {
        let (schemas, _) = Schemas::load(&mulu_core::tree::Tree::default());
        let say = |path, pointer| title(schemas.as_ref(), Language::En, path, pointer);
        let level = say("registry/systems/a/b.yaml", "/security/mlps_level");
        assert_eq!(level.as_deref(), Some("MLPS level"));
        for (path, pointer) in [
            (
                "registry/opinions/catalog/a/b.yaml",
                "/opinions/0/organizer",
            ),
            ("registry/units/a.yaml", "/budget_unit"),
            ("registry/requests/2027/a/b.yaml", "/items/0/amount"),
            ("registry/plans/2027.yaml", "/projects/0/amount"),
            (
                "registry/systems/a/b.yaml",
                "/data/resources/0/published/on",
            ),
        ] {
            assert!(say(path, pointer).is_some(), "{path} {pointer}");
        }
        assert_eq!(say("registry/README.md", "/title"), None);
    }
}
