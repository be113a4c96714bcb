//! The holding itself, on a description of a few lines: what it catches.

use super::super::calls::Call;
use super::operation::Operation;
use super::{DESCRIPTION, Description, OPERATIONS};
use axum::http::{Method, Uri};
use serde_json::{Value, json};

fn small() -> Description {
    let document = json!({
        "paths": {"/repos/{owner}/{repo}/pulls/{pull_number}": {
            "get": {
                "parameters": [
                    {"name": "owner", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "repo", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"$ref": "#/components/parameters/number"},
                    {"name": "page", "in": "query", "schema": {"type": "integer"}},
                    {"name": "state", "in": "query", "required": true, "schema": {"type": "string", "enum": ["open", "all"]}},
                ],
                "responses": {"200": {"content": {"application/json": {
                    "schema": {"type": "object", "required": ["id", "user", "at"], "properties": {
                        "id": {"type": "integer"},
                        "user": {"$ref": "#/components/schemas/user"},
                        "at": {"type": "string", "format": "date-time", "nullable": true},
                    }},
                    "examples": {"default": {"$ref": "#/components/examples/pull"}},
                }}}},
            },
            "patch": {
                "parameters": [
                    {"name": "owner", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "repo", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"$ref": "#/components/parameters/number"},
                ],
                "requestBody": {"required": true, "content": {"application/json": {"schema": {
                    "type": "object", "required": ["title"],
                    "properties": {"title": {"type": "string", "nullable": true, "enum": ["a", null]}},
                }}}},
                "responses": {"204": {"description": "done"}},
            },
        }},
        "components": {
            "parameters": {"number": {"name": "pull_number", "in": "path", "required": true, "schema": {"type": "integer"}}},
            "schemas": {"user": {"type": "object", "required": ["login"], "properties": {"login": {"type": "string"}}}},
            "examples": {"pull": {"value": {"id": 1, "at": "2026-12-01T00:00:00Z", "user": {"login": "octocat", "id": 3}}}},
        },
    });
    let operations = [
        ("GET", "/pulls/{pull_number}"),
        ("PATCH", "/pulls/{pull_number}"),
    ];
    Description::read(document.to_string().as_bytes(), &operations)
}

fn call(method: Method, route: &str, body: &Value) -> Call {
    let uri: Uri = format!("/api/v3/repos/wulong/catalog{route}")
        .parse()
        .unwrap();
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    Call::new(&method, &uri, body.as_bytes())
}

fn asked(method: Method, route: &str, body: &Value) -> Vec<String> {
    let faults = small().request(&call(method, route, body));
    let bare = |fault: &String| fault.split_once(": ").unwrap().1.to_owned();
    faults.iter().map(bare).collect()
}

#[test]
fn a_call_is_held_to_path_query_and_body() {
    let none = Value::Null;
    assert_eq!(
        asked(Method::GET, "/pulls/7?state=open&page=2", &none),
        [""; 0]
    );
    assert_eq!(
        asked(Method::GET, "/pulls/seven?state=shut&page=x&pgae=1", &none),
        [
            "pull_number: : \"seven\" is not of type \"integer\"",
            "?page: : \"x\" is not of type \"integer\"",
            "?pgae: no such parameter",
            "?state: : \"shut\" is not one of \"open\" or \"all\"",
        ]
    );
    assert_eq!(
        asked(Method::GET, "/pulls/7", &json!({})),
        ["?state: must be there", "takes no body"]
    );
    assert_eq!(
        asked(Method::PATCH, "/pulls/7", &json!({"title": null})),
        [""; 0]
    );
    assert_eq!(asked(Method::PATCH, "/pulls/7", &none).len(), 1);
    assert_eq!(
        asked(Method::PATCH, "/pulls/7", &json!({"title": "b"})).len(),
        1
    );
    let misspelt = asked(
        Method::PATCH,
        "/pulls/7",
        &json!({"title": "a", "stat": "open"}),
    );
    assert!(
        misspelt.len() == 1 && misspelt[0].contains("stat"),
        "{misspelt:?}"
    );
    assert_eq!(
        asked(Method::DELETE, "/pulls/7", &none),
        ["not among the calls that the bot makes"]
    );
}

