//! The nearest deadline, without looking behind it: each request and project is followed
//! until a rule that counts comes to worse.

use super::super::Snapshot;
use super::super::forecast::{DateRange, Simulation, in_force};
use super::super::project_due::worsened;
use super::super::project_forecast::{MOST_STEPS, next};
use super::{Obligation, obligations};
use crate::policy::{
    Force, ProjectEvaluation, ProjectRef, RequestRef, evaluate_projects, evaluate_projects_again,
};
use rayon::prelude::*;

/// Requests and projects that are followed.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// Requests.
    pub requests: Vec<RequestRef>,
    /// Projects.
    pub projects: Vec<ProjectRef>,
}

/// What must be done on the nearest day on which any of these would come to worse by
/// time alone; nothing where there is no such day in the range. Rules that only warn
/// are left out.
#[must_use]
pub fn next_due(snapshot: &Snapshot<'_>, range: DateRange, cases: &Cases) -> Vec<Obligation> {
    let pack = snapshot.pack;
    let until = range.until.tomorrow().unwrap_or(range.until);
    let range = DateRange { until, ..range };
    let rules = in_force(pack, |rule| rule.maintenance().is_some_and(Force::blocks));
    let requests = cases.requests.par_iter();
    let requests = requests.flat_map_iter(|case| of_request(snapshot, range, case, &rules));
    let mut found: Vec<Obligation> = requests.collect();
    let nearest = |found: &[Obligation]| found.iter().map(|one| one.due).min();
    // What a project must do later than that isn't asked for.
    let eve = nearest(&found).and_then(|due| due.tomorrow().ok());
    let until = eve.map_or(range.until, |eve| eve.min(range.until));
    let range = DateRange { until, ..range };
    found.extend(of_projects(snapshot, range, &cases.projects));
    let nearest = nearest(&found);
    found.retain(|one| Some(one.due) == nearest);
    let key = |one: &Obligation| (one.unit.clone(), one.subject.clone(), one.rule);
    found.sort_by_key(key);
    found.dedup_by_key(|one| key(one));
    found
}

/// What is due first of a request.
fn of_request(
    snapshot: &Snapshot<'_>,
    range: DateRange,
    case: &RequestRef,
    rules: &[u16],
) -> Vec<Obligation> {
    let (registry, pack) = (snapshot.registry, snapshot.pack);
    let mut simulation = Simulation::start(registry, pack, range.from, case, rules);
    let mut found = Vec::new();
    while let Some((day, changes)) = simulation.forward(range.until) {
        for change in &changes {
            obligations(pack, case, day, change, &mut found);
        }
        found.retain(|one| snapshot.shows(one.rule));
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// What is due first of all projects. Those that may turn on one day are judged together:
/// they ask much of the same things.
fn of_projects(
    snapshot: &Snapshot<'_>,
    range: DateRange,
    projects: &[ProjectRef],
) -> Vec<Obligation> {
    let (registry, pack) = (snapshot.registry, snapshot.pack);
    let mut now = evaluate_projects(registry, pack, range.from, projects);
    for _ in 0..MOST_STEPS {
        let days = now.iter().filter_map(next);
        let Some(day) = days.filter(|day| *day <= range.until).min() else {
            break;
        };
        let turning: Vec<usize> = (0..now.len())
            .filter(|at| now.get(*at).and_then(next) == Some(day))
            .collect();
        let refs: Vec<(&ProjectRef, &ProjectEvaluation)> = turning
            .iter()
            .filter_map(|at| Some((projects.get(*at)?, now.get(*at)?)))
            .collect();
        let then = evaluate_projects_again(registry, pack, day, &refs);
        let refs: Vec<&ProjectRef> = refs.into_iter().map(|(of, _)| of).collect();
        let mut found = Vec::new();
        for ((at, of), then) in turning.into_iter().zip(refs).zip(then) {
            let Some(was) = now.get_mut(at) else {
                continue;
            };
            let was: ProjectEvaluation = std::mem::replace(was, then.clone());
            found.extend(
                worsened(pack, of, day, (&was, &then))
                    .into_iter()
                    .filter(|one| blocks(one) && snapshot.shows(one.rule)),
            );
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Whether what wasn't done is more than a warning.
fn blocks(obligation: &Obligation) -> bool {
    let forces = obligation
        .after
        .iter()
        .flat_map(|after| after.forces.iter());
    let mut forces = forces.map(|(_, force)| *force);
    forces.any(|force| force.is_some_and(Force::blocks))
}
