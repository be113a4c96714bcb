//! An auditor's questions of a year: a small registry with a history of its own, in which each
//! finding is there once, and one that has none.

mod faces;
mod hostile;
mod story;

use serde_json::Value;
use std::collections::BTreeMap;
use story::{Story, project};

const CATALOG: &str = "registry/opinions/catalog/health/platform.yaml";
const CYBER: &str = "registry/opinions/cybersecurity/health/platform.yaml";
const CRYPTO: &str = "registry/opinions/cryptography/health/platform.yaml";
const PLATFORM: &str = "registry/systems/health/platform.yaml";
const ORDERS: &str = "registry/opinions/catalog/health.yaml";
const LIST: &str = "registry/lists/2027.yaml";
const ASSESSED: &str = "  - {matter: crypto-assessment, result: pass, issued_on: \"2026-06-01\"}";

/// How often each code is a finding.
fn findings(told: &Value) -> BTreeMap<&str, usize> {
    let mut codes = BTreeMap::new();
    for found in told["findings"].as_array().unwrap() {
        if found["weight"] == "differs" {
            let code = found["code"].as_str().unwrap();
            *codes.entry(code).or_default() += 1;
        }
    }
    codes
}

/// The only answer of a code.
fn only<'v>(told: &'v Value, code: &str) -> &'v Value {
    let all = told["findings"].as_array().unwrap().iter();
    let own: Vec<&Value> = all.filter(|found| found["code"] == code).collect();
    assert_eq!(own.len(), 1, "{code}: {told:#}");
    own[0]
}

/// A year as it should be: opinions recorded by authorities within days, a request by its
/// department, an order that was carried out, by pull requests and directly.
fn in_order() -> Story {
    let story = Story::new(|_| {});
    story.add(
        CYBER,
        "  - {matter: risk-assessment, result: pass, issued_on: \"2026-09-01\"}\n",
    );
    story.commit("2026-09-03", "he");
    story.put(
        ORDERS,
        "opinions:\n  - {matter: integration-order, issued_on: \"2026-09-05\", due_on: \"2026-12-31\"}\n",
    );
    story.commit("2026-09-05", "li");
    story.change(
        ORDERS,
        "due_on: \"2026-12-31\"}",
        "due_on: \"2026-12-31\", resolved_on: \"2026-10-08\", note: 示例整合报告}",
    );
    story.commit("2026-10-09", "li");
    story.git(&["checkout", "--quiet", "-b", "asks"]);
    story.ask();
    story.commit("2026-10-10", "wang");
    story.git(&["checkout", "--quiet", "main"]);
    story.merge(
        "2026-10-12",
        "wu",
        "Merge pull request #7 from health/asks",
        "asks",
    );
    story
}

#[test]
fn a_year_in_order_has_no_findings_and_tells_who_recorded_what() {
    let story = in_order();
    let (code, told) = story.audit(&[]);
    assert_eq!(
        (code, findings(&told)),
        (Some(0), BTreeMap::new()),
        "{told:#}"
    );
    let recorded = told["findings"].as_array().unwrap().iter();
    let mut own = recorded.filter(|found| {
        found["code"] == "audit/opinion-recorded" && found["places"][0]["author"] == "he"
    });
    let place = &own.next().unwrap()["places"][0];
    assert_eq!((&place["path"], &place["line"]), (&CYBER.into(), &5.into()));
    assert_eq!(place["on"], "2026-09-03");
    assert!(
        only(&told, "audit/first-commit")["message"]
            .as_str()
            .unwrap()
            .contains("12")
    );
}

/// The same year with each thing that an auditor asks for, once.
fn out_of_order() -> Story {
    let story = Story::new(|story| {
        // Asked for and listed since 2025; nobody evaluated it.
        for year in [2025, 2026] {
            story.put(
                &format!("registry/lists/{year}.yaml"),
                "projects:\n  - {system: school/campus, kind: maintenance, amount: 300000}\n",
            );
            let request = format!("registry/requests/{year}/school/campus.yaml");
            story.put(
                &request,
                &story.read("registry/requests/2027/school/campus.yaml"),
            );
        }
        story.change(PLATFORM, "network: extranet", "network: isolated");
    });
    let opinion = |matter: &str, day: &str| {
        format!("  - {{matter: {matter}, result: pass, issued_on: \"{day}\"}}\n")
    };
    story.add(CYBER, &opinion("risk-assessment", "2026-02-01"));
    story.commit("2026-07-01", "he");
    story.add(CYBER, &opinion("risk-assessment", "2026-07-09"));
    story.commit("2026-07-03", "he");
    story.change(CRYPTO, ASSESSED, &ASSESSED.replace("06-01", "06-11"));
    story.commit("2026-08-01", "qi");
    story.put(
        ORDERS,
        "opinions:\n  - {matter: integration-order, issued_on: \"2026-08-05\", due_on: \"2026-11-15\"}\n",
    );
    story.put(
        "registry/opinions/catalog/school.yaml",
        "opinions:\n  - {matter: integration-order, issued_on: \"2026-08-05\", due_on: \"2026-09-30\"}\n",
    );
    story.commit("2026-08-05", "li");
    story.change(
        "registry/opinions/catalog/school.yaml",
        "09-30\"}",
        "09-30\", resolved_on: \"2026-09-01\"}",
    );
    story.commit("2026-09-01", "li");
    for (name, total) in [("one", 16_000_000), ("two", 18_000_000)] {
        let path = format!("registry/projects/school/{name}.yaml");
        story.put(&path, &project(name, "school/campus", total));
        story.add(
            LIST,
            &format!("  - {{project: school/{name}, kind: new, amount: 1000000, priority: 1}}\n"),
        );
    }
    story.commit("2026-09-05", "chen");
    story.change(PLATFORM, "network: isolated", "network: extranet");
    story.commit("2026-10-01", "wang");
    story.ask();
    story.commit("2026-10-10", "wang");
    story.add(CATALOG, &opinion("sharing-review", "2026-10-11"));
    story.commit("2026-10-11", "wang");
    story
}

