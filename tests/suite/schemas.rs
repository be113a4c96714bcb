//! The schemas as their readers need them: complete in both languages, closed,
//! alone in their files, and with examples that hold.

use jsonschema::Validator;
use serde_json::Value;
use std::fs;
use std::path::Path;

const KINDS: [&str; 17] = [
    "budget",
    "cloud",
    "coverage",
    "elements",
    "fixture",
    "framework",
    "list",
    "opinions",
    "pack",
    "plan",
    "project",
    "registry",
    "request",
    "rolling",
    "rules",
    "system",
    "unit",
];

/// The schema of a kind, as it stands in `schema/`.
pub(crate) fn schema(kind: &str) -> Value {
    let path = folder().join(format!("{kind}.schema.json"));
    let text = fs::read_to_string(&path).expect("a schema file");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A schema compiled as the program compiles it: dates are checked, and the
/// patterns run in linear time.
pub(crate) fn compile(schema: &Value) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .build(schema)
        .unwrap_or_else(|error| panic!("{}: {error}", schema["$id"]))
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema")
}

/// Calls `see` for a schema and all schemas of values below it, with their
/// places. Conditions and examples are no schemas of values.
fn walk<'a>(schema: &'a Value, place: &str, see: &mut dyn FnMut(&str, &'a Value)) {
    see(place, schema);
    for keyword in ["properties", "$defs"] {
        for (name, field) in schema[keyword].as_object().into_iter().flatten() {
            walk(field, &format!("{place}/{keyword}/{name}"), see);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if schema[keyword].is_object() {
            walk(&schema[keyword], &format!("{place}/{keyword}"), see);
        }
    }
}

/// Everything that `fault` says of any schema of a value in any file.
fn faults(fault: impl Fn(&str, &Value) -> Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    for kind in KINDS {
        walk(&schema(kind), kind, &mut |place, value| {
            found.extend(
                fault(place, value)
                    .iter()
                    .map(|it| format!("{place}: {it}")),
            );
        });
    }
    found
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn chinese(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
}

fn english(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty()) && !chinese(value)
}

fn is_object(schema: &Value) -> bool {
    let kind = &schema["type"];
    kind == "object"
        || kind
            .as_array()
            .is_some_and(|kinds| kinds.contains(&"object".into()))
}

#[test]
fn there_is_one_file_a_kind() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder of schemas")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, KINDS.map(|kind| format!("{kind}.schema.json")));
}

#[test]
fn every_schema_compiles_and_names_itself() {
    for kind in KINDS {
        let schema = schema(kind);
        assert!(jsonschema::meta::is_valid(&schema), "{kind}");
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{kind}"
        );
        assert_eq!(schema["$id"], format!("urn:mulu:schema:{kind}"));
        compile(&schema);
    }
}

#[test]
fn every_field_has_words_in_both_languages() {
    assert_none(&faults(|place, schema| {
        let parent = place.rsplit('/').nth(1);
        let is_field = matches!(parent, None | Some("properties" | "$defs")) || is_object(schema);
        let words = [
            ("title", chinese(&schema["title"])),
            ("description", chinese(&schema["description"])),
            ("x-en.title", english(&schema["x-en"]["title"])),
            ("x-en.description", english(&schema["x-en"]["description"])),
        ];
        let missing = words.into_iter().filter(|(_, there)| is_field && !there);
        missing.map(|(name, _)| format!("no {name}")).collect()
    }));
}

#[test]
fn every_value_of_an_enumeration_has_words_in_both_languages() {
    assert_none(&faults(|_, schema| {
        // Numbers say themselves.
        let words = |values: &&Vec<Value>| !values.iter().all(Value::is_number);
        let Some(values) = schema["enum"].as_array().filter(words) else {
            return Vec::new();
        };
        let titles = &schema["x-enum-titles"];
        let named: Vec<Value> = titles
            .as_object()
            .into_iter()
            .flat_map(|it| it.keys().cloned().map(Value::from))
            .collect();
        let zh: Vec<Value> = titles
            .as_object()
            .into_iter()
            .flat_map(|it| it.values().map(|it| it["zh"].clone()))
            .collect();
        let mut found = Vec::new();
        if &named != values {
            found.push(format!("titles of {named:?}, values are {values:?}"));
        }
        if schema["enumDescriptions"] != Value::from(zh.clone()) {
            found.push("enumDescriptions are not the Chinese titles".to_owned());
        }
        for (value, title) in titles.as_object().into_iter().flatten() {
            let zh = title["zh"]
                .as_str()
                .is_some_and(|text| !text.trim().is_empty());
            if !zh || !english(&title["en"]) {
                found.push(format!("no words for {value}"));
            }
        }
        found
    }));
}

#[test]
fn objects_are_closed_save_for_x_keys() {
    assert_none(&faults(|_, schema| {
        if !is_object(schema) {
            return Vec::new();
        }
        let rest = &schema["additionalProperties"];
        let open = chinese(&schema["x-open"]["zh"]) && english(&schema["x-open"]["en"]);
        if open && *rest == Value::Bool(true) {
            return Vec::new();
        }
        let mut found = Vec::new();
        if *rest != Value::Bool(false) && !rest.is_object() {
            found.push("open, and no x-open says why".to_owned());
        }
        if schema["patternProperties"] != serde_json::json!({"^x-": true}) {
            found.push("x- keys are not let through".to_owned());
        }
        found
    }));
}

#[test]
fn conditions_say_in_words_when_they_apply() {
    assert_none(&faults(|_, schema| {
        let conditions = schema["allOf"].as_array().into_iter().flatten();
        let wordless = conditions.filter(|it| {
            let words = chinese(&it["x-condition"]["zh"]) && english(&it["x-condition"]["en"]);
            !(words && it["if"].is_object() && it["then"].is_object())
        });
        wordless
            .map(|it| format!("no words, if or then: {it}"))
            .collect()
    }));
}

#[test]
fn a_schema_refers_only_to_its_own_definitions() {
    assert_none(&faults(|_, schema| {
        let Some(target) = schema["$ref"].as_str() else {
            return Vec::new();
        };
        let own = target
            .strip_prefix("#/$defs/")
            .is_some_and(|name| !name.contains('/'));
        if own {
            Vec::new()
        } else {
            vec![format!("refers to {target}")]
        }
    }));
}

#[test]
fn every_example_of_a_document_holds() {
    for kind in KINDS {
        let schema = schema(kind);
        let validator = compile(&schema);
        let examples = schema["examples"].as_array().expect("examples");
        assert!(!examples.is_empty(), "{kind}");
        for example in examples {
            let errors: Vec<String> = validator
                .iter_errors(example)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert_none(&errors);
        }
    }
}

#[test]
fn every_example_of_a_field_holds() {
    assert_none(&faults(|place, schema| {
        // What refers to a definition of its file is no schema by itself.
        let alone = !schema.to_string().contains("\"$ref\"");
        if !place.contains('/') || schema["examples"].is_null() || !alone {
            return Vec::new();
        }
        let validator = compile(schema);
        let examples = schema["examples"].as_array().into_iter().flatten();
        let wrong = examples.filter(|example| !validator.is_valid(example));
        wrong
            .map(|example| format!("{example} is refused"))
            .collect()
    }));
}
