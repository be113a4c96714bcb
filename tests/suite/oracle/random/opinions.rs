//! Random opinions: histories of one matter, and orders.

use super::{Dice, lay};
use crate::oracle::papers::AUTHORITIES;
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
                _ => !is_waiver(matter) || dice.odd() || dice.odd(),
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

/// Files on a unit: orders count there, anything else is noise.
pub(super) fn on_unit(dice: &mut Dice, world: &mut World, unit: &str) {
    for authority in AUTHORITIES {
        let mut entries = Vec::new();
        if dice.odd() {
            for (matter, scope) in matters(authority, &Value::Null, &Value::Null) {
                entries.extend(history(dice, matter, scope, 3));
            }
        }
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
    if dice.odd() {
        // An opinion in another authority's file proves nothing.
        let matter = dice.pick(&[
            "mlps-evaluation",
            "acceptance",
            "crypto-assessment",
            "retention-approval",
        ]);
        entries.extend(history(dice, matter, None, 3));
    }
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
    let categories = values(request.get("items"), "category");
    let scoped =
        |matter, scopes: Vec<Option<Value>>| scopes.into_iter().map(move |it| (matter, it));
    let plain = |matters: &[&'static str]| matters.iter().map(|it| (*it, None)).collect::<Vec<_>>();
    match authority {
        "catalog" => {
            let mut all = plain(&["acceptance", "sharing-review", "self-evaluation"]);
            all.extend(plain(&["acceptance-extension", "hosting-exemption"]));
            all.extend(scoped("sharing-review", names));
            all.extend(scoped("expense-evaluation", categories));
            all
        }
        "cybersecurity" => plain(&["mlps-filing", "mlps-evaluation", "risk-assessment"]),
        "cryptography" => plain(&["crypto-plan", "crypto-assessment"]),
        "government" => {
            let mut all = plain(&["retention-approval"]);
            all.extend(scoped("withholding-approval", names));
            all
        }
        "finance" => vec![
            ("out-of-plan-funds", Some(json!("2027"))),
            ("out-of-plan-funds", Some(json!(2027))),
            ("out-of-plan-funds", Some(json!(2026))),
        ],
        _ => Vec::new(),
    }
}

fn is_waiver(matter: &str) -> bool {
    [
        "acceptance-extension",
        "hosting-exemption",
        "retention-approval",
        "out-of-plan-funds",
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
        return vec![opinion(dice, matter, scope, "pass", near)];
    }
    if !dice.odd() {
        let ages: &[i32] = if matter == "acceptance" {
            &[1, 8, 18, 40]
        } else {
            &[1, 2, 5]
        };
        let age = dice.pick(ages);
        return vec![opinion(dice, matter, scope, "pass", dice.back(age))];
    }
    let coming = dice.around(&[0, -1]);
    match dice.below(9) {
        0 => Vec::new(),
        1 => vec![opinion(dice, matter, scope, "fail", recent)],
        2 | 3 => vec![opinion(dice, matter, scope, "pass", near)],
        4 => {
            let mut it = opinion(dice, matter, scope, "pass", recent);
            it["valid_until"] = dice.around(&[0]).into();
            vec![it]
        }
        5 => vec![opinion(dice, matter, scope, "pass", coming)],
        // Two on one day: the later in the file counts.
        6 => {
            let (first, then) = dice.pick(&[("pass", "fail"), ("fail", "pass")]);
            vec![
                opinion(dice, matter, scope.clone(), first, near.clone()),
                opinion(dice, matter, scope, then, near),
            ]
        }
        7 => vec![
            opinion(dice, matter, scope.clone(), "fail", recent),
            opinion(dice, matter, scope, "pass", near),
        ],
        _ => {
            let other = if scope.is_some() {
                None
            } else {
                Some(json!("其他"))
            };
            vec![opinion(dice, matter, other, "pass", recent)]
        }
    }
}

fn opinion(
    dice: &mut Dice,
    matter: &str,
    scope: Option<Value>,
    result: &str,
    issued_on: String,
) -> Value {
    let mut opinion = json!({"matter": matter, "result": result, "issued_on": issued_on});
    if let Some(scope) = scope {
        opinion["scope"] = scope;
    }
    if matter == "acceptance" {
        let archives = if dice.odd() { "fail" } else { "pass" };
        opinion["organizer"] = dice.pick(&["bureau", "unit"]).into();
        opinion["archives"] = archives.into();
    }
    opinion
}

/// Orders and hazards, open and resolved, due and not yet.
fn orders(dice: &mut Dice, authority: &str, entries: &mut Vec<Value>) {
    let matters: &[&str] = match authority {
        "catalog" => &["integration-order", "rectification-order"],
        "cybersecurity" => &["major-hazard", "rectification-order"],
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
            let mut order =
                json!({"matter": matter, "issued_on": issued, "due_on": dice.around(&[0])});
            if dice.percent(40) {
                order["resolved_on"] = dice.around(&[0, 0, 1]).into();
            }
            if dice.percent(10) {
                order["valid_until"] = dice.back(1).into();
            }
            if *matter == "major-hazard" && dice.percent(50) {
                order.as_object_mut().expect("an object").remove("due_on");
            }
            entries.push(order);
        }
    }
}
