//! Construction projects, and the frameworks of those of several units.

use super::{DocId, Item};
use crate::layout::{FrameworkId, ProjectId, SystemId, UnitId};
use jiff::civil::Date;
use std::sync::Arc;

/// `projects/<unit>/<project>.yaml`, as far as other documents need it.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its document.
    pub doc: DocId,
    /// The unit in its path.
    pub unit: UnitId,
    /// Its name.
    pub name: Arc<str>,
    /// New or an expansion, by the schema's word.
    pub kind: Arc<str>,
    /// The systems that it builds, with their nodes.
    pub systems: Vec<(SystemId, u32)>,
    /// The budget unit that applies.
    pub applicant: Option<UnitId>,
    /// The department that leads it.
    pub led_by: Option<UnitId>,
    /// Its framework.
    pub framework: Option<FrameworkId>,
    /// The projects of earlier phases, with their nodes.
    pub previous: Vec<(ProjectId, u32)>,
    /// The total of the investment.
    pub total: Option<i64>,
    /// The lines of the investment.
    pub lines: Vec<Item>,
    /// What of it is wanted in which year.
    pub years: Vec<(i16, Option<i64>)>,
    /// The day on which the design was finished.
    pub design_prepared_on: Option<Date>,
    /// The day on which building began.
    pub started_on: Option<Date>,
    /// The day from which it is on trial.
    pub trial_from: Option<Date>,
    /// The day on which it was completed.
    pub completed_on: Option<Date>,
    /// The day on which acceptance was applied for.
    pub acceptance_applied_on: Option<Date>,
}

/// `frameworks/<framework>.yaml`.
#[derive(Clone, Debug)]
pub struct Framework {
    /// Its document.
    pub doc: DocId,
    /// Its name.
    pub name: Arc<str>,
    /// The unit that leads it.
    pub lead: UnitId,
    /// Who takes part, in order.
    pub participants: Vec<Participant>,
}

/// A unit's part of a framework.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Its node.
    pub node: u32,
    /// The unit.
    pub unit: UnitId,
    /// Its project.
    pub project: ProjectId,
    /// What it builds, with the nodes.
    pub content: Vec<(Arc<str>, u32)>,
}
