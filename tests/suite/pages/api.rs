//! The views for programs: what their description says of them is so.

use super::Browser;
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use serde_json::{Value, json};

/// The description as it is committed.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_description_is_the_one_that_is_committed() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let served = browser.page("/api/v1/openapi.json");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        std::fs::write(FILE, format!("{}\n", served.trim_end())).unwrap();
    }
    let kept = std::fs::read_to_string(FILE).unwrap();
    assert_eq!(
        parsed(&kept),
        parsed(&served),
        "docs/openapi.json is another: INSTA_UPDATE=always writes it"
    );
    assert_eq!(parsed(&kept)["openapi"], "3.1.0");
}

#[test]
fn every_answer_is_as_it_is_described() {
    let district = District::with(|folder| folder.write(REQUEST_PATH, REQUEST));
    district.on("asking", |folder| folder.remove(REQUEST_PATH));
    let browser = Browser::of(district.path());
    let described = parsed(&browser.page("/api/v1/openapi.json"));
    let paths = described["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 9);
    for (path, view) in paths {
        let address = path
            .replace("{year}", "2027")
            .replace("{unit}", "health")
            .replace("{system}", "platform")
            .replace("{range}", "main..asking");
        // No project is in the district: what isn't there is a problem.
        let missing = address.contains("{project}");
        let address = address.replace("{project}", "none");
        let answer = browser.get(&format!("/api/v1{address}?on={ON}&from=main"));
        let (code, kind) = match missing {
            true => ("404", "application/problem+json"),
            false => ("200", "application/json"),
        };
        assert_eq!(
            answer.code.to_string(),
            code,
            "{address}: {}",
            answer.text()
        );
        assert_eq!(answer.header("content-type"), kind, "{address}");
        let responses = &view["get"]["responses"];
        let mut schema = match missing {
            true => json!({"$ref": "#/components/schemas/Problem"}),
            false => responses[code]["content"][kind]["schema"].clone(),
        };
        schema["components"] = described["components"].clone();
        let schema = jsonschema::validator_for(&schema).unwrap();
        let body = parsed(&answer.text());
        let faults: Vec<String> = schema.iter_errors(&body).map(|it| it.to_string()).collect();
        assert!(faults.is_empty(), "{address}: {faults:?}");
    }
}

#[test]
fn what_is_wrong_is_a_problem_for_a_program() {
    let district = District::new();
    let browser = Browser::of(district.path());
    for (method, path, code, says) in [
        ("GET", "/api/v1/due?on=", 400, "web-query-empty"),
        ("GET", "/api/v1/due?unit=none", 404, "web-no-unit"),
        ("GET", "/api/v1/due?on=1900-01-01", 404, "web-day-too-far"),
        ("GET", "/api/v1/compare", 400, "web-compare-what"),
        (
            "GET",
            "/api/v1/systems/a/b?year=%2B2027",
            400,
            "web-wrong-value",
        ),
        ("GET", "/api/v1/nowhere", 404, "web-no-page"),
        ("POST", "/api/v1/due", 405, "web-read-only"),
        ("OPTIONS", "/api/v1/due", 405, "web-read-only"),
    ] {
        let answer = browser.ask(method, path, &[], "");
        assert_eq!(answer.code, code, "{method} {path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = parsed(&answer.text());
        assert_eq!(
            (&problem["code"], &problem["status"]),
            (&json!(says), &json!(code))
        );
        let allowed = if code == 405 { "GET, HEAD" } else { "" };
        assert_eq!(answer.header("allow"), allowed, "{path}");
    }
    // A form sends every field that it has.
    assert_eq!(browser.get("/due?unit=&on=").code, 200);
}
