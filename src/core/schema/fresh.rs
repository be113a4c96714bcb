//! A new document's text: where editors find its schema, then its fields in the order of that.

use super::{Schemas, form};
use crate::document::edit::block;
use crate::layout::{Kind, schema_address};
use serde_json::Value;

/// The text of a new document of a kind at a path, which says something.
#[must_use]
pub fn fresh(schemas: &Schemas, path: &str, kind: Kind, said: Value) -> String {
    let schema = schemas.json(kind);
    let said = form::ordered(schema, schema, said);
    let address = schema_address(path, kind);
    format!(
        "# yaml-language-server: $schema={address}\n{}",
        block(&said)
    )
}
