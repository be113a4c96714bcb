//! A registry's own schemas, each one change away from those built in: what the
//! program would read otherwise, or not at all, is refused before anything is decided.

use crate::pack::pack_tree;
use crate::schemas::schema;
use crate::support::Folder;
use mulu_core::policy;
use mulu_core::schema::Schemas;
use mulu_core::tree::Entry;
use mulu_report::{Language, Localizer};
use serde_json::{Value, json};

/// What is said of a schema with the value at a pointer put in another's place; null
/// takes it out.
fn said(kind: &str, pointer: &str, put: &Value) -> Vec<String> {
    let mut own = schema(kind);
    let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", ""));
    match own
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("{pointer}"))
    {
        all if pointer.is_empty() => *all = put.clone(),
        Value::Object(object) if put.is_null() => drop(object.remove(key).expect("it was there")),
        Value::Object(object) => drop(object.insert(key.to_owned(), put.clone())),
        other => panic!("{other} has no {key}"),
    }
    of_schema(kind, &own)
}

fn of_schema(kind: &str, own: &Value) -> Vec<String> {
    let (decides, found) = judged(kind, own);
    assert!(found.is_empty() || !decides, "{kind}: it decides");
    found
}

/// Whether anything can be decided by a schema, and what is said of it.
fn judged(kind: &str, own: &Value) -> (bool, Vec<String>) {
    let mut tree = pack_tree();
    tree.insert(
        format!("schema/{kind}.schema.json"),
        Entry::file(own.to_string().into_bytes()),
    );
    let (schemas, found) = Schemas::load(&tree);
    assert_eq!(found, [], "{kind}");
    let (pack, found) = policy::load(&tree, &schemas.unwrap());
    let words = Localizer::new(Language::En);
    let found = found
        .iter()
        .filter(|one| one.code.id == "schema/not-understood");
    let found: Vec<String> = found.map(|one| words.say(&one.message)).collect();
    (pack.is_some(), found)
}

/// What is said apart from what rules read.
fn contract(mut found: Vec<String>) -> Vec<String> {
    found.retain(|one| !one.contains("The rule reads"));
    found
}

/// The kinds of documents that the program reads, with the pack's.
const KINDS: [&str; 15] = [
    "registry",
    "unit",
    "elements",
    "system",
    "opinions",
    "list",
    "plan",
    "rolling",
    "budget",
    "cloud",
    "request",
    "project",
    "framework",
    "pack",
    "rules",
];

#[test]
fn the_schemas_of_this_repository_are_understood() {
    for kind in KINDS {
        assert_eq!(
            of_schema(kind, &schema(kind)),
            Vec::<String>::new(),
            "{kind}"
        );
    }
}

#[test]
fn a_schema_that_says_nothing_is_not_understood() {
    for kind in KINDS {
        for nothing in [json!({}), json!({"type": "object"})] {
            assert!(!judged(kind, &nothing).0, "{kind}");
        }
    }
}

/// Every field that is read as a day.
#[test]
fn a_day_is_a_date() {
    let opinion = "/properties/opinions/items/properties";
    let line = "/properties/projects/items/properties";
    let mut days: Vec<(&str, String)> = Vec::new();
    for day in ["issued_on", "due_on", "valid_until", "resolved_on"] {
        days.push(("opinions", format!("{opinion}/{day}")));
    }
    for day in [
        "started_on",
        "trial_from",
        "completed_on",
        "acceptance_applied_on",
    ] {
        days.push(("project", format!("/properties/{day}")));
    }
    days.push((
        "project",
        "/properties/design/properties/prepared_on".to_owned(),
    ));
    days.push(("plan", format!("{line}/adjusted_on")));
    let keys = "/properties/submissions/properties/keys/items/properties";
    days.push(("registry", format!("{keys}/from")));
    days.push(("registry", format!("{keys}/until")));
    let authority = "/properties/authorities/additionalProperties/properties";
    days.push(("registry", format!("{authority}/signed_from")));
    for (kind, day) in days {
        for put in [
            json!({"type": "string"}),
            json!({"format": "date"}),
            json!({}),
        ] {
            let found = contract(said(kind, &day, &put));
            assert_eq!(found.len(), 1, "{kind} {day}: {found:?}");
            assert!(found[0].contains("as a date"), "{found:?}");
        }
    }
}

#[test]
fn an_amount_is_a_whole_number_within_limits() {
    let item = "/properties/items/items/properties/amount";
    let line = "/properties/projects/items/properties/amount";
    for (kind, pointer) in [
        ("request", item),
        ("plan", line),
        ("list", line),
        ("opinions", "/properties/opinions/items/properties/total"),
        ("project", "/properties/investment/properties/total"),
        ("unit", "/properties/integrated_plan/properties/from_year"),
    ] {
        for (put, wanted) in [
            (
                json!({"type": "number", "minimum": 1, "maximum": 9}),
                "as a whole number, and",
            ),
            (json!({}), "as a whole number, and"),
            (
                json!({"type": ["integer", "string"]}),
                "as a whole number, and",
            ),
            (json!({"type": "integer"}), "lets others pass"),
            (
                json!({"type": "integer", "minimum": -1, "maximum": 9}),
                "lets others pass",
            ),
        ] {
            let found = contract(said(kind, pointer, &put));
            assert_eq!(found.len(), 1, "{kind} {pointer} {put}: {found:?}");
            assert!(found[0].contains(wanted), "{put}: {found:?}");
        }
    }
}

