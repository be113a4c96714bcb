//! Edits of the sample registry's files: no comment is lost, no key moves, no value is quoted
//! anew, and as many lines change as fields do; what cannot be done so is refused.

use crate::support::{files, is_whole_sweep};
use mulu_core::document::edit::revise;
use mulu_core::document::{escaped, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pointers of all values that are no collection.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                leaves(value, &format!("{at}/{}", escaped(key)), found);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                leaves(item, &format!("{at}/{number}"), found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

fn other(value: &Value, number: usize) -> Value {
    let words = [
        "改过的文字",
        "2027",
        "yes",
        "a: b # c",
        "武隆〔2026〕1号",
        "它说“好”，'行'",
    ];
    match value {
        Value::Bool(truth) => Value::from(!truth),
        Value::Number(_) => Value::from(number + 1_000_001),
        _ => Value::from(words[number % words.len()]),
    }
}

#[test]
fn edits_of_the_sample_change_their_lines_and_nothing_else() {
    let all: BTreeMap<String, Vec<u8>> = files("registry")
        .into_iter()
        .filter(|(path, _)| {
            let kinds = [
                "registry/systems/",
                "registry/requests/",
                "registry/units/",
                "registry/projects/",
            ];
            path.ends_with(".yaml") && kinds.iter().any(|kind| path.starts_with(kind))
        })
        .collect();
    let step = if is_whole_sweep() { 1 } else { 7 };
    let (mut edits, mut refused) = (0, 0);
    for (turn, (path, bytes)) in all.iter().enumerate() {
        let path: Arc<str> = path.as_str().into();
        // With a comment on a line of its own and one behind a value.
        let text = String::from_utf8(bytes.clone()).unwrap();
        let commented: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(at, line)| match at % 5 {
                3 if line.contains(": ") && !line.contains('#') => format!("{line}  # 说明 {at}\n"),
                4 if !line.trim_start().starts_with("- ") => format!("# 上面说过 {at}\n{line}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let text = commented.concat();
        let bytes: Arc<[u8]> = text.clone().into_bytes().into();
        let (document, found) = read(&path, &bytes);
        assert!(found.iter().all(|one| !one.is_error()), "{path}\n{text}");
        let says = document.unwrap().root().to_json();
        let mut places = Vec::new();
        leaves(&says, "", &mut places);
        for (number, place) in places.iter().enumerate().skip(turn % step).step_by(step) {
            let mut wanted = says.clone();
            let value = wanted.pointer_mut(place).unwrap();
            *value = other(value, number);
            edits += 1;
            let Ok(new) = revise(&path, &bytes, &wanted) else {
                refused += 1;
                continue;
            };
            let new = String::from_utf8(new.to_vec()).unwrap();
            let changed = text
                .lines()
                .zip(new.lines())
                .filter(|(a, b)| a != b)
                .count();
            assert_eq!(
                (changed, text.lines().count()),
                (1, new.lines().count()),
                "{path}{place}\n{new}"
            );
            let count =
                |text: &str| text.matches("  # 说明").count() + text.matches("# 上面").count();
            assert_eq!(count(&text), count(&new));
        }
    }
    assert!(edits > 1000, "{edits}");
    assert_eq!(refused, 0, "of {edits}");
}
