//! Which fields of documents say what happened, and by which field an entry of a
//! list is dated, as the schemas mark them (`x-happened`, `x-dated`).
//!
//! What is dated after the day judged for has not happened yet: such a field
//! reads as absent, such an entry is not there.

use crate::layout;
use crate::schema::{Kind, Schemas};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Of one kind of document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct KindDates {
    /// Keys whose date says when something happened.
    happened: BTreeSet<Arc<str>>,
    /// Keys of lists, and the key of the date of each of their entries.
    dated: BTreeMap<Arc<str>, Arc<str>>,
}

impl KindDates {
    /// Whether a key says when something happened.
    pub(crate) fn happened(&self, key: &str) -> bool {
        !self.happened.is_empty() && self.happened.contains(key)
    }

    /// The key by which entries of a list are dated.
    pub(crate) fn of_entries(&self, list: &str) -> Option<&str> {
        self.dated.get(list).map(|key| &**key)
    }

    fn of(schema: &Value) -> Self {
        let mut dates = KindDates::default();
        let mut todo = vec![schema];
        while let Some(part) = todo.pop() {
            if let Some(properties) = part.get("properties").and_then(Value::as_object) {
                for (key, field) in properties {
                    if field.get("x-happened").and_then(Value::as_bool) == Some(true) {
                        dates.happened.insert(key.as_str().into());
                    }
                    let dated = field.get("items").and_then(|items| items.get("x-dated"));
                    if let Some(date) = dated.and_then(Value::as_str) {
                        dates.dated.insert(key.as_str().into(), date.into());
                    }
                }
            }
            match part {
                Value::Object(fields) => todo.extend(fields.values()),
                Value::Array(items) => todo.extend(items),
                _ => {}
            }
        }
        dates
    }
}

/// Of every kind of document, by the folder that its documents stand in.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Dates(BTreeMap<&'static str, KindDates>);

impl Dates {
    /// As the schemas mark them.
    pub(crate) fn of(schemas: &Schemas) -> Self {
        let of = |kind: Kind| {
            let folder = layout::folder(kind.row().paths.first()?);
            Some((folder, KindDates::of(schemas.json(kind))))
        };
        let marked = Kind::all().filter_map(of);
        Dates(
            marked
                .filter(|(_, dates)| *dates != KindDates::default())
                .collect(),
        )
    }

    /// Those of the document at a path; `None`: it has none.
    pub(crate) fn of_path(&self, path: &str) -> Option<&KindDates> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(layout::folder(path.strip_prefix(layout::ROOT)?))
    }
}
