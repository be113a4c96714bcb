//! Small slips, as they happen to whoever writes rules: each makes a pack of its own.

use super::super::compare::ENGINE;
use serde_json::Value;

/// What is written for what.
const SLIPS: [(&str, &str); 13] = [
    (" && ", " || "),
    (" || ", " && "),
    (" <= ", " < "),
    (" < ", " <= "),
    (" > ", " >= "),
    (" == ", " != "),
    (" != ", " == "),
    ("!has(", "has("),
    ("!over", "over"),
    (", item.name)", ")"),
    (", item.category)", ")"),
    (", string(year))", ")"),
    ("\"any\"", "\"catalog\""),
];

/// A pack with a slip.
pub(super) struct Mutant {
    pub(super) name: String,
    /// The rule that it is in; a term, a stage or a parameter is in none.
    pub(super) rule: Option<String>,
    pub(super) path: String,
    pub(super) value: Value,
}

/// Every slip in every file of the pack, in the order of the files.
pub(super) fn mutants() -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (path, entry) in ENGINE.sources.iter() {
        let bytes = entry.bytes.as_deref().expect("a file");
        let value: Value = serde_yaml::from_slice(bytes).expect("YAML");
        let mut put = |rule: Option<&str>, name: String, value: Value| {
            mutants.push(Mutant {
                name,
                rule: rule.map(str::to_owned),
                path: path.to_string(),
                value,
            });
        };
        for index in 0..value["rules"].as_array().map_or(0, Vec::len) {
            let rule = &value["rules"][index];
            for (name, slipped) in rule_slips(rule) {
                let mut mutant = value.clone();
                mutant["rules"][index] = slipped;
                put(rule["id"].as_str(), name, mutant);
            }
        }
        for part in ["/terms", "/project"] {
            expression_slips(&value, part, &mut |name, value| put(None, name, value));
        }
        number_slips(&value, "/parameters", &mut |name, value| {
            put(None, name, value);
        });
    }
    mutants
}

/// A slip in every expression under a key: terms, stages, what is asked when.
fn expression_slips(whole: &Value, pointer: &str, put: &mut impl FnMut(String, Value)) {
    match whole.pointer(pointer) {
        Some(Value::Object(object)) => {
            for key in object.keys().filter(|key| *key != "title") {
                expression_slips(whole, &format!("{pointer}/{key}"), put);
            }
        }
        Some(Value::Array(array)) => {
            for index in 0..array.len() {
                expression_slips(whole, &format!("{pointer}/{index}"), put);
            }
        }
        Some(Value::String(text)) => {
            for slip in text_slips(text) {
                let mut mutant = whole.clone();
                *mutant.pointer_mut(pointer).expect("it is there") = slip.clone().into();
                put(format!("{pointer}: {slip}"), mutant);
            }
        }
        _ => {}
    }
}

/// One more and one less, wherever a parameter has a value.
fn number_slips(whole: &Value, pointer: &str, put: &mut impl FnMut(String, Value)) {
    match whole.pointer(pointer) {
        Some(Value::Object(object)) => {
            for key in object.keys() {
                number_slips(whole, &format!("{pointer}/{key}"), put);
            }
        }
        Some(Value::Array(array)) => {
            for index in 0..array.len() {
                number_slips(whole, &format!("{pointer}/{index}"), put);
            }
        }
        Some(Value::Number(number)) => {
            for step in [-1, 1] {
                let other = number.as_i64().expect("a whole number") + step;
                let mut mutant = whole.clone();
                *mutant.pointer_mut(pointer).expect("it is there") = other.into();
                put(format!("{pointer}: {other}"), mutant);
            }
        }
        _ => {}
    }
}

/// The rule with one slip in its conditions.
fn rule_slips(rule: &Value) -> Vec<(String, Value)> {
    let mut slips = Vec::new();
    let id = rule["id"].as_str().expect("every rule has an id");
    let mut put = |pointer: &str, what: &str, value: Value| {
        let mut mutant = rule.clone();
        *mutant.pointer_mut(pointer).expect("it is there") = value;
        slips.push((format!("{id} {pointer}: {what}"), mutant));
    };
    for key in ["applies", "require", "waiver"] {
        match rule.get(key) {
            Some(Value::String(text)) => {
                for slip in text_slips(text) {
                    put(&format!("/{key}"), &slip, slip.clone().into());
                }
            }
            Some(Value::Array(conditions)) => {
                for (index, condition) in conditions.iter().enumerate() {
                    let text = condition.as_str().expect("an expression");
                    for slip in text_slips(text) {
                        put(&format!("/{key}/{index}"), &slip, slip.clone().into());
                    }
                    let mut fewer = conditions.clone();
                    fewer.remove(index);
                    put(&format!("/{key}"), &format!("without {text}"), fewer.into());
                }
            }
            _ => {}
        }
    }
    for key in ["applies", "waiver"] {
        if rule.get(key).is_some() {
            let mut mutant = rule.clone();
            mutant.as_object_mut().expect("a rule").remove(key);
            slips.push((format!("{id} without {key}"), mutant));
        }
    }
    slips
}

fn text_slips(text: &str) -> Vec<String> {
    let mut slips = Vec::new();
    for (from, to) in SLIPS {
        for (at, _) in text.match_indices(from) {
            slips.push(format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
        }
    }
    slips
}
