//! A generated registry works as a real one does, and knows every outcome.

use mulu_core::policy::{Outcome, Pack};
use mulu_core::registry::{self, Registry};
use mulu_core::schema::Schemas;
use mulu_core::tree::Tree;
use mulu_core::{decision, policy};
use mulu_generate::{self as generate, Order};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

const ORDER: Order = Order {
    seed: 1,
    systems: 320,
    invalid: 0,
    year: 2027,
};

/// The generated registry under this repository's rules.
fn world(order: Order) -> (Tree, Schemas) {
    let mut tree = generate::tree(order).unwrap();
    for (path, entry) in crate::pack::pack_tree().iter() {
        tree.insert(Arc::clone(path), entry.clone());
    }
    let schemas = Schemas::load(&tree).0.unwrap();
    (tree, schemas)
}

fn errors(tree: &Tree, schemas: &Schemas) -> (Registry, Vec<String>) {
    let (mut registry, mut findings) = registry::load(tree, schemas);
    let pack = pack(tree, schemas);
    findings.extend(registry.attest(schemas, pack.vocabulary().as_ref()));
    let errors = findings
        .iter()
        .filter(|finding| finding.code.severity == mulu_core::diagnostic::Severity::Error)
        .map(|finding| format!("{} {}", finding.code.id, finding.primary.path))
        .collect();
    (registry, errors)
}

fn pack(tree: &Tree, schemas: &Schemas) -> Pack {
    let (pack, findings) = policy::load(tree, schemas);
    pack.unwrap_or_else(|| panic!("{findings:?}"))
}

#[test]
fn it_has_no_errors() {
    for seed in [1, 2] {
        let (tree, schemas) = world(Order { seed, ..ORDER });
        assert_eq!(errors(&tree, &schemas).1, Vec::<String>::new());
    }
}

/// What a generated registry doesn't have: values that the schemas or its being
/// free of errors rule out, and years without a list or plan.
#[test]
fn every_other_outcome_occurs() {
    let (tree, schemas) = world(ORDER);
    let (registry, _) = errors(&tree, &schemas);
    let pack = pack(&tree, &schemas);
    let on = jiff::civil::date(2026, 12, 1);
    let decisions = decision::decide(&registry, &pack, on, 2027);
    let projects = decision::decide_projects(&registry, &pack, on, 2027, |_| true);
    assert_eq!(projects.projects.len(), 80, "one for four systems");
    let mut table = String::new();
    for (number, rule) in pack.rules.iter().enumerate() {
        let outcomes = decisions.decisions.iter().flat_map(|it| &it.outcomes);
        let of_projects = projects.projects.iter().flat_map(|it| &it.outcomes);
        let outcomes = outcomes.chain(of_projects);
        let seen: BTreeSet<Outcome> = outcomes
            .filter(|it| usize::from(it.rule) == number)
            .map(|it| it.outcome)
            .collect();
        let seen: Vec<&str> = seen.into_iter().map(Outcome::id).collect();
        writeln!(table, "{}: {}", rule.id, seen.join(" ")).unwrap();
    }
    insta::assert_snapshot!(table, @"
    accept/materials: met
    accept/archives: met unproven
    accept/organizer: not-applicable met
    accept/in-time: not-applicable met
    accept/in-catalog: met unmet
    acceptance/passed: met unproven unmet
    acceptance/on-time: not-applicable met waived unproven unmet
    acceptance/organizer: not-applicable met unproven unmet
    acceptance/archives: not-applicable met unmet
    acceptance/self-evaluated: not-applicable met unproven unmet
    build/planned: met unmet
    build/supervised: not-applicable met
    build/procured: not-applicable met
    build/as-approved: not-applicable met
    build/changes: not-applicable
    build/reported: not-applicable unproven
    build/delay-reported: not-applicable
    catalog/listed: met unmet
    catalog/government-system: met unproven unmet
    catalog/operating: met unmet
    catalog/in-scope: met
    evaluation/used: not-applicable met
    integration/no-overdue-order: met unmet
    integration/order-ended: not-applicable unmet
    integration/cloud: met waived unproven unmet
    project/framework: not-applicable
    project/feasibility-first: not-applicable
    project/design-approved: met unproven
    project/continuing: met
    project/design-reviewed: met unproven
    project/chapters: met unproven
    project/chapters-evaluated: met unproven
    project/approval-complete: met unproven
    project/earlier-phase: not-applicable unproven
    project/data-catalogued: met
    project/crypto-plan: met unproven
    project/expense-eligible: met
    project/within-estimate: met unproven
    project/not-split: met
    project/out-of-plan: not-applicable
    project/sharing-reviewed: met unproven
    project/unable-approved: not-applicable
    project/one-source: met
    project/targets: met unproven
    project/products: met
    project/cloud: met waived
    project/cloud-reported: unproven
    project/other-approvals: met
    project/responsible: met unproven
    project/not-deferred: met
    project/not-suspended: met unmet
    project/in-scope: met
    project/applicant: met
    project/government-system: met
    project/is-construction: met
    project/in-department-plan: met
    project/need-stated: met
    project/necessity: met unproven
    project/in-project-list: met unmet
    project/in-rolling-plan: met unmet
    request/expense-eligible: met unproven unmet
    request/replacement: not-applicable met
    request/cloud-budget: not-applicable unproven
    request/is-maintenance: met unmet
    request/upgrade-reviewed: not-applicable unproven
    request/budget-unit: met unmet
    request/need-stated: met
    request/in-department-plan: met unproven unmet
    request/in-project-list: met unmet
    request/in-investment-plan: met unmet
    request/out-of-plan: not-applicable met
    request/amount-matches-plan: not-applicable met unmet
    request/in-budget: not-applicable
    security/mlps-filed: not-applicable met unproven unmet
    security/level-attested: met unproven
    security/mlps-evaluated: not-applicable met unproven unmet
    security/no-major-hazard: met unmet
    security/crypto-assessed: met unproven unmet
    security/crypto-plan: met
    security/management-regime: met
    security/risk-assessed: met unproven unmet
    sharing/catalogued: met unproven unmet
    sharing/published: not-applicable met unproven unmet
    sharing/inspected: not-applicable
    sharing/withheld-approved: not-applicable met unproven unmet
    sharing/one-source: not-applicable met unproven unmet
    sharing/not-exclusive: not-applicable met
    sharing/connected: met waived unproven unmet
    supervision/no-overdue-rectification: met unmet
    supervision/no-measure: met
    unit/shares: met unproven unmet
    unit/secure: met unproven unmet
    unit/integrated: met unmet
    ");
    let shares: Vec<u64> = decisions
        .totals()
        .values()
        .map(|total| total.count * 10 / decisions.decisions.len() as u64)
        .collect();
    assert_eq!(shares, [6, 1, 1], "tenths eligible, pending, ineligible");
}
