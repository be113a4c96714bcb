//! Which request or project is judged.

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
        let (year, system) = request.split_once('/')?;
        let (unit, _) = system.split_once('/')?;
        Some(RequestRef {
            year: year.parse().ok()?,
            request: Arc::clone(request),
            system: system.into(),
            unit: unit.into(),
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
        let (unit, name) = project.split_once('/')?;
        (!name.is_empty() && !name.contains('/')).then(|| ProjectRef {
            year,
            project: Arc::clone(project),
            unit: unit.into(),
        })
    }
}
