//! Random construction projects: their documents, and where they are listed and planned.

use super::opinions::on_project;
use super::{Dice, SYSTEMS, UNITS, oddly};
use crate::oracle::rules::request::categories;
use crate::oracle::world::World;
use serde_json::{Value, json};

/// References of the projects that there may be.
const PROJECTS: [&str; 4] = [
    "bureau/first",
    "center/second",
    "center/third",
    "clinic/fourth",
];

/// A few projects: sound documents, since who names what in a broken one is anybody's guess.
pub(super) fn projects(dice: &mut Dice, world: &mut World) {
    let mut there = Vec::new();
    for reference in PROJECTS {
        if dice.percent(45) {
            continue;
        }
        let unit = reference.split('/').next().expect("a unit");
        let own: Vec<&str> = SYSTEMS
            .into_iter()
            .filter(|it| it.starts_with(unit))
            .collect();
        let system = dice.pick(&own);
        let value = project(dice, system, unit);
        on_project(dice, world, reference, &value);
        world.put(format!("projects/{reference}.yaml"), value);
        there.push((reference, own));
    }
    let references: Vec<&str> = there.iter().map(|(it, _)| *it).collect();
    enter(dice, world, &references);
    if dice.percent(50) {
        framework(dice, world, &references);
    }
}

/// Into lists, plans, rolling plans and the cloud budget.
fn enter(dice: &mut Dice, world: &mut World, references: &[&str]) {
    for (folder, list) in [
        ("lists", "projects"),
        ("plans", "projects"),
        ("rolling", "projects"),
        ("cloud", "entries"),
    ] {
        for year in 2025..=2028 {
            let path = format!("{folder}/{year}.yaml");
            let fresh = || json!({ list: [] });
            let odd = dice.odd();
            let is_new = !world.docs.contains_key(&path);
            if is_new && (odd || folder == "cloud") {
                continue;
            }
            if is_new {
                world.put(&path, fresh());
            }
            for reference in references {
                if dice.odd() {
                    continue;
                }
                let entry = entry(dice, folder, reference, year);
                let doc = world.docs.get_mut(&path).expect("it is there");
                if doc.fault.is_none() {
                    doc.value[list].as_array_mut().expect("a list").push(entry);
                }
            }
        }
    }
}

fn entry(dice: &mut Dice, folder: &str, reference: &str, year: i32) -> Value {
    let amount = dice.pick(&[200_000, 200_000, 1_500_000]);
    let mut entry = json!({"project": reference, "amount": amount});
    match folder {
        "rolling" => entry["year"] = dice.pick(&[year, year + 1, 2027]).into(),
        "cloud" => entry["resources"] = "云主机".into(),
        _ => entry["kind"] = dice.pick(&["new", "expansion", "continuing"]).into(),
    }
    if folder == "plans" && (dice.odd() || dice.odd()) {
        entry["track"] = "out-of-plan".into();
        entry["adjusted_on"] = dice.around(&[0, 1]).into();
        oddly(dice, &mut entry, "adjusted_on", &[]);
    }
    entry
}

fn framework(dice: &mut Dice, world: &mut World, references: &[&str]) {
    let mut participants: Vec<Value> = references
        .iter()
        .map(|it| json!({"unit": it.split('/').next(), "project": it, "content": [it]}))
        .collect();
    participants.retain(|_| !dice.odd());
    if participants.is_empty() {
        return;
    }
    world.put(
        "frameworks/common.yaml",
        json!({
            "name": "框架", "lead": "bureau", "participants": participants, "goals": "共建",
            "flows": {"business": "业务", "data": "数据"}, "interfaces": "接口", "resources": "目录",
        }),
    );
    let result = if dice.odd() { "fail" } else { "pass" };
    if !dice.odd() {
        let review =
            json!({"matter": "framework-review", "result": result, "issued_on": dice.back(3)});
        world.put(
            "opinions/catalog/frameworks/common.yaml",
            json!({"opinions": [review]}),
        );
    }
}

