//! What was taken, as files: new documents, and those that are there with other values
//! spliced in. What can't be spliced is refused and said.

use crate::take::{Field, Record, tidy};
use mulu_core::document::edit::{self, Edit, Refusal};
use mulu_core::layout::{self, Kind};
use mulu_core::registry::{Registry, Slot};
use mulu_core::schema::{self, Schemas};
use mulu_core::tree::Tree;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A file to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its path.
    pub path: Arc<str>,
    /// Whether there is none yet.
    pub is_new: bool,
    /// Its bytes; those that are there, where nothing changes.
    pub bytes: Arc<[u8]>,
    /// The fields that change, in the order of columns.
    pub changed: Vec<Changed>,
    /// Those that can't be changed without changing anything else.
    pub refused: Vec<(Field, Refusal)>,
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// What it is to say.
    pub field: Field,
    /// What it says; `None`: nothing yet.
    pub was: Option<Value>,
}

/// The files of records: those that a registry has are edited, the others made.
#[must_use]
pub fn drafts(
    records: &[Record],
    registry: &Registry,
    tree: &Tree,
    schemas: &Schemas,
) -> Vec<Draft> {
    let draft = |record: &Record| {
        let path: Arc<str> = layout::path(Kind::System, &record.id).into();
        let bytes = tree.get(&path).and_then(|entry| entry.bytes.clone());
        match bytes {
            Some(bytes) => edited(record, registry, path, bytes),
            None => new(record, path, schemas),
        }
    };
    records.iter().map(draft).collect()
}

fn edited(record: &Record, registry: &Registry, path: Arc<str>, bytes: Arc<[u8]>) -> Draft {
    let system = registry.systems.get(&*record.id).and_then(Slot::valid);
    let mut says = system.map_or(Value::Null, |system| {
        registry.document(system.doc).root().to_json()
    });
    let mut draft = Draft {
        path,
        is_new: false,
        bytes,
        changed: Vec::new(),
        refused: Vec::new(),
    };
    for field in &record.fields {
        if says
            .pointer(&field.pointer)
            .is_some_and(|old| is_same(old, &field.value))
        {
            continue;
        }
        match splice(&draft, &says, field) {
            Ok(bytes) => {
                draft.bytes = bytes;
                let was = says.pointer(&field.pointer).cloned();
                set(&mut says, &field.pointer, field.value.clone());
                let field = field.clone();
                draft.changed.push(Changed { field, was });
            }
            Err(refusal) => draft.refused.push((field.clone(), refusal)),
        }
    }
    draft
}

/// Whether a cell says what is there: spaces that people don't see don't count.
fn is_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::String(old), Value::String(new)) => tidy(old) == tidy(new),
        _ => old == new,
    }
}

/// The file with one field changed: in place of its value, or behind what is there.
fn splice(draft: &Draft, says: &Value, field: &Field) -> Result<Arc<[u8]>, Refusal> {
    if says
        .pointer(&field.pointer)
        .is_some_and(|old| !old.is_array() && !old.is_object())
    {
        let (at, value) = (field.pointer.to_string(), field.value.clone());
        return edit::edit(&draft.path, &draft.bytes, &Edit::Replace { at, value });
    }
    if says.pointer(&field.pointer).is_some() {
        return Err(Refusal::Form);
    }
    // The nearest mapping above that is there gets all that is missing below it.
    let mut keys: Vec<&str> = field.pointer.split('/').skip(1).collect();
    let mut value = field.value.clone();
    while let Some(key) = keys.pop() {
        let into: String = keys.iter().flat_map(|key| ["/", key]).collect();
        if says.pointer(&into).is_some_and(Value::is_object) {
            let edit = Edit::Insert {
                into,
                after: None,
                key: key.to_owned(),
                value,
            };
            return edit::edit(&draft.path, &draft.bytes, &edit);
        }
        value = Value::Object(Map::from_iter([(key.to_owned(), value)]));
    }
    Err(Refusal::Absent)
}

fn new(record: &Record, path: Arc<str>, schemas: &Schemas) -> Draft {
    let mut says = Value::Object(Map::new());
    for field in &record.fields {
        set(&mut says, &field.pointer, field.value.clone());
    }
    let text = schema::fresh(schemas, &path, Kind::System, says);
    Draft {
        path,
        is_new: true,
        bytes: text.into_bytes().into(),
        changed: record
            .fields
            .iter()
            .map(|field| Changed {
                field: field.clone(),
                was: None,
            })
            .collect(),
        refused: Vec::new(),
    }
}

/// Sets a value, with the mappings above it.
fn set(root: &mut Value, pointer: &str, value: Value) {
    let mut at = root;
    for key in pointer.split('/').skip(1) {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        let Some(map) = at.as_object_mut() else {
            return;
        };
        at = map.entry(key).or_insert(Value::Null);
    }
    *at = value;
}
