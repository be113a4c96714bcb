//! The engine against the oracle, and against itself.

use super::compare::{decisions, differences, engine};
use super::dates::plus_days;
use super::random::worlds;
use super::shrink::shrink;
use super::world::World;
use mulu_core::policy::Outcome;
use mulu_core::tree::Tree;
use proptest::prelude::*;
use serde_json::json;

/// Panics with the smallest registry on which they differ.
fn agree(world: World) {
    if differences(&world).is_empty() {
        return;
    }
    let small = shrink(world, |world| !differences(world).is_empty());
    let lines = differences(&small).join("\n  ");
    panic!("engine and oracle differ\n  {lines}\n{small}");
}

/// `PROPTEST_CASES` says how many registries; by default so many.
pub(super) fn registries(cases: u32) -> ProptestConfig {
    let said = std::env::var_os("PROPTEST_CASES").is_some();
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: if said { default.cases } else { cases },
        // The oracle's own shrinking knows documents.
        max_shrink_iters: 0,
        failure_persistence: None,
        ..default
    }
}

proptest! {
    #![proptest_config(registries(256))]

    #[test]
    fn engine_and_oracle_agree(world in worlds()) {
        agree(world);
    }
}

proptest! {
    #![proptest_config(registries(48))]

    #[test]
    fn neither_time_nor_the_order_of_files_changes_a_decision(world in worlds()) {
        let tree = world.tree();
        let mut reversed = Tree::default();
        let mut entries: Vec<_> = tree.iter().collect();
        entries.reverse();
        for (path, entry) in entries {
            reversed.insert(path.clone(), entry.clone());
        }
        let once = format!("{:?}", decisions(&tree, &world));
        prop_assert_eq!(&once, &format!("{:?}", decisions(&tree, &world)));
        prop_assert_eq!(&once, &format!("{:?}", decisions(&reversed, &world)));
    }

    #[test]
    fn what_is_unproven_names_what_is_missing(world in worlds()) {
        for decision in decisions(&world.tree(), &world).decisions {
            let outcomes = decision.outcomes.iter();
            for outcome in outcomes.flat_map(|it| it.items.iter().chain([it])) {
                let named = !outcome.missing.is_empty();
                let unproven = outcome.outcome == Outcome::Unproven;
                prop_assert_eq!(named, unproven, "{}{:#?}", world, outcome);
            }
        }
    }

    #[test]
    fn strangers_change_nothing(world in worlds()) {
        let before = engine(&world.tree(), &world);
        let mut more = world;
        more.put("units/stranger.yaml", json!({
            "name": "旁的单位", "category": "department", "budget_unit": true,
        }));
        more.put("systems/stranger/system.yaml", json!({
            "name": "旁的系统", "status": "operating",
            "data": {"resources": [{"name": "档案", "sharing": "unconditional", "collects": ["stranger-element"]}]},
        }));
        more.put("requests/2027/stranger/system.yaml", json!({
            "applicant": "stranger", "need": "x", "items": [{"category": "sensors", "amount": 7}],
        }));
        let mut after = engine(&more.tree(), &more);
        after.retain(|it| it.request != "2027/stranger/system");
        prop_assert_eq!(before, after);
    }

    #[test]
    fn opinions_of_tomorrow_change_nothing(world in worlds(), days in 1..90, pass in any::<bool>()) {
        let before = engine(&world.tree(), &world);
        let mut more = world;
        foretell(&mut more, days, if pass { "pass" } else { "fail" });
        prop_assert_eq!(before, engine(&more.tree(), &more));
    }
}

/// Says in every authority's file what will only be said after the evaluation date.
fn foretell(world: &mut World, days: i32, result: &str) {
    let later = plus_days(world.today, days).to_string();
    let coming = [
        (
            "catalog",
            json!({"matter": "acceptance", "result": result, "organizer": "unit", "archives": "fail"}),
        ),
        (
            "catalog",
            json!({"matter": "sharing-review", "result": result}),
        ),
        (
            "catalog",
            json!({"matter": "sharing-review", "result": result, "scope": "档案"}),
        ),
        (
            "catalog",
            json!({"matter": "self-evaluation", "result": result}),
        ),
        (
            "catalog",
            json!({"matter": "acceptance-extension", "result": result, "valid_until": "2030-01-01"}),
        ),
        (
            "catalog",
            json!({"matter": "hosting-exemption", "result": result}),
        ),
        (
            "catalog",
            json!({"matter": "expense-evaluation", "result": result, "scope": "2027/lan"}),
        ),
        (
            "catalog",
            json!({"matter": "integration-order", "due_on": "2029-01-01"}),
        ),
        (
            "cybersecurity",
            json!({"matter": "mlps-filing", "result": result, "level": 1}),
        ),
        (
            "cybersecurity",
            json!({"matter": "mlps-evaluation", "result": result}),
        ),
        (
            "cybersecurity",
            json!({"matter": "risk-assessment", "result": result}),
        ),
        ("cybersecurity", json!({"matter": "major-hazard"})),
        (
            "cryptography",
            json!({"matter": "crypto-assessment", "result": result}),
        ),
        (
            "government",
            json!({"matter": "retention-approval", "result": result}),
        ),
        (
            "government",
            json!({"matter": "withholding-approval", "result": result, "scope": "档案"}),
        ),
        (
            "finance",
            json!({"matter": "out-of-plan-funds", "result": result, "scope": "2027", "amount": 1}),
        ),
        (
            "audit",
            json!({"matter": "rectification-order", "due_on": "2029-01-01"}),
        ),
        (
            "finance",
            json!({"matter": "measure", "measure": "suspend"}),
        ),
    ];
    let subjects: Vec<String> = ["systems/", "units/"]
        .iter()
        .flat_map(|folder| {
            world
                .docs
                .keys()
                .filter_map(move |path| path.strip_prefix(*folder))
        })
        .map(str::to_owned)
        .collect();
    for subject in subjects {
        for (authority, mut opinion) in coming.clone() {
            opinion["issued_on"] = later.clone().into();
            let path = format!("opinions/{authority}/{subject}");
            match world.docs.get_mut(&path) {
                Some(doc) if doc.fault.is_some() => {}
                Some(doc) => {
                    let opinions = doc.value["opinions"].as_array_mut();
                    opinions.expect("a list").push(opinion);
                }
                None => world.put(path, json!({"opinions": [opinion]})),
            }
        }
    }
}
