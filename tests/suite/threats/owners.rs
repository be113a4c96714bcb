//! Who becomes whom, and what an approval is of.

use super::{raw, replace};
use crate::district::{District, REQUEST, REQUEST_PATH, Review};
use crate::support::Folder;
use serde_json::{Value, json};

const UNIT: &str = "registry/units/treasury.yaml";
const HEALTH: &str = "registry/units/health.yaml";
const OPINIONS: &str = "registry/opinions/catalog/health/platform.yaml";

/// Per approver of a file whose approval counts.
fn given(review: &Review, path: &str) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let needed = review.change(path)["needed"].as_array().unwrap().iter();
    let one = |need: &Value| (text(&need["approver"]).unwrap(), text(&need["given_by"]));
    needed.map(one).collect()
}

fn need(approver: &str, given_by: Option<&str>) -> (String, Option<String>) {
    (approver.to_owned(), given_by.map(str::to_owned))
}

#[test]
fn nobody_appoints_another_offices_people() {
    let district = District::new();
    // A throwaway account among finance's people; whoever keeps the catalog agrees.
    let head = district.on("change", |folder| {
        replace(folder, UNIT, "[treasury-wu,", "[throwaway, treasury-wu,");
    });
    let review = |approvals: &[(&str, &str)]| district.review_with("change", "mallory", approvals);
    let bureau = review(&[
        ("bureau-li", &head),
        ("bureau-sun", &head),
        ("throwaway", &head),
    ]);
    assert_eq!(
        given(&bureau, UNIT),
        [
            need("catalog", Some("bureau-li")),
            need("treasury|government", None)
        ]
    );
    assert_eq!(bureau.checks().0, "action_required");
    for who in ["treasury-ma", "office-fan"] {
        let both = review(&[("bureau-li", &head), (who, &head)]);
        assert_eq!(
            given(&both, UNIT)[1],
            need("treasury|government", Some(who))
        );
        assert_eq!(both.checks().0, "success", "{who}");
    }
    // Whom a unit stands beneath is the same kind of fact; its name is not.
    district.on("parent", |folder| {
        replace(
            folder,
            "registry/units/hospital.yaml",
            "parent: health",
            "parent: school",
        );
        replace(folder, UNIT, "示例财政局", "示例财政");
    });
    let parent = district.review("parent", "mallory");
    let needed = [need("catalog", None), need("hospital|government", None)];
    assert_eq!(given(&parent, "registry/units/hospital.yaml"), needed);
    assert_eq!(given(&parent, UNIT), [need("catalog", None)]);
}

#[test]
fn a_unit_that_moves_or_goes_takes_its_people_along() {
    let district = District::new();
    district.on("move", |folder| {
        let text = std::fs::read_to_string(folder.join(UNIT)).unwrap();
        folder.remove(UNIT);
        folder.write("registry/units/purse.yaml", text + "x-note: 更名\n");
    });
    let moved = district.review("move", "mallory");
    let needed = given(&moved, "registry/units/purse.yaml");
    assert!(
        needed.contains(&need("treasury|government", None)),
        "{needed:?}"
    );
    district.on("gone", |folder| folder.remove(UNIT));
    let gone = given(&district.review("gone", "mallory"), UNIT);
    assert!(
        gone.contains(&need("treasury|government", None)),
        "{gone:?}"
    );
    assert!(gone.contains(&need("finance", None)), "{gone:?}");
}

