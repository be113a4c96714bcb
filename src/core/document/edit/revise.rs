//! A whole document made to say something else, edit by edit: what it says already stays
//! as it is written.

use super::{Edit, Refusal, edit, sound};
use crate::document::escaped;
use serde_json::Value;
use std::sync::Arc;

/// The bytes of a file that says `wanted`, by as few edits as differ. The order of keys
/// counts only for those that are new.
///
/// # Errors
/// With the pointer of the first edit that cannot be made without changing anything else.
pub fn revise(
    path: &Arc<str>,
    bytes: &Arc<[u8]>,
    wanted: &Value,
) -> Result<Arc<[u8]>, (String, Refusal)> {
    let whole = |why| (String::new(), why);
    let document = sound(path, bytes).ok_or(whole(Refusal::Broken))?;
    let mut edits = Vec::new();
    differences(&document.root().to_json(), wanted, "", &mut edits)?;
    let mut bytes = Arc::clone(bytes);
    for one in edits {
        bytes = edit(path, &bytes, &one).map_err(|why| (place(&one), why))?;
    }
    let again = sound(path, &bytes).ok_or(whole(Refusal::Differs))?;
    match again.root().to_json() == *wanted {
        true => Ok(bytes),
        false => Err(whole(Refusal::Differs)),
    }
}

fn place(of: &Edit) -> String {
    match of {
        Edit::Replace { at, .. } | Edit::Rename { at, .. } | Edit::Remove { at } => at.clone(),
        Edit::Insert { into, key, .. } => format!("{into}/{}", escaped(key)),
        Edit::Append { to, .. } => to.clone(),
    }
}

/// The edits between two values, in an order in which each finds its place.
fn differences(
    old: &Value,
    new: &Value,
    at: &str,
    edits: &mut Vec<Edit>,
) -> Result<(), (String, Refusal)> {
    match (old, new) {
        _ if old == new => {}
        (Value::Object(before), Value::Object(after)) => {
            let below = |key: &str| format!("{at}/{}", escaped(key));
            for (key, old) in before {
                if let Some(new) = after.get(key) {
                    differences(old, new, &below(key), edits)?;
                }
            }
            let mut last = None;
            for (key, value) in after {
                if !before.contains_key(key) {
                    edits.push(Edit::Insert {
                        into: at.to_owned(),
                        after: last.clone(),
                        key: key.clone(),
                        value: value.clone(),
                    });
                }
                last = Some(key.clone());
            }
            // Last: what is taken away first could leave nothing to stand behind.
            let gone = before.keys().filter(|key| !after.contains_key(*key));
            edits.extend(gone.map(|key| Edit::Remove { at: below(key) }));
        }
        (Value::Array(before), Value::Array(after)) => listed(before, after, at, edits)?,
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            return Err((at.to_owned(), Refusal::Form));
        }
        _ => edits.push(Edit::Replace {
            at: at.to_owned(),
            value: new.clone(),
        }),
    }
    Ok(())
}

/// Entries keep their places as far as they are the same; those that went are taken away
/// from behind.
fn listed(
    before: &[Value],
    after: &[Value],
    at: &str,
    edits: &mut Vec<Edit>,
) -> Result<(), (String, Refusal)> {
    let kept = match after.len() < before.len() {
        true => kept(before, after),
        false => (0..before.len()).collect(),
    };
    for (old, new) in kept.iter().zip(after) {
        differences(&before[*old], new, &format!("{at}/{old}"), edits)?;
    }
    let gone = (0..before.len()).rev().filter(|old| !kept.contains(old));
    edits.extend(gone.map(|old| Edit::Remove {
        at: format!("{at}/{old}"),
    }));
    let more = after.iter().skip(before.len());
    edits.extend(more.map(|value| Edit::Append {
        to: at.to_owned(),
        value: value.clone(),
    }));
    Ok(())
}

/// Which entries of a list are those of a shorter one: the same ones where they are found
/// in order, else the first.
fn kept(before: &[Value], after: &[Value]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0;
    for new in after {
        let rest = before.iter().skip(from);
        let Some(at) = rest.clone().position(|old| old == new) else {
            return (0..after.len()).collect();
        };
        found.push(from + at);
        from += at + 1;
    }
    found
}
