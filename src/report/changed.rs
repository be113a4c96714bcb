//! A fact that changed, as people read it: where it stands, by what the entries of lists
//! are and not by their position, and what it says, in the schema's own words.

use crate::decisions::field;
use crate::history::Entries;
use crate::{Localizer, schema_words, text};
use mulu_core::document::{Document, KEYS, NodeKind, escaped, tokens};
use mulu_core::registry::{Registry, kind_of};
use mulu_core::schema::Schemas;
use serde_json::Value;
use std::fmt::Write as _;

/// What the entries of lists are known by.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// The document of a registry.
    Registry(&'a Registry),
    /// What was kept of a document that isn't at hand any more, and a registry that knows
    /// names.
    Kept(&'a Registry, &'a Entries),
}

/// What facts are told by.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) words: &'a Localizer,
    pub(crate) schemas: Option<&'a Schemas>,
}

impl Reader<'_> {
    /// The place of a field: `projects[全民健康信息平台 维护 2027].amount`. Entries that nobody
    /// knows by anything are counted from 1.
    pub(crate) fn place(&self, source: Source<'_>, path: &str, pointer: &str) -> String {
        let document = match source {
            Source::Registry(all) => all.doc_by_path(path).map(|doc| all.document(doc)),
            Source::Kept(..) => None,
        };
        let mut node = document.map(Document::root);
        let mut schema = self.schema_of(path);
        let mut place = String::with_capacity(pointer.len());
        let mut way = String::with_capacity(pointer.len());
        for token in tokens(pointer) {
            way.push('/');
            way.push_str(&escaped(&token));
            let index = token.parse::<usize>().ok();
            let is_list = match node {
                Some(node) => node.kind() == NodeKind::Seq,
                None => schema.is_none_or(|schema| schema.get("items").is_some()),
            };
            if let (true, Some(index)) = (is_list, index) {
                node = node.and_then(|list| list.index(index));
                schema = schema.and_then(|schema| schema.get("items"));
                let called = match source {
                    Source::Registry(all) => node.and_then(|item| {
                        let field = |key: &str| item.get(key)?.scalar_text();
                        self.entry(all, schema, field)
                    }),
                    Source::Kept(all, entries) => entries.get(&way).and_then(|fields| {
                        let field = |key: &str| {
                            let found = fields.iter().find(|(name, _)| *name == key);
                            found.map(|(_, text)| text.as_str())
                        };
                        self.entry(all, schema, field)
                    }),
                };
                let called = called.unwrap_or_else(|| index.saturating_add(1).to_string());
                // Writing to a String cannot fail.
                let _ = write!(place, "[{called}]");
                continue;
            }
            if !place.is_empty() {
                place.push('.');
            }
            place.push_str(&text::plain(&token));
            node = node.and_then(|map| map.get(&token));
            schema = schema.and_then(|schema| field::of_mapping(schema, &token));
        }
        place
    }

    /// What a field says: one of several values by its title, money as it is told, yes or
    /// no; anything else as it is written.
    pub(crate) fn value(&self, path: &str, pointer: &str, value: &Value) -> String {
        let schema = self
            .schema_of(path)
            .and_then(|schema| field::at(schema, pointer));
        let written = text::written(value);
        let Some(schema) = schema else {
            return written;
        };
        let key = pointer.rsplit('/').next().unwrap_or_default();
        if let Some(called) = self.titled(Some(schema), key, &written) {
            return called;
        }
        match (schema.get("x-money"), value.as_i64(), value.as_bool()) {
            (Some(_), Some(amount), _) => self.words.money(amount),
            (_, _, Some(true)) => self.words.word("web-yes"),
            (_, _, Some(false)) => self.words.word("web-no"),
            _ => written,
        }
    }

    fn schema_of(&self, path: &str) -> Option<&Value> {
        Some(self.schemas?.json(kind_of(path)?))
    }

    /// What an entry of a list is called: by the first of the fields that entries are known by.
    fn entry<'t>(
        &self,
        registry: &Registry,
        schema: Option<&Value>,
        field: impl Fn(&str) -> Option<&'t str>,
    ) -> Option<String> {
        let named = KEYS.iter().find_map(|keys| {
            let parts = keys.iter().filter_map(|key| {
                let text = field(key)?;
                let schema = schema.and_then(|schema| schema.get("properties")?.get(key));
                Some(self.called(registry, schema, key, text))
            });
            let parts: Vec<String> = parts.collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        })?;
        Some(text::plain(&named).into_owned())
    }

    fn called(&self, registry: &Registry, schema: Option<&Value>, key: &str, id: &str) -> String {
        match key {
            "system" => registry.system_name(id).to_owned(),
            "project" => registry.project_name(id).to_owned(),
            "unit" => registry.unit_name(id).to_owned(),
            _ => {
                let titled = self.titled(schema, key, id);
                titled.unwrap_or_else(|| id.to_owned())
            }
        }
    }

    fn titled(&self, schema: Option<&Value>, key: &str, id: &str) -> Option<String> {
        let of_schema = schema.and_then(|all| schema_words::value(all, id, self.words.language()));
        match key {
            "matter" => Some(self.words.matter(id)),
            "category" => self.words.expense(id),
            _ => of_schema.map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use mulu_core::tree::Tree;

    #[test]
    fn a_key_that_is_a_number_is_no_place_in_a_list() {
        let (schemas, _) = Schemas::load(&Tree::default());
        let words = Localizer::new(Language::Zh);
        let reader = Reader {
            words: &words,
            schemas: schemas.as_ref(),
        };
        let registry = Registry::default();
        let place = |pointer: &str| {
            reader.place(
                Source::Registry(&registry),
                "registry/policy/pack.yaml",
                pointer,
            )
        };
        assert_eq!(
            place("/parameters/some_interval/values/0/value/3"),
            "parameters.some_interval.values[1].value.3"
        );
        assert_eq!(
            place("/parameters/a/articles/1"),
            "parameters.a.articles[2]"
        );
    }
}
