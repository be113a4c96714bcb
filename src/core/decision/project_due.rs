//! What must be done for construction projects by which day: rules that will come to
//! worse as time passes, or did, seen from the last day on which all was well.
//!
//! Of a rule about each of several things every thing has its own day: one that
//! comes with time, such as the report of a year, was not asked for before.

use super::due::{Obligation, STEPS_BACK};
use super::forecast::DateRange;
use super::project_forecast::{MOST_STEPS, forward};
use crate::policy::{
    Evaluation, MissingWhat, Outcome, Pack, ProjectEvaluation, ProjectRef, RuleOutcome, Subject,
    evaluate_project_rule, evaluate_projects,
};
use crate::registry::{Registry, Target};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What falls due in the rules on construction projects, for whatever they are asked:
/// of each project in the first day's year, and in later ones whose list has it.
pub(super) fn of_projects(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Obligation> {
    let first = range.from.year();
    let later = registry.lists.keys().copied().filter(|year| *year > first);
    let years: BTreeSet<i16> = later.chain([first]).collect();
    let listed = |of: &ProjectRef| {
        let target = Target::Project((&of.project).into());
        let list = registry.lists.get(&of.year).and_then(|slot| slot.valid());
        list.is_some_and(|list| list.by_target.contains_key(&target))
    };
    let ids: Vec<Arc<str>> = registry.projects.keys().map(|id| id.text()).collect();
    let refs = years.into_iter().flat_map(|year| {
        let refs = ids.iter().filter_map(move |id| ProjectRef::of(year, id));
        refs.filter(|of| wanted(&of.unit) && (of.year == first || listed(of)))
    });
    let refs: Vec<ProjectRef> = refs.collect();
    let found = refs
        .par_iter()
        .flat_map_iter(|of| of_project(registry, pack, range, of));
    found.collect()
}

fn of_project(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    of: &ProjectRef,
) -> Vec<Obligation> {
    let mut found = Vec::new();
    let first = evaluate_projects(registry, pack, range.from, std::slice::from_ref(of)).pop();
    let Some(mut now) = first else {
        return found;
    };
    for evaluation in &now.rules {
        overdue(registry, pack, of, evaluation, &mut found);
    }
    let until = range.until.tomorrow().unwrap_or(range.until);
    for _ in 0..MOST_STEPS {
        let Some((on, then)) = forward(registry, pack, of, &now, until) else {
            break;
        };
        found.extend(worsened(pack, of, on, (&now, &then)));
        now = then;
    }
    found
}

/// What had to be done by the eve of a day on which rules come to worse by time alone.
pub(super) fn worsened(
    pack: &Pack,
    of: &ProjectRef,
    on: Date,
    (before, after): (&ProjectEvaluation, &ProjectEvaluation),
) -> Vec<Obligation> {
    let mut found = Vec::new();
    let Ok(due) = on.yesterday() else {
        return found;
    };
    for after in &after.rules {
        let mut earlier = before.rules.iter();
        let before = earlier.find(|before| before.outcome.rule == after.outcome.rule);
        // What is dated so nobody could have kept; nor what wasn't asked.
        let lapsed = before.filter(|it| it.validity.until.is_some_and(|it| it.lapse));
        let Some(before) = lapsed else { continue };
        for part in short(&after.outcome) {
            let was = said_of(&before.outcome, part);
            if part.outcome > was {
                found.push(obligation(pack, of, due, was, part));
            }
        }
    }
    found
}

/// What a rule says too short of today, each from the day since which it does.
fn overdue(
    registry: &Registry,
    pack: &Pack,
    of: &ProjectRef,
    now: &Evaluation,
    found: &mut Vec<Obligation>,
) {
    let rule = now.outcome.rule;
    let mut open: Vec<&RuleOutcome> = short(&now.outcome).collect();
    let mut since = now.validity.since;
    for _ in 0..STEPS_BACK {
        let Some((change, eve)) = since.and_then(|since| Some((since, since.on.yesterday().ok()?)))
        else {
            return;
        };
        if open.is_empty() {
            return;
        }
        let earlier = evaluate_project_rule(registry, pack, eve, of, rule);
        open.retain(|part| {
            let was = said_of(&earlier.outcome, part);
            let worsened = part.outcome > was;
            if worsened && change.lapse {
                found.push(obligation(pack, of, eve, was, part));
            }
            !worsened
        });
        since = earlier.validity.since;
    }
}

/// The parts of an outcome that fall short: its items, or itself where it has none.
/// What is unknown because a file is broken is no deadline.
fn short(outcome: &RuleOutcome) -> impl Iterator<Item = &RuleOutcome> {
    let whole = outcome.items.is_empty().then_some(outcome);
    let parts = whole.into_iter().chain(&outcome.items);
    let broken = |part: &RuleOutcome| {
        let mut missing = part.missing.iter();
        missing.any(|one| matches!(one.what, MissingWhat::Valid | MissingWhat::Bounded))
    };
    parts.filter(move |part| part.outcome.falls_short() && !broken(part))
}

/// What was said of the same part; of one that wasn't there among others, that it
/// doesn't apply.
fn said_of(outcome: &RuleOutcome, part: &RuleOutcome) -> Outcome {
    if outcome.items.is_empty() || outcome.subject == part.subject {
        return outcome.outcome;
    }
    let mut items = outcome.items.iter();
    let same = items.find(|item| item.subject == part.subject);
    same.map_or(Outcome::NotApplicable, |item| item.outcome)
}

fn obligation(
    pack: &Pack,
    of: &ProjectRef,
    due: Date,
    before: Outcome,
    after: &RuleOutcome,
) -> Obligation {
    let of_unit = pack.rules[usize::from(after.rule)].subject == Subject::Unit;
    Obligation {
        due,
        unit: Arc::clone(&of.unit),
        system: None,
        project: (!of_unit).then(|| Arc::clone(&of.project)),
        subject: Arc::clone(&after.subject),
        rule: after.rule,
        before,
        after: Some(after.clone()),
        evidence: after.evidence.clone(),
    }
}
