//! What must be done for construction projects by which day: rules that will come to
//! worse as time passes, or did, seen from the last day on which all was well.
//!
//! Of a rule about each of several things every thing has its own day: one that
//! comes with time, such as the report of a year, was not asked for before.

use super::agenda::Agenda;
use super::due::{Obligation, STEPS_BACK, eve};
use super::forecast::{DateRange, TOGETHER};
use super::project_forecast::Walk;
use crate::policy::{
    MissingWhat, Outcome, Pack, ProjectEvaluation, ProjectRef, RuleOutcome, Subject, Validity,
    evaluate_project_rules,
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
        .par_chunks(TOGETHER)
        .flat_map_iter(|chunk| of_some(registry, pack, range, chunk));
    found.collect()
}

fn of_some(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    projects: &[ProjectRef],
) -> Vec<Obligation> {
    let mut walk = Walk::start(registry, pack, range.from, projects);
    let mut found = overdue(registry, pack, projects, &walk.now);
    let until = range.until.tomorrow().unwrap_or(range.until);
    while let Some((day, stepped)) = walk.forward(until) {
        for (at, was) in &stepped {
            found.extend(worsened(pack, &projects[*at], day, (was, &walk.now[*at])));
        }
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

/// What a rule says of a project today, on the way back to the days since which it does.
struct Behind<'a> {
    of: &'a ProjectRef,
    rule: u16,
    /// The parts that fall short, and did on all days looked at so far.
    open: Vec<&'a RuleOutcome>,
    /// How long what was looked at last stands.
    validity: Validity,
    steps: usize,
}

/// What rules say too short of today, each from the day since which it does.
fn overdue(
    registry: &Registry,
    pack: &Pack,
    projects: &[ProjectRef],
    now: &[ProjectEvaluation],
) -> Vec<Obligation> {
    let all = projects.iter().zip(now);
    let all = all.flat_map(|(of, now)| now.rules.iter().map(move |one| (of, one)));
    let mut behind: Vec<Behind<'_>> = all
        .map(|(of, one)| Behind {
            of,
            rule: one.outcome.rule,
            open: short(&one.outcome).collect(),
            validity: one.validity,
            steps: 0,
        })
        .filter(|one| !one.open.is_empty())
        .collect();
    let mut agenda = Agenda::default();
    for (at, one) in behind.iter().enumerate() {
        agenda.add(eve(one.validity), at);
    }
    let mut found = Vec::new();
    while let Some((eve_of_all, who)) = agenda.last() {
        let asked = who.iter().map(|at| (behind[*at].of, behind[*at].rule));
        let asked: Vec<(&ProjectRef, u16)> = asked.collect();
        let earlier = evaluate_project_rules(registry, pack, eve_of_all, &asked);
        for (at, earlier) in who.into_iter().zip(earlier) {
            let one = &mut behind[at];
            let lapse = one.validity.since.is_some_and(|since| since.lapse);
            one.open.retain(|part| {
                let was = said_of(&earlier.outcome, part);
                let worsened = part.outcome > was;
                if worsened && lapse {
                    found.push(obligation(pack, one.of, eve_of_all, was, part));
                }
                !worsened
            });
            one.validity = earlier.validity;
            one.steps += 1;
            if !one.open.is_empty() && one.steps < STEPS_BACK {
                agenda.add(eve(one.validity), at);
            }
        }
    }
    found
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
