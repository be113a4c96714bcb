//! The description of the views for programs (OpenAPI 3.1), made from the table that the
//! server parses addresses by: a view that isn't described has no name here.

mod schemas;
mod views;

use schemas::{range, reference, said, text, year};
use serde_json::{Map, Value, json};
use views::View;

/// The description.
pub(crate) fn description() -> Value {
    let paths = views::all().into_iter().map(|of| {
        let view = views::view(&of);
        (format!("/{}", view.path), json!({"get": operation(view)}))
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
            "schemas": schemas::schemas(),
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
        let schema = match name {
            "year" => year(),
            "range" => range(),
            _ => said(),
        };
        Some(json!({"name": name, "in": "path", "required": true, "schema": schema}))
    });
    let fields = view.fields.iter().chain(&views::ALL).map(|(name, schema, what)| {
        let required = *name == views::FROM.0;
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
