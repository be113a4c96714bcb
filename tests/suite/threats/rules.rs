//! Who changes the rules by which they are judged.

use super::{replace, timely, timely_by};
use crate::district::{District, REQUEST, REQUEST_PATH};
use crate::support::Folder;
use serde_json::{Value, json};

const SCHOOL: &str = "2027/school/campus";
const SCHOOL_REQUEST: &str = "registry/requests/2027/school/campus.yaml";
const EVALUATIONS: &str = "registry/opinions/cybersecurity/school/campus.yaml";

/// The district, whose school has no valid security evaluation any more.
fn lapsed() -> District {
    District::with(|folder| replace(folder, EVALUATIONS, "2025-01-15", "2024-01-15"))
}

/// The school asks again, and does something else with it.
fn asks_and(folder: &Folder, else_done: impl FnOnce(&Folder)) {
    replace(folder, SCHOOL_REQUEST, "示例运行维护需求", "示例需求");
    else_done(folder);
}

#[test]
fn a_softened_rule_does_not_judge_its_own_pull_request() {
    let district = lapsed();
    district.on("soften", |folder| {
        asks_and(folder, |folder| {
            folder.copy("registry/policy");
            let rules = std::fs::read_dir(folder.join("registry/policy")).unwrap();
            let rules =
                rules.chain(std::fs::read_dir(folder.join("registry/policy/rules")).unwrap());
            for file in rules.map(|entry| entry.unwrap().path()) {
                if let Ok(text) = std::fs::read_to_string(&file) {
                    std::fs::write(
                        &file,
                        text.replace("maintenance: deny", "maintenance: warn"),
                    )
                    .unwrap();
                }
            }
        });
    });
    let review = district.review("soften", "school-chen");
    assert_eq!(review.verdict(SCHOOL).1, Some("ineligible"));
    assert_eq!(review.checks(), ("failure", "failure"));
    let preview = &review.json["preview"];
    assert!(
        preview.is_null(),
        "nobody tries rules of whoever may not propose them: {preview}"
    );
    let rules = review.json["changes"].as_array().unwrap().iter();
    let rules: Vec<&Value> = rules
        .filter(|change| change["path"].as_str().unwrap().contains("/policy/"))
        .collect();
    assert!(!rules.is_empty());
    assert!(rules.iter().all(|change| change["author_allowed"] == false));
}

