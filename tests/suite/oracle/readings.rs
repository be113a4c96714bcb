//! Where the contract can be read in two ways: how it is read here, by both.
//!
//! Each reading changes a registry in which every rule that applies is met.

use super::compare::engine;
use super::judge::{Judgement, judge};
use super::papers::AUTHORITIES;
use super::world::{Fault, World};
use jiff::civil::date;
use serde_json::{Value, json};

const SYSTEM: &str = "systems/office/desk.yaml";
const REQUEST: &str = "requests/2027/office/desk.yaml";
const CATALOG: &str = "opinions/catalog/office/desk.yaml";

/// One system of one unit, in order.
fn in_order() -> World {
    let mut world = World {
        today: date(2026, 12, 1),
        year: 2027,
        docs: [].into(),
    };
    let passed =
        |matter: &str| json!({"matter": matter, "result": "pass", "issued_on": "2026-09-01"});
    let accepted = json!({
        "matter": "acceptance", "result": "pass", "issued_on": "2026-03-01",
        "organizer": "unit", "archives": "pass",
    });
    let project =
        json!({"projects": [{"system": "office/desk", "kind": "maintenance", "amount": 90}]});
    // Who isn't named in the settings attests to nothing.
    let authorities = AUTHORITIES.map(|id| (id.to_owned(), json!("office")));
    let authorities = serde_json::Map::from_iter(authorities);
    let mut safe = ["mlps-filing", "mlps-evaluation", "risk-assessment"].map(passed);
    safe[0]["level"] = 2.into();
    let encrypted = ["crypto-plan", "crypto-assessment"].map(passed);
    for (path, value) in [
        (
            "registry.yaml",
            json!({"title": "目录", "authorities": authorities}),
        ),
        (
            "units/office.yaml",
            json!({
                "name": "办公室", "category": "department", "budget_unit": true,
                "integrated_plan": {
                    "from_year": 2026, "to_year": 2028, "filed_on": "2026-01-05", "systems": ["office/desk"],
                },
            }),
        ),
        (
            SYSTEM,
            json!({
                "name": "工作台", "status": "operating", "operating_since": "2026-01-01",
                "definition": {"information_system": true, "government_user": true, "supports_duties": true, "funded_by": "government"},
                "network": "extranet", "hosting": {"platform": "wulong-cloud"},
                "construction": {"total_investment": 100, "completed_on": "2025-12-01"},
                "data": {"resources": [{
                    "name": "台账", "sharing": "unconditional", "collects": ["ledger"],
                    "published": {"platform_id": "P", "on": "2026-12-01"},
                }]},
                "security": {"mlps_level": 2, "management_regime": true},
            }),
        ),
        (CATALOG, json!({"opinions": [accepted]})),
        (
            "opinions/cybersecurity/office/desk.yaml",
            json!({"opinions": safe}),
        ),
        (
            "opinions/cryptography/office/desk.yaml",
            json!({ "opinions": encrypted }),
        ),
        ("lists/2027.yaml", project.clone()),
        ("plans/2027.yaml", project),
        (
            REQUEST,
            json!({
                "applicant": "office", "need": "运行维护",
                "items": [{"category": "sensors", "amount": 90, "purpose": "replacement"}],
            }),
        ),
    ] {
        world.put(path, value);
    }
    world
}

/// What engine and oracle say, which must be the same.
fn both(world: &World) -> Judgement {
    let mut oracle = judge(world);
    assert_eq!(engine(&world.tree(), world), oracle, "{world}");
    oracle.pop().expect("a request")
}

/// Holds the changed registry against what a rule should say of it.
fn reads(rule: &str, expected: &str, change: impl FnOnce(&mut World)) {
    let mut world = in_order();
    change(&mut world);
    let says = both(&world).answers[rule].says.id();
    assert_eq!(says, expected, "{rule}\n{world}");
}

