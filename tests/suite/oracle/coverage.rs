//! Whether the random registries reach every outcome of every rule.

use super::judge::judge;
use super::logic::Says;
use super::random::worlds;
use super::rules::RULES;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};

/// Outcomes that cannot be, beside waivers where a rule has none.
const IMPOSSIBLE: [(&str, Says, &str); 2] = [
    (
        "request/need-stated",
        Says::Unmet,
        "an empty statement breaks the schema",
    ),
    (
        "request/expense-eligible",
        Says::NotApplicable,
        "a request without items breaks the schema",
    ),
];

/// Rules that an opinion can lift.
const WAIVED: [&str; 3] = [
    "sharing/connected",
    "acceptance/on-time",
    "integration/cloud",
];

/// Rules that don't concern everybody.
const LIMITED: [&str; 20] = [
    "sharing/published",
    "sharing/inspected",
    "sharing/withheld-approved",
    "sharing/one-source",
    "sharing/not-exclusive",
    "security/mlps-filed",
    "security/mlps-evaluated",
    "acceptance/passed",
    "acceptance/on-time",
    "acceptance/organizer",
    "acceptance/archives",
    "acceptance/self-evaluated",
    "evaluation/used",
    "integration/order-ended",
    "request/out-of-plan",
    "request/amount-matches-plan",
    "request/in-budget",
    "request/replacement",
    "request/cloud-budget",
    "request/upgrade-reviewed",
];

fn possible(rule: &str, says: Says) -> bool {
    let by_form = match says {
        Says::Waived => WAIVED.contains(&rule),
        Says::NotApplicable => LIMITED.contains(&rule),
        Says::Met | Says::Unproven | Says::Unmet => true,
    };
    by_form
        && !IMPOSSIBLE
            .iter()
            .any(|(id, never, _)| *id == rule && *never == says)
}

#[test]
fn random_registries_reach_every_outcome_and_every_verdict() {
    let mut runner = TestRunner::deterministic();
    let mut outcomes: BTreeMap<(&str, Says), u32> = BTreeMap::new();
    let mut verdicts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut requests = 0;
    for _ in 0..900 {
        let world = worlds().new_tree(&mut runner).expect("a world").current();
        for judgement in judge(&world) {
            requests += 1;
            *verdicts.entry(judgement.verdict).or_default() += 1;
            for (rule, answer) in judgement.answers {
                *outcomes.entry((rule, answer.says)).or_default() += 1;
            }
        }
    }
    for rule in &RULES {
        for says in Says::ALL {
            let count = outcomes.get(&(rule.id, says)).copied().unwrap_or(0);
            let (id, says_id) = (rule.id, says.id());
            if possible(rule.id, says) {
                assert!(
                    count >= 3,
                    "{id} {says_id}: only {count} times in {requests} requests"
                );
            } else {
                assert_eq!(count, 0, "{id} can't be {says_id}");
            }
        }
    }
    for verdict in ["eligible", "pending", "ineligible"] {
        let count = verdicts[verdict];
        assert!(
            count * 50 >= requests,
            "{verdict}: {count} of {requests}: {verdicts:?}"
        );
    }
}

#[test]
fn every_rule_has_its_own_id() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
}
