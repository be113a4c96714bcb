//! Random requests, project lists and investment plans.

use super::{Dice, SYSTEMS, lay, oddly};
use crate::oracle::rules::request::categories;
use crate::oracle::world::World;
use serde_json::{Value, json};

/// A request by the system's unit, mostly.
pub(super) fn request(dice: &mut Dice, reference: &str) -> Value {
    let own = reference.split('/').next().expect("a unit");
    let applicant = if dice.percent(15) || dice.odd() {
        dice.pick(&["bureau", "center", "clinic", "school", "ghost"])
    } else {
        own
    };
    let all: Vec<&str> = categories().collect();
    // Categories in order: eligible, conditional, ineligible.
    let items: Vec<Value> = (0..=dice.below(3))
        .map(|_| {
            let upto = if dice.odd() {
                48
            } else if dice.percent(30) {
                38
            } else {
                27
            };
            let category = all[dice.below(upto) as usize];
            item(dice, category)
        })
        .collect();
    let mut request = json!({"applicant": applicant, "need": "系统运行维护", "items": items});
    oddly(dice, &mut request, "need", &[]);
    if dice.percent(15) || dice.odd() {
        let amount = dice.pick(&[1, 2, 499_999, 500_000, 500_000, 500_001]);
        request["upgrade"] = json!({"amount": amount, "main_function_changed": dice.odd()});
    }
    request
}

fn item(dice: &mut Dice, category: &str) -> Value {
    let amount = dice.pick(&[1, 2, 80_000, 250_000, 500_000]);
    let mut item = json!({"category": category, "amount": amount});
    if category == "software-licences" || dice.odd() {
        item["deployed_here"] = true.into();
        oddly(dice, &mut item, "deployed_here", &[false.into()]);
    }
    item["purpose"] = dice.pick(&["replacement", "capacity"]).into();
    oddly(dice, &mut item, "purpose", &["new".into()]);
    item
}

/// What is asked for a system.
fn asked(world: &World, reference: &str) -> i64 {
    let request = world.docs.get(&format!("requests/2027/{reference}.yaml"));
    let items = request.and_then(|doc| doc.value["items"].as_array());
    items
        .into_iter()
        .flatten()
        .filter_map(|it| it["amount"].as_i64())
        .sum()
}

/// The year's list and plan; plans follow the requests, mostly.
pub(super) fn list_and_plan(dice: &mut Dice, world: &mut World) {
    for folder in ["lists", "plans"] {
        let mut projects = Vec::new();
        for reference in SYSTEMS {
            let asked = asked(world, reference);
            if dice.odd() {
                continue;
            }
            let amount = if dice.odd() {
                asked + dice.pick(&[1, 1000])
            } else {
                asked
            };
            let mut entry = json!({"system": reference, "kind": "maintenance", "amount": amount});
            if folder == "plans" && (dice.percent(12) || dice.odd()) {
                entry["track"] = dice.pick(&["out-of-plan", "out-of-plan", "annual"]).into();
                entry["adjusted_on"] = dice.around(&[0, 1]).into();
                oddly(dice, &mut entry, "adjusted_on", &[]);
            }
            projects.push(entry);
        }
        lay(
            dice,
            world,
            format!("{folder}/2027.yaml"),
            json!({ "projects": projects }),
        );
        world.put(format!("{folder}/2026.yaml"), json!({"projects": []}));
    }
}

/// The year's budget and its cloud resources; the budget is often not adopted yet.
pub(super) fn budget_and_cloud(dice: &mut Dice, world: &mut World) {
    let (mut budget, mut cloud) = (Vec::new(), Vec::new());
    for reference in SYSTEMS {
        let asked = asked(world, reference);
        let own = reference.split('/').next().expect("a unit");
        let mut entry =
            json!({"unit": own, "system": reference, "kind": "maintenance", "amount": asked});
        oddly(dice, &mut entry, "amount", &[json!(asked + 1)]);
        if entry.get("amount").is_some() && !dice.odd() {
            budget.push(entry);
        }
        if !dice.odd() {
            let amount = dice.pick(&[80_000, 250_000, 900_000]);
            cloud.push(json!({"system": reference, "resources": "云主机", "amount": amount}));
        }
    }
    if dice.percent(70) {
        lay(
            dice,
            world,
            "budgets/2027.yaml".into(),
            json!({ "entries": budget }),
        );
    }
    if dice.percent(90) {
        lay(
            dice,
            world,
            "cloud/2027.yaml".into(),
            json!({ "entries": cloud }),
        );
    }
}
