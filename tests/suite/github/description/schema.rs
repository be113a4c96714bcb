//! From the schemas of OpenAPI 3.0 to JSON Schema.

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Whether objects may have properties that the schema doesn't name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    /// GitHub's answers grow.
    Allowed,
    /// GitHub ignores what it doesn't know, so a misspelt property would do nothing.
    Refused,
}

/// Compiles a schema with everything that it refers to.
pub(super) fn compile(document: &Value, schema: &Value, extra: Extra) -> Validator {
    let mut whole = converted(schema, extra);
    let mut waiting = references(schema);
    let mut seen = BTreeSet::new();
    let mut schemas = Map::new();
    while let Some(pointer) = waiting.pop() {
        if !seen.insert(pointer.clone()) {
            continue;
        }
        let name = pointer.strip_prefix("#/components/schemas/").unwrap();
        let schema = &document["components"]["schemas"][name];
        assert!(schema.is_object(), "{pointer} is nowhere");
        waiting.extend(references(schema));
        schemas.insert(name.to_owned(), converted(schema, extra));
    }
    whole["components"] = json!({ "schemas": schemas });
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&whole)
        .unwrap()
}

/// Everything that a schema refers to.
fn references(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = vec![schema];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(fields) => {
                found.extend(
                    fields
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                rest.extend(fields.values());
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
    found
}

/// One schema and those in it.
fn converted(schema: &Value, extra: Extra) -> Value {
    let Value::Object(fields) = schema else {
        return schema.clone();
    };
    let mut new = Map::new();
    for (key, value) in fields {
        let value = match key.as_str() {
            // Not for validation; an example may look like a schema.
            "description" | "example" | "examples" | "default" | "nullable" => continue,
            "properties" | "patternProperties" => each(value, extra),
            "items" | "not" | "additionalProperties" => converted(value, extra),
            "allOf" | "anyOf" | "oneOf" => {
                let all = value.as_array().unwrap().iter();
                all.map(|one| converted(one, extra)).collect()
            }
            _ => value.clone(),
        };
        new.insert(key.clone(), value);
    }
    let closed = extra == Extra::Refused && new.contains_key("properties");
    if closed && !new.contains_key("additionalProperties") {
        new.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    if fields.get("nullable") == Some(&Value::Bool(true)) {
        return nullable(new);
    }
    Value::Object(new)
}

fn each(schemas: &Value, extra: Extra) -> Value {
    let schemas = schemas.as_object().unwrap().iter();
    let pairs = schemas.map(|(name, schema)| (name.clone(), converted(schema, extra)));
    Value::Object(pairs.collect())
}

/// Null as well: in the type where that is enough, so that errors stay short.
fn nullable(mut schema: Map<String, Value>) -> Value {
    let simple = schema.get("type").is_some_and(Value::is_string)
        && !["enum", "allOf", "anyOf", "oneOf"]
            .iter()
            .any(|key| schema.contains_key(*key));
    if simple {
        let kind = schema["type"].take();
        schema.insert("type".to_owned(), json!([kind, "null"]));
        return Value::Object(schema);
    }
    json!({"anyOf": [{"type": "null"}, schema]})
}
