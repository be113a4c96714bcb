//! References that lead nowhere, and what documents contradict.

use super::{findings, load};
use crate::diagnostic::Diagnostic;

/// A system in order but for the lines of its data.
fn data(lines: &str) -> String {
    format!("name: 门诊系统\nstatus: trial\ndata:\n{lines}")
}

/// File, text, and the finding there.
const NOWHERE: &[(&str, &str, &str)] = &[
    (
        "units/health.yaml",
        "name: 委\ncategory: department\nbudget_unit: true\nparent: burea\n",
        "/parent: reference/unknown-unit",
    ),
    (
        "units/health.yaml",
        "name: 委\ncategory: department\nbudget_unit: true\nintegrated_plan:\n  from_year: 2025\n  to_year: 2027\n  systems: [health/platform, health/platfrm]\n",
        "/integrated_plan/systems/1: reference/unknown-system",
    ),
    (
        "systems/heath/new.yaml",
        "name: 新\nstatus: trial\n",
        "/name: reference/unknown-unit",
    ),
    (
        "systems/health/clinic.yaml",
        concat!(
            "name: 门诊系统\nstatus: trial\ndata:\n",
            "  reuses: ['health/platfrm#个案']\n"
        ),
        "/data/reuses/0: reference/unknown-system",
    ),
    (
        "systems/health/clinic.yaml",
        concat!(
            "name: 门诊系统\nstatus: trial\ndata:\n",
            "  reuses: ['health/platform#各案']\n"
        ),
        "/data/reuses/0: reference/unknown-resource",
    ),
    (
        "systems/health/clinic.yaml",
        concat!(
            "name: 门诊系统\nstatus: trial\ndata:\n",
            "  resources:\n    - name: 号源\n      sharing: unconditional\n      collects: [persn]\n"
        ),
        "/data/resources/0/collects/0: reference/unknown-element",
    ),
    (
        "elements.yaml",
        "elements:\n  person:\n    name: 人口信息\n    source: health/platfrm\n",
        "/elements/person/source: reference/unknown-system",
    ),
    (
        "lists/2027.yaml",
        "projects:\n  - system: health/platfrm\n    kind: maintenance\n",
        "/projects/0/system: reference/unknown-system",
    ),
    (
        "plans/2028.yaml",
        "projects:\n  - system: health/platfrm\n    kind: new\n    amount: 1\n",
        "/projects/0/system: reference/unknown-system",
    ),
    (
        "requests/2027/health/platform.yaml",
        "applicant: heath\nitems: [{category: extranet, amount: 1}]\n",
        "/applicant: reference/unknown-unit",
    ),
    (
        "requests/2027/health/platfrm.yaml",
        "applicant: health\nitems: [{category: extranet, amount: 1}]\n",
        "/applicant: reference/unknown-system",
    ),
    (
        "opinions/audit/heath.yaml",
        "opinions: []\n",
        "/opinions: reference/unknown-unit",
    ),
    (
        "opinions/audit/health/platfrm.yaml",
        "opinions: []\n",
        "/opinions: reference/unknown-system",
    ),
];

#[test]
fn every_reference_that_leads_nowhere_is_said_at_its_place() {
    for (path, text, expected) in NOWHERE {
        let (_, found) = load(&[(path, text)]);
        let said = super::said(&found);
        let expected = format!("{path}#{expected}");
        let at = said.iter().position(|found| *found == expected);
        let at = at.unwrap_or_else(|| panic!("{expected} not in {said:?}"));
        assert_eq!(found[at].help.len(), 1, "{expected}");
    }
    assert_eq!(
        findings(&[("units/bureau.yaml", "")])
            .first()
            .map(String::as_str),
        Some("registry.yaml#/authorities/catalog: reference/unknown-unit")
    );
}

#[test]
fn a_scope_must_be_a_resource_only_where_the_matter_is_about_one() {
    let opinion = |matter: &str, scope: &str| {
        format!(
            "opinions:\n  - matter: {matter}\n    scope: {scope}\n    result: pass\n    issued_on: 2026-01-02\n"
        )
    };
    let path = "opinions/catalog/health/platform.yaml";
    assert_eq!(
        findings(&[(path, &opinion("sharing-review", "个安"))]),
        [format!("{path}#/opinions/0/scope: opinion/unknown-scope")]
    );
    assert_eq!(
        findings(&[(path, &opinion("expense-evaluation", "2027/sensors"))]),
        [""; 0]
    );
}

#[test]
fn what_stands_twice_points_at_the_first() {
    let one = "    - {name: 号源, sharing: unconditional}\n";
    let text = data(&format!("  resources:\n{one}{one}{one}"));
    let (_, found) = load(&[("systems/health/clinic.yaml", &text)]);
    let path = "systems/health/clinic.yaml";
    let codes = |at| format!("{path}#/data/resources/{at}/name: system/duplicate-resource");
    assert_eq!(super::said(&found), [codes(1), codes(2)]);
    for finding in &found {
        assert_eq!(finding.secondary[0].pointer, "/data/resources/0/name");
    }
    let line = "  - {system: health/clinic, kind: maintenance, amount: 1}\n";
    let text = format!("projects:\n{line}{line}{line}");
    let (_, found) = load(&[("lists/2027.yaml", &text)]);
    let twice = |found: &&Diagnostic| found.code.id == "list/duplicate-entry";
    assert_eq!(found.iter().filter(twice).count(), 2);
    for finding in found.iter().filter(twice) {
        assert_eq!(finding.secondary[0].pointer, "/projects/0/system");
    }
}

#[test]
fn a_rotten_registry_is_judged_in_good_time() {
    let mut text = "projects:\n".to_owned();
    for at in 0..1000 {
        text += &format!("  - {{system: helth/system-number-{at}, kind: maintenance}}\n");
    }
    let systems: Vec<(String, String)> = (0..1000)
        .map(|at| {
            (
                format!("systems/health/system-numbr-{at}.yaml"),
                format!("name: 新{at}\nstatus: trial\n"),
            )
        })
        .collect();
    let mut changes: Vec<(&str, &str)> = systems
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    changes.push(("lists/2027.yaml", &text));
    let start = std::time::Instant::now();
    // And the plan has a line that the list hasn't any more.
    assert_eq!(load(&changes).1.len(), 1001);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
