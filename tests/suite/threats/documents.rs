//! Documents that want to keep their reader busy.

use super::timely;
use crate::district::District;
use serde_json::Value;
use std::fmt::Write as _;

const SYSTEM: &str = "registry/systems/school/campus.yaml";

/// The codes of what a text in place of a document causes.
fn codes(path: &str, text: &str) -> Vec<String> {
    codes_of(&District::new(), path, text)
}

/// The same in a district.
fn codes_of(district: &District, path: &str, text: &str) -> Vec<String> {
    district.on("change", |folder| folder.write(path, text));
    for format in ["terminal", "markdown"] {
        timely(district, "change", &["--format", format]);
    }
    let ran = timely(district, "change", &["--format", "json"]);
    let review: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = review["diagnostics"].as_array().unwrap().iter();
    findings
        .map(|found| found["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn nesting_without_end_is_an_error() {
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
    ] {
        let codes = codes(SYSTEM, &format!("name: x\nx-a: {text}"));
        let said = |code: &String| code.starts_with("document/");
        assert!(codes.iter().any(said), "{codes:?}");
    }
}

#[test]
fn anchors_that_multiply_are_an_error() {
    let mut text = "name: x\nstatus: building\nx-0: &a0 [x, x]\n".to_owned();
    for level in 1..60 {
        let _ = writeln!(text, "x-{level}: &a{level} [*a{0}, *a{0}]", level - 1);
    }
    let codes = codes(SYSTEM, &text);
    assert!(codes.contains(&"document/anchor".to_owned()), "{codes:?}");
}

#[test]
fn a_file_over_the_limit_is_an_error() {
    let codes = codes(SYSTEM, &format!("name: x\nx-a: {}\n", "x".repeat(1 << 20)));
    assert!(
        codes.contains(&"document/too-large".to_owned()),
        "{codes:?}"
    );
}

#[test]
fn as_many_entries_as_a_file_can_hold_end_in_time() {
    let mut system = "name: x\nstatus: operating\ndata:\n  resources:\n".to_owned();
    for number in 0..5_000 {
        let _ = writeln!(
            system,
            "  - {{name: r{number}, sharing: unconditional, collects: [e{number}]}}"
        );
    }
    assert!(!codes(SYSTEM, &system).is_empty());
    let mut request = "applicant: school\nitems:\n".to_owned();
    for number in 0..6_000 {
        let _ = writeln!(request, "  - {{category: computers, amount: {number}}}");
    }
    codes("registry/requests/2027/school/campus.yaml", &request);
    let mut list = "projects:\n".to_owned();
    for number in 0..15_000 {
        let _ = writeln!(list, "  - {{system: school/s{number}, kind: maintenance}}");
    }
    assert!(!codes("registry/lists/2027.yaml", &list).is_empty());
}

/// Every entry is another one, all of one matter and day: each could have been each.
#[test]
fn a_full_file_of_opinions_is_rewritten_in_time() {
    let path = "registry/opinions/cybersecurity/school/campus.yaml";
    let text = |mark: &str| {
        let mut text = "opinions:\n".to_owned();
        for number in 0..6_000 {
            let entry = "matter: risk-assessment, result: pass, issued_on: \"2026-01-01\"";
            let _ = writeln!(text, "  - {{{entry}, document: {mark}{number}}}");
        }
        text
    };
    let district = District::with(|folder| folder.write(path, text("a")));
    let codes = codes_of(&district, path, &text("b"));
    assert!(codes.contains(&"opinion/rewritten".to_owned()), "{codes:?}");
}

#[test]
fn a_fault_in_every_line_is_told_in_part() {
    let mut text = "name: x\nstatus: building\n".to_owned();
    for number in 0..30_000 {
        let _ = writeln!(text, "k{number}: 1");
    }
    let codes = codes(SYSTEM, &text);
    assert!((2..200).contains(&codes.len()), "{}", codes.len());
}
