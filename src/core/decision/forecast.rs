//! Decisions on later days: which verdict turns on which day, and why.
//!
//! Nothing is decided a second way, and not day by day either. With every
//! outcome comes the first later day on which it may be another one (see
//! `policy/validity.rs`); until then it stands. So a request is judged anew only
//! on such days, and only by the rules that may say something else.

use super::agenda::Agenda;
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
    let timelines = cases.par_chunks(TOGETHER).flat_map_iter(|chunk| {
        let cases = chunk.iter().map(|case| (case, &*rules)).collect();
        timelines(Simulation::start(registry, pack, range.from, cases), range)
    });
    timelines.collect()
}

/// How many are followed from day to day together.
pub(super) const TOGETHER: usize = 256;

/// The places of the rules with a force for O&M funding that are asked for.
pub(super) fn in_force(pack: &Pack, wanted: impl Fn(&crate::policy::Rule) -> bool) -> Vec<u16> {
    let rules = (0u16..).zip(&pack.rules);
    let rules = rules.filter(|(_, rule)| rule.maintenance().is_some() && wanted(rule));
    rules.map(|(number, _)| number).collect()
}

/// Each request through the days.
fn timelines(mut simulation: Simulation<'_>, range: DateRange) -> Vec<Timeline> {
    let all = 0..simulation.cases.len();
    let mut timelines: Vec<Timeline> = all
        .map(|at| Timeline {
            start: simulation.decision(at),
            turns: Vec::new(),
        })
        .collect();
    while let Some((on, turned)) = simulation.forward(range.until) {
        for (at, mut changes) in turned {
            changes.retain(|change| change.before.outcome != change.after.outcome);
            if changes.is_empty() {
                continue;
            }
            let timeline = &mut timelines[at];
            let turn = VerdictChange {
                on,
                before: timeline.end(),
                after: simulation.verdict(at),
                changes,
            };
            timeline.turns.push(turn);
        }
    }
    timelines
}

/// A request, and the rules that are asked of it.
pub(super) type Case<'a> = (&'a RequestRef, &'a [u16]);

/// Some rules on some requests, from day to day.
pub(super) struct Simulation<'a> {
    registry: &'a Registry,
    pack: &'a Pack,
    pub(super) cases: Vec<Case<'a>>,
    /// What each rule says of each request now.
    pub(super) evaluations: Vec<Vec<Evaluation>>,
    agenda: Agenda,
}

/// What turns on a day: the place of the request, and the rules that may say another thing.
pub(super) type Turned = (usize, Vec<Change>);

impl<'a> Simulation<'a> {
    /// Judges on a first day.
    pub(super) fn start(
        registry: &'a Registry,
        pack: &'a Pack,
        on: Date,
        cases: Vec<Case<'a>>,
    ) -> Self {
        let evaluations = evaluate_with_validity(registry, pack, on, &cases);
        let mut agenda = Agenda::default();
        for (at, evaluations) in evaluations.iter().enumerate() {
            agenda.add(next(evaluations), at);
        }
        Simulation {
            registry,
            pack,
            cases,
            evaluations,
            agenda,
        }
    }

    /// Goes to the next day on which something may be judged otherwise, and
    /// judges that anew; none up to a last day: `None`.
    pub(super) fn forward(&mut self, last: Date) -> Option<(Date, Vec<Turned>)> {
        let (day, who) = self.agenda.first(last)?;
        let turning = |at: &usize| {
            let evaluations = self.evaluations[*at].iter().enumerate();
            let due =
                evaluations.filter(|(_, one)| one.validity.until.is_some_and(|it| it.on == day));
            let due = due.map(|(place, one)| (place, one.outcome.rule));
            due.unzip::<usize, u16, Vec<usize>, Vec<u16>>()
        };
        let turning: Vec<(Vec<usize>, Vec<u16>)> = who.iter().map(turning).collect();
        let cases = who.iter().zip(&turning);
        let cases: Vec<Case<'_>> = cases
            .map(|(at, (_, rules))| (self.cases[*at].0, &**rules))
            .collect();
        let anew = evaluate_with_validity(self.registry, self.pack, day, &cases);
        let mut turned = Vec::with_capacity(who.len());
        for ((at, (places, _)), anew) in who.into_iter().zip(&turning).zip(anew) {
            let now = &mut self.evaluations[at];
            let changes = places.iter().zip(anew).map(|(place, evaluation)| {
                let after = evaluation.outcome.clone();
                let before = std::mem::replace(&mut now[*place], evaluation);
                Change {
                    lapse: before.validity.until.is_some_and(|change| change.lapse),
                    before: before.outcome,
                    after,
                }
            });
            turned.push((at, changes.collect()));
            self.agenda.add(next(now), at);
        }
        Some((day, turned))
    }

    fn decision(&self, at: usize) -> Decision {
        let outcomes = self.evaluations[at].iter().map(|one| one.outcome.clone());
        one(
            self.registry,
            self.pack,
            self.cases[at].0,
            outcomes.collect(),
        )
    }

    fn verdict(&self, at: usize) -> Verdict {
        let outcomes = self.evaluations[at].iter().map(|one| &one.outcome);
        verdict(outcomes.map(|outcome| {
            let rule = &self.pack.rules[usize::from(outcome.rule)];
            (rule.maintenance(), outcome.outcome)
        }))
    }
}

/// The first later day on which any of these may be otherwise.
fn next(evaluations: &[Evaluation]) -> Option<Date> {
    let days = evaluations.iter().filter_map(|one| one.validity.until);
    days.map(|change| change.on).min()
}
