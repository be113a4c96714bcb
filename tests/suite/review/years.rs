//! Changes of other years than the running and the coming one: what becomes of these years is
//! judged and told, to machines and to people.

use super::replace;
use crate::district::{District, Review};
use crate::support::Folder;
use serde_json::{Value, json};

const REQUEST: &str = "requests/YEAR/health/platform.yaml";

/// A request for a year that is all right, with its list, plan and cloud file.
fn asks(folder: &Folder, year: i16) {
    let of = |path: &str| path.replace("YEAR", &year.to_string());
    let line = "projects:\n  - {system: health/platform, kind: maintenance, amount: 800000}\n";
    let cloud = "entries:\n  - {system: health/platform, resources: 示例云主机, amount: 300000}\n";
    let files = [
        ("lists/YEAR.yaml", line),
        ("plans/YEAR.yaml", line),
        ("cloud/YEAR.yaml", cloud),
        (REQUEST, crate::district::REQUEST),
    ];
    for (path, text) in files {
        folder.write(&format!("registry/{}", of(path)), text);
    }
}

/// The district with requests for years long ago and to come.
fn district() -> District {
    District::with(|folder| {
        for year in [2025, 2028] {
            asks(folder, year);
        }
    })
}

fn year(review: &Review, year: i16) -> Value {
    let years = review.json["years"].as_array().unwrap();
    let found = years.iter().find(|one| one["year"] == year);
    found.unwrap_or_else(|| panic!("{years:#?}")).clone()
}

/// The comment on a line.
fn told(district: &District, branch: &str, author: &str, lang: &str) -> String {
    district
        .comment(branch, author, lang)
        .replace('\\', "")
        .replace("&amp;", "&")
}

#[test]
fn another_amount_in_the_plan_of_any_year_turns_its_requests() {
    let district = district();
    for of in [2025, 2028] {
        let branch = format!("plan-{of}");
        let plan = format!("registry/plans/{of}.yaml");
        district.on(&branch, |folder| replace(folder, &plan, "800000", "700000"));
        let review = district.review(&branch, "reform-xu");
        let request = format!("{of}/health/platform");
        let was = review.decision(&request)["before"].clone();
        assert_eq!(was, "eligible", "{of}");
        assert_eq!(
            review.verdict(&request),
            (Some("eligible"), Some("ineligible"))
        );
        assert_eq!(review.decision(&request)["amount_after"], 800_000);
        let year = year(&review, of);
        assert_eq!(year["requests"], 1);
        assert_eq!(
            year["before"]["eligible"],
            json!({"count": 1, "amount": 800_000})
        );
        assert_eq!(
            year["after"]["ineligible"],
            json!({"count": 1, "amount": 800_000})
        );
        for (lang, words) in [
            ("zh", format!("{of} 年运维经费：符合 1 个 80.0 万元")),
            ("en", format!("O&M money of {of}: eligible 1: 800,000 yuan")),
        ] {
            let comment = told(&district, &branch, "reform-xu", lang);
            assert!(comment.contains(&words), "{words} in {comment}");
        }
    }
}

#[test]
fn the_list_of_a_year_long_ago_turns_its_requests() {
    let district = district();
    district.on("list", |folder| {
        folder.write("registry/lists/2025.yaml", "projects: []\n");
    });
    let review = district.review("list", "bureau-li");
    let verdict = review.verdict("2025/health/platform");
    assert_eq!(verdict, (Some("eligible"), Some("ineligible")));
    // Of years that the change is not about nothing is said.
    assert_eq!(review.json["years"].as_array().unwrap().len(), 1);
}

#[test]
fn a_year_in_which_nobody_asks_is_said_to_be_one() {
    let district = district();
    district.on("plan", |folder| {
        folder.write("registry/plans/2031.yaml", "projects: []\n");
    });
    let review = district.review("plan", "reform-xu");
    assert_eq!(year(&review, 2031)["requests"], 0);
    for (lang, words) in [
        ("zh", "2031 年没有运维经费申请"),
        ("en", "2031: nobody asks for O&M money"),
    ] {
        let comment = told(&district, "plan", "reform-xu", lang);
        assert!(comment.contains(words), "{comment}");
    }
}

#[test]
fn a_change_that_turns_nothing_of_its_year_says_so() {
    let district = district();
    district.on("note", |folder| {
        let plan = "registry/plans/2025.yaml";
        replace(folder, plan, "projects:", "# 已核对\nprojects:");
    });
    let comment = told(&district, "note", "reform-xu", "zh");
    let words = "2025 年运维经费：1 项申请的结论和金额不变";
    assert!(comment.contains(words), "{comment}");
}

#[test]
fn a_system_retired_loses_what_it_asks_for_in_a_later_year() {
    let district = district();
    let system = "registry/systems/health/platform.yaml";
    district.on("retire", |folder| {
        replace(folder, system, "operating\n", "retired\n")
    });
    let review = district.review("retire", "health-wang");
    let (was, is) = review.verdict("2028/health/platform");
    assert_eq!((was, is), (Some("eligible"), Some("ineligible")));
    // What was asked in a year that is over is not judged again.
    let decisions = review.json["decisions"].as_array().unwrap();
    assert!(
        decisions
            .iter()
            .all(|one| one["request"] != "2025/health/platform")
    );
}
