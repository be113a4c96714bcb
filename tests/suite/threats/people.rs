//! Who approves, and who is who.

use super::replace;
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use serde_json::{Value, json};

const PLAN: &str = "registry/plans/2027.yaml";
const UNIT: &str = "registry/units/treasury.yaml";

/// Whose approval counts for a file.
fn given(district: &District, author: &str, approvals: &[(&str, &str)], path: &str) -> Value {
    let review = district.review_with("change", author, approvals);
    review.change(path)["needed"][0]["given_by"].clone()
}

#[test]
fn nobody_approves_their_own_change_in_any_case_of_letters() {
    let district = District::new();
    let head = district.on("change", |folder| replace(folder, PLAN, "800000", "700000"));
    for approver in ["reform-xu", "REFORM-XU", "Reform-Xu"] {
        for author in ["reform-xu", "Reform-XU"] {
            let given = given(&district, author, &[(approver, &head)], PLAN);
            assert_eq!(given, Value::Null, "{approver} for {author}");
        }
    }
    let other = given(&district, "reform-xu", &[("REFORM-GU", &head)], PLAN);
    assert_eq!(other, "REFORM-GU");
}

#[test]
fn a_login_that_only_looks_alike_is_somebody_else() {
    let district = District::new();
    let head = district.on("change", |folder| folder.write(REQUEST_PATH, REQUEST));
    // A Cyrillic а, a Turkish ı, a full-width r.
    for login in [
        "tre\u{430}sury-wu",
        "treasury-w\u{fc}",
        "t\u{ff52}easury-wu",
    ] {
        let given = given(&district, "health-wang", &[(login, &head)], REQUEST_PATH);
        assert_eq!(given, Value::Null, "{login:?}");
    }
    // What can't be seen is refused; blanks around a login are none of it.
    let unseen = serde_json::json!([{"login": "treasury-wu\u{200b}", "commit": head}]);
    district
        .folder()
        .write("approvals.json", unseen.to_string());
    let args = ["review", "main..change", "--approvals", "approvals.json"];
    let ran = district.mulu(&args);
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
    assert!(ran.err.contains("U+200B"), "{ran:#?}");
    let blank = [(" treasury-wu\n", &*head)];
    assert_eq!(
        given(&district, "health-wang", &blank, REQUEST_PATH),
        "treasury-wu"
    );
    let review = district.review("change", "he\u{430}lth-wang");
    assert_eq!(review.change(REQUEST_PATH)["author_allowed"], false);
}

#[test]
fn an_approval_is_void_once_the_file_changes() {
    let district = District::new();
    let approved = district.on("change", |folder| folder.write(REQUEST_PATH, REQUEST));
    let by_finance = [("treasury-wu", &*approved)];
    assert_eq!(
        given(&district, "health-wang", &by_finance, REQUEST_PATH),
        "treasury-wu"
    );
    district.on("change", |folder| {
        replace(folder, REQUEST_PATH, "300000", "300001")
    });
    assert_eq!(
        given(&district, "health-wang", &by_finance, REQUEST_PATH),
        Value::Null
    );
}

#[test]
fn an_approval_is_of_a_commit_that_is_there_and_of_nothing_else() {
    let district = District::new();
    let head = district.on("change", |folder| folder.write(REQUEST_PATH, REQUEST));
    let main = district
        .repository()
        .revparse_single("main")
        .unwrap()
        .id()
        .to_string();
    // What is no whole commit id is refused at the door.
    for commit in [
        "change",
        "HEAD",
        "refs/heads/change",
        &head[..12],
        &format!("{head}^{{commit}}"),
        &format!("{head}\n"),
    ] {
        let approvals = serde_json::json!([{"login": "treasury-wu", "commit": commit}]);
        std::fs::write(district.path().join("given.json"), approvals.to_string()).unwrap();
        let args = [
            "review",
            "main..change",
            "--author",
            "health-wang",
            "--approvals",
        ];
        let ran = district.mulu(&[&args[..], &["given.json"]].concat());
        assert!(
            ran.code == Some(2) && ran.err.contains("given.json"),
            "{commit:?}: {ran:#?}"
        );
    }
    for commit in ["0000000000000000000000000000000000000000", &main] {
        let given = given(
            &district,
            "health-wang",
            &[("treasury-wu", commit)],
            REQUEST_PATH,
        );
        assert_eq!(given, Value::Null, "{commit:?}");
    }
}

#[test]
fn an_approval_before_the_file_was_there_is_not_of_the_file() {
    let district = District::new();
    let before = district.on("change", |folder| {
        replace(
            folder,
            "registry/units/health.yaml",
            "示例卫健委",
            "示例卫生健康委",
        );
    });
    district.on("change", |folder| folder.write(REQUEST_PATH, REQUEST));
    let given = given(
        &district,
        "health-wang",
        &[("treasury-wu", &before)],
        REQUEST_PATH,
    );
    assert_eq!(given, Value::Null);
}

