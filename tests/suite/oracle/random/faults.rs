//! Documents that are no evidence: what can be wrong with each kind.

use super::Dice;
use crate::oracle::world::{Doc, Fault};
use serde_json::{Value, json};

/// A pointer, and what stands there against the schema; nothing: the field is missing.
type Wrong = (&'static str, Option<Value>);

fn wrongs(path: &str) -> Vec<Wrong> {
    let kind = path.split(['/', '.']).next().expect("a folder or file");
    match kind {
        "registry" => vec![("/title", None), ("/authorities", Some(json!({})))],
        "units" => vec![
            ("/category", Some("bureau".into())),
            ("/budget_unit", Some("yes".into())),
            ("/name", None),
        ],
        "elements" => vec![
            ("/elements", None),
            ("/elements/resident-name", Some(json!({}))),
        ],
        "systems" => vec![
            ("/status", Some("running".into())),
            ("/status", None),
            ("/security/mlps_level", Some(json!(6))),
            ("/security/mlps_level", Some("3".into())),
            ("/classified", Some(json!(true))),
            ("/operating_since", Some("2027-02-29".into())),
            ("/hosting", Some(json!({"platform": "own"}))),
            ("/network", Some(Value::Null)),
            ("/data/resources/0/sharing", Some("open".into())),
            ("/data/resources/0/catalog", Some("A".into())),
            ("/data/resources/0/collects", Some("resident-name".into())),
        ],
        "opinions" => vec![
            ("/opinions", None),
            ("/opinions/0/matter", Some(json!(1))),
            ("/opinions/0/issued_on", None),
            ("/opinions/0/issued_on", Some("2027-2-1".into())),
            ("/opinions/0/organizer", Some("nobody".into())),
            ("/opinions/0/resolved", Some("2027-02-01".into())),
        ],
        "lists" | "plans" => vec![
            ("/projects", Some(json!({}))),
            ("/projects/0/kind", Some("upkeep".into())),
            ("/projects/0/amount", Some(json!(-1))),
        ],
        "budgets" | "cloud" => vec![
            ("/entries", Some(json!({}))),
            ("/entries/0/amount", Some(json!(-1))),
        ],
        "requests" => vec![
            ("/applicant", None),
            ("/items", Some(json!([]))),
            ("/items/0/amount", Some("80000".into())),
            ("/items/0/amount", Some(json!(0.5))),
            ("/items/0/category", Some(json!(7))),
            ("/upgrade", Some(json!({"amount": 1}))),
        ],
        _ => Vec::new(),
    }
}

/// The document with one thing wrong with it.
pub(super) fn broken(dice: &mut Dice, path: &str, mut value: Value) -> Doc {
    let fault = match dice.below(10) {
        0 => Fault::Syntax,
        1 => Fault::Duplicate,
        2 => Fault::Empty,
        3 => Fault::List,
        _ => Fault::Schema,
    };
    if fault == Fault::Schema {
        let wrong = dice.pick(&wrongs(path));
        if !spoil(&mut value, wrong) {
            value["unknown_key"] = json!(1);
        }
    }
    Doc {
        value,
        fault: Some(fault),
    }
}

/// Whether there was something to spoil.
fn spoil(value: &mut Value, (pointer, wrong): Wrong) -> bool {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let Some(Value::Object(object)) = value.pointer_mut(parent) else {
        return false;
    };
    match wrong {
        Some(wrong) => object
            .insert(key.to_owned(), wrong)
            .is_none_or(|was| was != object[key]),
        None => object.remove(key).is_some(),
    }
}