fn project(dice: &mut Dice, system: &str, unit: &str) -> Value {
    let total = dice.pick(&[
        800_000, 800_000, 2_000_000, 500_000, 500_001, 14_999_999, 15_000_000, 29_999_999,
        30_000_000,
    ]);
    let mut project = json!({
        "name": "项目", "kind": dice.pick(&["new", "expansion"]), "systems": [system], "applicant": unit,
        "need": {"basis": "依据", "integration": "整合", "sharing": "共享", "common": "共性", "governance": "治理"},
        "sharing": "able", "main_function_changed": true,
        "investment": {"total": total, "lines": [line(dice)]},
        "design": {"form": "in-lieu", "prepared_on": dice.around(&[12, 36, 18]), "chapters": {
            "governance": "一", "sharing": "二", "security": "三", "cryptography": "四", "consolidation": "五",
        }},
        "targets": [{"name": "办理率"}], "trusted_products": "国产", "civil_works": false, "high_energy": false,
        "implementer": {"office": "科", "post": "岗"}, "cloud": [{"resource": "主机", "quantity": 2}],
    });
    for pointer in ["basis", "integration", "sharing", "common", "governance"] {
        rarely(dice, &mut project["need"], pointer);
    }
    for chapter in [
        "governance",
        "sharing",
        "security",
        "cryptography",
        "consolidation",
    ] {
        rarely(dice, &mut project["design"]["chapters"], chapter);
    }
    if total >= 30_000_000 && !dice.odd() {
        project["design"]["form"] = "design".into();
    }
    oddly(dice, &mut project["design"], "prepared_on", &[]);
    oddly(dice, &mut project["investment"], "total", &[]);
    oddly(
        dice,
        &mut project,
        "main_function_changed",
        &[false.into(), false.into()],
    );
    oddly(
        dice,
        &mut project,
        "systems",
        &[
            json!([
                system,
                if system == "bureau/portal" {
                    "center/cases"
                } else {
                    "bureau/portal"
                }
            ]),
            json!([system, "school/campus"]),
        ],
    );
    oddly(
        dice,
        &mut project,
        "applicant",
        &["school".into(), "bureau".into(), "ghost".into()],
    );
    oddly(dice, &mut project, "targets", &[json!([])]);
    oddly(dice, &mut project, "trusted_products", &[]);
    for flag in ["civil_works", "high_energy"] {
        oddly(dice, &mut project, flag, &[true.into()]);
    }
    if dice.odd() {
        project["other_approvals"] = "环评".into();
    }
    rarely(dice, &mut project["implementer"], "post");
    oddly(dice, &mut project, "cloud", &[json!([])]);
    if dice.odd() {
        project["no_cloud_because"] = "只开发前端".into();
    }
    if dice.percent(25) {
        project["sharing"] = "unable".into();
        project["legal_basis"] = "保密".into();
        rarely(dice, &mut project, "legal_basis");
    }
    oddly(dice, &mut project, "sharing", &[]);
    if dice.percent(30) {
        project["led_by"] = dice.pick(&UNITS).into();
    }
    if dice.percent(15) {
        project["framework"] = "common".into();
    }
    if project["kind"] == "expansion" && !dice.odd() {
        project["previous"] = json!([dice.pick(&PROJECTS)]);
    }
    course(dice, &mut project, total);
    project
}

fn rarely(dice: &mut Dice, object: &mut Value, key: &str) {
    if dice.odd() && dice.odd() {
        object.as_object_mut().expect("an object").remove(key);
    }
}

fn line(dice: &mut Dice) -> Value {
    let all: Vec<&str> = categories().collect();
    let category = match dice.below(10) {
        0..=6 => "development",
        7 => "software-licences",
        _ => {
            let at = dice.below(u32::try_from(all.len()).expect("few"));
            all[at as usize]
        }
    };
    let mut line = json!({"category": category, "amount": 800_000, "deployed_here": true});
    oddly(dice, &mut line, "deployed_here", &[false.into()]);
    line
}

