//! What answers look like (JSON Schema): what is always there, and what may be.

use crate::query::NAME;
use mulu_core::decision::Verdict;
use mulu_core::policy::{Force, Outcome, Purpose};
use serde_json::{Map, Value, json};

pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

pub(super) fn text() -> Value {
    json!({"type": "string"})
}

/// A field that says something.
pub(super) fn said() -> Value {
    json!({"type": "string", "minLength": 1})
}

/// The name of a revision, as far as addresses take it.
pub(super) fn revision() -> Value {
    json!({"type": "string", "maxLength": NAME, "pattern": "^[!-,.-~][!-~]*$"})
}

/// Two of them.
pub(super) fn range() -> Value {
    let name = "[!-,.-~][!-~]*";
    json!({"type": "string", "maxLength": 2 * NAME, "pattern": format!("^{name}[.]{{2,3}}{name}$")})
}

pub(super) fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

pub(super) fn year() -> Value {
    json!({"type": "integer", "minimum": 1, "maximum": 9999})
}

pub(super) fn language() -> Value {
    json!({"type": "string", "enum": ["zh", "en"]})
}

pub(super) fn verdict() -> Value {
    json!({"type": "string", "enum": Verdict::ALL.map(Verdict::id)})
}

/// A schema, or null.
fn or_null(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn list(of: &Value) -> Value {
    json!({"type": "array", "items": of})
}

/// An object with members that are always there, and some that may be.
fn object(members: &[(&str, Value)], more: &[(&str, Value)]) -> Value {
    let properties = members.iter().chain(more);
    let properties = properties.map(|(name, schema)| ((*name).to_owned(), schema.clone()));
    let properties: Map<String, Value> = properties.collect();
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    json!({"type": "object", "required": required, "properties": properties})
}

/// The members that every answer about a state begins with, and more.
fn headed(members: &[(&str, Value)]) -> Value {
    let head = [
        ("registry", text()),
        ("commit", or_null(&text())),
        ("policy", or_null(&text())),
        ("on", day()),
    ];
    let all: Vec<_> = head.iter().chain(members).cloned().collect();
    object(&all, &[("audience", json!({"const": "public"}))])
}

/// Every schema by its name.
pub(super) fn schemas() -> Value {
    let all = parts().into_iter().chain(judged()).chain(answers());
    let all = all.chain(compared());
    let all = all.map(|(name, schema)| (name.to_owned(), schema));
    Value::Object(all.collect())
}

fn any() -> Value {
    json!({"type": "object"})
}

fn number() -> Value {
    json!({"type": "integer"})
}

fn amount() -> Value {
    or_null(
        &json!({"type": "integer", "description": "Whole units of the currency of the registry."}),
    )
}

fn totals() -> Value {
    json!({"type": "object", "additionalProperties": reference("Total")})
}

fn parts() -> [(&'static str, Value); 3] {
    let code = json!({"type": "string", "description": "The same in any language."});
    let unknown = json!({
        "type": "integer",
        "description": "How many amounts nobody knows; absent where there are none."
    });
    let problem = [
        ("type", text()),
        ("title", text()),
        ("status", number()),
        ("detail", text()),
        ("code", code),
    ];
    let evidence = [
        ("path", text()),
        ("pointer", text()),
        ("line", number()),
        ("column", number()),
    ];
    [
        ("Problem", object(&problem, &[])),
        (
            "Total",
            object(
                &[("count", number()), ("amount", amount())],
                &[("unknown", unknown)],
            ),
        ),
        ("Evidence", object(&evidence, &[])),
    ]
}

fn judged() -> [(&'static str, Value); 3] {
    let outcome = [
        ("rule", text()),
        ("articles", list(&text())),
        (
            "force",
            or_null(&json!({"enum": Force::ALL.map(Force::id)})),
        ),
        ("outcome", json!({"enum": Outcome::ALL.map(Outcome::id)})),
        ("subject", text()),
        ("message", text()),
        ("remedy", or_null(&text())),
        ("missing", list(&any())),
        ("evidence", list(&reference("Evidence"))),
    ];
    let parts = [("items", list(&reference("Outcome"))), ("forces", any())];
    let decision = [
        ("request", text()),
        ("system", text()),
        ("unit", text()),
        ("applicant", or_null(&text())),
        ("amount", amount()),
        ("verdict", verdict()),
        ("outcomes", list(&reference("Outcome"))),
    ];
    let project = [
        ("project", text()),
        ("unit", text()),
        ("applicant", or_null(&text())),
        ("kind", or_null(&text())),
        ("stage", or_null(&text())),
        ("amount", amount()),
        ("approved_total", amount()),
        ("outcomes", list(&reference("Outcome"))),
    ];
    let verdicts = Purpose::OF_PROJECTS.map(|of| (of.id(), or_null(&verdict())));
    let project: Vec<_> = project.into_iter().chain(verdicts).collect();
    [
        ("Outcome", object(&outcome, &parts)),
        ("Decision", object(&decision, &[])),
        ("Project", object(&project, &[])),
    ]
}

fn answers() -> [(&'static str, Value); 4] {
    let by_purpose = json!({"type": "object", "additionalProperties": totals()});
    let fund = [
        ("year", year()),
        ("decisions", list(&reference("Decision"))),
        ("totals", totals()),
        ("applicants", list(&any())),
    ];
    let projects = [
        ("year", year()),
        ("projects", list(&reference("Project"))),
        ("totals", by_purpose),
    ];
    let steps = [
        ("year", year()),
        ("turns", list(&any())),
        ("deadlines", list(&any())),
        ("steps", list(&any())),
        ("cloud", any()),
        ("files", list(&any())),
        ("applicants", list(&any())),
        ("entries", list(&any())),
        ("gaps", list(&any())),
        ("execution", any()),
    ];
    [
        ("Fund", headed(&fund)),
        ("Projects", headed(&projects)),
        ("Year", headed(&steps)),
        ("Due", headed(&[("until", day())])),
    ]
}

fn compared() -> [(&'static str, Value); 3] {
    let side = object(&[("commit", or_null(&text())), ("totals", totals())], &[]);
    let compare = [
        ("registry", text()),
        ("on", day()),
        ("before", side.clone()),
        ("after", side),
        ("gain", or_null(&number())),
        ("changes", list(&any())),
        ("decisions", list(&any())),
        ("projects", list(&any())),
        ("commits", list(&any())),
    ];
    let review = [
        ("registry", text()),
        ("base", text()),
        ("head", text()),
        ("on", day()),
        ("changes", list(&any())),
        ("diagnostics", list(&any())),
        ("decisions", list(&any())),
        ("years", list(&any())),
        ("projects", list(&any())),
        ("checks", any()),
    ];
    let public = [("audience", json!({"const": "public"}))];
    [
        ("Compare", object(&compare, &public)),
        ("Review", object(&review, &[])),
        ("Description", any()),
    ]
}
