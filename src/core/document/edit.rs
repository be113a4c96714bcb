//! One value changed in the bytes of a document, and nothing else: comments, order,
//! quotes and line ends stay.
//!
//! Nodes know their places, so an edit is a splice of bytes. Its result is read
//! again and held against the same edit of the values: what would say anything but
//! the document with that one change is refused.

mod gone;
mod revise;
mod splice;
#[cfg(test)]
mod tests;
mod words;

pub use revise::revise;
pub use words::{block, flow};

use super::{Document, read, unescaped};
use crate::diagnostic::Diagnostic;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A change of one place, named by RFC 6901 pointers.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another value in place of a scalar.
    Replace {
        /// The scalar.
        at: String,
        /// What it becomes.
        value: Value,
    },
    /// Another key for the same value.
    Rename {
        /// The value under the key.
        at: String,
        /// What the key becomes.
        key: String,
    },
    /// One more entry of a mapping.
    Insert {
        /// The mapping.
        into: String,
        /// The key that it stands behind; `None`: the last.
        after: Option<String>,
        /// Its key.
        key: String,
        /// Its value, written on one line.
        value: Value,
    },
    /// One more entry of a list, behind the others.
    Append {
        /// The list.
        to: String,
        /// The entry, written on one line.
        value: Value,
    },
    /// One entry less of a mapping or a list that has others.
    Remove {
        /// The entry.
        at: String,
    },
}

/// Why an edit was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The document has errors: its places mean nothing.
    Broken,
    /// There is nothing at the pointer, or not what the edit is for.
    Absent,
    /// It is written in a way that a splice cannot follow.
    Form,
    /// The result would say something else than was meant.
    Differs,
}

/// The bytes of a file with one edit.
///
/// # Errors
/// When it cannot be made without any other change of what the document says.
pub fn edit(path: &Arc<str>, bytes: &Arc<[u8]>, edit: &Edit) -> Result<Arc<[u8]>, Refusal> {
    let document = sound(path, bytes).ok_or(Refusal::Broken)?;
    let wanted = meant(document.root().to_json(), edit).ok_or(Refusal::Absent)?;
    let splice = splice::of(&document, edit)?;
    let text = document.text();
    let [before, after] = [text.get(..splice.from), text.get(splice.to..)];
    let (Some(before), Some(after)) = (before, after) else {
        return Err(Refusal::Form);
    };
    let new: Arc<[u8]> = [before, splice.text.as_bytes(), after].concat().into();
    let again = sound(path, &new).ok_or(Refusal::Differs)?;
    if !is_same(&again.root().to_json(), &wanted) {
        return Err(Refusal::Differs);
    }
    Ok(new)
}

/// The document, where nothing is wrong with it and its places are those of the bytes.
fn sound(path: &Arc<str>, bytes: &Arc<[u8]>) -> Option<Document> {
    let (document, findings) = read(path, bytes);
    let document = document.filter(|document| document.is_complete())?;
    let whole = !findings.iter().any(Diagnostic::is_error);
    (whole && **document.text() == **bytes).then_some(document)
}

/// The same edit of the values.
fn meant(mut root: Value, edit: &Edit) -> Option<Value> {
    match edit {
        Edit::Replace { at, value } => *root.pointer_mut(at)? = value.clone(),
        Edit::Rename { at, key } => {
            let (map, old) = parent(&mut root, at)?;
            if map.contains_key(key) || !map.contains_key(&old) {
                return None;
            }
            let entries = std::mem::take(map).into_iter();
            *map = entries
                .map(|(k, v)| (if k == old { key.clone() } else { k }, v))
                .collect();
        }
        Edit::Insert {
            into,
            after,
            key,
            value,
        } => {
            let map = root.pointer_mut(into)?.as_object_mut()?;
            if map.contains_key(key) {
                return None;
            }
            let at = match after {
                Some(after) => map.keys().position(|known| known == after)? + 1,
                None => map.len(),
            };
            map.shift_insert(at, key.clone(), value.clone());
        }
        Edit::Append { to, value } => root.pointer_mut(to)?.as_array_mut()?.push(value.clone()),
        Edit::Remove { at } => {
            let (above, token) = at.rsplit_once('/')?;
            let key = unescaped(token);
            match root.pointer_mut(above)? {
                Value::Object(map) => drop(map.shift_remove(&*key)?),
                Value::Array(items) => {
                    let at: usize = key.parse().ok()?;
                    (at < items.len()).then(|| items.remove(at))?;
                }
                _ => return None,
            }
        }
    }
    Some(root)
}

/// The mapping above a pointer, and the key that the pointer ends with.
fn parent<'v>(root: &'v mut Value, at: &str) -> Option<(&'v mut Map<String, Value>, String)> {
    let (above, token) = at.rsplit_once('/')?;
    let key = unescaped(token).into_owned();
    Some((root.pointer_mut(above)?.as_object_mut()?, key))
}

/// Equal, and every mapping in the same order.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|((k, v), (l, w))| k == l && is_same(v, w))
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(v, w)| is_same(v, w))
        }
        _ => one == other,
    }
}
