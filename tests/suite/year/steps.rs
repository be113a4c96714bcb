//! What each step has, lacks and says differently.

use super::{district, gaps, of_year, run, steps, year};
use serde_json::json;

const LIST: &str = "lists/2027";
const PLAN: &str = "plans/2027";
const BUDGET: &str = "budgets/2027";

/// A budget of what the district plans.
const BUDGETED: &str = "entries:
  - {unit: health, system: health/platform, kind: maintenance, amount: 800000}
  - {unit: school, system: school/campus, kind: maintenance, amount: 300000}
";

/// A rolling plan of the year.
const ROLLED: (&str, &str) = (
    "rolling/2027",
    "projects: [{system: school/campus, year: 2027, amount: 300000}]\n",
);

#[test]
fn what_is_there_is_added_up_and_what_is_missing_has_an_office() {
    let year = year(&district([]));
    assert_eq!(
        steps(&year),
        [
            "needs: 1 300000, 0 0, null",
            "list: 2 1100000, 0 0, 800000",
            "plan: 2 1100000, 0 0, 0",
            "budget: 0 0, 0 0, null",
            "requests: 1 300000, 0 0, -800000",
        ]
    );
    assert_eq!(
        gaps(&year),
        [
            "needs no-file: development",
            "budget no-file: finance",
            "requests not-yet health/platform 800000>-: health",
        ]
    );
    assert_eq!(year["cloud"]["maintenance"]["amount"], 600_000);
    let asked = &year["execution"]["requests"];
    let paid: i64 = ["eligible", "pending", "ineligible"]
        .iter()
        .map(|verdict| asked[verdict]["amount"].as_i64().unwrap())
        .sum();
    assert_eq!(paid, 300_000);
}

#[test]
fn without_a_list_nobody_plans() {
    let folder = district([ROLLED]);
    for path in [LIST, PLAN] {
        folder.remove(&format!("registry/{path}.yaml"));
    }
    assert_eq!(
        gaps(&year(&folder)),
        [
            "list no-file: catalog",
            "plan no-file: development after list",
            "budget no-file: finance after plan",
        ]
    );
}

#[test]
fn a_list_without_a_plan_waits_for_the_plan() {
    let folder = district([ROLLED]);
    folder.remove("registry/plans/2027.yaml");
    let year = year(&folder);
    assert_eq!(
        gaps(&year),
        [
            "plan no-file: development",
            "budget no-file: finance after plan",
        ]
    );
    // Nothing is held against a plan that isn't there.
    assert!(steps(&year)[4].ends_with("null"), "{:?}", steps(&year));
}

#[test]
fn a_need_that_isnt_listed_and_a_list_that_isnt_planned_are_told() {
    let listed = "projects: [{system: health/platform, kind: maintenance, amount: 800000}]\n";
    let folder = district([
        ROLLED,
        (LIST, listed),
        (PLAN, "projects: []\n"),
        (BUDGET, "entries: []\n"),
    ]);
    assert_eq!(
        gaps(&year(&folder)),
        [
            "list not-yet school/campus 300000>-: catalog",
            "plan not-yet health/platform 800000>-: development",
            "requests not-before school/campus ->300000: development after list",
        ]
    );
}

#[test]
fn a_plan_that_differs_from_the_list_is_told() {
    let planned = "projects:
  - {system: health/platform, kind: maintenance, amount: 700000}
  - {system: school/campus, kind: maintenance, amount: 300000}
";
    let listed = "projects: [{system: health/platform, kind: maintenance, amount: 800000}]\n";
    let folder = district([ROLLED, (LIST, listed), (PLAN, planned)]);
    let year = year(&folder);
    let of_plan: Vec<String> = gaps(&year)
        .into_iter()
        .filter(|gap| gap.starts_with("plan"))
        .collect();
    // Less than is listed is nobody's fault; what isn't listed the list must take in.
    assert_eq!(
        of_plan,
        [
            "plan not-before school/campus ->300000: catalog",
            "plan amount health/platform 800000>700000: ",
        ]
    );
    assert_eq!(steps(&year)[2], "plan: 2 1000000, 0 0, 200000");
}

