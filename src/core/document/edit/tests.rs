//! Everything but the edited value is byte for byte the same, and it reads back; what
//! cannot be so is refused.

use super::{Edit, Refusal, edit};
use crate::document::{NodeKind, NodeRef, read};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use std::sync::Arc;

fn made(text: &str, change: &Edit) -> Result<String, Refusal> {
    let bytes: Arc<[u8]> = text.as_bytes().into();
    let new = edit(&"registry/units/a.yaml".into(), &bytes, change)?;
    Ok(String::from_utf8(new.to_vec()).unwrap())
}

fn replace(at: &str, value: impl Into<Value>) -> Edit {
    let (at, value) = (at.to_owned(), value.into());
    Edit::Replace { at, value }
}

fn insert(into: &str, after: Option<&str>, key: &str, value: Value) -> Edit {
    Edit::Insert {
        into: into.to_owned(),
        after: after.map(str::to_owned),
        key: key.to_owned(),
        value,
    }
}

fn append(to: &str, value: impl Into<Value>) -> Edit {
    Edit::Append {
        to: to.to_owned(),
        value: value.into(),
    }
}

#[test]
fn a_scalar_keeps_its_quotes_and_its_comment() {
    for (text, value, new) in [
        ("a: b  # why\nc: 1\n", json!("x/y"), "a: x/y  # why\nc: 1\n"),
        (
            "a: 'b'\r\nc: 1\r\n",
            json!("it's"),
            "a: 'it''s'\r\nc: 1\r\n",
        ),
        ("a: \"b\"\n", json!("2027"), "a: \"2027\"\n"),
        ("a: b\n", json!("2027"), "a: \"2027\"\n"),
        ("a: b\n", json!("yes"), "a: \"yes\"\n"),
        ("a: b\n", json!("x: # y"), "a: \"x: # y\"\n"),
        ("a: b\n", json!(["c", "武隆"]), "a: [c, 武隆]\n"),
        ("{a: b, c: d}\n", json!(true), "{a: true, c: d}\n"),
    ] {
        assert_eq!(
            made(text, &replace("/a", value)),
            Ok(new.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn a_key_is_renamed_where_it_stands() {
    let rename = |key: &str| Edit::Rename {
        at: "/m/unit".to_owned(),
        key: key.to_owned(),
    };
    let text = "m:\n  a: 1\n  unit: x # y\n  b: 2\n";
    let new = "m:\n  a: 1\n  units: x # y\n  b: 2\n";
    assert_eq!(made(text, &rename("units")), Ok(new.to_owned()));
    assert_eq!(made(text, &rename("a")), Err(Refusal::Absent));
}

#[test]
fn an_entry_stands_behind_another_on_a_line_of_its_own() {
    for (text, change, new) in [
        (
            "a: 1 # one\n# two\nb: 2\n",
            insert("", Some("a"), "k", json!({"x": [1]})),
            "a: 1 # one\nk: {x: [1]}\n# two\nb: 2\n",
        ),
        ("a: 1", insert("", None, "k", json!(2)), "a: 1\nk: 2"),
        (
            "l:\r\n  - a: 1\r\n  - a: 2\r\n",
            insert("/l/0", None, "k", json!("v")),
            "l:\r\n  - a: 1\r\n    k: v\r\n  - a: 2\r\n",
        ),
        (
            "m: {a: 1}\n",
            insert("/m", Some("a"), "k", json!(2)),
            "m: {a: 1, k: 2}\n",
        ),
        ("m: {}\n", insert("/m", None, "k", json!(2)), "m: {k: 2}\n"),
        ("l: [a]\n", append("/l", "b"), "l: [a, b]\n"),
        ("l: []\n", append("/l", "b"), "l: [b]\n"),
        (
            "l:\n- a # x\n- {b: 1}\nm: 1\n",
            append("/l", "c"),
            "l:\n- a # x\n- {b: 1}\n- c\nm: 1\n",
        ),
        (
            "l:\n  - a: 1\n    b: |\n      x\n\nm: 1\n",
            append("/l", "c"),
            "l:\n  - a: 1\n    b: |\n      x\n  - c\n\nm: 1\n",
        ),
    ] {
        assert_eq!(made(text, &change), Ok(new.to_owned()), "{text}");
    }
}

#[test]
fn what_cannot_be_followed_is_refused() {
    for (text, change, why) in [
        ("a: |\n  x\n", replace("/a", "y"), Refusal::Differs),
        ("a:\n", replace("/a", "y"), Refusal::Form),
        ("a: [b\n", replace("/a", "y"), Refusal::Broken),
        ("a: 1\na: 2\n", replace("/a", 3), Refusal::Broken),
        ("a: {b: 1}\n", replace("/a", 3), Refusal::Absent),
        ("a: 1\n", replace("/b", 3), Refusal::Absent),
        ("a: 1\n", insert("", None, "a", json!(2)), Refusal::Absent),
        ("a: b\n", replace("/a", "\u{202e}"), Refusal::Differs),
    ] {
        assert_eq!(made(text, &change), Err(why), "{text}");
    }
}

/// Values as documents have them.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i32>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        "[a-z0-9\\-/: #'\"武隆是否，]{1,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let entries = prop::collection::vec(("[a-z]{1,6}", inner.clone()), 1..4);
        prop_oneof![
            prop::collection::vec(inner, 1..4).prop_map(Value::from),
            entries.prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// A value as a block, with a comment here and there.
fn block(value: &Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    let entries: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().map(|item| ("-".to_owned(), item)).collect(),
        Value::Object(map) => map.iter().map(|(k, v)| (format!("{k}x:"), v)).collect(),
        _ => return,
    };
    for (at, (lead, value)) in entries.iter().enumerate() {
        match value {
            Value::Array(_) | Value::Object(_) if at % 2 == 0 => {
                *out += &format!("{pad}{lead} # 说明\n");
                block(value, indent + 2, out);
            }
            // On one line, as JSON writes it.
            _ => *out += &format!("{pad}{lead} {value}  # {at}\n"),
        }
    }
}

fn picked<'d>(nodes: &[NodeRef<'d>], index: &Index) -> Option<NodeRef<'d>> {
    (!nodes.is_empty()).then(|| nodes[index.index(nodes.len())])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_but_the_edited_value_changes(
        root in prop::collection::vec(("[a-z]{1,6}", values()), 1..5),
        new in values(),
        index in any::<Index>(),
        crlf in any::<bool>(),
        kind in 0..3,
    ) {
        let mut text = String::new();
        block(&Value::Object(root.into_iter().collect()), 0, &mut text);
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let path: Arc<str> = "registry/units/a.yaml".into();
        let bytes: Arc<[u8]> = text.as_bytes().into();
        let document = read(&path, &bytes).0.unwrap();
        let values = document.iter().filter(|node| {
            let is_key = node.parent().is_some_and(|parent| {
                parent.entries().any(|(key, _)| key.id() == node.id())
            });
            !is_key
        });
        let of = |wanted: &dyn Fn(NodeKind) -> bool| {
            values.filter(|node| wanted(node.kind())).collect::<Vec<_>>()
        };
        let (node, change) = match kind {
            0 => {
                let Some(node) = picked(
                    &of(&|kind| !matches!(kind, NodeKind::Seq | NodeKind::Map)), &index
                ) else { return Ok(()) };
                (node, replace(&node.pointer(), new))
            }
            1 => {
                let Some(node) = picked(&of(&|kind| kind == NodeKind::Seq), &index)
                    else { return Ok(()) };
                (node, append(&node.pointer(), new))
            }
            _ => {
                let Some(node) = picked(&of(&|kind| kind == NodeKind::Map), &index)
                    else { return Ok(()) };
                (node, insert(&node.pointer(), None, "new-key", new))
            }
        };
        let made = match made(&text, &change) {
            Ok(made) => made,
            // A list whose entries hang below their dashes has no line to follow.
            Err(Refusal::Form) if kind == 1 => return Ok(()),
            Err(why) => return Err(TestCaseError::fail(format!("{why:?}: {change:?}\n{text}"))),
        };
        // What is added is in one piece, and only a replaced scalar goes.
        let same = made.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        let tail = made.bytes().rev().zip(text.bytes().rev());
        let tail = tail.take_while(|(a, b)| a == b).count();
        let gone = text.len().saturating_sub(same + tail);
        let span = node.span();
        let own = if kind == 0 { span.end - span.start } else { 0 };
        prop_assert!(gone <= own as usize);
    }
}