#[test]
fn a_loosened_schema_does_not_judge_its_own_pull_request() {
    let district = District::new();
    district.on("loosen", |folder| {
        folder.write("schema/system.schema.json", r#"{"type": "object"}"#);
        folder.write(
            "registry/systems/school/library.yaml",
            "name: 示例图书馆\nstatus: operating\nclassified: true\n",
        );
    });
    let review = district.review("loosen", "school-chen");
    let codes: Vec<_> = review
        .findings()
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert!(
        codes.iter().any(|code| code.starts_with("schema/")),
        "{codes:?}"
    );
    let schema = review.change("schema/system.schema.json");
    assert_eq!(schema["author_allowed"], false);
    assert_eq!(
        schema["needed"],
        json!([{"approver": "catalog", "given_by": null}, {"approver": "finance", "given_by": null}])
    );
    assert_eq!(review.checks().0, "failure");
}

#[test]
fn an_ownership_table_does_not_say_who_may_change_it() {
    let district = District::new();
    let head = district.on("seize", |folder| {
        let settings = folder.join("registry/registry.yaml");
        let text = std::fs::read_to_string(&settings).unwrap();
        let own = "ownership:\n  - {path: \"**\", authors: [anyone], approvers: []}\n";
        let text = text.replace("finance: treasury", "finance: school") + own;
        std::fs::write(settings, text).unwrap();
        folder.write(REQUEST_PATH, REQUEST);
    });
    let review = district.review_with("seize", "school-chen", &[("school-chen", &head)]);
    let settings = review.change("registry/registry.yaml");
    assert_eq!(settings["author_allowed"], false);
    assert_eq!(settings["needed"].as_array().unwrap().len(), 2);
    let request = review.change(REQUEST_PATH);
    assert_eq!(request["author_allowed"], false);
    assert_eq!(request["needed"][0]["approver"], "finance");
    assert_eq!(review.checks().0, "failure");
}

#[test]
fn taking_rules_away_is_a_change_of_rules() {
    let district = District::with(|folder| folder.copy("registry/policy"));
    district.on("none", |folder| {
        std::fs::remove_dir_all(folder.join("registry/policy")).unwrap();
    });
    let review = district.review("none", "school-chen");
    assert_eq!(review.checks().0, "failure");
    let changes = review.json["changes"].as_array().unwrap();
    assert!(
        changes
            .iter()
            .all(|change| change["author_allowed"] == false)
    );
}

#[test]
fn a_department_cannot_give_itself_an_opinion() {
    let district = lapsed();
    let entry = "  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-11-20\"}\n";
    let head = district.on("attest", |folder| {
        asks_and(folder, |folder| {
            let text = std::fs::read_to_string(folder.join(EVALUATIONS)).unwrap();
            folder.write(EVALUATIONS, text + entry);
        });
    });
    let approvals = [("school-chen", &*head), ("treasury-wu", &head)];
    let review = district.review_with("attest", "school-chen", &approvals);
    assert_eq!(review.change(EVALUATIONS)["author_allowed"], false);
    assert_eq!(
        review.change(EVALUATIONS)["needed"][0]["given_by"],
        Value::Null
    );
    assert_eq!(review.checks().0, "failure");
    // In a folder of its own it is nobody's opinion, and counts for nothing.
    for folder_of in ["school", "Cybersecurity", "bureau"] {
        let district = lapsed();
        let path = format!("registry/opinions/{folder_of}/school/campus.yaml");
        district.on("own", |folder| {
            asks_and(folder, |folder| {
                folder.write(&path, format!("opinions:\n{entry}"))
            });
        });
        let review = district.review("own", "school-chen");
        assert_eq!(review.verdict(SCHOOL).1, Some("ineligible"), "{path}");
        assert_eq!(review.checks().0, "failure", "{path}");
    }
}

#[test]
fn an_opinion_of_another_authority_counts_for_nothing() {
    let district = lapsed();
    let path = "registry/opinions/finance/school/campus.yaml";
    district.on("other", |folder| {
        asks_and(folder, |folder| {
            folder.write(
                path,
                "opinions:\n  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-11-20\"}\n",
            );
        });
    });
    let review = district.review("other", "treasury-wu");
    assert!(
        review
            .findings()
            .contains(&("opinion/wrong-authority", true))
    );
    assert_eq!(review.outcome(SCHOOL, "security/mlps-evaluated"), "unmet");
}

#[test]
fn a_schema_that_never_ends_is_refused() {
    let doubled = |times: u32| {
        let next = |n| format!(r##"{{"$ref": "#/$defs/a{n}"}}"##);
        let defs = (0..times).map(|n| format!(r#""a{n}": {{"allOf": [{0}, {0}]}}, "#, next(n + 1)));
        let defs: String = defs.collect();
        format!(r##"{{"$ref": "#/$defs/a0", "$defs": {{{defs} "a{times}": {{}}}}}}"##)
    };
    let district = District::new();
    for (name, schema) in [
        ("doubled", doubled(40)),
        ("round", r##"{"$ref": "#"}"##.to_owned()),
        ("file", r#"{"$ref": "file:///etc/passwd"}"#.to_owned()),
        ("address", r#"{"$ref": "http://127.0.0.1:1/a"}"#.to_owned()),
        (
            "pattern",
            r#"{"properties": {"name": {"pattern": "(a+)+(a{1000}){1000}$"}}}"#.to_owned(),
        ),
    ] {
        district.on(name, |folder| {
            folder.write("schema/unit.schema.json", &schema)
        });
        let ran = timely_by("bureau-li", &district, name, &["--format", "json"]);
        assert!(ran.out.contains("schema/broken"), "{name}: {ran:#?}");
        assert!(!ran.out.contains("root:"), "{name}: {ran:#?}");
        // Whoever may not propose schemas isn't previewed at all.
        let ran = timely(&district, name, &["--format", "json"]);
        assert!(!ran.out.contains("schema/broken"), "{name}: {ran:#?}");
        assert_eq!(ran.code, Some(1), "{name}: {ran:#?}");
    }
}

#[test]
fn an_authority_that_is_to_go_counts_until_it_is_gone() {
    const CYBER: &str = "registry/opinions/cybersecurity/health/platform.yaml";
    let district = District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST);
        let text = std::fs::read_to_string(folder.join(CYBER)).unwrap();
        folder.write(
            CYBER,
            text + "  - {matter: major-hazard, issued_on: \"2026-10-01\", document: 示例}\n",
        );
    });
    district.on("change", |folder| {
        replace(
            folder,
            "registry/registry.yaml",
            "  cybersecurity: cyber\n",
            "",
        );
        folder.write(REQUEST_PATH, format!("{REQUEST}# 一行\n"));
    });
    // Whoever may change the settings sees what they would do; they judge nothing yet.
    for author in ["bureau-li", "health-wang"] {
        let review = district.review("change", author);
        let verdict = review.verdict("2027/health/platform");
        assert_eq!(
            verdict,
            (Some("ineligible"), Some("ineligible")),
            "{author}"
        );
    }
}
