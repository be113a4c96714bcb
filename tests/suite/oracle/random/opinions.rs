//! Random opinions: histories of one matter, and orders.

use super::{Dice, lay};
use crate::oracle::dates::{plus_days, plus_months};
use crate::oracle::papers::AUTHORITIES;
use crate::oracle::projects::subject_of;
use crate::oracle::world::World;
use serde_json::{Value, json};

/// Every authority's file on a system.
pub(super) fn on_system(
    dice: &mut Dice,
    world: &mut World,
    reference: &str,
    system: &Value,
    request: &Value,
) {
    let level = system.pointer("/security/mlps_level");
    let level = level.and_then(Value::as_i64).unwrap_or(3);
    for authority in AUTHORITIES {
        let mut entries = Vec::new();
        for (matter, scope) in matters(authority, system, request) {
            let wanted = match matter {
                "self-evaluation" => dice.percent(60),
                _ => !is_rare(matter) || dice.odd() || dice.odd(),
            };
            if wanted {
                entries.extend(history(dice, matter, scope, level));
            }
        }
        orders(dice, authority, &mut entries);
        finish(
            dice,
            world,
            format!("opinions/{authority}/{reference}.yaml"),
            entries,
        );
    }
}

/// What the authorities say of a project, mostly all that it needs.
pub(super) fn on_project(dice: &mut Dice, world: &mut World, reference: &str, project: &Value) {
    let total = project.pointer("/investment/total").cloned();
    let total = total.unwrap_or(json!(800_000));
    let subject = subject_of(reference);
    let days: Vec<Value> = ["/changes/0/decided_on", "/changes/1/decided_on"]
        .iter()
        .filter_map(|it| project.pointer(it).cloned())
        .collect();
    for authority in [
        "catalog",
        "cryptography",
        "government",
        "development",
        "finance",
    ] {
        let mut entries = Vec::new();
        for matter in of_project(authority) {
            if !dice.odd() || dice.percent(30) {
                entries.extend(said(dice, matter, None, &total));
            }
        }
        if ["catalog", "development", "finance"].contains(&authority) {
            for (matter, scopes) in [
                ("change-filing", days.clone()),
                (
                    "report-received",
                    vec![json!("2025"), json!("2026"), json!("2027")],
                ),
            ] {
                for scope in scopes {
                    if !dice.odd() {
                        entries.extend(said(dice, matter, Some(scope), &total));
                    }
                }
            }
        }
        match authority {
            "catalog" if dice.percent(60) => {
                let mut it = said(dice, "acceptance", None, &total);
                for one in &mut it {
                    one["organizer"] = dice.pick(&["bureau", "unit"]).into();
                    one["archives"] = if dice.odd() { "fail" } else { "pass" }.into();
                    one["issued_on"] = dice.around(&[0, 1, 3, 6]).into();
                }
                entries.extend(it);
            }
            "development" => {
                for scope in &days {
                    if dice.percent(30) {
                        entries.extend(said(dice, "change-approval", Some(scope.clone()), &total));
                    }
                }
            }
            "finance" if !dice.odd() => {
                let mut it = said(dice, "out-of-plan-funds", Some(json!("2027")), &total);
                for one in &mut it {
                    one["amount"] = dice.pick(&[200_000, 9_000_000]).into();
                }
                entries.extend(it);
            }
            _ => {}
        }
        orders(dice, authority, &mut entries);
        // On projects there are measures alone.
        entries.retain(|it| it.get("due_on").is_none() || it["matter"] == "measure");
        if !entries.is_empty() {
            let path = format!("opinions/{authority}/{subject}.yaml");
            lay(dice, world, path, json!({ "opinions": entries }));
        }
    }
}

fn of_project(authority: &str) -> &'static [&'static str] {
    match authority {
        "catalog" => &[
            "necessity-review",
            "sharing-review",
            "design-review",
            "archives-acceptance",
            "post-evaluation",
            "acceptance-extension",
        ],
        "cryptography" => &["crypto-plan"],
        "government" => &["building-approval"],
        "development" => &[
            "project-evaluation",
            "feasibility-approval",
            "design-approval",
            "post-evaluation",
        ],
        _ => &[],
    }
}

