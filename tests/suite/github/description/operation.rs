//! One operation of the description: a method on a path, what it takes and what it
//! answers.

use super::super::calls::Call;
use super::schema::{Extra, compile};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;

/// Where answers are as GitHub really gives them and the description has it wrong:
/// a fork that was deleted, the account of somebody who is gone.
const REALLY_NULL: [&str; 2] = ["/head/repo", "/user"];

/// How a GitHub Enterprise server begins its routes.
const PREFIX: &str = "/api/v3";

pub(super) struct Operation {
    method: String,
    path: String,
    captured: BTreeMap<String, Parameter>,
    query: BTreeMap<String, Parameter>,
    body: Option<Body>,
    answers: BTreeMap<u16, Answer>,
}

struct Parameter {
    number: bool,
    required: bool,
    validator: Validator,
}

struct Body {
    required: bool,
    validator: Validator,
}

struct Answer {
    validator: Option<Validator>,
    example: Option<Value>,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl Operation {
    /// Compiles one; the description must have it.
    pub(super) fn compile(document: &Value, method: &str, path: &str) -> Self {
        let found = &document["paths"][path][method.to_lowercase()];
        assert!(found.is_object(), "GitHub has no {method} {path}");
        let mut operation = Operation {
            method: method.to_owned(),
            path: path.to_owned(),
            captured: BTreeMap::new(),
            query: BTreeMap::new(),
            body: body(document, &found["requestBody"]),
            answers: BTreeMap::new(),
        };
        for parameter in found["parameters"].as_array().into_iter().flatten() {
            let parameter = followed(document, parameter);
            let name = parameter["name"].as_str().unwrap().to_owned();
            let place = match parameter["in"].as_str() {
                Some("path") => &mut operation.captured,
                _ => &mut operation.query,
            };
            place.insert(name, Parameter::compile(document, parameter));
        }
        for (status, answer) in found["responses"].as_object().unwrap() {
            let status = status.parse().unwrap();
            let answer = followed(document, answer);
            operation
                .answers
                .insert(status, Answer::compile(document, answer));
        }
        operation
    }

    /// The segments of the path, each with that of the call; `None`: another path.
    fn paired<'a>(&'a self, call: &'a Call) -> Option<Vec<(&'a str, &'a str)>> {
        let path = call.path.strip_prefix(PREFIX).unwrap_or(&call.path);
        let (ours, theirs) = (self.path.split('/'), path.split('/'));
        let same = ours.clone().count() == theirs.clone().count();
        same.then(|| ours.zip(theirs).collect())
    }

    pub(super) fn fits(&self, call: &Call) -> bool {
        let equal = |pairs: Vec<(&str, &str)>| {
            let mut pairs = pairs.into_iter();
            pairs.all(|(ours, theirs)| captured(ours).is_some() || ours == theirs)
        };
        self.method == call.method && self.paired(call).is_some_and(equal)
    }

    pub(super) fn captures(&self) -> usize {
        self.path.split('/').filter_map(captured).count()
    }

    pub(super) fn check_request(&self, call: &Call) -> Vec<String> {
        let mut faults = Vec::new();
        for (ours, theirs) in self.paired(call).unwrap_or_default() {
            if let Some(name) = captured(ours) {
                let found = self.captured[name].check(theirs);
                faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
            }
        }
        for (name, text) in &call.query {
            let found = match self.query.get(name) {
                Some(parameter) => parameter.check(text),
                None => vec!["no such parameter".to_owned()],
            };
            faults.extend(found.into_iter().map(|fault| format!("?{name}: {fault}")));
        }
        let absent = |(name, parameter): &(&String, &Parameter)| {
            parameter.required && !call.query.contains_key(*name)
        };
        let absent = self.query.iter().filter(absent);
        faults.extend(absent.map(|(name, _)| format!("?{name}: must be there")));
        match (&self.body, &call.body) {
            (None, Value::Null) => {}
            (None, _) => faults.push("takes no body".to_owned()),
            (Some(body), Value::Null) if !body.required => {}
            (Some(body), value) => faults.extend(errors(&body.validator, value)),
        }
        faults
    }

    pub(super) fn check_response(&self, status: u16, body: &Value) -> Vec<String> {
        match self.answers.get(&status) {
            Some(answer) => match &answer.validator {
                Some(validator) => errors(validator, body),
                None => Vec::new(),
            },
            // Any call can be refused, described or not.
            None if status >= 400 && body["message"].is_string() => Vec::new(),
            None => vec![": no answer to this".to_owned()],
        }
    }

    pub(super) fn example(&self, status: u16) -> Option<&Value> {
        self.answers.get(&status)?.example.as_ref()
    }

    pub(super) fn forget_examples(&mut self) {
        self.answers
            .values_mut()
            .for_each(|answer| answer.example = None);
    }

    /// What is wrong with the description's own examples.
    pub(super) fn check_examples(&self) -> Vec<String> {
        let examples = self.answers.iter().filter_map(|(status, answer)| {
            let faults = self.check_response(*status, answer.example.as_ref()?);
            Some(
                faults
                    .into_iter()
                    .map(move |fault| format!("{self} {status}{fault}")),
            )
        });
        examples.flatten().collect()
    }
}

impl Parameter {
    fn compile(document: &Value, parameter: &Value) -> Self {
        let schema = &parameter["schema"];
        Parameter {
            number: schema["type"] == "integer",
            required: parameter["required"] == true,
            validator: compile(document, schema, Extra::Refused),
        }
    }

    fn check(&self, text: &str) -> Vec<String> {
        let number = text.parse::<u64>().ok().filter(|_| self.number);
        let value = number.map_or_else(|| json!(text), |number| json!(number));
        errors(&self.validator, &value)
    }
}

impl Answer {
    fn compile(document: &Value, answer: &Value) -> Self {
        let content = &answer["content"]["application/json"];
        let schema = content.get("schema");
        let example = content["examples"]
            .as_object()
            .and_then(|all| all.values().next());
        let example = example.map(|example| followed(document, example)["value"].clone());
        Answer {
            validator: schema.map(|schema| compile(document, schema, Extra::Allowed)),
            example,
        }
    }
}

fn body(document: &Value, body: &Value) -> Option<Body> {
    let schema = body["content"]["application/json"].get("schema")?;
    Some(Body {
        required: body["required"] == true,
        validator: compile(document, schema, Extra::Refused),
    })
}

/// The name in `{name}`.
fn captured(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// What a reference leads to; anything else is itself.
fn followed<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    let found = validator.iter_errors(value).filter_map(|error| {
        let place = error.instance_path().to_string();
        let known =
            error.instance().is_null() && REALLY_NULL.iter().any(|end| place.ends_with(end));
        let mut words: String = error.to_string();
        words.truncate(words.floor_char_boundary(300));
        (!known).then(|| format!("{place}: {words}"))
    });
    found.collect()
}
