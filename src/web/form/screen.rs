//! The subjects of a document, a page each: what stands at its top by itself, and each group
//! and list.

use mulu_core::schema::form::{self, Field, Shape};
use mulu_report::{Language, schema_words};
use serde_json::Value;

/// The key of the page with what stands at the top by itself.
pub(super) const TOP: &str = "-";

/// A subject.
pub(super) struct Screen<'s> {
    /// What its address ends with.
    pub(super) key: &'s str,
    /// The schema of the field that it is; the whole for the first.
    pub(super) schema: &'s Value,
    pub(super) fields: Vec<Field<'s>>,
}

/// The subjects of a kind of document, in the order of its schema.
pub(super) fn screens(root: &Value) -> Vec<Screen<'_>> {
    let (top, others): (Vec<_>, Vec<_>) = form::fields(root, root)
        .into_iter()
        .partition(|field| matches!(field.shape, Shape::One(_)));
    let top = (!top.is_empty()).then_some(Screen {
        key: TOP,
        schema: root,
        fields: top,
    });
    let others = others.into_iter().map(|field| Screen {
        key: field.key,
        schema: field.schema,
        fields: vec![field],
    });
    top.into_iter().chain(others).collect()
}

impl Screen<'_> {
    /// What it is called.
    pub(super) fn title(&self, language: Language, top: &str) -> String {
        let title = schema_words::text(self.schema, "title", language);
        match self.key {
            TOP => top.to_owned(),
            key => title.unwrap_or(key).to_owned(),
        }
    }

    /// Whether a place in the document is on this page.
    pub(super) fn has(&self, pointer: &str) -> bool {
        let first = pointer.split('/').nth(1).unwrap_or_default();
        self.fields.iter().any(|field| field.key == first)
    }

    /// Whether anything of it was said.
    pub(super) fn is_said(&self, said: &Value) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| said.get(field.key).is_some())
    }

    /// Whether something of it must be said.
    pub(super) fn is_required(&self, root: &Value) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| form::is_required(root, field.key))
    }
}