fn set(world: &mut World, path: &str, pointer: &str, value: Value) {
    let doc = world.docs.get_mut(path).expect("a document");
    *doc.value.pointer_mut(pointer).expect("a field") = value;
}

fn spoil(world: &mut World, path: &str) {
    world.docs.get_mut(path).expect("a document").fault = Some(Fault::Syntax);
}

#[test]
fn the_registry_in_order_is_eligible() {
    let judgement = both(&in_order());
    assert_eq!(
        (judgement.verdict, judgement.amount),
        ("eligible", Some(90))
    );
    let good = |says: &str| says == "met" || says == "not-applicable";
    assert!(
        judgement
            .answers
            .values()
            .all(|answer| good(answer.says.id()))
    );
}

#[test]
fn a_list_that_is_not_there_has_no_elements() {
    for rule in [
        "sharing/published",
        "sharing/one-source",
        "sharing/not-exclusive",
    ] {
        reads(rule, "not-applicable", |world| {
            set(world, SYSTEM, "/data", json!({"none_because": "只转发"}))
        });
        reads(rule, "not-applicable", |world| {
            set(world, SYSTEM, "/data", json!({}))
        });
    }
}

#[test]
fn without_resources_the_reason_for_having_none_is_evidence() {
    let rule = "sharing/catalogued";
    reads(rule, "unproven", |world| {
        set(world, SYSTEM, "/data", json!({}))
    });
    reads(rule, "unproven", |world| {
        set(world, SYSTEM, "/data", json!({"resources": []}))
    });
    reads(rule, "unproven", |world| {
        set(world, SYSTEM, "/data", json!({"none_because": "只转发"}))
    });
    reads(rule, "unmet", |world| {
        set(world, SYSTEM, "/data", json!({"none_because": "只转发"}));
        let failed =
            json!({"matter": "sharing-review", "result": "fail", "issued_on": "2026-05-01"});
        set(world, CATALOG, "/opinions", json!([failed]));
    });
}

#[test]
fn without_a_plan_it_is_in_none_and_nothing_else_asks() {
    for (spoilt, amount) in [(false, "not-applicable"), (true, "unproven")] {
        let change = |world: &mut World| {
            if spoilt {
                spoil(world, "plans/2027.yaml");
            } else {
                world.docs.remove("plans/2027.yaml");
            }
        };
        reads("request/in-investment-plan", "unproven", change);
        reads("request/amount-matches-plan", amount, change);
        reads("request/out-of-plan", amount, change);
    }
    reads("request/amount-matches-plan", "not-applicable", |world| {
        set(world, "plans/2027.yaml", "/projects", json!([]));
    });
}

#[test]
fn a_broken_system_is_no_evidence_and_a_missing_one_has_no_outcome() {
    let of_opinions = [
        "security/no-major-hazard",
        "supervision/no-measure",
        "supervision/no-overdue-rectification",
    ];
    for rule in of_opinions {
        reads(rule, "met", |world| spoil(world, SYSTEM));
        reads(rule, "unproven", |world| drop(world.docs.remove(SYSTEM)));
    }
    reads("catalog/listed", "unproven", |world| spoil(world, SYSTEM));
    reads("catalog/listed", "unmet", |world| {
        drop(world.docs.remove(SYSTEM))
    });
    reads("integration/no-overdue-order", "met", |world| {
        drop(world.docs.remove(SYSTEM))
    });
    // No opinion lifts what isn't there.
    reads("sharing/connected", "unproven", |world| {
        let kept =
            json!({"matter": "retention-approval", "result": "pass", "issued_on": "2026-05-01"});
        world.put(
            "opinions/government/office/desk.yaml",
            json!({"opinions": [kept]}),
        );
        world.docs.remove(SYSTEM);
    });
}