/// What has happened so far.
fn course(dice: &mut Dice, project: &mut Value, total: i64) {
    if dice.percent(75) {
        project["started_on"] = dice.around(&[1, 10, 20, 26]).into();
        let contracts = json!([
            {"role": "works-supervision", "procurement": "磋商", "amount": 10_000, "signed_on": dice.around(&[26, 27])},
            {"role": "build", "procurement": "招标", "amount": total - 10_000, "signed_on": dice.around(&[0, 20])},
        ]);
        project["contracts"] = contracts;
        for at in 0..2 {
            oddly(dice, &mut project["contracts"][at], "procurement", &[]);
            oddly(dice, &mut project["contracts"][at], "signed_on", &[]);
        }
        oddly(
            dice,
            &mut project["contracts"][1],
            "amount",
            &[json!(total + 1), json!(total)],
        );
        oddly(dice, project, "contracts", &[json!([])]);
    }
    if !dice.odd() {
        project["planned_completion"] = dice.around(&[0, -3, -3]).into();
    }
    if dice.percent(30) {
        let trial = dice.around(&[1, 9, 14]);
        let started = project["started_on"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        project["trial_from"] = trial.max(started).into();
    }
    if dice.percent(40) {
        // Nothing is complete before it was begun.
        let begun = ["started_on", "trial_from"].map(|it| project[it].as_str().map(str::to_owned));
        let done = dice.around(&[0, 6, 6, 9, 14, 30]);
        let done = begun.into_iter().flatten().fold(done, String::max);
        project["completed_on"] = done.into();
        if dice.percent(40) {
            project["acceptance_applied_on"] = dice.around(&[0, 3]).into();
        }
    }
    if dice.percent(40) {
        project["changes"] = json!([change(dice, total, 8), change(dice, total, 4)]);
    }
    if dice.percent(60) {
        project["reports"] = json!([report(dice, 2025), report(dice, 2026), report(dice, 2027)]);
        oddly(dice, project, "reports", &[json!([])]);
    }
    if dice.percent(50) {
        let mut incident = json!({"kind": "overdue", "found_on": dice.back(1), "reported_on": dice.around(&[0, 1])});
        oddly(dice, &mut incident, "kind", &["loss".into()]);
        if incident.get("kind").is_none() {
            incident["kind"] = "loss".into();
        }
        oddly(dice, &mut incident, "reported_on", &[]);
        project["incidents"] = json!([incident]);
    }
    project["materials"] = json!({
        "summary": "一", "finance": "二", "audit": "三", "risk": "四", "cryptography": "五", "dictionary": "六",
    });
    for paper in [
        "summary",
        "finance",
        "audit",
        "risk",
        "cryptography",
        "dictionary",
    ] {
        rarely(dice, &mut project["materials"], paper);
    }
}

fn change(dice: &mut Dice, total: i64, back: i32) -> Value {
    let share = dice.pick(&[15, 15, 7, 8, 16, 5]);
    let mut change = json!({
        "decided_on": dice.back(back), "adjusted": total * share / 100, "ground": "technical",
        "goals_changed": false, "total_after": total,
    });
    oddly(dice, &mut change, "ground", &["business".into()]);
    oddly(dice, &mut change, "goals_changed", &[true.into()]);
    oddly(
        dice,
        &mut change,
        "total_after",
        &[json!(total + 1), json!(total - 1)],
    );
    oddly(dice, &mut change, "adjusted", &[]);
    change
}

fn report(dice: &mut Dice, year: i32) -> Value {
    let mut report = json!({
        "year": year, "submitted_on": format!("{year}-12-31"), "users_heard": true, "supervisor_heard": true,
        "trial_effect": "良好",
    });
    let late = json!(format!("{}-01-01", year + 1));
    oddly(dice, &mut report, "submitted_on", &[late.clone(), late]);
    for flag in ["users_heard", "supervisor_heard"] {
        oddly(dice, &mut report, flag, &[false.into()]);
    }
    oddly(dice, &mut report, "trial_effect", &[]);
    report
}
