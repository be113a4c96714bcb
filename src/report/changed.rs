//! A fact that changed, as people read it: where it stands, by what the entries of lists
//! are and not by their position, and what it says, in the schema's own words.

use crate::decisions::field;
use crate::{Localizer, schema_words, text};
use mulu_core::document::{KEYS, NodeKind, NodeRef, tokens};
use mulu_core::registry::{Registry, kind_of};
use mulu_core::schema::Schemas;
use serde_json::Value;
use std::fmt::Write as _;

/// What facts are told by.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) words: &'a Localizer,
    pub(crate) schemas: Option<&'a Schemas>,
}

impl Reader<'_> {
    /// The place of a field: `projects[全民健康信息平台 维护 2027].amount`. `registry` is the one
    /// whose document at `path` has the field; without it entries are counted from 1.
    pub(crate) fn place(&self, registry: Option<&Registry>, path: &str, pointer: &str) -> String {
        let document = registry.and_then(|all| Some((all, all.document(all.doc_by_path(path)?))));
        let mut node = document.map(|(_, document)| document.root());
        let mut schema = self.schema_of(path);
        let mut place = String::with_capacity(pointer.len());
        for token in tokens(pointer) {
            let index = token.parse::<usize>().ok();
            let is_list = match node {
                Some(node) => node.kind() == NodeKind::Seq,
                None => schema.is_none_or(|schema| schema.get("items").is_some()),
            };
            if let (true, Some(index)) = (is_list, index) {
                node = node.and_then(|list| list.index(index));
                schema = schema.and_then(|schema| schema.get("items"));
                let entry = node.zip(document);
                let called = entry.and_then(|(item, (all, _))| self.entry(all, schema, item));
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
            schema = schema.and_then(|schema| schema.get("properties")?.get(&*token));
        }
        place
    }

    /// What a field says: one of several values by its title, money as it is told, yes or
    /// no; anything else as it is written.
    pub(crate) fn value(&self, path: &str, pointer: &str, value: &Value) -> String {
        let schema = self
            .schema_of(path)
            .and_then(|schema| field::at(schema, pointer));
        let written = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
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
    fn entry(
        &self,
        registry: &Registry,
        schema: Option<&Value>,
        item: NodeRef<'_>,
    ) -> Option<String> {
        let named = KEYS.iter().find_map(|keys| {
            let parts = keys.iter().filter_map(|key| {
                let text = item.get(key)?.scalar_text()?;
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