#[test]
fn a_broken_document_that_names_an_element_may_collect_it() {
    let another = json!({"name": "x", "status": "operating", "data": {"resources": [
        {"name": "x", "sharing": "unconditional", "collects": ["ledger"]},
    ]}});
    let rule = "sharing/one-source";
    reads(rule, "unproven", |world| {
        world.put("systems/office/other.yaml", another.clone())
    });
    reads(rule, "unproven", |world| {
        world.put("systems/office/other.yaml", another.clone());
        spoil(world, "systems/office/other.yaml");
    });
    reads(rule, "met", |world| {
        world.put(
            "systems/office/other.yaml",
            json!({"name": "x", "status": "operating"}),
        );
        spoil(world, "systems/office/other.yaml");
    });
}

#[test]
fn every_order_counts_and_one_that_is_overdue_outweighs_a_broken_file() {
    let order = |due: &str| json!({"matter": "integration-order", "issued_on": "2026-05-01", "due_on": due});
    let orders = json!({"opinions": [order("2026-06-01"), order("2027-06-01")]});
    let rule = "integration/no-overdue-order";
    let other = "opinions/catalog/office/other.yaml";
    reads(rule, "unmet", |world| world.put(other, orders.clone()));
    reads(rule, "unproven", |world| spoil(world, CATALOG));
    reads(rule, "unmet", |world| {
        world.put(other, orders.clone());
        spoil(world, CATALOG);
    });
    // An order on the unit itself stops it too.
    reads(rule, "unmet", |world| {
        world.put("opinions/catalog/office.yaml", orders.clone())
    });
}

#[test]
fn who_asks_is_known_from_the_request_alone() {
    let rule = "request/budget-unit";
    reads(rule, "unproven", |world| {
        drop(world.docs.remove("units/office.yaml"))
    });
    reads(rule, "unproven", |world| spoil(world, REQUEST));
    reads(rule, "unmet", |world| {
        set(world, REQUEST, "/applicant", "elsewhere".into())
    });
    reads("request/in-project-list", "met", |world| {
        spoil(world, REQUEST)
    });
    reads("request/is-maintenance", "unproven", |world| {
        spoil(world, REQUEST)
    });
}

#[test]
fn the_self_evaluation_is_due_from_the_twelfth_month_to_the_twenty_fourth() {
    for (accepted, expected) in [
        ("2025-12-02", "not-applicable"),
        ("2025-12-01", "unproven"),
        ("2024-12-01", "unproven"),
        ("2024-11-30", "unmet"),
    ] {
        reads("acceptance/self-evaluated", expected, |world| {
            set(world, CATALOG, "/opinions/0/issued_on", accepted.into());
            set(world, SYSTEM, "/operating_since", "2024-01-01".into());
            set(
                world,
                SYSTEM,
                "/construction/completed_on",
                "2024-01-01".into(),
            );
        });
    }
}

#[test]
fn what_is_complete_tomorrow_is_not_complete() {
    let rule = "acceptance/on-time";
    for (completed, expected) in [("2026-12-01", "met"), ("2026-12-02", "unproven")] {
        reads(rule, expected, |world| {
            set(world, CATALOG, "/opinions", json!([]));
            set(
                world,
                SYSTEM,
                "/construction/completed_on",
                completed.into(),
            );
        });
    }
}

#[test]
fn a_second_phase_is_a_work_of_its_own_and_a_new_project_stands_for_the_system() {
    let project = |kind: &str, completed: &str| {
        json!({
            "name": "二期", "kind": kind, "systems": ["office/desk"], "applicant": "office",
            "completed_on": completed,
        })
    };
    let rule = "acceptance/passed";
    for (kind, completed, expected) in [
        ("expansion", "2026-06-01", "met"),
        ("expansion", "2026-05-31", "unproven"),
        ("expansion", "2026-12-02", "met"),
        ("new", "2026-06-01", "unproven"),
    ] {
        reads(rule, expected, |world| {
            world.put("projects/office/second.yaml", project(kind, completed));
        });
    }
}