#[test]
fn a_system_is_taken_by_a_move_only_with_the_consent_of_its_unit() {
    let district = District::with(|folder| folder.write(REQUEST_PATH, REQUEST));
    let moved = "registry/systems/school/platform.yaml";
    let take = |folder: &Folder| {
        let ran = folder.mulu(["move", "health/platform", "school/platform"]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
    };
    let head = district.on("taken", take);
    let offices = [
        "bureau-li",
        "bureau-sun",
        "cyber-he",
        "crypto-qi",
        "reform-xu",
        "treasury-wu",
    ];
    let agreed = |more: &[&'static str]| -> Vec<(&str, &str)> {
        let people = offices.iter().chain(more);
        people.map(|who| (*who, &*head)).collect()
    };
    // Whoever would have it may ask; the offices alone can't give it away.
    let asked = district.review_with("taken", "school-chen", &agreed(&[]));
    assert_eq!(asked.change(moved)["author_allowed"], true);
    assert_eq!(
        given(&asked, moved),
        [
            need("catalog", Some("bureau-li")),
            need("health+ancestors", None)
        ]
    );
    assert_eq!(
        asked.checks().0,
        "action_required",
        "{:#?}",
        asked.findings()
    );
    let given_away = district.review_with("taken", "school-chen", &agreed(&["health-wang"]));
    assert_eq!(
        given_away.checks().0,
        "success",
        "{:#}",
        given_away.json["changes"]
    );
    // Nor is it pushed upon somebody.
    let pushed = district.review_with("taken", "health-wang", &agreed(&["health-zhao"]));
    assert!(given(&pushed, moved).contains(&need("school+ancestors", None)));
    assert_eq!(
        pushed.checks().0,
        "action_required",
        "{:#?}",
        pushed.findings()
    );
    // Somebody of neither has no say.
    let stranger = district.review_with("taken", "hospital-tang", &agreed(&["health-wang"]));
    assert_eq!(stranger.checks().0, "failure");

    // What says something else on the way is no mere move.
    district.on("changed", |folder| {
        take(folder);
        replace(folder, moved, "name: ", "name: 新");
    });
    let changed = district.review("changed", "school-chen");
    assert_ne!(changed.checks().0, "success");
    assert_eq!(
        changed.change(moved)["author_allowed"],
        false,
        "{:#}",
        changed.json["changes"]
    );
    // Nor is a request that asks for more judged as one that was carried along.
    let rename = |folder: &Folder| {
        let ran = folder.mulu(["move", "health/platform", "health/people"]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
    };
    district.on("renamed", rename);
    district.on("more", |folder| {
        rename(folder);
        let request = "registry/requests/2027/health/people.yaml";
        replace(folder, request, "amount: 300000", "amount: 400000");
    });
    let funding = |branch: &str| district.review(branch, "health-wang").checks().1.to_owned();
    assert_eq!(funding("renamed"), "neutral");
    assert_ne!(funding("more"), "neutral");
}

#[test]
fn the_first_people_of_a_unit_are_appointed_by_who_keeps_the_catalog() {
    let district = District::with(|folder| {
        replace(
            folder,
            HEALTH,
            "maintainers: [health-wang, health-zhao]\n",
            "",
        );
    });
    let head = district.on("change", |folder| {
        let text = std::fs::read_to_string(folder.join(HEALTH)).unwrap();
        folder.write(HEALTH, text + "maintainers: [health-wang]\n");
    });
    let review = district.review_with("change", "mallory", &[("bureau-li", &head)]);
    assert_eq!(given(&review, HEALTH), [need("catalog", Some("bureau-li"))]);
}

#[test]
fn a_budget_unit_needs_finance_and_that_fact_alone_is_approved() {
    let district = District::new();
    let school = "registry/units/school.yaml";
    let change =
        |from: &str, to: &str| district.on("change", |folder| replace(folder, school, from, to));
    let head = change("budget_unit: true", "budget_unit: false");
    let review = |commit: &str| {
        let review = district.review_with("change", "school-chen", &[("treasury-wu", commit)]);
        given(&review, school)
    };
    assert_eq!(
        review(&head),
        [need("catalog", None), need("finance", Some("treasury-wu"))]
    );
    // Other facts of the file may change meanwhile, here and on the base.
    change("示例教委", "示例教育委员会");
    district.on("main", |folder| {
        replace(folder, school, "to_year: 2028", "to_year: 2029")
    });
    assert_eq!(review(&head)[1], need("finance", Some("treasury-wu")));
    // Where it is no longer changed nobody is asked.
    district.on("main", |folder| {
        replace(folder, school, "budget_unit: true", "budget_unit: false");
    });
    assert_eq!(review(&head), [need("catalog", None)]);
    // And changed back it is another change.
    let back = district.on("back", |folder| {
        replace(folder, school, "budget_unit: false", "budget_unit: true");
    });
    for (commit, by) in [(&head, None), (&back, Some("treasury-wu"))] {
        let review = district.review_with("back", "school-chen", &[("treasury-wu", commit)]);
        assert_eq!(given(&review, school)[1], need("finance", by));
    }
}

#[test]
fn an_approval_does_not_cover_a_file_that_came_and_is_deleted_later() {
    let district = District::new();
    let path = "registry/requests/2027/health/platform.yaml";
    let before = district.on("change", |folder| {
        replace(folder, HEALTH, "示例卫健委", "示例卫生健康委");
    });
    // It comes on the base, and the change takes it away.
    let main = district.on("main", |folder| folder.write(REQUEST_PATH, REQUEST));
    let repository = district.repository();
    let tip = repository
        .find_commit(git2::Oid::from_str(&main).unwrap())
        .unwrap();
    repository.branch("removal", &tip, true).unwrap();
    let now = district.on("removal", |folder| folder.remove(REQUEST_PATH));
    let review = |commit: &str| {
        let review = district.review_with("removal", "health-wang", &[("treasury-wu", commit)]);
        given(&review, path)
    };
    assert_eq!(review(&before), [need("finance", None)]);
    assert_eq!(review(&now), [need("finance", Some("treasury-wu"))]);
}

#[test]
fn approved_content_restored_over_a_newer_base_is_another_change() {
    let order =
        "  - {matter: integration-order, issued_on: \"2026-11-10\", due_on: \"2026-11-20\"}\n";
    let acceptance = "  - {matter: sharing-review, result: pass, issued_on: \"2026-11-01\"}\n";
    let district = District::new();
    let add = |branch: &str, entry: &str| {
        district.on(branch, |folder| {
            let text = std::fs::read_to_string(folder.join(OPINIONS)).unwrap();
            folder.write(OPINIONS, text + entry);
        })
    };
    let approved = add("change", acceptance);
    let old = district.on("change", |_| ());
    // An order is added on the base; the change goes on from there, with the content
    // that was approved.
    let main = add("main", order);
    let repository = district.repository();
    let tip = repository
        .find_commit(git2::Oid::from_str(&main).unwrap())
        .unwrap();
    repository.branch("restored", &tip, true).unwrap();
    let text = {
        let tree = repository
            .find_commit(git2::Oid::from_str(&approved).unwrap())
            .unwrap();
        let tree = tree.tree().unwrap();
        let entry = tree.get_path(std::path::Path::new(OPINIONS)).unwrap();
        let blob = repository.find_blob(entry.id()).unwrap();
        String::from_utf8(blob.content().to_vec()).unwrap()
    };
    let now = district.on("restored", |folder| folder.write(OPINIONS, &text));
    let review = |commit: &str| {
        let review = district.review_with("restored", "bureau-li", &[("bureau-sun", commit)]);
        given(&review, OPINIONS)
    };
    assert_eq!(review(&approved), [need("catalog", None)]);
    assert_eq!(review(&old), [need("catalog", None)]);
    assert_eq!(review(&now), [need("catalog", Some("bureau-sun"))]);
}

#[test]
fn one_person_in_two_offices_counts_once() {
    let settings = "registry/registry.yaml";
    let district = District::with(|folder| {
        replace(
            folder,
            "registry/units/office.yaml",
            "office-jin]",
            "office-jin, Bureau-Sun]",
        );
    });
    let head = district.on("change", |folder| {
        replace(folder, settings, "示例总目录", "示例目录")
    });
    let review = |approvals: &[(&str, &str)]| {
        let review = district.review_with("change", "bureau-li", approvals);
        given(&review, settings)
    };
    assert_eq!(
        review(&[("bureau-sun", &head), ("BUREAU-SUN", &head)]),
        [
            need("catalog", Some("bureau-sun")),
            need("government", None)
        ]
    );
    // Who can approve for both approves for the one that nobody else can.
    assert_eq!(
        review(&[("bureau-sun", &head), ("office-fan", &head)]),
        [
            need("catalog", Some("bureau-sun")),
            need("government", Some("office-fan"))
        ]
    );
}

#[test]
fn a_login_registered_anew_is_somebody_else() {
    let district = District::with(|folder| {
        replace(folder, UNIT, "[treasury-wu,", "[\"treasury-wu#1017\",");
        replace(folder, HEALTH, "[health-wang,", "[\"health-wang#2020\",");
    });
    let head = district.on("change", |folder| folder.write(REQUEST_PATH, REQUEST));
    let review = |author: &str, account: Value| {
        let approval = json!({"login": "Treasury-Wu", "commit": head, "account": account});
        district.review_given("change", author, vec![approval])
    };
    let by = |account: Value| given(&review("health-wang#2020", account), REQUEST_PATH);
    assert_eq!(by(json!(1017)), [need("finance", Some("Treasury-Wu"))]);
    for other in [json!(1018), Value::Null] {
        assert_eq!(by(other), [need("finance", None)]);
    }
    let author = |author: &str| {
        let review = review(author, Value::Null);
        review.change(REQUEST_PATH)["author_allowed"].clone()
    };
    assert_eq!(author("health-wang#2020"), true);
    for other in ["health-wang", "health-wang#2021", "gitea:health-wang#2020"] {
        assert_eq!(author(other), false, "{other}");
    }
}

#[test]
fn one_account_under_two_logins_is_one_person() {
    let district = District::new();
    let head = district.on("change", |folder| {
        replace(folder, "registry/plans/2027.yaml", "800000", "700000")
    });
    // The author was renamed to the login of a colleague that was given up.
    let approval = json!({"login": "reform-gu", "commit": head, "account": 7});
    let review = district.review_given("change", "reform-xu#7", vec![approval]);
    assert_eq!(
        given(&review, "registry/plans/2027.yaml")[0],
        need("development", None)
    );
}

#[test]
fn a_unit_named_like_an_authority_is_a_unit() {
    let path = "registry/systems/finance/ledger.yaml";
    let district = District::with(|folder| {
        let unit =
            "name: 示例公司\ncategory: organization\nbudget_unit: false\nmaintainers: [acme]\n";
        folder.write("registry/units/finance.yaml", unit);
    });
    let system = "name: 示例台账\nstatus: planned\nclassified: false\n";
    district.on("change", |folder| folder.write(path, system));
    let allowed = |author: &str| {
        let review = district.review("change", author);
        review.change(path)["author_allowed"].clone()
    };
    assert_eq!(allowed("acme"), true);
    assert_eq!(allowed("treasury-wu"), false);
    // Nor do its people act for the authority.
    let head = district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    let review = district.review_with("ask", "health-wang", &[("acme", &head)]);
    assert_eq!(given(&review, REQUEST_PATH), [need("finance", None)]);
}

#[test]
fn the_comment_names_the_fact_and_an_approval_of_another_state() {
    let district = District::new();
    let school = "registry/units/school.yaml";
    let old = district.on("change", |folder| {
        replace(folder, school, "budget_unit: true", "budget_unit: false");
        replace(folder, school, "[school-chen]", "[school-chen, school-du]");
    });
    district.on("change", |folder| {
        replace(folder, school, "school-du", "school-dou")
    });
    let file = tempfile::NamedTempFile::new().unwrap();
    let approvals = json!([{"login": "office-fan", "commit": old}]);
    std::fs::write(file.path(), approvals.to_string()).unwrap();
    let file = file.path().to_str().unwrap();
    let args = [
        "review",
        "main..change",
        "--author",
        "school-chen",
        "--on",
        "2026-12-01",
    ];
    let rest = ["--format", "markdown", "--lang", "zh", "--approvals", file];
    let comment = district.mulu(&[&args[..], &rest].concat()).out;
    let line = |office: &str| {
        let mut lines = comment.lines().filter(|line| line.starts_with("- **"));
        lines
            .find(|line| line.contains(office))
            .unwrap_or(&comment)
            .to_owned()
    };
    assert!(line("示例财政局").contains("预算单位"), "{comment}");
    let people = line("示例政府办");
    assert!(people.contains("维护人账号"), "{people}");
    assert!(
        people.contains("`office-fan` 同意的是另一个版本"),
        "{people}"
    );
}

#[test]
fn the_bureau_files_on_behalf_of_a_unit_with_its_paper() {
    let district = District::new();
    let findings = |branch: &str, author: &str| {
        let review = district.review(branch, author);
        assert_eq!(review.change(REQUEST_PATH)["author_allowed"], true);
        review
    };
    district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    let bare = findings("ask", "bureau-li");
    assert!(bare.findings().contains(&("request/on-behalf", true)));
    assert_eq!(bare.checks().0, "failure");
    let caused = |review: &Review| review.findings().iter().any(|(_, caused)| *caused);
    assert!(!caused(&findings("ask", "health-wang")));
    for (number, none) in ["。。。。", "无", "同意代为申报", "1"].iter().enumerate() {
        let branch = format!("none-{number}");
        let text = format!("on_behalf: \"{none}\"\n{REQUEST}");
        district.on(&branch, |folder| folder.write(REQUEST_PATH, text));
        assert!(caused(&findings(&branch, "bureau-li")), "{none}");
    }
    let paper = format!("on_behalf: 示例卫健函〔2026〕33号\n{REQUEST}");
    let head = district.on("paper", |folder| folder.write(REQUEST_PATH, paper));
    assert!(!caused(&findings("paper", "bureau-li")));
    let review = district.review_with("paper", "bureau-li", &[("treasury-wu", &head)]);
    assert_eq!(review.checks().0, "success");
    // Finance still approves, and others may not at all.
    let other = district.review("paper", "reform-xu");
    assert_eq!(other.change(REQUEST_PATH)["author_allowed"], false);
}

#[test]
fn the_bureau_registers_for_a_unit_and_another_of_its_people_approves() {
    let district = District::new();
    let path = "registry/systems/health/platform.yaml";
    let head = district.on("change", |folder| {
        replace(folder, path, "示例健康平台", "示例卫生平台")
    });
    let own = district.review_with("change", "bureau-li", &[("bureau-li", &head)]);
    assert_eq!(own.change(path)["author_allowed"], true);
    assert_eq!(own.checks().0, "action_required");
    let other = district.review_with("change", "bureau-li", &[("bureau-sun", &head)]);
    assert_eq!(other.checks().0, "success");
}

#[test]
fn a_file_that_becomes_a_program_is_a_change_of_its_own() {
    let district = District::new();
    let repository = district.repository();
    let path = "registry/systems/health/platform.yaml";
    raw::propose(&district, "marked", raw::marked(repository, "main", path));
    let review = district.review("marked", "school-chen");
    assert_eq!(review.change(path)["author_allowed"], false);
    assert!(review.findings().contains(&("path/executable", true)));
    // Who agreed to its words hasn't agreed to that.
    let head = district.on("words", |folder| {
        replace(folder, path, "示例健康平台", "示例卫生平台")
    });
    raw::propose(&district, "both", raw::marked(repository, "words", path));
    let agreed = |branch: &str| {
        let review = district.review_with(branch, "bureau-li", &[("bureau-sun", &head)]);
        review.checks().0.to_owned()
    };
    assert_eq!(
        (agreed("words"), agreed("both")),
        ("success".to_owned(), "action_required".to_owned())
    );
}