/// One or two opinions on a matter, with the fields that it asks for.
fn said(dice: &mut Dice, matter: &str, scope: Option<Value>, total: &Value) -> Vec<Value> {
    let chapters = [
        "governance",
        "sharing",
        "security",
        "cryptography",
        "consolidation",
    ];
    // Apart, so that no two are of one day.
    let (old, new) = (dice.pick(&[11, 12, 13, 30]), dice.pick(&[3, 5, 9]));
    let old = plus_days(plus_months(dice.today, -old), matter.len() as i32 % 5).to_string();
    let mut days = vec![old];
    if dice.odd() {
        days.push(dice.back(new));
    }
    let each = days.into_iter().map(|day| {
        let result = if dice.odd() { "fail" } else { "pass" };
        let mut it = json!({"matter": matter, "result": result, "issued_on": day});
        if let Some(scope) = &scope {
            it["scope"] = scope.clone();
        }
        if matches!(
            matter,
            "design-approval" | "change-approval" | "feasibility-approval"
        ) {
            it["total"] = total.clone();
        }
        if matches!(matter, "design-approval" | "project-evaluation") {
            let all: Vec<&str> = chapters
                .into_iter()
                .filter(|_| !(dice.odd() && dice.odd()))
                .collect();
            it["chapters"] = json!(all);
        }
        if matches!(matter, "project-evaluation" | "post-evaluation") {
            it["third_party"] = (!dice.odd()).into();
        }
        if matter == "acceptance-extension" {
            let lapses = dice.around(&[0, -2]).max(day);
            it["valid_until"] = lapses.into();
        }
        it
    });
    each.collect()
}

/// Files on a unit: orders and measures.
pub(super) fn on_unit(dice: &mut Dice, world: &mut World, unit: &str) {
    for authority in AUTHORITIES {
        let mut entries = Vec::new();
        orders(dice, authority, &mut entries);
        finish(
            dice,
            world,
            format!("opinions/{authority}/{unit}.yaml"),
            entries,
        );
    }
}

fn finish(dice: &mut Dice, world: &mut World, path: String, mut entries: Vec<Value>) {
    if entries.is_empty() && !dice.rarely() {
        return;
    }
    if dice.odd() {
        let cut = dice.below(1 + u32::try_from(entries.len()).expect("few")) as usize;
        entries.rotate_left(cut);
    }
    lay(dice, world, path, json!({ "opinions": entries }));
}

/// What an authority may be asked for, about this system and its request.
fn matters(authority: &str, system: &Value, request: &Value) -> Vec<(&'static str, Option<Value>)> {
    let values = |list: Option<&Value>, key: &str| -> Vec<Option<Value>> {
        let list = list.and_then(Value::as_array).into_iter().flatten();
        list.map(|it| Some(it[key].clone())).collect()
    };
    let names = values(system.pointer("/data/resources"), "name");
    let mut categories = values(request.get("items"), "category");
    for category in categories.iter_mut().flatten() {
        *category = format!("2027/{}", category.as_str().unwrap_or_default()).into();
    }
    let scoped =
        |matter, scopes: Vec<Option<Value>>| scopes.into_iter().map(move |it| (matter, it));
    let plain = |matters: &[&'static str]| matters.iter().map(|it| (*it, None)).collect::<Vec<_>>();
    match authority {
        "catalog" => {
            let mut all = plain(&["acceptance", "sharing-review", "self-evaluation"]);
            all.extend(plain(&["acceptance-extension", "hosting-exemption"]));
            all.extend(plain(&[
                "isolation-review",
                "public-function",
                "no-construction",
            ]));
            all.extend(plain(&["post-evaluation", "sharing-inspection"]));
            all.push(("sharing-review", Some(json!("2027"))));
            all.extend(scoped("sharing-inspection", names.clone()));
            all.extend(scoped("sharing-review", names));
            all.extend(scoped("expense-evaluation", categories));
            all
        }
        "cybersecurity" => plain(&[
            "mlps-grading",
            "mlps-filing",
            "mlps-evaluation",
            "risk-assessment",
        ]),
        "cryptography" => plain(&["crypto-plan", "crypto-assessment"]),
        "government" => {
            let mut all = plain(&["retention-approval"]);
            all.extend(scoped("withholding-approval", names));
            all
        }
        "development" => plain(&["post-evaluation"]),
        "finance" => vec![
            ("out-of-plan-funds", Some(json!("2027"))),
            ("out-of-plan-funds", Some(json!("2026"))),
        ],
        _ => Vec::new(),
    }
}

/// What is seldom there, since it changes everything, or lifts something.
fn is_rare(matter: &str) -> bool {
    [
        "acceptance-extension",
        "hosting-exemption",
        "no-construction",
        "post-evaluation",
        "sharing-inspection",
    ]
    .contains(&matter)
}

/// The months after which an opinion on a matter is too old, or tells something else.
fn thresholds(matter: &str, level: i64) -> &'static [i32] {
    match (matter, level) {
        ("mlps-evaluation", 2) | ("crypto-assessment", 1 | 2) => &[24],
        ("mlps-evaluation", 3) | ("crypto-assessment", _) | ("risk-assessment", _) => &[12],
        ("mlps-evaluation", _) => &[6],
        ("acceptance", _) => &[0, 12, 24],
        _ => &[0, 3],
    }
}