#[test]
fn what_the_program_cannot_do_without_is_required() {
    for (kind, pointer) in [
        ("opinions", "/required"),
        ("opinions", "/properties/opinions/items/required"),
        ("request", "/required"),
        ("request", "/properties/items/items/required"),
        ("list", "/properties/projects/items/required"),
        ("plan", "/required"),
        ("unit", "/required"),
        (
            "system",
            "/properties/data/properties/resources/items/required",
        ),
        (
            "project",
            "/properties/investment/properties/lines/items/required",
        ),
        ("framework", "/properties/participants/items/required"),
        (
            "registry",
            "/properties/submissions/properties/keys/items/required",
        ),
        ("rules", "/properties/rules/items/required"),
    ] {
        let found = said(kind, pointer, &Value::Null);
        assert_ne!(found, Vec::<String>::new(), "{kind} {pointer}");
        let is_so = |one: &String| one.contains("lets it be missing");
        assert!(found.iter().all(is_so), "{kind} {pointer}: {found:?}");
    }
}

#[test]
fn a_misspelt_field_is_not_let_pass() {
    for (kind, pointer) in [
        (
            "opinions",
            "/properties/opinions/items/additionalProperties",
        ),
        ("opinions", "/additionalProperties"),
        ("project", "/properties/design/additionalProperties"),
        ("system", "/additionalProperties"),
        (
            "registry",
            "/properties/authorities/additionalProperties/additionalProperties",
        ),
        ("rules", "/properties/rules/items/additionalProperties"),
    ] {
        for put in [json!(true), json!({}), Value::Null] {
            let found = said(kind, pointer, &put);
            let open = found.iter().filter(|one| one.contains("it does not name"));
            assert_eq!(open.count(), 1, "{kind} {pointer}: {found:?}");
        }
    }
}

/// What a registry may have as it likes.
#[test]
fn words_and_titles_are_its_own() {
    let own = json!(["trial", "running"]);
    for (kind, pointer, put) in [
        ("system", "/properties/status/enum", own),
        ("system", "/properties/network", json!({"type": "boolean"})),
        ("system", "/properties/led_by", Value::Null),
        ("system", "/properties/tier", json!({})),
        ("unit", "/title", json!("Office")),
        ("unit", "/properties/parent", Value::Null),
        (
            "unit",
            "/properties/name",
            json!({"$ref": "#/$defs/a", "title": "b"}),
        ),
        (
            "opinions",
            "/properties/opinions/items/properties/scope",
            json!({"type": "string"}),
        ),
        (
            "opinions",
            "/properties/opinions/items/properties/level",
            json!({"enum": [1, 2]}),
        ),
    ] {
        let mut schema = schema(kind);
        schema["$defs"] = json!({"a": {"type": "string", "minLength": 2}});
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let object = schema
            .pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .unwrap();
        if put.is_null() {
            object.remove(key).unwrap();
        } else {
            object.insert(key.to_owned(), put.clone());
        }
        assert_eq!(of_schema(kind, &schema), Vec::<String>::new(), "{pointer}");
    }
}

/// What only rules read has a type too: "no" in words would be another answer.
#[test]
fn what_a_rule_reads_has_a_type() {
    for put in [json!({}), json!(true)] {
        let found = said(
            "system",
            "/properties/definition/properties/information_system",
            &put,
        );
        assert_ne!(found, Vec::<String>::new());
        let is_so = |one: &String| one.contains("lets that be anything");
        assert!(found.iter().all(is_so), "{found:?}");
    }
}

/// With the registry of this repository, by the program: exit 2 and no decision.
#[test]
fn nothing_is_decided_by_it() {
    let folder = Folder::empty();
    folder.copy("registry");
    let fund = || folder.mulu(["fund", "2027", "--on", "2026-12-01"]);
    let opinions = include_str!("../../schema/opinions.schema.json");
    folder.write("schema/opinions.schema.json", opinions);
    let sound = fund();
    assert_ne!(sound.code, Some(2), "{}", sound.err);
    for (path, text) in [
        ("opinions", opinions.replace("\"format\": \"date\",", "")),
        ("request", "{}".to_owned()),
        (
            "sytem",
            include_str!("../../schema/system.schema.json").to_owned(),
        ),
    ] {
        let path = format!("schema/{path}.schema.json");
        folder.write(&path, text);
        let ran = fund();
        assert_eq!(ran.code, Some(2), "{path}: {}", ran.err);
        assert_eq!(ran.out, "", "{path}");
        folder.remove(&path);
    }
}
