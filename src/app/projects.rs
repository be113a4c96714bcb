//! Construction projects of a year, as they are asked for.

use super::{Error, lookup};
use mulu_core::decision::{ProjectDecisions, Snapshot, decide_projects};
use mulu_core::diagnostic::Message;
use mulu_core::policy::ProjectRef;

/// Which projects are asked for.
#[derive(Clone, Debug, Default)]
pub struct ProjectSelection {
    /// The budget year; `None`: that of the day.
    pub year: Option<i16>,
    /// Of this unit and those below it.
    pub unit: Option<String>,
    /// In this stage, by its id.
    pub stage: Option<String>,
    /// This project alone, `unit/project`.
    pub project: Option<String>,
}

/// The projects of a year, judged, as selected.
///
/// # Errors
/// When the unit, the stage or the project doesn't exist.
pub fn projects(
    snapshot: &Snapshot<'_>,
    selection: &ProjectSelection,
) -> Result<ProjectDecisions, Error> {
    let (registry, pack) = (snapshot.registry, snapshot.pack);
    let unit = selection.unit.as_deref();
    let unit = unit.map(|name| lookup::unit(registry, name)).transpose()?;
    let project = selection.project.as_deref();
    let project = project
        .map(|name| lookup::project(registry, name))
        .transpose()?;
    let stage = selection.stage.as_deref();
    let stage = stage.map(|id| lookup::stage(pack, id)).transpose()?;
    if stage.is_some() && !snapshot.shows_stages() {
        return Err(Error::bad_input(Message::new("stages-for-offices")));
    }
    let wanted = |of: &ProjectRef| {
        let of_unit = unit
            .as_ref()
            .is_none_or(|unit| registry.is_unit_or_ancestor(unit, &of.unit));
        of_unit && project.as_deref().is_none_or(|id| *id == *of.project)
    };
    let on = snapshot.provenance.on;
    let year = selection.year.unwrap_or_else(|| on.year());
    let mut decisions = decide_projects(registry, pack, on, year, wanted);
    for decision in &mut decisions.projects {
        snapshot.keep_project(decision);
    }
    if stage.is_some() {
        decisions.projects.retain(|one| one.stage == stage);
    }
    Ok(decisions)
}
