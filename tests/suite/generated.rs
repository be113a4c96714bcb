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
    acceptance/passed: met unproven unmet
    acceptance/on-time: not-applicable met waived unproven unmet
    acceptance/organizer: not-applicable met unproven unmet
    acceptance/archives: not-applicable met unmet
    acceptance/self-evaluated: not-applicable met unproven unmet
    catalog/listed: met unmet
    catalog/government-system: met unproven unmet
    catalog/operating: met unmet
    integration/no-overdue-order: met unmet
    integration/cloud: met waived unproven unmet
    request/applicant-in-scope: met
    request/budget-unit: met unmet
    request/in-department-plan: met unproven unmet
    request/in-project-list: met unmet
    request/in-investment-plan: met waived unmet
    request/amount-matches-plan: not-applicable met unmet
    request/expense-eligible: met unproven unmet
    request/is-maintenance: met unmet
    security/mlps-filed: not-applicable met unproven unmet
    security/mlps-evaluated: not-applicable met unproven unmet
    security/no-major-hazard: met unmet
    security/crypto-assessed: met unproven unmet
    security/risk-assessed: met unproven unmet
    security/trusted-products: met unproven
    sharing/catalogued: met unproven unmet
    sharing/published: not-applicable met unproven unmet
    sharing/withheld-approved: not-applicable met unproven unmet
    sharing/one-source: not-applicable met unproven unmet
    sharing/not-exclusive: not-applicable met unmet
    sharing/connected: met waived unproven unmet
    supervision/no-overdue-rectification: met unmet
    ");
    let shares: Vec<u64> = decisions
        .totals()
        .values()
        .map(|total| total.count * 10 / decisions.decisions.len() as u64)
        .collect();
    assert_eq!(shares, [6, 1, 2], "tenths eligible, pending, ineligible");
}
