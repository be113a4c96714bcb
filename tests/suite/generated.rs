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
    let (registry, findings) = registry::load(tree, schemas);
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
    let mut table = String::new();
    for (number, rule) in pack.rules.iter().enumerate() {
        let outcomes = decisions.decisions.iter().flat_map(|it| &it.outcomes);
        let seen: BTreeSet<Outcome> = outcomes
            .filter(|it| usize::from(it.rule) == number)
            .map(|it| it.outcome)
            .collect();
        let seen: Vec<&str> = seen.into_iter().map(Outcome::id).collect();
        writeln!(table, "{}: {}", rule.id, seen.join(" ")).unwrap();
    }
    insta::assert_snapshot!(table, @"
    accept/materials: 
    accept/archives: 
    accept/organizer: 
    accept/in-time: 
    accept/in-catalog: 
    acceptance/passed: met unproven unmet
    acceptance/on-time: not-applicable met waived unproven unmet
    acceptance/organizer: not-applicable met unproven unmet
    acceptance/archives: not-applicable met unmet
    acceptance/self-evaluated: not-applicable met unproven unmet
    build/planned: 
    build/supervised: 
    build/procured: 
    build/as-approved: 
    build/changes: 
    build/reported: 
    build/delay-reported: 
    catalog/listed: met unmet
    catalog/government-system: met unproven unmet
    catalog/operating: met unmet
    catalog/in-scope: met
    evaluation/used: not-applicable met
    integration/no-overdue-order: met unmet
    integration/order-ended: not-applicable unmet
    integration/cloud: met waived unproven unmet
    project/framework: 
    project/feasibility-first: 
    project/design-approved: 
    project/continuing: 
    project/design-reviewed: 
    project/chapters: 
    project/chapters-evaluated: 
    project/approval-complete: 
    project/earlier-phase: 
    project/data-catalogued: 
    project/crypto-plan: 
    project/expense-eligible: 
    project/within-estimate: 
    project/not-split: 
    project/out-of-plan: 
    project/sharing-reviewed: 
    project/unable-approved: 
    project/one-source: 
    project/targets: 
    project/products: 
    project/cloud: 
    project/cloud-reported: 
    project/other-approvals: 
    project/responsible: 
    project/not-deferred: 
    project/not-suspended: 
    project/in-scope: 
    project/applicant: 
    project/government-system: 
    project/is-construction: 
    project/in-department-plan: 
    project/need-stated: 
    project/necessity: 
    project/in-project-list: 
    project/in-rolling-plan: 
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
    unit/shares: 
    unit/secure: 
    unit/integrated:
    ");
    let shares: Vec<u64> = decisions
        .totals()
        .values()
        .map(|total| total.count * 10 / decisions.decisions.len() as u64)
        .collect();
    assert_eq!(shares, [6, 1, 1], "tenths eligible, pending, ineligible");
}
