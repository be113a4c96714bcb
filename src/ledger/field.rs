//! What the schema of a kind says of the fields that one cell can say.

use mulu_core::layout::Kind;
use mulu_core::schema::{Schemas, form};
use serde_json::Value;

pub use form::Form;

/// What may stand at a pointer of a kind of document; `None`: nothing that one cell can
/// say.
pub(crate) fn form(schemas: &Schemas, kind: Kind, pointer: &str) -> Option<Form> {
    let root = schemas.json(kind);
    let mut place = root;
    for key in pointer.split('/').skip(1) {
        place = form::followed(root, place.get("properties")?.get(key)?);
    }
    form::form(root, place)
}

/// The fields of a kind that one cell can say, by their pointers, and what each is called in
/// every language of its schema.
pub(crate) fn all(schemas: &Schemas, kind: Kind) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    walk(schemas.json(kind), "", &mut found);
    found.retain(|(pointer, _)| form(schemas, kind, pointer).is_some());
    found
}

fn walk(place: &Value, pointer: &str, found: &mut Vec<(String, Vec<String>)>) {
    for (key, field) in form::properties(place) {
        let pointer = format!("{pointer}/{key}");
        let own = field.get("title");
        let other = field.get("x-en").and_then(|other| other.get("title"));
        let titles = own.into_iter().chain(other).filter_map(Value::as_str);
        found.push((pointer.clone(), titles.map(str::to_owned).collect()));
        walk(field, &pointer, found);
    }
}
