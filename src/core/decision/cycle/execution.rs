//! What the rules keep from being planned, paid, built or accepted, and what they ask
//! every year.

use super::compare::document;
use super::{Cycle, Gap, Line, Step, What, turn};
use crate::decision::{ProjectDecision, Snapshot, Verdict, verdict};
use crate::policy::{Force, Purpose, RuleOutcome};
use crate::registry::Target;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The lines whose verdict isn't eligible, and what is asked every year.
pub(super) fn gaps(snapshot: &Snapshot<'_>, cycle: &Cycle) -> Vec<Gap> {
    let lines = cycle.lines.iter().enumerate();
    let at: BTreeMap<&Target, usize> = lines.map(|(at, line)| (&line.target, at)).collect();
    let mut gaps = Vec::new();
    for decision in &cycle.requests.decisions {
        let target = Target::System((&decision.system).into());
        if decision.verdict != Verdict::Eligible {
            let blocking = snapshot.blocking(decision);
            let what = What::Verdict(decision.verdict);
            let gap = told(
                snapshot,
                (Step::Execution, what),
                &target,
                (cycle, &blocking),
            );
            gaps.push(Gap {
                line: at.get(&target).copied(),
                after: decision.amount,
                ..gap
            });
        }
    }
    for decision in &cycle.projects.projects {
        let target = Target::Project((&decision.project).into());
        let line = at.get(&target).copied();
        let mut found = match line.and_then(|at| cycle.lines.get(at)) {
            Some(line) => of_project(snapshot, cycle, decision, line),
            None => Vec::new(),
        };
        found.extend(yearly(snapshot, cycle, decision));
        gaps.extend(found.into_iter().map(|gap| Gap { line, ..gap }));
    }
    gaps
}

/// A project that may not be in the plan, and one that may not be built or accepted.
fn of_project(
    snapshot: &Snapshot<'_>,
    cycle: &Cycle,
    decision: &ProjectDecision,
    line: &Line,
) -> Vec<Gap> {
    let planned = line.at(Step::Plan).is_some();
    let listed = line.at(Step::List).is_some() && cycle.is_there(Step::Plan);
    let mut purposes = Vec::new();
    if planned || listed {
        purposes.push((Step::Plan, Purpose::Plan));
    }
    // Building and acceptance are judged for the day, so they are of the running year
    // alone; and that what isn't planned may not be built says nothing new.
    if cycle.on.year() == cycle.year {
        if planned {
            purposes.push((Step::Execution, Purpose::Build));
        }
        purposes.push((Step::Execution, Purpose::Accept));
    }
    let gaps = purposes.into_iter().filter_map(|(step, purpose)| {
        let verdict = decision.verdicts.get(purpose).as_ref().copied();
        let verdict = verdict.filter(|verdict| *verdict != Verdict::Eligible)?;
        let blocking = blocking(decision, purpose);
        let what = What::Verdict(verdict);
        let stated = line.at(Step::Plan).or_else(|| line.at(Step::List));
        Some(Gap {
            after: stated.and_then(|stated| stated.amount),
            ..told(snapshot, (step, what), &line.target, (cycle, &blocking))
        })
    });
    gaps.collect()
}

/// The outcomes that keep a project from a purpose, the most telling first.
fn blocking(decision: &ProjectDecision, purpose: Purpose) -> Vec<&RuleOutcome> {
    let force = |of: &RuleOutcome| *of.forces.get(purpose);
    let outcomes = decision.outcomes.iter();
    let mut blocking: Vec<&RuleOutcome> = outcomes
        .filter(|of| of.outcome.falls_short())
        .filter(|of| force(of).is_some_and(Force::blocks))
        .collect();
    blocking.sort_by_key(|of| {
        let verdict = verdict([(force(of), of.outcome)]);
        std::cmp::Reverse((verdict, of.outcome))
    });
    blocking
}

/// What rules ask of a project for each year by itself, where it falls short for this
/// one: those with an item that is called like it.
fn yearly(snapshot: &Snapshot<'_>, cycle: &Cycle, decision: &ProjectDecision) -> Vec<Gap> {
    let target = Target::Project((&decision.project).into());
    let items = cycle.yearly(decision);
    let short = items.filter(|item| item.outcome.falls_short());
    let gaps = short.map(|item| {
        let step = (Step::Execution, What::Yearly);
        Gap {
            unit: Some(Arc::clone(&decision.unit)),
            ..told(snapshot, step, &target, (cycle, &[item]))
        }
    });
    gaps.collect()
}

impl Cycle {
    /// What the rules say of a project for this year by itself.
    pub fn yearly<'d>(
        &self,
        decision: &'d ProjectDecision,
    ) -> impl Iterator<Item = &'d RuleOutcome> + use<'d> {
        let subject = format!("{}#{}", decision.project, self.year);
        let items = decision.outcomes.iter().flat_map(|of| &of.items);
        items.filter(move |item| *item.subject == *subject)
    }
}

fn told(
    snapshot: &Snapshot<'_>,
    (step, what): (Step, What),
    target: &Target,
    (cycle, outcomes): (&Cycle, &[&RuleOutcome]),
) -> Gap {
    let (path, _) = document(snapshot.registry, cycle.year, target);
    let turn = turn::about(snapshot.registry, outcomes, &path);
    Gap {
        outcome: outcomes.first().map(|of| (*of).clone()),
        ..Gap::new(step, what, path, turn)
    }
}