#[test]
fn amounts_that_nobody_names_are_in_no_sum() {
    let listed = "projects:
  - {system: health/platform, kind: maintenance}
  - {system: school/campus, kind: maintenance, amount: 290000}
";
    let year = year(&district([(LIST, listed)]));
    let list = &year["steps"][1]["maintenance"];
    assert_eq!(list, &json!({"count": 2, "amount": 290_000, "unknown": 1}));
    assert_eq!(year["steps"][2]["difference"], 10_000);
    let gaps = gaps(&year);
    assert!(
        gaps.contains(&"plan amount school/campus 290000>300000: ".to_owned()),
        "{gaps:?}"
    );
}

#[test]
fn a_budget_has_what_is_planned_and_under_its_applicant() {
    assert_eq!(
        gaps(&year(&district([ROLLED, (BUDGET, BUDGETED)]))),
        ["requests not-yet health/platform 800000>-: health"]
    );
    let budgeted = "entries:
  - {unit: audit, system: health/platform, kind: maintenance, amount: 750000}
  - {unit: hospital, system: hospital/records, kind: maintenance, amount: 50000}
";
    let records =
        std::fs::read_to_string(district([]).join("registry/systems/school/campus.yaml")).unwrap();
    let records = records
        .replace("示例校园平台", "示例病历系统")
        .replace("WL-0002", "WL-0003")
        .replace("      collects: [pupil]\n", "");
    let folder = district([
        ROLLED,
        (BUDGET, budgeted),
        ("systems/hospital/records", &*records),
    ]);
    let ran = run(&folder, &["2027", "--format", "json"]);
    let year: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        gaps(&year),
        [
            "budget not-yet school/campus 300000>-: finance",
            "budget not-before hospital/records ->50000: finance",
            "budget amount health/platform 800000>750000: finance",
            "budget unit health/platform ->750000: finance",
            // A hospital is no budget unit: the commission above it applies for it.
            "budget unit hospital/records ->50000: finance",
            "requests not-yet health/platform 800000>-: health",
        ]
    );
    assert_eq!(year["steps"][3]["difference"], -300_000);
}

#[test]
fn a_request_that_differs_from_the_plan_is_told() {
    let asked = "applicant: school
need: 示例
items: [{category: application-maintenance, amount: 320000}]
";
    let year = year(&district([
        ROLLED,
        (BUDGET, BUDGETED),
        ("requests/2027/school/campus", asked),
    ]));
    assert_eq!(
        gaps(&year),
        [
            "requests not-yet health/platform 800000>-: health",
            "requests amount school/campus 300000>320000: school",
        ]
    );
}