#[test]
fn nobody_becomes_a_maintainer_by_what_they_propose() {
    let district = District::new();
    let head = district.on("change", |folder| {
        replace(folder, UNIT, "[treasury-wu,", "[mallory, treasury-wu,");
        replace(
            folder,
            "registry/units/health.yaml",
            "[health-wang,",
            "[mallory, health-wang,",
        );
        folder.write(REQUEST_PATH, REQUEST);
    });
    let review = district.review("change", "mallory");
    assert_eq!(review.change(REQUEST_PATH)["author_allowed"], false);
    assert_eq!(review.checks().0, "failure");
    let approved = [("mallory", &*head)];
    assert_eq!(
        given(&district, "health-wang", &approved, REQUEST_PATH),
        Value::Null
    );
    // Who may then propose a unit still needs the bureau, and the office itself.
    assert_eq!(
        review.change(UNIT)["needed"],
        json!([
            {"approver": "catalog", "given_by": null},
            {"approver": "treasury|government", "given_by": null}
        ])
    );
}

#[test]
fn who_a_commit_says_it_is_from_means_nothing() {
    let district = District::new();
    district.on("change", |folder| folder.write(REQUEST_PATH, REQUEST));
    let repository = district.repository();
    let tip = repository
        .revparse_single("change")
        .unwrap()
        .peel_to_commit()
        .unwrap();
    let time = git2::Time::new(tip.time().seconds() + 60, 0);
    let forged = git2::Signature::new("health-wang", "health-wang@users.noreply.github.com", &time);
    let forged = forged.unwrap();
    let message =
        "ask\n\nReviewed-by: treasury-wu\nSigned-off-by: treasury-wu <treasury-wu@example.org>\n";
    repository
        .commit(
            Some("refs/heads/change"),
            &forged,
            &forged,
            message,
            &tip.tree().unwrap(),
            &[&tip],
        )
        .unwrap();
    let review = district.review("change", "mallory");
    assert_eq!(review.json["changes"][0]["author_allowed"], false);
    assert_eq!(
        review.json["changes"][0]["needed"][0]["given_by"],
        Value::Null
    );
    let unsaid = district.mulu(&["review", "main..change", "--on", ON, "--format", "json"]);
    let unsaid: Value = serde_json::from_str(&unsaid.out).unwrap();
    assert_eq!(unsaid["checks"]["registry"], "action_required");
    assert_eq!(unsaid["changes"][0]["author_allowed"], Value::Null);
}

#[test]
fn a_backdated_commit_is_judged_for_the_day_that_is_asked_for() {
    // On its own day the evaluation was still good; it is a year later.
    let district = District::new();
    district.on("change", |folder| {
        replace(
            folder,
            "registry/requests/2027/school/campus.yaml",
            "示例运行维护需求",
            "示例需求",
        );
    });
    let repository = district.repository();
    let tip = repository
        .revparse_single("change")
        .unwrap()
        .peel_to_commit()
        .unwrap();
    let old =
        git2::Signature::new("a", "a@example.org", &git2::Time::new(1_750_000_000, 0)).unwrap();
    let parent = tip.parent(0).unwrap();
    let commit = repository.commit(None, &old, &old, "old", &tip.tree().unwrap(), &[&parent]);
    repository
        .reference("refs/heads/old", commit.unwrap(), true, "")
        .unwrap();
    let args = [
        "review",
        "main..old",
        "--author",
        "school-chen",
        "--format",
        "json",
        "--on",
        "2027-12-01",
    ];
    let review: Value = serde_json::from_str(&district.mulu(&args).out).unwrap();
    assert_eq!(review["on"], "2027-12-01");
    assert_eq!(review["checks"]["funding"], "failure");
}

#[test]
fn two_changes_that_are_only_wrong_together_are_judged_together() {
    let district = District::new();
    district.on("change", |folder| {
        let system = std::fs::read_to_string(folder.join("registry/systems/school/campus.yaml"));
        folder.write(
            "registry/systems/school/library.yaml",
            system
                .unwrap()
                .replace("WL-0002", "WL-0003")
                .replace("示例校园平台", "示例图书馆")
                + "x-after: 1\n",
        );
        replace(
            folder,
            "registry/units/hospital.yaml",
            "parent: health",
            "parent: school",
        );
    });
    assert!(
        district
            .review("change", "school-chen")
            .findings()
            .iter()
            .all(|(_, caused)| !caused)
    );
    // Meanwhile the unit that it refers to goes away.
    district.on("main", |folder| {
        folder.remove("registry/units/school.yaml");
        folder.write(
            "registry/units/education.yaml",
            "name: 示例教委\ncategory: department\nbudget_unit: true\nmaintainers: [school-chen]\n",
        );
    });
    let together = district.review("change", "school-chen");
    assert!(
        together
            .findings()
            .contains(&("reference/unknown-unit", true)),
        "{:?}",
        together.findings()
    );
    assert_eq!(together.checks().0, "failure");
}
