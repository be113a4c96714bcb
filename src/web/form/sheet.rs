//! What was answered so far: kept as JSON, whatever it is worth as a document.

use mulu_core::document::read;
use mulu_core::schema::{Schemas, form};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The answers of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The values of the document, wrong ones as they were typed.
    pub(super) said: Value,
    /// The subjects that were sent once.
    pub(super) seen: BTreeSet<String>,
    /// What somebody else answered at the same time, by pointer: nothing of it is lost.
    pub(super) clashes: BTreeMap<String, Value>,
}

impl Sheet {
    /// Reads what [`Self::written`] wrote.
    pub(super) fn read(content: &str) -> Option<Self> {
        let all: Value = serde_json::from_str(content).ok()?;
        let seen = all.get("seen")?.as_array()?.iter();
        let clashes = all.get("clashes")?.as_object()?.iter();
        Some(Sheet {
            said: all.get("said")?.clone(),
            seen: seen
                .filter_map(|key| key.as_str().map(str::to_owned))
                .collect(),
            clashes: clashes
                .map(|(at, value)| (at.clone(), value.clone()))
                .collect(),
        })
    }

    pub(super) fn written(&self) -> String {
        let clashes: Map<String, Value> = self.clashes.clone().into_iter().collect();
        json!({"said": self.said, "seen": self.seen, "clashes": clashes}).to_string()
    }

    /// Takes in what became of the answers elsewhere since they were `before`: where only
    /// one side changed something, that counts; where both did, ours stays and theirs is
    /// kept beside it.
    pub(super) fn meet(&mut self, before: &Value, theirs: &Value) {
        let (said, clashes) = (self.said.take(), &mut self.clashes);
        let met = meet(Some(before), Some(&said), Some(theirs), "", clashes);
        self.said = met.unwrap_or_else(|| Value::Object(Map::new()));
    }

    /// The values that make a document: entries that say nothing say nothing.
    pub(super) fn document(&self, schemas: &Schemas, kind: mulu_core::layout::Kind) -> Value {
        let schema = schemas.json(kind);
        let said = pruned(&self.said).unwrap_or_else(|| Value::Object(Map::new()));
        form::ordered(schema, schema, said)
    }
}

/// Without entries of lists that the form added and nobody filled in.
fn pruned(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Object(fields) => {
            let fields = fields.iter();
            let fields = fields.filter_map(|(key, value)| Some((key.clone(), pruned(value)?)));
            Value::Object(fields.collect())
        }
        Value::Array(items) => {
            let blank = |item: &Value| item.as_object().is_some_and(Map::is_empty);
            let last = items.iter().rposition(|item| !blank(item));
            let kept = items.get(..last.map_or(0, |last| last + 1))?;
            if kept.is_empty() && !items.is_empty() {
                return None;
            }
            Value::Array(kept.iter().filter_map(pruned).collect())
        }
        other => other.clone(),
    })
}

fn meet(
    before: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    at: &str,
    clashes: &mut BTreeMap<String, Value>,
) -> Option<Value> {
    if mine == theirs || before == theirs {
        return mine.cloned();
    }
    if before == mine {
        return theirs.cloned();
    }
    match (mine, theirs) {
        (Some(Value::Object(mine)), Some(Value::Object(theirs))) => {
            let mut keys: Vec<&String> = mine.keys().collect();
            keys.extend(theirs.keys().filter(|key| !mine.contains_key(*key)));
            let mut met = Map::new();
            for key in keys {
                let at = format!("{at}/{}", mulu_core::document::escaped(key));
                let before = before.and_then(|before| before.get(key));
                let one = meet(before, mine.get(key), theirs.get(key), &at, clashes);
                if let Some(one) = one {
                    met.insert(key.clone(), one);
                }
            }
            Some(Value::Object(met))
        }
        (Some(Value::Array(mine)), Some(Value::Array(theirs))) if mine.len() == theirs.len() => {
            let items = mine.iter().zip(theirs).enumerate();
            let items = items.filter_map(|(number, (mine, theirs))| {
                let at = format!("{at}/{number}");
                let before = before.and_then(|before| before.get(number));
                meet(before, Some(mine), Some(theirs), &at, clashes)
            });
            Some(Value::Array(items.collect()))
        }
        _ => {
            clashes.insert(at.to_owned(), theirs.cloned().unwrap_or(Value::Null));
            mine.cloned()
        }
    }
}

/// What a file says; nothing where there is none, or where it says no mapping.
pub(super) fn values(path: &Arc<str>, bytes: Option<&[u8]>) -> Value {
    let document = bytes.and_then(|bytes| read(path, &bytes.into()).0);
    let value = document.map(|document| document.root().to_json());
    let value = value.filter(Value::is_object);
    value.unwrap_or_else(|| Value::Object(Map::new()))
}

/// What somebody wrote as YAML; as text where it is none.
pub(super) fn yaml_value(text: &str) -> Value {
    let whole = format!("value:\n{}\n", indented(text));
    let (document, findings) = read(&"value.yaml".into(), &whole.into_bytes().into());
    let sound = !findings
        .iter()
        .any(mulu_core::diagnostic::Diagnostic::is_error);
    let value = document.filter(|_| sound);
    let value = value.and_then(|document| Some(document.root().get("value")?.to_json()));
    value.unwrap_or_else(|| Value::from(text))
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("  {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(said: Value) -> Sheet {
        Sheet {
            said,
            ..Sheet::default()
        }
    }

    #[test]
    fn what_two_answered_at_once_is_both_there() {
        let before = json!({"a": 1, "b": 1, "c": {"d": 1}, "l": [1, 2]});
        let mut mine = sheet(json!({"a": 2, "b": 1, "c": {"d": 2}, "l": [1, 3]}));
        mine.meet(
            &before,
            &json!({"a": 1, "b": 2, "c": {"d": 3}, "l": [4, 2], "e": 5}),
        );
        let met = json!({"a": 2, "b": 2, "c": {"d": 2}, "l": [4, 3], "e": 5});
        assert_eq!(mine.said, met);
        assert_eq!(
            mine.clashes,
            BTreeMap::from([("/c/d".to_owned(), json!(3))])
        );
        assert_eq!(Sheet::read(&mine.written()), Some(mine));
    }

    #[test]
    fn an_entry_that_nobody_filled_in_is_none() {
        assert_eq!(
            pruned(&json!({"a": [{}], "b": [{"c": 1}, {}]})),
            Some(json!({"b": [{"c": 1}]}))
        );
        assert_eq!(pruned(&json!({"a": []})), Some(json!({"a": []})));
    }

    #[test]
    fn yaml_in_a_box_is_read_or_stays_text() {
        assert_eq!(yaml_value("- a\n- 2"), json!(["a", 2]));
        assert_eq!(yaml_value("[a"), json!("[a"));
    }
}