/// What an authority said of a matter over time.
fn history(dice: &mut Dice, matter: &str, scope: Option<Value>, level: i64) -> Vec<Value> {
    let recent = dice.back(3);
    let near = dice.around(thresholds(matter, level));
    let lapses = matter.ends_with("-evaluation") || matter.ends_with("-assessment");
    if lapses && dice.percent(20) {
        return vec![opinion(dice, matter, scope, "pass", near, level)];
    }
    if !dice.odd() {
        let ages: &[i32] = if matter == "acceptance" {
            &[1, 8, 18, 40]
        } else {
            &[1, 2, 5]
        };
        let age = dice.pick(ages);
        return vec![opinion(dice, matter, scope, "pass", dice.back(age), level)];
    }
    let coming = dice.around(&[0, -1]);
    match dice.below(9) {
        0 => Vec::new(),
        1 => vec![opinion(dice, matter, scope, "fail", recent, level)],
        2 | 3 => vec![opinion(dice, matter, scope, "pass", near, level)],
        4 => {
            let mut it = opinion(dice, matter, scope, "pass", recent, level);
            it["valid_until"] = dice.around(&[0]).into();
            vec![it]
        }
        5 => vec![opinion(dice, matter, scope, "pass", coming, level)],
        // Two on one day: the later in the file counts.
        6 => {
            let (first, then) = dice.pick(&[("pass", "fail"), ("fail", "pass")]);
            vec![
                opinion(dice, matter, scope.clone(), first, near.clone(), level),
                opinion(dice, matter, scope, then, near, level),
            ]
        }
        7 => vec![
            opinion(dice, matter, scope.clone(), "fail", recent, level),
            opinion(dice, matter, scope, "pass", near, level),
        ],
        _ => vec![opinion(dice, matter, scope, "fail", coming, level)],
    }
}

fn opinion(
    dice: &mut Dice,
    matter: &str,
    scope: Option<Value>,
    result: &str,
    issued_on: String,
    level: i64,
) -> Value {
    let mut opinion = json!({"matter": matter, "result": result, "issued_on": &issued_on});
    if let Some(scope) = scope {
        opinion["scope"] = scope;
    }
    if matter == "acceptance" {
        let archives = if dice.odd() { "fail" } else { "pass" };
        opinion["organizer"] = dice.pick(&["bureau", "unit"]).into();
        opinion["archives"] = archives.into();
    }
    if matches!(matter, "mlps-filing" | "mlps-grading") {
        opinion["level"] = if dice.odd() {
            dice.pick(&[1, 2, 3]).into()
        } else {
            level.into()
        };
    }
    if matter == "out-of-plan-funds" {
        opinion["amount"] = dice.pick(&[1, 80_000, 9_000_000, 9_000_000]).into();
    }
    if matter == "post-evaluation" {
        opinion["third_party"] = dice.percent(70).into();
    }
    if matter == "acceptance-extension" && opinion.get("valid_until").is_none() {
        opinion["valid_until"] = dice.around(&[0, -2]).max(issued_on).into();
    }
    opinion
}

/// Orders and hazards, open and resolved, due and not yet.
fn orders(dice: &mut Dice, authority: &str, entries: &mut Vec<Value>) {
    let matters: &[&str] = match authority {
        "catalog" => &["integration-order", "rectification-order"],
        "cybersecurity" => &["major-hazard", "rectification-order"],
        "development" | "finance" => &["measure", "rectification-order"],
        "government" => &[],
        _ => &["rectification-order"],
    };
    for matter in matters {
        for _ in 0..2 {
            // Each of many files may hold one: most hold none.
            if !(dice.rarely() || dice.rarely() && dice.odd()) {
                continue;
            }
            let issued = [dice.back(2), dice.back(7), dice.around(&[0])];
            let issued = dice.pick(&issued);
            // Nor due.
            let due = dice.around(&[0]).max(issued.clone());
            let mut order = json!({"matter": matter, "due_on": due});
            order["issued_on"] = issued.clone().into();
            if dice.percent(40) {
                // Nothing is resolved before it is issued.
                let resolved = dice.around(&[0, 0, 1]).max(issued.clone());
                order["resolved_on"] = resolved.into();
            }
            if *matter == "measure" {
                order["measure"] = dice
                    .pick(&["criticism", "defer-plan", "suspend", "terminate"])
                    .into();
            }
            if *matter == "major-hazard" && dice.percent(50) {
                order.as_object_mut().expect("an object").remove("due_on");
            }
            entries.push(order);
        }
    }
}
