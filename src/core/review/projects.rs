//! What a change does to construction projects.

use super::impact::joined;
use super::{Change, ReviewInput, Snapshot};
use crate::decision::{Comparison, ProjectDecision, compare, decide_projects};
use crate::layout::{self, Kind};
use crate::policy::ProjectRef;
use std::collections::BTreeSet;

/// The projects that a change touches or judges otherwise, in each of some years.
pub(super) fn projects(
    input: &ReviewInput<'_>,
    changes: &[Change],
    years: &BTreeSet<i16>,
) -> Vec<Comparison<ProjectDecision>> {
    let touched: BTreeSet<&str> = changes.iter().filter_map(project).collect();
    let packs = (input.base.pack, input.merged.pack);
    let mut found = Vec::new();
    for year in years.iter().copied() {
        let judge = |side: &Snapshot<'_>| {
            let wanted = |of: &ProjectRef| input.units.is_none_or(|units| units.contains(&of.unit));
            decide_projects(side.registry, side.pack, input.on, year, wanted).projects
        };
        let touched =
            |id: &str| layout::of_year(id).is_some_and(|(_, project)| touched.contains(project));
        let sides = (judge(&input.base), judge(&input.merged));
        let differing = compare(sides.0, sides.1, packs, touched);
        found.extend(joined(differing, &input.moves.projects));
    }
    found
}

/// The project whose file a change touches.
fn project(change: &Change) -> Option<&str> {
    let located = layout::parse(&change.path)?;
    (located.kind == Kind::Project).then_some(located.id)
}
