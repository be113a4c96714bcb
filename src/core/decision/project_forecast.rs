//! Projects on later days: which verdict for plan, build or acceptance turns on which
//! day, and why.
//!
//! As with requests, nothing is judged day by day: with every evaluation comes the
//! first later day on which it may be another one.

use super::agenda::Agenda;
use super::forecast::{Change, DateRange, TOGETHER};
use super::project::one;
use super::{ProjectDecision, Verdict};
use crate::policy::{
    Outcome, Pack, PerPurpose, ProjectEvaluation, ProjectRef, RuleOutcome, evaluate_projects,
    evaluate_projects_again,
};
use crate::registry::Registry;
use jiff::civil::Date;
use rayon::prelude::*;

/// The most days on which one project is judged: more than ten years of days, should a
/// pack's rules say another thing every day.
pub(super) const MOST_STEPS: usize = 4096;

/// A day on which a project is judged otherwise than the day before.
#[derive(Clone, Debug)]
pub struct ProjectChange {
    /// The day.
    pub on: Date,
    /// The verdicts until then.
    pub before: PerPurpose<Option<Verdict>>,
    /// The verdicts from then on.
    pub after: PerPurpose<Option<Verdict>>,
    /// The rules that say something else, in the order of the pack.
    pub changes: Vec<Change>,
}

/// A project through a range of days.
#[derive(Debug)]
pub struct ProjectTimeline {
    /// What it comes to on the first day.
    pub start: ProjectDecision,
    /// What changes later, in the order of days.
    pub turns: Vec<ProjectChange>,
}

/// The projects that are asked for, as they are in a year, through a range of days.
#[must_use]
pub fn forecast_projects(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    year: i16,
    wanted: impl Fn(&ProjectRef) -> bool,
) -> Vec<ProjectTimeline> {
    let ids = registry.projects.keys().map(|id| id.text());
    let refs = ids.filter_map(|id| ProjectRef::of(year, &id));
    let refs: Vec<ProjectRef> = refs.filter(wanted).collect();
    let timelines = refs
        .par_chunks(TOGETHER)
        .flat_map_iter(|chunk| timelines(registry, pack, range, chunk));
    timelines.collect()
}

fn timelines(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    projects: &[ProjectRef],
) -> Vec<ProjectTimeline> {
    let mut walk = Walk::start(registry, pack, range.from, projects);
    let decision = |of: &ProjectRef, now: &ProjectEvaluation| one(registry, of, now.clone());
    let all = projects.iter().zip(&walk.now);
    let mut timelines: Vec<ProjectTimeline> = all
        .map(|(of, now)| ProjectTimeline {
            start: decision(of, now),
            turns: Vec::new(),
        })
        .collect();
    while let Some((on, stepped)) = walk.forward(range.until) {
        for (at, was) in stepped {
            let (now, timeline) = (&walk.now[at], &mut timelines[at]);
            let changes = changes(&was, now);
            let before = timeline.end();
            let after = decision(&projects[at], now).verdicts;
            if !changes.is_empty() || after != before {
                timeline.turns.push(ProjectChange {
                    on,
                    before,
                    after,
                    changes,
                });
            }
        }
    }
    timelines
}

impl ProjectTimeline {
    /// The verdicts on the last day.
    fn end(&self) -> PerPurpose<Option<Verdict>> {
        let last = self.turns.last();
        last.map_or(self.start.verdicts, |turn| turn.after)
    }
}

/// Some projects, from day to day.
pub(super) struct Walk<'a> {
    registry: &'a Registry,
    pack: &'a Pack,
    projects: &'a [ProjectRef],
    /// What is said of each now.
    pub(super) now: Vec<ProjectEvaluation>,
    /// On how many days each was judged anew.
    steps: Vec<usize>,
    agenda: Agenda,
}

impl<'a> Walk<'a> {
    /// Judges on a first day.
    pub(super) fn start(
        registry: &'a Registry,
        pack: &'a Pack,
        on: Date,
        projects: &'a [ProjectRef],
    ) -> Self {
        let now = evaluate_projects(registry, pack, on, projects);
        let mut agenda = Agenda::default();
        for (at, now) in now.iter().enumerate() {
            agenda.add(next(now), at);
        }
        Walk {
            registry,
            pack,
            projects,
            steps: vec![0; now.len()],
            now,
            agenda,
        }
    }

    /// Goes to the next day, up to a last one, on which a project may be judged otherwise:
    /// the places of those, with what was said of them until then.
    pub(super) fn forward(
        &mut self,
        last: Date,
    ) -> Option<(Date, Vec<(usize, ProjectEvaluation)>)> {
        let (day, who) = self.agenda.first(last)?;
        let refs = who.iter().map(|at| (&self.projects[*at], &self.now[*at]));
        let refs: Vec<(&ProjectRef, &ProjectEvaluation)> = refs.collect();
        let then = evaluate_projects_again(self.registry, self.pack, day, &refs);
        let mut stepped = Vec::with_capacity(who.len());
        for (at, then) in who.into_iter().zip(then) {
            self.steps[at] += 1;
            if self.steps[at] < MOST_STEPS {
                self.agenda.add(next(&then), at);
            }
            stepped.push((at, std::mem::replace(&mut self.now[at], then)));
        }
        Some((day, stepped))
    }
}

/// The first later day on which anything about a project may be otherwise.
pub(super) fn next(evaluation: &ProjectEvaluation) -> Option<Date> {
    let rules = evaluation.rules.iter().map(|rule| rule.validity);
    let all = rules.chain([evaluation.validity]);
    all.filter_map(|validity| Some(validity.until?.on)).min()
}

/// The rules that say something else than before; one that wasn't asked before was
/// not applicable.
pub(super) fn changes(before: &ProjectEvaluation, after: &ProjectEvaluation) -> Vec<Change> {
    let found = after.rules.iter().filter_map(|now| {
        let mut earlier = before.rules.iter();
        let was = earlier.find(|was| was.outcome.rule == now.outcome.rule);
        let lapse = was.and_then(|was| was.validity.until);
        let was = was.map_or_else(
            || RuleOutcome {
                outcome: Outcome::NotApplicable,
                ..now.outcome.clone()
            },
            |was| was.outcome.clone(),
        );
        (was.outcome != now.outcome.outcome).then(|| Change {
            before: was,
            after: now.outcome.clone(),
            lapse: lapse.is_some_and(|change| change.lapse),
        })
    });
    found.collect()
}