#[test]
fn an_answer_is_held_to_its_schema() {
    let get = call(Method::GET, "/pulls/7", &Value::Null);
    // No example: what isn't said is not there.
    let mut small = small();
    small
        .operations
        .iter_mut()
        .for_each(Operation::forget_examples);
    let held = |status, body: Value| small.response(&get, status, &body).1;
    assert_eq!(
        held(
            200,
            json!({"id": 1, "at": null, "user": {"login": "x"}, "more": 1})
        ),
        [""; 0]
    );
    // As GitHub has it for an account that is gone.
    assert_eq!(
        held(200, json!({"id": 1, "at": null, "user": null})),
        [""; 0]
    );
    assert_eq!(
        held(200, json!({"id": "1", "at": "yesterday", "user": {}})).len(),
        3
    );
    assert_eq!(held(500, json!({"message": "Server Error"})), [""; 0]);
    assert_eq!(
        held(302, json!({})),
        ["GET /api/v3/repos/wulong/catalog/pulls/7: 302 : no answer to this"]
    );
}

#[test]
fn an_answer_is_dressed_in_the_published_example() {
    let get = call(Method::GET, "/pulls/7", &Value::Null);
    let dressed = small().response(&get, 200, &json!({"id": 7, "user": {"login": "clerk"}}));
    assert_eq!(
        dressed.0,
        json!({"id": 7, "at": "2026-12-01T00:00:00Z", "user": {"login": "clerk", "id": 3}})
    );
}

/// Where the description contradicts itself is known: its examples of teams lack a
/// type that its schema of teams demands (the small GitHub has no teams), and its
/// repository lacks a language (the small GitHub says that there is none).
#[test]
fn the_published_examples_are_as_described() {
    let Some(all) = DESCRIPTION.as_ref() else {
        return;
    };
    assert_eq!(all.operations.len(), OPERATIONS.len());
    let faults = { all.operations.iter() }.flat_map(Operation::check_examples);
    let known = |fault: &String| {
        fault.contains("/requested_teams/0: ")
            || fault.starts_with("GET /repos/{owner}/{repo} 200") && fault.contains("\"language\"")
    };
    let unknown = faults.filter(|fault| !known(fault));
    assert_eq!(unknown.collect::<Vec<_>>(), [""; 0]);
}

/// What the bot could get wrong, against the real description.
#[test]
fn the_published_description_catches_what_github_would_refuse_or_ignore() {
    let Some(all) = DESCRIPTION.as_ref() else {
        return;
    };
    let note = |level: &str, line: &str| {
        json!({"name": "mulu/registry", "head_sha": "0", "output": {"title": "t", "summary": "s", "annotations": [
            {"path": "a.yaml", line: 1, "end_line": 1, "annotation_level": level, "message": "m"},
        ]}})
    };
    let wrong = |method, route, body: Value| all.request(&call(method, route, &body));
    let right = note("failure", "start_line");
    assert_eq!(wrong(Method::POST, "/check-runs", right), [""; 0]);
    for (method, route, body) in [
        (Method::POST, "/check-runs", note("error", "start_line")),
        (Method::POST, "/check-runs", note("failure", "line")),
        (Method::POST, "/check-runs", json!({"name": "x"})),
        (
            Method::PATCH,
            "/check-runs/1",
            json!({"status": "completed"}),
        ),
        (Method::PATCH, "/check-runs/1", json!({"conclusion": "red"})),
        (Method::POST, "/issues/comments/1", json!({"body": "x"})),
        (Method::POST, "/issues/1/labels", json!({"labels": []})),
        (
            Method::POST,
            "/pulls/1/requested_reviewers",
            json!({"reviewer": ["x"]}),
        ),
        (Method::GET, "/pulls?per_page=all", Value::Null),
        (Method::DELETE, "/pulls/1/requested_reviewers", Value::Null),
    ] {
        let faults = wrong(method.clone(), route, body.clone());
        assert!(!faults.is_empty(), "{method} {route} {body} is let in");
    }
}
