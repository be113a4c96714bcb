//! Random registries whose values crowd around the thresholds.
//!
//! Most of a registry is in order, so that single causes show; a wilder one
//! has several at once. Dates fall on, before and after the day that a rule
//! turns on, and the evaluation dates lie where months clip.

mod dice;
mod faults;
mod money;
mod opinions;
mod projects;
mod system;

use super::world::World;
use dice::Dice;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A small district: who is above whom varies.
const UNITS: [&str; 4] = ["bureau", "center", "clinic", "school"];

/// Its systems.
const SYSTEMS: [&str; 6] = [
    "bureau/portal",
    "center/cases",
    "center/archive",
    "clinic/records",
    "school/campus",
    "school/library",
];

/// What they collect.
const ELEMENTS: [&str; 4] = [
    "resident-name",
    "land-parcel",
    "school-roll",
    "clinic-visit",
];

/// Days on which adding months clips, and ordinary ones.
const TODAYS: [Date; 8] = [
    date(2026, 12, 1),
    date(2027, 2, 28),
    date(2027, 3, 1),
    date(2027, 8, 31),
    date(2026, 11, 30),
    date(2028, 2, 29),
    date(2028, 2, 28),
    date(2027, 6, 15),
];

/// Random registries with requests for 2027.
pub(super) fn worlds() -> impl Strategy<Value = World> {
    Just(()).prop_perturb(|(), rng| world(rng))
}

fn world(rng: proptest::test_runner::TestRng) -> World {
    let mut dice = Dice::new(rng);
    dice.today = dice.pick(&TODAYS);
    let mut world = World {
        today: dice.today,
        year: 2027,
        docs: [].into(),
    };
    lay(&mut dice, &mut world, "registry.yaml".into(), settings());
    for unit in UNITS {
        let value = a_unit(&mut dice, unit);
        lay(&mut dice, &mut world, format!("units/{unit}.yaml"), value);
        opinions::on_unit(&mut dice, &mut world, unit);
    }
    let dictionary = elements(&mut dice);
    lay(&mut dice, &mut world, "elements.yaml".into(), dictionary);
    for reference in SYSTEMS {
        let system = system::system(&mut dice);
        let request = money::request(&mut dice, reference);
        opinions::on_system(&mut dice, &mut world, reference, &system, &request);
        lay(
            &mut dice,
            &mut world,
            format!("systems/{reference}.yaml"),
            system,
        );
        if dice.percent(70) {
            lay(
                &mut dice,
                &mut world,
                format!("requests/2027/{reference}.yaml"),
                request,
            );
        } else if dice.percent(50) {
            world.put(format!("requests/2026/{reference}.yaml"), request);
        }
    }
    money::list_and_plan(&mut dice, &mut world);
    money::budget_and_cloud(&mut dice, &mut world);
    projects::projects(&mut dice, &mut world);
    world
}

/// Puts a document in its place: mostly sound, sometimes broken or not there.
fn lay(dice: &mut Dice, world: &mut World, path: String, mut value: Value) {
    if dice.rarely() {
        return;
    }
    if dice.odd() {
        value["x-remark"] = json!("随手记");
    }
    let doc = if dice.rarely() {
        faults::broken(dice, &path, value)
    } else {
        super::world::Doc::sound(value)
    };
    world.docs.insert(path, doc);
}

fn settings() -> Value {
    let authorities = super::papers::AUTHORITIES.map(|id| (id.to_owned(), json!("bureau")));
    json!({
        "title": "随机目录",
        "timezone": "Asia/Shanghai",
        "authorities": serde_json::Map::from_iter(authorities),
    })
}

fn a_unit(dice: &mut Dice, unit: &str) -> Value {
    let mut value = json!({
        "name": format!("单位 {unit}"),
        "category": dice.pick(&["department", "department", "organization", "school", "school-or-hospital"]),
        "budget_unit": !dice.odd(),
    });
    let parent = match unit {
        "center" => Some("bureau"),
        "clinic" => Some("center"),
        _ => None,
    };
    let odd_parents = [
        None,
        Some("bureau"),
        Some("center"),
        Some("clinic"),
        Some("school"),
        Some("ghost"),
    ];
    let parent = if dice.odd() {
        dice.pick(&odd_parents)
    } else {
        parent
    };
    if let Some(parent) = parent {
        value["parent"] = parent.into();
    }
    if !dice.odd() {
        let odd_from = dice.pick(&[2022, 2023, 2025, 2027, 2028]);
        let from = if dice.odd() { odd_from } else { 2026 };
        let odd_years = dice.pick(&[1, 2, 6, 7]);
        let years = if dice.odd() {
            odd_years
        } else {
            dice.pick(&[3, 4, 5])
        };
        let listed = SYSTEMS
            .into_iter()
            .filter(|_| !dice.odd())
            .collect::<Vec<_>>();
        value["integrated_plan"] =
            json!({"from_year": from, "to_year": from + years - 1, "systems": listed});
        let filed = if dice.odd() {
            dice.around(&[0])
        } else {
            dice.back(9)
        };
        value["integrated_plan"]["filed_on"] = filed.into();
        oddly(dice, &mut value["integrated_plan"], "filed_on", &[]);
    }
    value
}

/// Now and then another value, or none.
fn oddly(dice: &mut Dice, object: &mut Value, key: &str, others: &[Value]) {
    if !dice.odd() {
        return;
    }
    if others.is_empty() || dice.percent(40) {
        object.as_object_mut().expect("an object").remove(key);
    } else {
        object[key] = dice.pick(others);
    }
}

/// The dictionary: most elements have the source that `system` lets collect them.
fn elements(dice: &mut Dice) -> Value {
    let mut known = serde_json::Map::new();
    for element in ELEMENTS {
        let mut entry = json!({"name": element});
        match dice.below(8) {
            0 => continue,
            1..=3 => {}
            _ => entry["source"] = dice.pick(&SYSTEMS).into(),
        }
        known.insert(element.into(), entry);
    }
    json!({ "elements": known })
}
