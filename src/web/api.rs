//! The description of the views for programs (OpenAPI 3.1), made from the table that the
//! server parses addresses by: a view that isn't described has no name here.

use crate::page::Data;
use mulu_core::decision::Verdict;
use mulu_core::policy::{Force, Outcome, Purpose};
use serde_json::{Map, Value, json};

/// A field of an address: name, what it may be, what it is for.
type Field = (&'static str, fn() -> Value, &'static str);

const UNIT: Field = ("unit", text, "The slug of a unit: it, and those below it.");
const VERDICT: Field = ("verdict", verdict, "Those with this verdict alone.");
const STAGE: Field = ("stage", text, "Those in this stage alone, by its id.");
const OF_YEAR: Field = (
    "year",
    year,
    "The budget year; the latest where none is named.",
);
const FROM: Field = ("from", text, "The earlier: a day or a revision.");
const TO: Field = (
    "to",
    text,
    "The later: a day or a revision; now where none is named.",
);
const AUTHOR: Field = ("author", text, "Who proposes it.");

/// Fields that every view takes.
const ALL: [Field; 3] = [
    (
        "on",
        day,
        "The day it is judged for; today where none is named.",
    ),
    ("rev", text, "An earlier state of the branch."),
    (
        "lang",
        language,
        "The language of sentences; else by Accept-Language.",
    ),
];

/// A view.
struct View {
    /// Its path below the root of the API; `{…}` is one segment.
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    fields: &'static [Field],
    answer: &'static str,
}

/// The view of some data, by which of them it is.
fn view(of: &Data) -> View {
    let (path, id, summary, fields, answer): (_, _, _, &[Field], _) = match of {
        Data::Fund(_) => (
            "fund/{year}",
            "fund",
            "The requests of a budget year, judged.",
            &[UNIT, VERDICT],
            "Fund",
        ),
        Data::System(_) => (
            "systems/{unit}/{system}",
            "system",
            "The request for one system, judged.",
            &[OF_YEAR],
            "Fund",
        ),
        Data::Projects(_) => (
            "projects/{year}",
            "projects",
            "The construction projects, judged for a budget year.",
            &[UNIT, STAGE],
            "Projects",
        ),
        Data::Project(_) => (
            "projects/{unit}/{project}",
            "project",
            "One construction project, judged.",
            &[OF_YEAR],
            "Projects",
        ),
        Data::Year(_) => (
            "years/{year}",
            "year",
            "The steps of a budget year: what is stated, missing and different.",
            &[UNIT],
            "Year",
        ),
        Data::Due => (
            "due",
            "due",
            "What must be done by which day.",
            &[UNIT],
            "Due",
        ),
        Data::Compare => (
            "compare",
            "compare",
            "Two days or revisions: what is judged otherwise, what documents say differently.",
            &[FROM, TO],
            "Compare",
        ),
        Data::Change(_) => (
            "review/{range}",
            "review",
            "A proposed change, BASE..HEAD, judged; for the offices alone.",
            &[AUTHOR],
            "Review",
        ),
        Data::Description => (
            "openapi.json",
            "description",
            "This description.",
            &[],
            "Description",
        ),
    };
    View {
        path,
        id,
        summary,
        fields,
        answer,
    }
}

/// One of each view.
fn all() -> [Data; 9] {
    let name = String::new;
    [
        Data::Fund(0),
        Data::System(name()),
        Data::Projects(0),
        Data::Project(name()),
        Data::Year(0),
        Data::Due,
        Data::Compare,
        Data::Change(name()),
        Data::Description,
    ]
}

/// The description.
pub(crate) fn description() -> Value {
    let paths = all().into_iter().map(|of| {
        let view = view(&of);
        (format!("/{}", view.path), json!({"get": operation(&view)}))
    });
    let paths: Map<String, Value> = paths.collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "mulu",
            "version": "1",
            "description": "Reading only. The same values as the command line writes with --format json. Whoever is no office's finds `audience: public`, and what is for the offices left out.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas(),
            "responses": {"Problem": {
                "description": "What is wrong.",
                "content": {"application/problem+json": {"schema": reference("Problem")}},
            }},
        },
    })
}

