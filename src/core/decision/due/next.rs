//! The nearest deadline, without looking behind it: each request and project is followed
//! until a rule that counts comes to worse.

use super::super::Snapshot;
use super::super::forecast::{DateRange, Simulation, TOGETHER, in_force};
use super::super::project_due::worsened;
use super::super::project_forecast::Walk;
use super::{Obligation, obligations};
use crate::policy::{Force, ProjectRef, RequestRef};
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
    let requests = cases.requests.par_chunks(TOGETHER);
    let requests = requests.flat_map_iter(|chunk| of_requests(snapshot, range, chunk, &rules));
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

/// What is due first of some requests.
fn of_requests(
    snapshot: &Snapshot<'_>,
    range: DateRange,
    cases: &[RequestRef],
    rules: &[u16],
) -> Vec<Obligation> {
    let (registry, pack) = (snapshot.registry, snapshot.pack);
    let cases = cases.iter().map(|case| (case, rules)).collect();
    let mut simulation = Simulation::start(registry, pack, range.from, cases);
    let mut found = Vec::new();
    while let Some((day, turned)) = simulation.forward(range.until) {
        for (at, changes) in &turned {
            for change in changes {
                obligations(pack, simulation.cases[*at].0, day, change, &mut found);
            }
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
    let mut walk = Walk::start(registry, pack, range.from, projects);
    while let Some((day, stepped)) = walk.forward(range.until) {
        let found = stepped.iter().flat_map(|(at, was)| {
            let worse = worsened(pack, &projects[*at], day, (was, &walk.now[*at]));
            worse
                .into_iter()
                .filter(|one| blocks(one) && snapshot.shows(one.rule))
        });
        let found: Vec<Obligation> = found.collect();
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
