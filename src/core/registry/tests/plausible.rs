//! What is hardly meant: the same code twice, days to come, thousands as ones.

use super::{SCHEMAS, findings, load, said};
use jiff::civil::date;

/// What is implausible in December 2026.
fn implausible(changes: &[(&str, &str)]) -> Vec<String> {
    let (registry, _) = load(changes);
    said(&registry.implausible(&SCHEMAS, date(2026, 12, 1)))
}

#[test]
fn what_happened_is_not_to_come() {
    let opinion = |lines: &str| {
        let text = format!("opinions:\n  - {{matter: rectification-order, {lines}}}\n");
        implausible(&[
            ("opinions/audit/health.yaml", &text),
            ("plans/2027.yaml", "projects: []\n"),
            ("requests/2027/health/platform.yaml", ""),
        ])
    };
    let place = "opinions/audit/health.yaml#/opinions/0/";
    assert_eq!(
        opinion("issued_on: 2026-12-01, due_on: 2027-06-30"),
        [""; 0]
    );
    assert_eq!(
        opinion("issued_on: 2026-12-02, due_on: 2062-06-30"),
        [
            format!("{place}issued_on: value/future"),
            format!("{place}due_on: value/far-ahead")
        ]
    );
}

#[test]
fn thousands_are_not_written_as_ones() {
    let plan = |amount: i64| {
        let text = format!(
            "projects: [{{system: health/platform, kind: maintenance, amount: {amount}}}]\n"
        );
        implausible(&[
            ("plans/2027.yaml", &text),
            ("requests/2027/health/platform.yaml", ""),
        ])
    };
    assert_eq!(
        plan(80),
        ["plans/2027.yaml#/projects/0/amount: value/small-amount"]
    );
    assert_eq!(plan(800_000), [""; 0]);
    assert_eq!(plan(0), [""; 0]);
    let system = "name: 门诊系统\nstatus: trial\nconstruction: {total_investment: 3620}\n";
    let found = implausible(&[
        ("systems/health/clinic.yaml", system),
        ("plans/2027.yaml", ""),
        ("requests/2027/health/platform.yaml", ""),
    ]);
    let place = "systems/health/clinic.yaml#/construction/total_investment";
    assert_eq!(found, [format!("{place}: value/small-amount")]);
}

#[test]
fn a_code_stands_once() {
    let system = |name: &str, code: &str| {
        format!(
            "name: {name}\nstatus: trial\ndata:\n  resources:\n    - {{name: 号源, sharing: unconditional, published: {{platform_id: {code}, on: 2026-01-02}}}}\n"
        )
    };
    let (one, two) = ("systems/health/clinic.yaml", "systems/health/lab.yaml");
    let both = |code: &str| {
        let (first, second) = (system("门诊系统", "P-1"), system("检验系统", code));
        let (registry, found) = load(&[(one, &first), (two, &second)]);
        (registry.faulty.len(), said(&found))
    };
    assert_eq!(both("P-2"), (0, Vec::new()));
    let place = format!("{two}#/data/resources/0/published/platform_id");
    assert_eq!(
        both("p-1"),
        (2, vec![format!("{place}: registry/duplicate-code")])
    );
    let same = system("健康平台", "P-3");
    assert_eq!(
        findings(&[(two, &same)]),
        ["systems/health/platform.yaml#/name: registry/same-name"]
    );
}

#[test]
fn steps_come_in_their_order() {
    let system = |lines: &str| {
        let text = format!("name: 门诊系统\nstatus: trial\n{lines}");
        findings(&[("systems/health/clinic.yaml", &text)])
    };
    let place = "systems/health/clinic.yaml#/";
    assert_eq!(
        system("operating_since: 2024-01-01\nconstruction: {completed_on: 2024-02-01}\n"),
        [format!("{place}operating_since: system/dates")]
    );
    assert_eq!(
        system("construction: {completed_on: 2024-02-01, approval: {approved_on: 2024-03-01}}\n"),
        [format!("{place}construction/completed_on: system/dates")]
    );
}

#[test]
fn an_authority_needs_two_people() {
    let one = "name: 区大数据发展局\ncategory: department\nbudget_unit: true\nmaintainers: [one]\n";
    let found = findings(&[("units/bureau.yaml", one)]);
    assert_eq!(found.len(), 3);
    assert!(
        found
            .iter()
            .all(|found| found.ends_with("settings/too-few-people"))
    );
    let settings = "title: 总目录\nauthorities: {health: {units: [bureau]}, audit: bureau, catalog: bureau, cybersecurity: bureau}\n";
    assert_eq!(
        findings(&[("registry.yaml", settings)]),
        ["registry.yaml#/authorities/health: settings/unit-and-authority"]
    );
}