#[test]
fn each_finding_of_a_year_out_of_order_is_there_once() {
    let story = out_of_order();
    let (code, told) = story.audit(&[]);
    let once = [
        "audit/never-evaluated",
        "audit/opinion-early",
        "audit/opinion-late",
        "audit/opinion-rewritten",
        "audit/order-lifted",
        "audit/order-overdue",
        "audit/project-split",
        "audit/self-vouched",
        "audit/verdict-turned",
    ];
    let once: BTreeMap<&str, usize> = once.map(|code| (code, 1)).into();
    assert_eq!((code, findings(&told)), (Some(1), once), "{told:#}");
    for (code, subject, path, author) in [
        (
            "never-evaluated",
            "school/campus",
            "registry/requests/2027/school/campus.yaml",
            "founder",
        ),
        ("opinion-early", "health/platform", CYBER, "he"),
        ("opinion-late", "health/platform", CYBER, "he"),
        ("opinion-rewritten", "health/platform", CRYPTO, "qi"),
        (
            "order-lifted",
            "school",
            "registry/opinions/catalog/school.yaml",
            "li",
        ),
        ("order-overdue", "health", ORDERS, "li"),
        (
            "project-split",
            "school/campus",
            "registry/projects/school/one.yaml",
            "chen",
        ),
        ("self-vouched", "health/platform", CATALOG, "wang"),
        ("verdict-turned", "health/platform", PLATFORM, "wang"),
    ] {
        let found = only(&told, &format!("audit/{code}"));
        let place = &found["places"][0];
        let says = (&found["subject"], &place["path"], &place["author"]);
        assert_eq!(
            says,
            (&subject.into(), &path.into(), &author.into()),
            "{found:#}"
        );
        assert!(
            !found["articles"].as_array().unwrap().is_empty(),
            "{found:#}"
        );
        assert!(found["remedy"].as_str().is_some(), "{found:#}");
    }
    let late = &only(&told, "audit/opinion-late")["places"][0];
    assert_eq!(
        (&late["line"], &late["on"]),
        (&5.into(), &"2026-07-01".into())
    );
}

#[test]
fn how_far_is_long_and_near_is_for_the_auditor_to_say() {
    let story = out_of_order();
    // 150 days late, and turned nine days before the request.
    for (late, near, codes) in [
        (
            "149",
            "9",
            ["audit/opinion-late", "audit/verdict-turned"].as_slice(),
        ),
        ("150", "8", &[]),
    ] {
        let (_, told) = story.audit(&["--late-days", late, "--near-days", near]);
        let found = findings(&told);
        let asked = ["audit/opinion-late", "audit/verdict-turned"];
        let there: Vec<&str> = asked
            .into_iter()
            .filter(|code| found.contains_key(code))
            .collect();
        assert_eq!(there, codes, "{late} {near}");
    }
}

#[test]
fn a_year_is_audited_as_it_stood() {
    let story = out_of_order();
    let (_, then) = story.audit(&["--at", "2026-07-31"]);
    let found = findings(&then);
    let codes: Vec<&str> = found.keys().copied().collect();
    assert_eq!(
        codes,
        [
            "audit/never-evaluated",
            "audit/opinion-early",
            "audit/opinion-late"
        ],
        "{then:#}"
    );
    // What nobody asked money for in a year isn't audited for that.
    let ran = story
        .folder
        .mulu(["audit", "2030", "--rev", "HEAD", "--on", "2026-12-01"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
}

/// Two pull requests of the year; a note on the first of them is what somebody wrote there.
fn noted(note: Option<&str>) -> Value {
    let story = Story::new(|_| {});
    story.git(&["checkout", "--quiet", "-b", "asks"]);
    story.ask();
    story.commit("2026-10-10", "wang");
    story.git(&["checkout", "--quiet", "main"]);
    let first = story.merge(
        "2026-10-12",
        "wu",
        "Merge pull request #7 from health/asks",
        "asks",
    );
    story.git(&["checkout", "--quiet", "-b", "more"]);
    story.change(PLATFORM, "name: ", "name: 新");
    story.commit("2026-10-20", "wang");
    story.git(&["checkout", "--quiet", "main"]);
    story.merge(
        "2026-10-21",
        "wu",
        "Merge pull request #8 from health/more",
        "more",
    );
    if let Some(note) = note {
        story.git(&["notes", "--ref=mulu", "add", "-m", note, &first]);
    }
    story.audit(&[]).1
}

#[test]
fn a_merge_without_a_note_of_who_agreed_is_found_once_notes_are_written() {
    let without = noted(None);
    assert_eq!(findings(&without), BTreeMap::new(), "{without:#}");
    let absent = only(&without, "audit/notes-absent");
    assert!(
        absent["message"].as_str().unwrap().contains("2 merges"),
        "{absent:#}"
    );

    let told = noted(Some("{}"));
    let unnoted = only(&told, "audit/merge-unnoted");
    let place = &unnoted["places"][0];
    assert_eq!(
        (&place["path"], &place["on"]),
        (&PLATFORM.into(), &"2026-10-21".into())
    );
    assert_eq!(unnoted["weight"], "differs");
    assert!(
        !unnoted["articles"].as_array().unwrap().is_empty(),
        "{unnoted:#}"
    );
    // What is there and isn't the bot's is said of the merge that it is on.
    let disputed = only(&told, "audit/merge-disputed");
    assert_eq!(disputed["places"][0]["on"], "2026-10-12", "{disputed:#}");
}
