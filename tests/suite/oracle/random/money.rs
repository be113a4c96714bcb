//! Random requests, project lists and investment plans.

use super::{Dice, SYSTEMS, lay};
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
            let upto = if dice.odd() { 42 } else if dice.percent(30) { 33 } else { 22 };
            json!({"category": all[dice.below(upto) as usize], "amount": dice.pick(&[0, 1, 80_000, 250_000])})
        })
        .collect();
    let mut request = json!({"applicant": applicant, "need": "系统运行维护", "items": items});
    if dice.percent(15) || dice.odd() {
        let amount = dice.pick(&[0, 499_999, 500_000, 500_000, 500_001]);
        request["upgrade"] = json!({"amount": amount, "main_function_changed": dice.odd()});
    }
    request
}

/// The year's list and plan; plans follow the requests, mostly.
pub(super) fn list_and_plan(dice: &mut Dice, world: &mut World) {
    for folder in ["lists", "plans"] {
        let mut projects = Vec::new();
        for reference in SYSTEMS {
            let request = world.docs.get(&format!("requests/2027/{reference}.yaml"));
            let items = request.and_then(|doc| doc.value["items"].as_array());
            let asked: i64 = items
                .into_iter()
                .flatten()
                .filter_map(|it| it["amount"].as_i64())
                .sum();
            if dice.odd() {
                let kind = dice.pick(&["new", "expansion", "continuing"]);
                projects.push(json!({"system": reference, "kind": kind, "amount": 5}));
            }
            if !dice.odd() {
                let amount = if dice.odd() {
                    asked + dice.pick(&[1, 1000])
                } else {
                    asked
                };
                projects
                    .push(json!({"system": reference, "kind": "maintenance", "amount": amount}));
            }
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
