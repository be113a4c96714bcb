//! Would the checks notice? Every small slip in the pack makes other figures, fails one
//! of its own cases, or shows on some random registry; one that does none of these
//! says that they are too tame. By default every tenth slip is tried; with `MULU_SWEEP=all` every one.

mod slips;

use super::compare::{ENGINE, judgements};
use super::construction::{Shown, expected, shown};
use super::figures;
use super::judge::{Judgement, judge};
use super::random::worlds;
use super::sample::wulong;
use super::world::World;
use crate::support::is_whole_sweep;
use jiff::civil::date;
use mulu_core::decision::{decide, decide_projects};
use mulu_core::policy::{self, Pack, rule_tests};
use mulu_core::registry::{self, Registry};
use mulu_core::tree::{Entry, Tree};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rayon::prelude::*;
use slips::Mutant;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Slips that change nothing, and why.
const HARMLESS: &[(&str, &str)] = &[
    (
        r#"awaiting("catalog", "post-evaluation")"#,
        "unproven as well; fewer offices are named that could attest it",
    ),
    (
        "sharing/withheld-approved /require: without item.legal_basis",
        "the schema demands it of what is withheld, and a broken document is unproven as well",
    ),
];

/// A random registry, and what the oracle says of its requests and projects.
struct Sample {
    world: World,
    registry: Registry,
    requests: Vec<Judgement>,
    projects: Vec<Shown>,
}

impl Sample {
    fn of(world: World) -> Self {
        let (registry, _) = registry::load(&world.tree(), &ENGINE.schemas);
        Sample {
            requests: judge(&world),
            projects: expected(&world),
            registry,
            world,
        }
    }

    /// Whether a pack says something else of it.
    fn notices(&self, pack: &Pack) -> bool {
        let (registry, world) = (&self.registry, &self.world);
        let decided = decide(registry, pack, world.today, world.year);
        if judgements(&decided, pack) != self.requests {
            return true;
        }
        let decided = decide_projects(registry, pack, world.today, world.year, |_| true);
        let projects: Vec<Shown> = decided.projects.iter().map(|it| shown(it, pack)).collect();
        projects != self.projects
    }
}

#[test]
fn every_slip_in_the_pack_is_noticed() {
    let mut runner = TestRunner::deterministic();
    let random = (0..250).map(|_| worlds().new_tree(&mut runner).expect("a world").current());
    // Random projects have mostly come a long way.
    let sample = [2026, 2027].map(|year| wulong(date(2026, 12, 1), year));
    let samples: Vec<Sample> = random.chain(sample).map(Sample::of).collect();
    assert_no_difference_of_their_own(&samples);
    let step = if is_whole_sweep() { 1 } else { 10 };
    let mut mutants = slips::mutants();
    mutants.retain(|it| !HARMLESS.iter().any(|(name, _)| it.name.contains(name)));
    assert!(mutants.len() > 500, "only {}", mutants.len());
    let mutants: Vec<Mutant> = mutants.into_iter().step_by(step).collect();
    let (refused, by_cases) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let count = |counter: &AtomicUsize| counter.fetch_add(1, Ordering::Relaxed);
    let missed: Vec<&str> = mutants
        .par_iter()
        .filter(|mutant| {
            // What the static checks refuse is noticed.
            let Some(pack) = pack(mutant) else {
                count(&refused);
                return false;
            };
            if !figures::agree(&pack) || fails_a_case(&pack, mutant) {
                count(&by_cases);
                return false;
            }
            !samples.iter().any(|sample| sample.notices(&pack))
        })
        .map(|mutant| mutant.name.as_str())
        .collect();
    println!(
        "{} slips: {refused:?} refused, {by_cases:?} fail a case or a figure, {} missed, the rest shows on random registries",
        mutants.len(),
        missed.len()
    );
    assert!(missed.is_empty(), "not noticed:\n  {}", missed.join("\n  "));
}

/// Where the oracle and the pack as it is differ, every slip would seem to be noticed.
fn assert_no_difference_of_their_own(samples: &[Sample]) {
    let differing = (0..samples.len())
        .filter(|&index| samples[index].notices(&ENGINE.pack))
        .collect::<Vec<_>>();
    assert!(
        differing.is_empty(),
        "the pack itself differs from the oracle on {differing:?}"
    );
}

/// A slip in a rule is looked for in the cases of that rule.
fn fails_a_case(pack: &Pack, mutant: &Mutant) -> bool {
    let (_, failed) = rule_tests::run(pack, &ENGINE.schemas, mutant.rule.as_deref());
    !failed.is_empty()
}

fn pack(mutant: &Mutant) -> Option<Pack> {
    let mut tree: Tree = ENGINE.sources.clone();
    let text = serde_yaml::to_string(&mutant.value).expect("JSON is YAML");
    tree.insert(mutant.path.as_str(), Entry::file(text.into_bytes()));
    policy::load(&tree, &ENGINE.schemas).0
}
