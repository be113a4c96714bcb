//! GitHub's own description of its API (OpenAPI), where `MULU_GITHUB_API` names the
//! file: every call and every answer of the small GitHub is held against it, and its
//! answers are filled up with the description's examples.

use super::calls::Call;
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex};

/// What GitHub does although its description says otherwise: the account of a pull
/// request, or the fork it comes from, may be gone.
const KNOWN: [&str; 2] = ["/user: null is not", "/head/repo: null is not"];

/// The description, where there is one.
pub(super) static DESCRIPTION: LazyLock<Option<Description>> = LazyLock::new(|| {
    let path = std::env::var_os("MULU_GITHUB_API")?;
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    Some(Description {
        document: serde_json::from_slice(&text).unwrap(),
        validators: Mutex::default(),
        held: Mutex::default(),
    })
});

pub(super) struct Description {
    document: Value,
    /// Compiled schemas by what they are for.
    validators: Mutex<BTreeMap<String, Arc<Validator>>>,
    /// The operations that were held against it.
    held: Mutex<BTreeSet<String>>,
}

impl Description {
    /// What is wrong with a call.
    pub(super) fn request(&self, call: &Call) -> Vec<String> {
        let Some((name, operation)) = self.operation(call) else {
            return vec![format!("{call}: no such operation")];
        };
        self.held.lock().unwrap().insert(name.clone());
        let mut faults = Vec::new();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let parameters: Vec<&Value> = parameters.map(|one| self.resolve(one)).collect();
        for (key, value) in &call.query {
            let known = parameters
                .iter()
                .find(|one| one["name"] == **key && one["in"] == "query");
            let Some(known) = known else {
                faults.push(format!("{call}: no parameter {key}"));
                continue;
            };
            let number = value.parse::<i64>().map(Value::from);
            let typed = match known["schema"]["type"].as_str() {
                Some("integer") => number.unwrap_or_else(|_| value.as_str().into()),
                _ => value.as_str().into(),
            };
            let what = format!("{name} ?{key}");
            faults.extend(self.against(&what, &known["schema"], &typed));
        }
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        if !schema.is_null() {
            faults.extend(self.against(&format!("{name} body"), schema, &call.body));
        }
        faults
    }

    /// The answer with everything that GitHub would say besides, and what is wrong
    /// with it.
    pub(super) fn response(&self, call: &Call, status: u16, ours: &Value) -> (Value, Vec<String>) {
        let Some((name, operation)) = self.operation(call) else {
            return (ours.clone(), Vec::new());
        };
        let described = self.resolve(&operation["responses"][status.to_string()]);
        if described.is_null() {
            return (
                ours.clone(),
                vec![format!("{name}: never answers {status}")],
            );
        }
        let content = &described["content"]["application/json"];
        let examples = content["examples"].as_object().into_iter().flatten();
        let example = examples.map(|(_, one)| &self.resolve(one)["value"]).next();
        let whole = overlay(example.unwrap_or(&Value::Null), ours);
        if content["schema"].is_null() {
            return (whole, Vec::new());
        }
        let faults = self.against(&format!("{name} {status}"), &content["schema"], &whole);
        (whole, faults)
    }

    /// The operations that were held against the description so far.
    pub(super) fn held(&self) -> BTreeSet<String> {
        self.held.lock().unwrap().clone()
    }

    /// The operation of a call: of several templates the one with most fixed parts.
    fn operation(&self, call: &Call) -> Option<(String, &Value)> {
        let path = call.path.strip_prefix("/api/v3")?;
        let parts: Vec<&str> = path.split('/').collect();
        let fixed = |template: &str| {
            let template: Vec<&str> = template.split('/').collect();
            let fits = template.len() == parts.len()
                && template
                    .iter()
                    .zip(&parts)
                    .all(|(one, part)| one.starts_with('{') || one == part);
            fits.then(|| template.iter().filter(|one| !one.starts_with('{')).count())
        };
        let paths = self.document["paths"].as_object()?;
        let method = call.method.to_lowercase();
        let fitting = paths
            .iter()
            .filter(|(_, operations)| !operations[&method].is_null());
        let best = fitting
            .filter_map(|(template, operations)| Some((fixed(template)?, template, operations)));
        let (_, template, operations) = best.max_by_key(|(fixed, ..)| *fixed)?;
        Some((format!("{} {template}", call.method), &operations[&method]))
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(pointer) => self.document.pointer(&pointer[1..]).unwrap(),
            None => value,
        }
    }

    fn against(&self, what: &str, schema: &Value, value: &Value) -> Vec<String> {
        let validator = {
            let mut validators = self.validators.lock().unwrap();
            let made = || Arc::new(self.compile(schema));
            Arc::clone(validators.entry(what.to_owned()).or_insert_with(made))
        };
        let fault = |error: jsonschema::ValidationError<'_>| {
            format!("{what}: {}: {error}", error.instance_path())
        };
        let faults = validator.iter_errors(value).map(fault);
        let new = |fault: &String| !KNOWN.iter().any(|known| fault.contains(known));
        faults.filter(new).take(3).collect()
    }

    /// A schema with all that it refers to, as JSON Schema.
    fn compile(&self, schema: &Value) -> Validator {
        let mut schemas = Map::new();
        let mut left = references(schema);
        while let Some(name) = left.pop() {
            if !schemas.contains_key(&name) {
                let found = &self.document["components"]["schemas"][&name];
                left.extend(references(found));
                schemas.insert(name, nullable(found));
            }
        }
        let whole = json!({"components": {"schemas": schemas}, "allOf": [nullable(schema)]});
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .build(&whole)
            .unwrap()
    }
}

/// The names of the schemas that a schema refers to.
fn references(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|own| own.strip_prefix("#/components/schemas/"));
            let inside = fields.values().flat_map(references);
            own.map(str::to_owned).into_iter().chain(inside).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// OpenAPI 3.0's `nullable` in the words of JSON Schema.
fn nullable(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let mut fields: Map<String, Value> = fields
                .iter()
                .map(|(key, value)| (key.clone(), nullable(value)))
                .collect();
            if fields.remove("nullable") == Some(Value::Bool(true)) {
                json!({"anyOf": [fields, {"type": "null"}]})
            } else {
                Value::Object(fields)
            }
        }
        Value::Array(items) => items.iter().map(nullable).collect(),
        other => other.clone(),
    }
}

/// What we say, laid over an example of what GitHub says.
fn overlay(example: &Value, ours: &Value) -> Value {
    match (example, ours) {
        (Value::Object(example), Value::Object(ours)) => {
            let mut whole = example.clone();
            for (key, value) in ours {
                let over = example.get(key).unwrap_or(&Value::Null);
                whole.insert(key.clone(), overlay(over, value));
            }
            Value::Object(whole)
        }
        (Value::Array(example), Value::Array(ours)) => {
            let first = example.first().unwrap_or(&Value::Null);
            ours.iter().map(|value| overlay(first, value)).collect()
        }
        (_, ours) => ours.clone(),
    }
}