#[test]
fn the_units_below_count_under_their_applicant() {
    let entry = "  - {system: hospital/records, kind: maintenance, amount: 50000}\n";
    let folder = district([ROLLED, (BUDGET, BUDGETED)]);
    for path in [LIST, PLAN] {
        let path = format!("registry/{path}.yaml");
        let text = std::fs::read_to_string(folder.join(&path)).unwrap();
        folder.write(&path, text + entry);
    }
    // Its system is in no document yet: an error, and the year is told all the same.
    let ran = run(&folder, &["2027", "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    let year: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let health = &year["applicants"][0];
    assert_eq!(health["applicant"], "health");
    assert_eq!(health["units"], json!(["health", "hospital"]));
    assert_eq!(health["steps"]["plan"]["maintenance"]["amount"], 850_000);
    assert_eq!(health["steps"]["budget"]["maintenance"]["amount"], 800_000);
    let gaps = gaps(&year);
    let own = "requests not-yet hospital/records 50000>-: hospital";
    assert!(gaps.contains(&own.to_owned()), "{gaps:?}");
    // Asked for by the applicant: the units below are with it.
    let ran = run(&folder, &["2027", "--format", "json", "--unit", "health"]);
    let of_health: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(of_health["applicants"], json!([health]));
    assert_eq!(of_health["entries"].as_array().unwrap().len(), 2);
}

const PROJECT: &str = "name: 示例二期
kind: expansion
systems: [school/campus]
applicant: school
investment:
  total: 900000
  years: [{year: 2027, amount: 400000}, {year: 2028, amount: 500000}]
";

#[test]
fn a_project_waits_for_whoever_must_approve_it() {
    let listed = "projects:
  - {system: health/platform, kind: maintenance, amount: 800000}
  - {system: school/campus, kind: maintenance, amount: 300000}
  - {project: school/second, kind: expansion, amount: 450000}
";
    let folder = district([
        ROLLED,
        (BUDGET, BUDGETED),
        (LIST, listed),
        ("projects/school/second", PROJECT),
    ]);
    let year = year(&folder);
    assert_eq!(steps(&year)[0], "needs: 1 300000, 1 400000, null");
    assert_eq!(steps(&year)[1], "list: 2 1100000, 1 450000, 850000");
    let all = year["gaps"].as_array().unwrap().iter();
    let mut of_plan = all.filter(|gap| gap["project"] == "school/second");
    let gap = of_plan.next().unwrap();
    assert_eq!(
        (&gap["step"], &gap["what"], &gap["verdict"]),
        (&json!("plan"), &json!("verdict"), &json!("pending"))
    );
    let who = super::suppliers(&gap["suppliers"]);
    assert_eq!(who, "catalog cryptography development school");
    assert_eq!(gap["outcome"]["rule"], "project/design-approved");
    assert!(of_plan.next().is_none());
    // What needs no list entry yet is only a need.
    let folder = district([
        ROLLED,
        (BUDGET, BUDGETED),
        ("projects/school/second", PROJECT),
    ]);
    let gaps = gaps(&super::year(&folder));
    assert_eq!(gaps[0], "list not-yet school/second 400000>-: catalog");
    // One that was ended needs nothing any more.
    let ended = "opinions:\n  - {matter: measure, measure: terminate, issued_on: 2026-11-01, document: 示例}\n";
    let path = "registry/opinions/development/school/projects/second.yaml";
    folder.write(path, ended);
    let year = super::year(&folder);
    assert_eq!(steps(&year)[0], "needs: 1 300000, 0 0, null");
    assert_eq!(super::gaps(&year).len(), 1);
}

#[test]
fn a_project_planned_as_another_kind_is_told() {
    let lines = |kind: &str| {
        format!(
            "projects:
  - {{system: health/platform, kind: maintenance, amount: 800000}}
  - {{system: school/campus, kind: maintenance, amount: 300000}}
  - {{project: school/second, kind: {kind}, amount: 400000}}
"
        )
    };
    let (listed, planned) = (lines("expansion"), lines("continuing"));
    let folder = district([
        ROLLED,
        (BUDGET, BUDGETED),
        (LIST, &*listed),
        (PLAN, &*planned),
        ("projects/school/second", PROJECT),
    ]);
    assert_eq!(
        gaps(&year(&folder)),
        [
            "plan kind school/second ->-: development",
            "budget not-yet school/second 400000>-: finance",
            "requests not-yet health/platform 800000>-: health",
        ]
    );
}

#[test]
fn money_for_a_project_that_is_over_is_told_at_each_step_that_has_it() {
    let lines = "projects:
  - {system: health/platform, kind: maintenance, amount: 800000}
  - {system: school/campus, kind: maintenance, amount: 300000}
  - {project: school/second, kind: expansion, amount: 400000}
";
    let ended = |on: &str| {
        format!(
            "opinions:\n  - {{matter: measure, measure: terminate, issued_on: {on}, document: 示例}}\n"
        )
    };
    let (last_year, this_year) = (ended("2026-11-01"), ended("2027-02-01"));
    let of = |ended: &str| {
        let folder = district([
            ROLLED,
            (BUDGET, BUDGETED),
            (LIST, lines),
            (PLAN, lines),
            ("projects/school/second", PROJECT),
            ("opinions/development/school/projects/second", ended),
        ]);
        let args = ["year", "2027", "--format", "json", "--on", "2027-03-01"];
        let year = serde_json::from_str(&folder.mulu(args).out).unwrap();
        let all = gaps(&year).into_iter();
        all.filter(|gap| gap.contains(" over ")).collect::<Vec<_>>()
    };
    assert_eq!(
        of(&last_year),
        [
            "list over school/second ->400000: catalog",
            "plan over school/second ->400000: development",
        ]
    );
    // What was ended in the year itself was built in it before.
    assert_eq!(of(&this_year), Vec::<String>::new());
}

#[test]
fn cloud_of_what_is_built_stands_there_once() {
    let platform = "  - {system: health/platform, resources: 云主机, amount: 300000}\n";
    let project = "  - {project: school/second, resources: 云主机, amount: 20000}\n";
    let campus = "  - {system: school/campus, resources: 云主机, amount: 30000}\n";
    let cloud = format!("entries:\n{platform}{project}{campus}");
    let folder = district([
        ROLLED,
        (BUDGET, BUDGETED),
        ("projects/school/second", PROJECT),
        ("cloud/2027", &*cloud),
    ]);
    let twice = |folder| {
        let all = gaps(&year(folder)).into_iter();
        all.filter(|gap| gap.contains("twice")).collect::<Vec<_>>()
    };
    // What runs already has cloud of its own.
    assert_eq!(twice(&folder), Vec::<String>::new());
    let listed = "projects: [{system: health/platform, kind: maintenance, amount: 800000}]\n";
    folder.write("registry/lists/2027.yaml", listed);
    folder.write("registry/plans/2027.yaml", listed);
    folder.remove("registry/budgets/2027.yaml");
    folder.remove("registry/rolling/2027.yaml");
    folder.remove("registry/requests/2027/school/campus.yaml");
    assert_eq!(
        twice(&folder),
        ["budget twice school/second 30000>20000: catalog"]
    );
}

#[test]
fn a_year_without_anything_says_what_comes_first() {
    let folder = district([]);
    let year = of_year(&folder, "2031", &[]);
    assert_eq!(
        gaps(&year),
        [
            "needs no-file: development",
            "list no-file: catalog",
            "plan no-file: development after list",
            "budget no-file: finance after plan",
            "budget no-file: catalog after list",
        ]
    );
    assert_eq!(year["entries"], json!([]));
    let said = run(&folder, &["2031"]);
    assert_eq!(said.code, Some(0));
    let first = "2031 年还没有任何文件\n下一步：需求 · 三年滚动规划还没有，轮到 示例发改委（registry/rolling/2031.yaml）";
    assert!(said.out.contains(first), "{}", said.out);
}

#[test]
fn nobody_draws_up_a_year_that_is_over() {
    let year = of_year(&district([]), "2025", &[]);
    assert_eq!(year["turns"], json!([]));
    assert!(gaps(&year).iter().any(|gap| gap == "list no-file: "));
}

#[test]
fn years_and_units_that_mean_nothing_are_refused() {
    let folder = district([]);
    for (args, said) in [
        (["27", "--lang", "zh"], "2000…2999"),
        (["2027", "--unit", "helth"], "`health`"),
    ] {
        let ran = run(&folder, &args);
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn a_broken_plan_is_told_and_nothing_is_held_against_it() {
    let folder = district([
        ROLLED,
        (PLAN, "projects: [{system: 7}]\n"),
        (BUDGET, BUDGETED),
    ]);
    let ran = run(&folder, &["2027", "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("plans/2027.yaml"), "{}", ran.err);
    let year: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(gaps(&year), ["plan broken-file: development"]);
    assert_eq!(year["steps"][3]["difference"], serde_json::Value::Null);
}

#[test]
fn what_a_plan_takes_in_during_the_year_is_marked() {
    let planned = "projects:
  - {system: health/platform, kind: maintenance, amount: 800000}
  - {system: school/campus, kind: maintenance, amount: 300000, track: out-of-plan, adjusted_on: 2026-11-20, document: 示例}
";
    let listed = "projects: [{system: health/platform, kind: maintenance, amount: 800000}]\n";
    let folder = district([(LIST, listed), (PLAN, planned)]);
    let campus = &year(&folder)["entries"][1];
    assert_eq!(campus["system"], "school/campus");
    assert_eq!(campus["plan"]["adjusted"], true);
    let said = run(&folder, &["2027"]).out;
    assert!(said.contains("年度中增列或者调整"), "{said}");
}
