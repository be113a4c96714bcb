//! The engine's judgement of projects against the second reading of their rules.

use super::super::compare::ENGINE;
use super::super::logic::Says;
use super::super::properties::registries;
use super::super::random::worlds;
use super::super::sample::wulong;
use super::super::world::World;
use super::{LINES, Purpose, accounts};
use jiff::civil::date;
use mulu_core::decision::{ProjectDecision, decide_projects};
use mulu_core::policy::Pack;
use mulu_core::registry;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Where engine and oracle differ on projects, a line each.
fn differences(world: &World) -> Vec<String> {
    let (registry, _) = registry::load(&world.tree(), &ENGINE.schemas);
    let decided = decide_projects(&registry, &ENGINE.pack, world.today, world.year, |_| true);
    let ours = accounts(world);
    let mut lines = Vec::new();
    if decided.projects.len() != ours.len() {
        lines.push(format!(
            "{} projects, not {}",
            decided.projects.len(),
            ours.len()
        ));
    }
    for (theirs, ours) in decided.projects.iter().zip(&ours) {
        let verdicts = verdicts(theirs);
        if verdicts != ours.verdicts {
            let (engine, oracle) = (&verdicts, &ours.verdicts);
            lines.push(format!("{}: {engine:?}, oracle: {oracle:?}", ours.project));
        }
        let stage = stage(theirs, &ENGINE.pack);
        if stage != ours.stage {
            let oracle = ours.stage;
            lines.push(format!("{}: {stage}, oracle: {oracle}", ours.project));
        }
        let engine = outcomes(theirs);
        let oracle: BTreeMap<&str, &str> = ours
            .answers
            .iter()
            .map(|(rule, answer)| (*rule, answer.says.id()))
            .collect();
        for rule in engine.keys().chain(oracle.keys()).collect::<BTreeSet<_>>() {
            let (engine, oracle) = (engine.get(rule), oracle.get(rule));
            if engine != oracle {
                lines.push(format!(
                    "{} {rule}: {engine:?}, oracle: {oracle:?}",
                    ours.project
                ));
            }
        }
    }
    lines
}

/// A project as both sides put it.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Shown {
    project: String,
    stage: String,
    verdicts: BTreeMap<Purpose, &'static str>,
    outcomes: BTreeMap<String, &'static str>,
}

/// A decision of the engine's, by any pack with the rules of the one in force.
pub(in super::super) fn shown(decision: &ProjectDecision, pack: &Pack) -> Shown {
    let outcomes = outcomes(decision).into_iter();
    let outcomes = outcomes.map(|(rule, outcome)| (rule.to_owned(), outcome));
    Shown {
        project: decision.project.to_string(),
        stage: stage(decision, pack).to_owned(),
        verdicts: verdicts(decision),
        outcomes: outcomes.collect(),
    }
}

/// What the second reading says of every project.
pub(in super::super) fn expected(world: &World) -> Vec<Shown> {
    let accounts = accounts(world).into_iter().map(|account| {
        let answers = account.answers.into_iter();
        let answers = answers.map(|(rule, answer)| (rule.to_owned(), answer.says.id()));
        Shown {
            project: account.project,
            stage: account.stage.to_owned(),
            verdicts: account.verdicts,
            outcomes: answers.collect(),
        }
    });
    accounts.collect()
}

fn stage<'p>(decision: &ProjectDecision, pack: &'p Pack) -> &'p str {
    decision.stage.map_or("", |at| &pack.project.stages[at].id)
}

fn verdicts(decision: &ProjectDecision) -> BTreeMap<Purpose, &'static str> {
    let all = decision
        .by_purpose()
        .zip([Purpose::Plan, Purpose::Build, Purpose::Accept]);
    all.filter_map(|((_, verdict), purpose)| Some((purpose, verdict?.id())))
        .collect()
}

fn outcomes(decision: &ProjectDecision) -> BTreeMap<&str, &'static str> {
    let rules = &ENGINE.pack.rules;
    let outcomes = decision.outcomes.iter();
    outcomes
        .map(|it| (&*rules[usize::from(it.rule)].id, it.outcome.id()))
        .collect()
}

#[test]
fn engine_and_oracle_agree_on_wulongs_projects() {
    for (today, year) in [
        (date(2026, 12, 1), 2027),
        (date(2026, 12, 1), 2026),
        (date(2025, 11, 30), 2026),
        (date(2027, 2, 28), 2027),
        (date(2028, 2, 29), 2028),
    ] {
        let world = wulong(today, year);
        let lines = differences(&world).join("\n  ");
        assert!(lines.is_empty(), "{year}, judged on {today}\n  {lines}");
    }
}

#[test]
fn wulongs_projects_show_most_outcomes() {
    let mut seen = BTreeSet::new();
    for year in [2026, 2027] {
        for account in accounts(&wulong(date(2026, 12, 1), year)) {
            for (rule, answer) in account.answers {
                seen.insert((rule, answer.says));
            }
        }
    }
    let rules: BTreeSet<&str> = seen.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules.len(), LINES.len());
    let short = |says: &Says| matches!(says, Says::Unmet | Says::Unproven);
    let unready: BTreeSet<&str> = seen
        .iter()
        .filter(|(_, says)| short(says))
        .map(|(rule, _)| *rule)
        .collect();
    assert!(unready.len() > LINES.len() / 2, "{unready:?}");
}

proptest! {
    #![proptest_config(registries(128))]

    #[test]
    fn engine_and_oracle_agree_on_projects(world in worlds()) {
        let lines = differences(&world).join("\n  ");
        prop_assert!(lines.is_empty(), "\n  {}\n{}", lines, world);
    }
}
