//! Proposed changes, judged: each test a story of the district.

mod given;
mod part;
mod rendered;
mod words;
mod years;

use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::Folder;

const HEALTH: &str = "2027/health/platform";
const SCHOOL: &str = "2027/school/campus";
const CAMPUS: &str = "registry/opinions/cybersecurity/school/campus.yaml";

/// Replaces something in a file of the folder.
fn replace(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    folder.write(path, text.replace(from, to));
}

#[test]
fn the_district_is_sound_and_its_request_eligible() {
    let district = District::new();
    let check = district.mulu(&["check", "--deny-warnings"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    let none = district.review("main", "health-wang");
    assert_eq!(none.checks(), ("success", "neutral"));
    assert_eq!(none.json["changes"], serde_json::json!([]));
}

#[test]
fn a_department_asks_for_money_and_finance_agrees() {
    let district = District::new();
    let head = district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    let asked = district.review("ask", "health-wang");
    assert_eq!(asked.verdict(HEALTH), (None, Some("eligible")));
    assert_eq!(asked.decision(HEALTH)["amount_after"], 800_000);
    assert_eq!(asked.checks(), ("action_required", "success"));
    assert_eq!(
        asked.change(REQUEST_PATH)["needed"],
        serde_json::json!([{"approver": "finance", "given_by": null}])
    );
    let agreed = district.review_with("ask", "health-wang", &[("treasury-wu", &head)]);
    assert_eq!(agreed.checks(), ("success", "success"));
    assert_eq!(agreed.code, Some(0));
}

#[test]
fn nobody_approves_what_they_propose_nor_for_another_office() {
    let district = District::new();
    let head = district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    for approver in ["health-zhao", "bureau-li", "nobody"] {
        let review = district.review_with("ask", "health-wang", &[(approver, &head)]);
        assert_eq!(review.checks().0, "action_required", "{approver}");
    }
    let plan = "registry/plans/2027.yaml";
    let head = district.on("plan", |folder| replace(folder, plan, "800000", "700000"));
    let own = district.review_with("plan", "reform-xu", &[("Reform-XU", &head)]);
    assert_eq!(own.checks().0, "action_required", "in any case of letters");
    let one = district.review_with("plan", "reform-xu", &[("reform-gu", &head)]);
    assert_eq!(
        one.checks().0,
        "action_required",
        "finance agrees to plans too"
    );
    let both = [("reform-gu", &*head), ("treasury-wu", &head)];
    let both = district.review_with("plan", "reform-xu", &both);
    assert_eq!(both.checks().0, "success");
}

#[test]
fn an_approval_holds_while_the_file_stays_the_same() {
    let district = District::new();
    let approved = district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    let by_finance = [("treasury-wu", &*approved)];
    let unit = "registry/units/school.yaml";
    district.on("ask", |folder| {
        replace(folder, unit, "示例教委", "示例教育委员会")
    });
    let elsewhere = district.review_with("ask", "health-wang", &by_finance);
    assert_eq!(
        elsewhere.change(REQUEST_PATH)["needed"][0]["given_by"],
        "treasury-wu"
    );
    district.on("ask", |folder| {
        replace(folder, REQUEST_PATH, "500000", "600000")
    });
    let more = district.review_with("ask", "health-wang", &by_finance);
    assert_eq!(
        more.change(REQUEST_PATH)["needed"][0]["given_by"],
        serde_json::Value::Null
    );
    assert_eq!(
        more.checks(),
        ("action_required", "failure"),
        "the plan says 800000"
    );
}

#[test]
fn a_stranger_edits_another_units_file() {
    let district = District::new();
    let system = "registry/systems/health/platform.yaml";
    district.on("meddle", |folder| {
        replace(folder, system, "operating\n", "retired\n")
    });
    let review = district.review("meddle", "school-chen");
    assert_eq!(review.change(system)["author_allowed"], false);
    assert_eq!(review.checks().0, "failure");
    assert_eq!(review.code, Some(1));
    for allowed in ["health-wang", "HEALTH-ZHAO"] {
        let own = district.review("meddle", allowed);
        assert_eq!(own.change(system)["author_allowed"], true, "{allowed}");
    }
}

#[test]
fn the_unit_above_may_and_the_unit_below_may_not() {
    let district = District::new();
    let below = "registry/systems/hospital/records.yaml";
    district.on("new", |folder| {
        folder.write(below, "name: 病案\nstatus: building\n")
    });
    assert_eq!(
        district.review("new", "health-wang").change(below)["author_allowed"],
        true
    );
    assert_eq!(
        district.review("new", "hospital-tang").change(below)["author_allowed"],
        true
    );
    let above = "registry/systems/health/platform.yaml";
    district.on("up", |folder| {
        replace(folder, above, "extranet", "internet")
    });
    assert_eq!(
        district.review("up", "hospital-tang").change(above)["author_allowed"],
        false
    );
}

#[test]
fn a_lapsed_evaluation_and_the_attestation_that_turns_the_verdict() {
    let district = District::new();
    let before = |district: &District| {
        let item = "registry/requests/2027/school/campus.yaml";
        district.on("ask", |folder| {
            replace(folder, item, "示例运行维护需求", "示例运维需求")
        });
        district.review("ask", "school-chen")
    };
    district.on("main", |folder| {
        replace(folder, CAMPUS, "2025-01-15", "2024-01-15")
    });
    let lapsed = before(&district);
    assert_eq!(
        lapsed.verdict(SCHOOL),
        (Some("ineligible"), Some("ineligible"))
    );
    assert_eq!(lapsed.outcome(SCHOOL, "security/mlps-evaluated"), "unmet");
    assert_eq!(lapsed.checks().1, "failure");
    let entry = "  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-11-20\"}\n";
    district.on("attest", |folder| {
        let text = std::fs::read_to_string(folder.join(CAMPUS)).unwrap();
        folder.write(CAMPUS, text + entry);
    });
    let attested = district.review("attest", "cyber-he");
    assert_eq!(
        attested.verdict(SCHOOL),
        (Some("ineligible"), Some("eligible"))
    );
    assert_eq!(attested.decision(SCHOOL)["gain"], 300_000);
    assert_eq!(attested.checks(), ("action_required", "neutral"));
    let facts = attested.change(CAMPUS)["facts"].as_array().unwrap();
    assert_eq!(facts[0]["pointer"], "/opinions/3/matter");
    district.on("main", |folder| {
        let text = std::fs::read_to_string(folder.join(CAMPUS)).unwrap();
        folder.write(CAMPUS, text + entry);
    });
    let again = district.review("ask", "school-chen");
    assert_eq!(again.verdict(SCHOOL), (Some("eligible"), Some("eligible")));
    assert_eq!(again.checks().1, "success");
}

#[test]
fn opinions_are_added_and_not_rewritten() {
    let order = "  - {matter: major-hazard, issued_on: \"2026-10-01\"}\n";
    let append = |folder: &Folder, text: &str| {
        let file = std::fs::read_to_string(folder.join(CAMPUS)).unwrap();
        folder.write(CAMPUS, file + text);
    };
    let district = District::with(|folder| append(folder, order));
    district.on("resolve", |folder| {
        replace(
            folder,
            CAMPUS,
            "2026-10-01\"",
            "2026-10-01\", resolved_on: \"2026-11-01\"",
        );
        append(
            folder,
            "  - {matter: risk-assessment, result: pass, issued_on: \"2026-11-20\"}\n",
        );
    });
    assert_eq!(district.review("resolve", "cyber-he").findings(), []);
    district.on("rewrite", |folder| {
        replace(folder, CAMPUS, "2025-01-15", "2026-01-15")
    });
    let rewritten = [("opinion/rewritten", true)];
    assert_eq!(district.review("rewrite", "cyber-he").findings(), rewritten);
    district.on("remove", |folder| folder.remove(CAMPUS));
    assert_eq!(district.review("remove", "cyber-he").findings(), rewritten);
}

#[test]
fn a_request_merged_together_with_its_registration_is_unproven() {
    let district = District::new();
    let system =
        std::fs::read_to_string(district.path().join("registry/systems/school/campus.yaml"))
            .unwrap();
    district.on("both", |folder| {
        folder.write("registry/systems/school/library.yaml", &system);
        folder.write(
            "registry/requests/2027/school/library.yaml",
            "applicant: school\nitems:\n  - {category: internet, amount: 1000}\n",
        );
    });
    let both = district.review("both", "school-chen");
    assert_eq!(
        both.outcome("2027/school/library", "catalog/listed"),
        "unproven"
    );
    let listed = both.rule("2027/school/library", "catalog/listed");
    assert_eq!(listed["missing"][0]["kind"], "listing");
}

#[test]
fn a_change_answers_for_what_it_caused() {
    let unit = "registry/units/hospital.yaml";
    let district =
        District::with(|folder| replace(folder, unit, "parent: health", "parent: helth"));
    let system = "registry/systems/school/campus.yaml";
    district.on("fine", |folder| {
        replace(folder, system, "示例校园平台", "示例校园云平台")
    });
    let fine = district.review("fine", "school-chen");
    assert_eq!(fine.findings(), [("reference/unknown-unit", false)]);
    assert_eq!(fine.checks().0, "action_required");
    district.on("typo", |folder| {
        replace(folder, system, "status: operating", "stauts: operating")
    });
    let typo = district.review("typo", "school-chen");
    let caused: Vec<_> = typo
        .findings()
        .into_iter()
        .filter(|(_, caused)| *caused)
        .collect();
    assert!(caused.contains(&("schema/unknown-key", true)), "{caused:?}");
    assert_eq!(typo.checks().0, "failure");
    // An old fault that moved to another line is still the old one.
    district.on("moved", |folder| {
        replace(
            folder,
            unit,
            "name: 示例医院",
            "name: 示例医院\nshort_name: 医院",
        )
    });
    let moved = district.review("moved", "hospital-tang");
    assert_eq!(moved.findings(), [("reference/unknown-unit", false)]);
    // A second one like it is new.
    district.on("second", |folder| {
        replace(
            folder,
            "registry/units/school.yaml",
            "budget_unit: true",
            "budget_unit: true\nparent: helth",
        )
    });
    let second = district.review("second", "school-chen");
    assert_eq!(second.checks().0, "failure");
}

#[test]
fn removing_what_others_refer_to_is_caused_where_they_stand() {
    let district = District::new();
    district.on("remove", |folder| {
        folder.remove("registry/systems/school/campus.yaml")
    });
    let review = district.review("remove", "school-chen");
    assert!(
        review
            .findings()
            .contains(&("reference/unknown-system", true))
    );
    assert_eq!(
        review.verdict(SCHOOL),
        (Some("eligible"), Some("ineligible"))
    );
    assert_eq!(review.decision(SCHOOL)["gain"], -300_000);
    assert_eq!(
        review.checks(),
        ("failure", "neutral"),
        "no request was touched"
    );
}

#[test]
fn a_file_that_moves_belongs_to_both_places() {
    let district = District::new();
    let (from, to) = ("registry/units/audit.yaml", "registry/units/auditors.yaml");
    district.on("move", |folder| {
        let text = std::fs::read_to_string(folder.join(from)).unwrap();
        folder.remove(from);
        folder.write(to, text.replace("示例审计局", "示例区审计局"));
    });
    let review = district.review("move", "anybody");
    let change = review.change(to);
    assert_eq!(
        (&change["change"], &change["from"]),
        (&"moved".into(), &from.into())
    );
    assert_eq!(change["facts"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_judged_is_the_merge() {
    let district = District::new();
    let plan = "registry/plans/2027.yaml";
    district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    district.on("main", |folder| replace(folder, plan, "800000", "790000"));
    let merged = district.review("ask", "health-wang");
    assert_eq!(
        merged.outcome(HEALTH, "request/amount-matches-plan"),
        "unmet"
    );
    assert_eq!(
        merged.json["changes"].as_array().unwrap().len(),
        1,
        "the plan is not its change"
    );
}

#[test]
fn a_conflict_is_a_finding() {
    let district = District::new();
    let plan = "registry/plans/2027.yaml";
    district.on("clash", |folder| replace(folder, plan, "800000", "780000"));
    district.on("main", |folder| replace(folder, plan, "800000", "790000"));
    let clash = district.review("clash", "reform-xu");
    assert_eq!(clash.json["conflicts"], serde_json::json!([plan]));
    assert_eq!((clash.checks().0, clash.code), ("failure", Some(1)));
}

#[test]
fn both_sides_of_a_file_are_joined_and_the_approval_was_for_neither() {
    let district = District::new();
    let system = "registry/systems/school/campus.yaml";
    let head = district.on("edit", |folder| {
        replace(folder, system, "已按要求说明", "已说明")
    });
    district.on("main", |folder| {
        replace(folder, system, "示例校园平台", "示例校园云平台")
    });
    let review = district.review_with("edit", "school-chen", &[("bureau-li", &head)]);
    assert_eq!(review.json["conflicts"], serde_json::json!([]));
    assert_eq!(review.change(system)["facts"].as_array().unwrap().len(), 1);
    assert_eq!(
        review.checks().0,
        "action_required",
        "what would be merged nobody has seen"
    );
}

#[test]
fn a_change_of_rules_is_judged_by_the_old_and_previewed_under_the_new() {
    let district = District::with(|folder| folder.copy("registry/policy"));
    let pack = "registry/policy/pack.yaml";
    district.on("strict", |folder| {
        replace(folder, pack, "'2': 24", "'2': 12")
    });
    let review = district.review("strict", "bureau-li");
    assert_eq!(
        review.json["decisions"],
        serde_json::json!([]),
        "nothing turns by the base's rules"
    );
    let preview = &review.json["preview"][0];
    assert_eq!(
        (
            &preview["request"],
            &preview["before"],
            &preview["after"],
            &preview["gain"]
        ),
        (
            &SCHOOL.into(),
            &"eligible".into(),
            &"ineligible".into(),
            &(-300_000).into()
        )
    );
    let needed: Vec<_> = review.change(pack)["needed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|need| need["approver"].as_str().unwrap())
        .collect();
    assert_eq!(needed, ["catalog", "finance"]);
    assert!(
        district
            .comment("strict", "bureau-li", "zh")
            .starts_with("### 🟡 规则变更：1 项申请的结论会改变，可安排经费减少 30.0 万元")
    );
}

#[test]
fn rules_that_cannot_be_used_are_the_changes_fault() {
    let district = District::with(|folder| folder.copy("registry/policy"));
    let rules = "registry/policy/rules/request.yaml";
    district.on("broken", |folder| {
        replace(
            folder,
            rules,
            "applicant.budget_unit",
            "applicant.budget_nuit",
        )
    });
    let review = district.review("broken", "bureau-li");
    assert!(
        review
            .findings()
            .iter()
            .any(|(code, caused)| code.starts_with("policy/") && *caused)
    );
    assert_eq!(
        (&review.json["preview"], review.checks().0),
        (&serde_json::Value::Null, "failure")
    );
    // A rule that fails its own cases is no better.
    district.on("cases", |folder| {
        replace(folder, "registry/policy/pack.yaml", "500000", "5")
    });
    let review = district.review("cases", "bureau-li");
    assert!(
        review.findings().contains(&("policy/case-failed", true)),
        "{:?}",
        review.findings()
    );
}

#[test]
fn a_change_of_unusual_size_is_called_out() {
    let district = District::new();
    district.on("many", |folder| {
        for number in 0..12 {
            let unit = "name: 示例单位\ncategory: school\nbudget_unit: false\n";
            folder.write(&format!("registry/units/new-{number}.yaml"), unit);
        }
    });
    let review = district.review("many", "anybody");
    assert_eq!(review.json["mass"]["files"], 12);
    let comment = district.comment("many", "anybody", "zh");
    assert!(comment.contains("**大范围变更，请整体审核"), "{comment}");
    district.on("few", |folder| folder.write(REQUEST_PATH, REQUEST));
    let few = district.review("few", "health-wang");
    assert_eq!(few.json["mass"], serde_json::Value::Null);
}

#[test]
fn whoever_is_unknown_may_nothing_and_is_told_so() {
    let district = District::new();
    district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    let ran = district.mulu(&["review", "main..ask", "--on", ON, "--format", "json"]);
    let review: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(review["author"], serde_json::Value::Null);
    assert_eq!(
        review["changes"][0]["author_allowed"],
        serde_json::Value::Null
    );
    assert_eq!(review["checks"]["registry"], "action_required");
}

#[test]
fn files_that_are_no_part_of_the_registry_are_named() {
    let district = District::new();
    district.on("code", |folder| {
        folder.write(".github/workflows/x.yml", "on: push\n")
    });
    let review = district.review("code", "health-wang");
    assert_eq!(
        review.json["outside"],
        serde_json::json!([".github/workflows/x.yml"])
    );
    assert_eq!(review.json["changes"], serde_json::json!([]));
}

#[test]
fn the_day_is_the_heads_where_nobody_names_one() {
    let district = District::new();
    district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    let ran = district.mulu(&["review", "main..ask", "--format", "json"]);
    let review: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(review["on"], "2026-11-02");
}

#[test]
fn what_cannot_be_reviewed_is_said() {
    let district = District::new();
    for (args, key) in [
        (["review", "main", "--lang", "zh"], "不是一段变更"),
        (
            ["review", "main..nowhere", "--lang", "zh"],
            "没有版本 `nowhere`",
        ),
        (["review", "..", "--lang", "en"], "is no range"),
    ] {
        let ran = district.mulu(&args);
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(ran.err.contains(key), "{}", ran.err);
    }
    let ran = district.mulu(&[
        "review",
        "main..main",
        "--approvals",
        "registry/registry.yaml",
    ]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("审批文件 registry/registry.yaml 读不懂"),
        "{}",
        ran.err
    );
}

#[test]
fn histories_that_never_met_cannot_be_merged() {
    let district = District::new();
    let repository = district.repository();
    let tree = repository.head().unwrap().peel_to_tree().unwrap();
    let me = git2::Signature::now("a", "a@example.org").unwrap();
    let alone = repository
        .commit(None, &me, &me, "alone", &tree, &[])
        .unwrap();
    let ran = district.mulu(&["review", &format!("main..{alone}"), "--lang", "en"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no common history"), "{}", ran.err);
}

#[test]
fn a_review_writes_nothing() {
    let district = District::new();
    let system = "registry/systems/school/campus.yaml";
    district.on("edit", |folder| {
        replace(folder, system, "已按要求说明", "已说明")
    });
    district.on("main", |folder| {
        replace(folder, system, "示例校园平台", "示例校园云平台")
    });
    let objects = || {
        let mut all = Vec::new();
        let odb = district.repository().odb().unwrap();
        odb.foreach(|id| {
            all.push(*id);
            true
        })
        .unwrap();
        all.sort();
        all
    };
    let before = objects();
    district.review("edit", "school-chen");
    assert_eq!(objects(), before);
}
