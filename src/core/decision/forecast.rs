//! Decisions on later days: which verdict turns on which day, and why.
//!
//! Nothing is decided a second way, and not day by day either. With every
//! outcome comes the first later day on which it may be another one (see
//! `policy/validity.rs`); until then it stands. So a request is judged anew only
//! on such days, and only by the rules that may say something else.

use super::{Decision, Verdict, cases, one, verdict};
use crate::policy::{Evaluation, Pack, RequestRef, RuleOutcome, evaluate_with_validity};
use crate::registry::Registry;
use jiff::civil::Date;
use rayon::prelude::*;

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first.
    pub from: Date,
    /// The last.
    pub until: Date,
}

/// A rule that comes to another outcome.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it said until then.
    pub before: RuleOutcome,
    /// What it says from then on.
    pub after: RuleOutcome,
    /// Whether time alone makes it so: something lapses or falls due. Otherwise
    /// something is dated so: an opinion, a parameter.
    pub lapse: bool,
}

/// A day on which a request is judged otherwise than the day before.
#[derive(Clone, Debug)]
pub struct VerdictChange {
    /// The day.
    pub on: Date,
    /// The verdict until then.
    pub before: Verdict,
    /// The verdict from then on: the same where only a warning changed, or
    /// something else stands in the way.
    pub after: Verdict,
    /// The rules that made it so, in the order of the pack.
    pub changes: Vec<Change>,
}

impl VerdictChange {
    /// How many yuan more (negative: less) can be paid of an amount.
    #[must_use]
    pub fn gain(&self, amount: Option<i64>) -> i64 {
        let payable = |verdict| i64::from(verdict == Verdict::Eligible);
        amount.unwrap_or_default() * (payable(self.after) - payable(self.before))
    }
}

/// A request through a range of days.
#[derive(Debug)]
pub struct Timeline {
    /// The decision on the first day.
    pub start: Decision,
    /// What turns later, in the order of days.
    pub turns: Vec<VerdictChange>,
}

impl Timeline {
    /// The verdict on the last day.
    #[must_use]
    pub fn end(&self) -> Verdict {
        self.turns
            .last()
            .map_or(self.start.verdict, |turn| turn.after)
    }
}

/// The requests of a year that are asked for, through a range of days.
#[must_use]
pub fn forecast(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    year: i16,
    wanted: impl Fn(&RequestRef) -> bool,
) -> Vec<Timeline> {
    let rules = in_force(pack, |_| true);
    let cases = cases(registry, year, wanted);
    let timelines = cases
        .par_iter()
        .map(|case| timeline(registry, pack, range, case, &rules));
    timelines.collect()
}

/// The places of the rules with a force for O&M funding that are asked for.
pub(super) fn in_force(pack: &Pack, wanted: impl Fn(&crate::policy::Rule) -> bool) -> Vec<u16> {
    let rules = (0u16..).zip(&pack.rules);
    let rules = rules.filter(|(_, rule)| rule.maintenance().is_some() && wanted(rule));
    rules.map(|(number, _)| number).collect()
}

fn timeline(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    case: &RequestRef,
    rules: &[u16],
) -> Timeline {
    let mut simulation = Simulation::start(registry, pack, range.from, case, rules);
    let outcomes = |simulation: &Simulation<'_>| {
        simulation
            .evaluations
            .iter()
            .map(|s| s.outcome.clone())
            .collect()
    };
    let start = one(registry, pack, case, outcomes(&simulation));
    let mut before = start.verdict;
    let mut turns = Vec::new();
    while let Some((on, changes)) = simulation.forward(range.until) {
        let changes: Vec<Change> = changes
            .into_iter()
            .filter(|change| change.before.outcome != change.after.outcome)
            .collect();
        if changes.is_empty() {
            continue;
        }
        let after = simulation.verdict();
        turns.push(VerdictChange {
            on,
            before,
            after,
            changes,
        });
        before = after;
    }
    Timeline { start, turns }
}

/// Some rules on one request, from day to day.
pub(super) struct Simulation<'a> {
    registry: &'a Registry,
    pack: &'a Pack,
    case: &'a RequestRef,
    pub(super) evaluations: Vec<Evaluation>,
}

impl<'a> Simulation<'a> {
    /// Judges on a first day.
    pub(super) fn start(
        registry: &'a Registry,
        pack: &'a Pack,
        on: Date,
        case: &'a RequestRef,
        rules: &[u16],
    ) -> Self {
        Simulation {
            registry,
            pack,
            case,
            evaluations: evaluate_with_validity(registry, pack, on, case, rules),
        }
    }

    /// Goes to the next day on which something may be judged otherwise, and
    /// judges that anew; none up to a last day: `None`.
    pub(super) fn forward(&mut self, last: Date) -> Option<(Date, Vec<Change>)> {
        let next = |one: &Evaluation| one.validity.until.map(|change| change.on);
        let days = self.evaluations.iter().filter_map(next);
        let days = days.filter(|day| *day <= last);
        let day = days.min()?;
        let turning: Vec<usize> = (0..self.evaluations.len())
            .filter(|at| next(&self.evaluations[*at]) == Some(day))
            .collect();
        let rules: Vec<u16> = turning
            .iter()
            .map(|at| self.evaluations[*at].outcome.rule)
            .collect();
        let anew = evaluate_with_validity(self.registry, self.pack, day, self.case, &rules);
        let changes = turning.into_iter().zip(anew).map(|(at, evaluation)| {
            let after = evaluation.outcome.clone();
            let before = std::mem::replace(&mut self.evaluations[at], evaluation);
            Change {
                lapse: before.validity.until.is_some_and(|change| change.lapse),
                before: before.outcome,
                after,
            }
        });
        Some((day, changes.collect()))
    }

    fn verdict(&self) -> Verdict {
        let outcomes = self
            .evaluations
            .iter()
            .map(|evaluation| &evaluation.outcome);
        verdict(outcomes.map(|outcome| {
            let rule = &self.pack.rules[usize::from(outcome.rule)];
            (rule.maintenance(), outcome.outcome)
        }))
    }
}
