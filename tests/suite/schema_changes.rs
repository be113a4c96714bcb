//! What the schemas refuse and what they let through, from `schema_changes.txt`.

use crate::schemas::{compile, schema};
use serde_json::Value;

/// The example with one change made.
fn changed(example: &Value, change: &str) -> Value {
    let (pointer, value) = change.split_once(' ').expect("a pointer and a value");
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let mut document = example.clone();
    let object = document
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .unwrap_or_else(|| panic!("no object holds {pointer}"));
    if value == "-" {
        object
            .remove(key)
            .unwrap_or_else(|| panic!("nothing at {pointer}"));
    } else {
        let value = serde_json::from_str(value).unwrap_or_else(|it| panic!("{change}: {it}"));
        object.insert(key.to_owned(), value);
    }
    document
}

/// The changes of a section that don't give what its heading says.
fn surprises(section: &str) -> Vec<String> {
    let mut lines = section.trim().lines();
    let heading: Vec<&str> = lines
        .next()
        .into_iter()
        .flat_map(str::split_whitespace)
        .collect();
    let [kind, example, expected] = heading[..] else {
        panic!("a kind, an example and what is expected, not {heading:?}");
    };
    let accepted = match expected {
        "accepted" => true,
        "refused" => false,
        other => panic!("accepted or refused, not {other}"),
    };
    let schema = schema(kind);
    let validator = compile(&schema);
    let example = &schema["examples"][example.parse::<usize>().expect("a number")];
    lines
        .filter(|change| validator.is_valid(&changed(example, change)) != accepted)
        .map(|change| format!("{kind}: not {expected}: {change}"))
        .collect()
}

#[test]
fn changes_to_the_examples_are_refused_or_accepted() {
    let sections = include_str!("schema_changes.txt").split("\n= ").skip(1);
    let surprises: Vec<String> = sections.flat_map(surprises).collect();
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}