fn operation(view: &View) -> Value {
    let segments = view.path.split('/').filter_map(|segment| {
        let name = segment.strip_prefix('{')?.strip_suffix('}')?;
        let schema = if name == "year" { year() } else { text() };
        Some(json!({"name": name, "in": "path", "required": true, "schema": schema}))
    });
    let fields = view.fields.iter().chain(&ALL).map(|(name, schema, what)| {
        let required = *name == FROM.0;
        json!({"name": name, "in": "query", "required": required, "description": what, "schema": schema()})
    });
    let parameters: Vec<Value> = segments.chain(fields).collect();
    let mut responses = json!({
        "200": {
            "description": view.summary,
            "headers": {"ETag": {"schema": text()}},
            "content": {"application/json": {"schema": reference(view.answer)}},
        },
        "304": {"description": "The reader has it already."},
    });
    for code in ["400", "401", "404", "422", "503"] {
        responses[code] = json!({"$ref": "#/components/responses/Problem"});
    }
    json!({
        "operationId": view.id,
        "summary": view.summary,
        "parameters": parameters,
        "responses": responses,
    })
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

fn year() -> Value {
    json!({"type": "integer", "minimum": 1, "maximum": 9999})
}

fn language() -> Value {
    json!({"type": "string", "enum": ["zh", "en"]})
}

fn verdict() -> Value {
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

fn schemas() -> Value {
    let any = json!({"type": "object"});
    let amount = or_null(
        &json!({"type": "integer", "description": "Whole units of the currency of the registry."}),
    );
    let totals = json!({"type": "object", "additionalProperties": reference("Total")});
    let verdicts = Purpose::OF_PROJECTS.map(|of| (of.id(), or_null(&verdict())));
    let project = [
        ("project", text()),
        ("unit", text()),
        ("applicant", or_null(&text())),
        ("kind", or_null(&text())),
        ("stage", or_null(&text())),
        ("amount", amount.clone()),
        ("approved_total", amount.clone()),
        ("outcomes", list(&reference("Outcome"))),
    ];
    let project: Vec<_> = project.into_iter().chain(verdicts).collect();
    let side = object(
        &[("commit", or_null(&text())), ("totals", totals.clone())],
        &[],
    );
    json!({
        "Problem": object(&[
            ("type", text()),
            ("title", text()),
            ("status", json!({"type": "integer"})),
            ("detail", text()),
            ("code", json!({"type": "string", "description": "The same in any language."})),
        ], &[]),
        "Total": object(&[("count", json!({"type": "integer"})), ("amount", amount.clone())], &[]),
        "Outcome": object(&[
            ("rule", text()),
            ("articles", list(&text())),
            ("force", or_null(&json!({"enum": Force::ALL.map(Force::id)}))),
            ("outcome", json!({"enum": Outcome::ALL.map(Outcome::id)})),
            ("subject", text()),
            ("message", text()),
            ("remedy", or_null(&text())),
            ("missing", list(&any)),
            ("evidence", list(&reference("Evidence"))),
        ], &[("items", list(&reference("Outcome"))), ("forces", any.clone())]),
        "Evidence": object(&[
            ("path", text()),
            ("pointer", text()),
            ("line", json!({"type": "integer"})),
            ("column", json!({"type": "integer"})),
        ], &[]),
        "Decision": object(&[
            ("request", text()),
            ("system", text()),
            ("unit", text()),
            ("applicant", or_null(&text())),
            ("amount", amount),
            ("verdict", verdict()),
            ("outcomes", list(&reference("Outcome"))),
        ], &[]),
        "Project": object(&project, &[]),
        "Fund": headed(&[
            ("year", year()),
            ("decisions", list(&reference("Decision"))),
            ("totals", totals.clone()),
            ("applicants", list(&any)),
        ]),
        "Projects": headed(&[
            ("year", year()),
            ("projects", list(&reference("Project"))),
            ("totals", json!({"type": "object", "additionalProperties": totals})),
        ]),
        "Year": headed(&[
            ("year", year()),
            ("turns", list(&any)),
            ("deadlines", list(&any)),
            ("steps", list(&any)),
            ("cloud", any.clone()),
            ("files", list(&any)),
            ("applicants", list(&any)),
            ("entries", list(&any)),
            ("gaps", list(&any)),
            ("execution", any.clone()),
        ]),
        "Due": headed(&[("until", day())]),
        "Compare": object(&[
            ("registry", text()),
            ("on", day()),
            ("before", side.clone()),
            ("after", side),
            ("gain", or_null(&json!({"type": "integer"}))),
            ("changes", list(&any)),
            ("decisions", list(&any)),
            ("projects", list(&any)),
            ("commits", list(&any)),
        ], &[("audience", json!({"const": "public"}))]),
        "Review": object(&[
            ("registry", text()),
            ("base", text()),
            ("head", text()),
            ("on", day()),
            ("changes", list(&any)),
            ("diagnostics", list(&any)),
            ("decisions", list(&any)),
            ("projects", list(&any)),
            ("checks", any.clone()),
        ], &[]),
        "Description": any,
    })
}
