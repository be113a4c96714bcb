//! The engine's decisions in the oracle's terms, and where they differ.

use super::judge::{Judgement, judge, totals};
use super::logic::{Answer, Says};
use super::rules::{self, On, RULES};
use super::world::World;
use crate::pack::pack_tree;
use mulu_core::decision::{Decision, Decisions, decide};
use mulu_core::policy::{self, Force, Outcome, Pack, RuleOutcome, Subject};
use mulu_core::registry;
use mulu_core::schema::Schemas;
use mulu_core::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// The schemas built into the program and the pack that is in force.
pub(super) struct Engine {
    pub(super) schemas: Schemas,
    /// The files that the pack was read from.
    pub(super) sources: Tree,
    pub(super) pack: Pack,
}

pub(super) static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let tree = pack_tree();
    let (schemas, findings) = Schemas::load(&tree);
    assert!(findings.is_empty(), "{findings:?}");
    let schemas = schemas.expect("the schemas are built in");
    let (pack, findings) = policy::load(&tree, &schemas);
    let pack = pack.unwrap_or_else(|| panic!("the pack is broken: {findings:?}"));
    Engine {
        schemas,
        sources: tree,
        pack,
    }
});

/// The folder that holds `registry/`.
pub(super) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the engine decides of some files.
pub(super) fn decisions(tree: &Tree, world: &World) -> Decisions {
    let (registry, _) = registry::load(tree, &ENGINE.schemas);
    decide(&registry, &ENGINE.pack, world.today, world.year)
}

/// The engine's decisions as the oracle would put them.
pub(super) fn engine(tree: &Tree, world: &World) -> Vec<Judgement> {
    judgements(&decisions(tree, world), &ENGINE.pack)
}

/// Decisions made by a pack, as the oracle would put them.
pub(super) fn judgements(decided: &Decisions, pack: &Pack) -> Vec<Judgement> {
    let decided = decided.decisions.iter();
    decided.map(|it| judgement(it, pack)).collect()
}

fn judgement(decision: &Decision, pack: &Pack) -> Judgement {
    let rules = &pack.rules;
    let answers = decision.outcomes.iter().map(|outcome| {
        let id = &rules[usize::from(outcome.rule)].id;
        let known = RULES.iter().find(|rule| *rule.id == **id);
        (
            known
                .unwrap_or_else(|| panic!("{id} is no rule of the contract"))
                .id,
            answer(outcome),
        )
    });
    Judgement {
        request: decision.request.to_string(),
        applicant: decision.applicant.as_ref().map(ToString::to_string),
        amount: decision.amount,
        verdict: decision.verdict.id(),
        answers: answers.collect(),
    }
}

fn answer(outcome: &RuleOutcome) -> Answer {
    let items = outcome.items.iter();
    Answer {
        says: says(outcome.outcome),
        items: items
            .map(|item| (name_of(&item.subject), says(item.outcome)))
            .collect(),
    }
}

/// The element in `subject#element`.
fn name_of(subject: &str) -> String {
    let name = subject.split_once('#').map_or(subject, |(_, name)| name);
    name.to_owned()
}

fn says(outcome: Outcome) -> Says {
    let all = Says::ALL.into_iter();
    let mut same = all.filter(|says| says.id() == outcome.id());
    same.next().expect("five outcomes have the same names")
}

/// Where engine and oracle differ, a line each.
pub(super) fn differences(world: &World) -> Vec<String> {
    let tree = world.tree();
    let decided = decisions(&tree, world);
    let ours = judge(world);
    let theirs = judgements(&decided, &ENGINE.pack);
    let mut lines = Vec::new();
    compare("requests", &ids(&theirs), &ids(&ours), &mut lines);
    for (theirs, ours) in theirs.iter().zip(&ours) {
        compare_one(theirs, ours, &mut lines);
    }
    let sums = decided.totals().into_iter();
    let sums: BTreeMap<_, _> = sums
        .map(|(verdict, sum)| (verdict.id(), (sum.count, sum.amount.expect("a small sum"))))
        .collect();
    compare("totals", &sums, &totals(&ours), &mut lines);
    lines
}

fn ids(judgements: &[Judgement]) -> Vec<&str> {
    judgements.iter().map(|it| it.request.as_str()).collect()
}

fn compare_one(theirs: &Judgement, ours: &Judgement, lines: &mut Vec<String>) {
    let request = &ours.request;
    compare(
        &format!("{request} applicant"),
        &theirs.applicant,
        &ours.applicant,
        lines,
    );
    compare(
        &format!("{request} amount"),
        &theirs.amount,
        &ours.amount,
        lines,
    );
    compare(
        &format!("{request} verdict"),
        &theirs.verdict,
        &ours.verdict,
        lines,
    );
    for rule in &RULES {
        let what = format!("{request} {}", rule.id);
        compare(
            &what,
            &theirs.answers.get(rule.id),
            &ours.answers.get(rule.id),
            lines,
        );
    }
}

fn compare<T: PartialEq + std::fmt::Debug>(
    what: &str,
    engine: &T,
    oracle: &T,
    lines: &mut Vec<String>,
) {
    if engine != oracle {
        lines.push(format!(
            "{what}\n    engine: {engine:?}\n    oracle: {oracle:?}"
        ));
    }
}

#[test]
fn the_pack_has_the_rules_of_the_contract() {
    let theirs: BTreeSet<(&str, String, Option<Force>, Subject)> = ENGINE
        .pack
        .rules
        .iter()
        .filter(|rule| rule.maintenance().is_some())
        .map(|rule| {
            (
                &*rule.id,
                rule.articles.join(", "),
                rule.maintenance(),
                rule.subject,
            )
        })
        .collect();
    let ours: BTreeSet<_> = RULES
        .iter()
        .map(|rule| {
            let force = match rule.force {
                rules::Force::Deny => Force::Deny,
                rules::Force::Hold => Force::Hold,
                rules::Force::Warn => Force::Warn,
            };
            let subject = match rule.on {
                On::Unit => Subject::Unit,
                On::System => Subject::System,
                On::Request => Subject::Request,
            };
            (rule.id, rule.articles.to_owned(), Some(force), subject)
        })
        .collect();
    assert_eq!(theirs, ours);
}
