//! Which request or project is judged.

use crate::layout::{self, ProjectId, SystemId};
use std::sync::Arc;

/// A request and what its path says: what rules and functions take for granted.
#[derive(Clone, Debug)]
pub struct RequestRef {
    /// The budget year.
    pub year: i16,
    /// `year/unit/system`.
    pub request: Arc<str>,
    /// `unit/system`.
    pub system: Arc<str>,
    /// The system's own unit.
    pub unit: Arc<str>,
}

impl RequestRef {
    /// A request by its id `year/unit/system`; `None` for any other text.
    #[must_use]
    pub fn of(request: &Arc<str>) -> Option<Self> {
        let (year, system) = layout::of_year(request)?;
        let system = SystemId::from(system);
        (!system.name().is_empty()).then(|| RequestRef {
            year,
            request: Arc::clone(request),
            unit: system.unit().into(),
            system: system.into(),
        })
    }
}

/// A construction project in a year: what is judged for plan, build and accept.
#[derive(Clone, Debug)]
pub struct ProjectRef {
    /// The budget year.
    pub year: i16,
    /// `unit/project`.
    pub project: Arc<str>,
    /// The unit in its path.
    pub unit: Arc<str>,
}

impl ProjectRef {
    /// A project by its id `unit/project` in a year; `None` for any other text.
    #[must_use]
    pub fn of(year: i16, project: &Arc<str>) -> Option<Self> {
        let id = ProjectId::from(project);
        let name = id.name();
        (!name.is_empty() && !name.contains('/')).then(|| ProjectRef {
            year,
            project: Arc::clone(project),
            unit: id.unit().into(),
        })
    }
}
