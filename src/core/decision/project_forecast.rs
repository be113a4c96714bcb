//! Projects on later days: which verdict for plan, build or acceptance turns on which
//! day, and why.
//!
//! As with requests, nothing is judged day by day: with every evaluation comes the
//! first later day on which it may be another one.

use super::forecast::{Change, DateRange};
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
        .par_iter()
        .filter_map(|of| timeline(registry, pack, range, of));
    timelines.collect()
}

fn timeline(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    of: &ProjectRef,
) -> Option<ProjectTimeline> {
    let mut now = evaluate_projects(registry, pack, range.from, std::slice::from_ref(of)).pop()?;
    let start = one(registry, of, now.clone());
    let mut verdicts = start.verdicts;
    let mut turns = Vec::new();
    for _ in 0..MOST_STEPS {
        let Some((on, then)) = forward(registry, pack, of, &now, range.until) else {
            break;
        };
        let changes = changes(&now, &then);
        let after = one(registry, of, then.clone()).verdicts;
        if !changes.is_empty() || after != verdicts {
            turns.push(ProjectChange {
                on,
                before: verdicts,
                after,
                changes,
            });
        }
        verdicts = after;
        now = then;
    }
    Some(ProjectTimeline { start, turns })
}

/// The next day, up to a last one, on which a project may be judged otherwise, and what
/// is said of it then.
pub(super) fn forward(
    registry: &Registry,
    pack: &Pack,
    of: &ProjectRef,
    now: &ProjectEvaluation,
    last: Date,
) -> Option<(Date, ProjectEvaluation)> {
    let on = next(now).filter(|on| *on <= last)?;
    let then = evaluate_projects_again(registry, pack, on, &[(of, now)]).pop()?;
    Some((on, then))
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
