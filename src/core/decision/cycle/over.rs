//! Money of the year for projects that were over before it began: terminated, rejected,
//! whatever stage the pack says ends one.

use super::compare::in_file;
use super::{Cycle, Gap, Line, Step, What};
use crate::decision::Snapshot;
use crate::layout::Kind;
use crate::policy::over_before;
use crate::registry::Target;

/// The lines of the list, the plan, the budget and the cloud that such projects have.
pub(super) fn gaps(snapshot: &Snapshot<'_>, cycle: &Cycle) -> Vec<Gap> {
    // Which stage ends a project would tell what the stage does.
    if !snapshot.shows_stages() {
        return Vec::new();
    }
    let over = over_before(snapshot.registry, snapshot.pack, cycle.on, cycle.year);
    let lines = cycle.lines.iter().enumerate();
    let of_over = lines.filter(|(_, line)| match &line.target {
        Target::Project(project) => over.contains(project),
        Target::System(_) => false,
    });
    let gaps = of_over.flat_map(|(at, line)| {
        places(line).map(move |(step, kind, after)| Gap {
            line: Some(at),
            after,
            ..in_file(snapshot.registry, cycle, (step, What::Over), kind)
        })
    });
    gaps.collect()
}

/// Where a line stands in the year's files, with the amount there.
fn places(line: &Line) -> impl Iterator<Item = (Step, Kind, Option<i64>)> + use<> {
    let stated = |step, kind| line.at(step).map(|at| (step, kind, at.amount));
    let cloud = line.cloud.as_ref();
    let places = [
        stated(Step::List, Kind::List),
        stated(Step::Plan, Kind::Plan),
        stated(Step::Budget, Kind::Budget),
        cloud.map(|at| (Step::Budget, Kind::Cloud, at.amount)),
    ];
    places.into_iter().flatten()
}
