//! To whom rules are applied.

use super::pack::{Language, Subject};
use super::request_ref::{ProjectRef, RequestRef};
use crate::layout::{self, SystemId};
use std::sync::Arc;

/// To whom rules are applied, and what functions take for granted of it.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The budget year.
    pub(crate) year: i16,
    /// The unit of the system or of the project.
    pub(crate) unit: Arc<str>,
    /// `unit/system`; empty: a project, or a unit alone.
    pub(crate) system: Arc<str>,
    /// `year/unit/system`; empty: a project.
    pub(crate) request: Arc<str>,
    /// `unit/project`; `None`: a request.
    pub(crate) project: Option<Arc<str>>,
}

impl Target {
    /// A system that nobody asks money for.
    pub(crate) fn system(year: i16, system: &Arc<str>) -> Self {
        Target {
            year,
            unit: SystemId::from(system).unit().into(),
            system: Arc::clone(system),
            request: format!("{year:04}/{system}").into(),
            project: None,
        }
    }

    /// A unit alone.
    pub(crate) fn unit(year: i16, unit: &Arc<str>) -> Self {
        Target {
            year,
            unit: Arc::clone(unit),
            system: "".into(),
            request: "".into(),
            project: None,
        }
    }

    /// The id of what a rule speaks of.
    pub(crate) fn id(&self, subject: Subject) -> Arc<str> {
        Arc::clone(match subject {
            Subject::Unit => &self.unit,
            Subject::System => &self.system,
            Subject::Request => &self.request,
            Subject::Project => self.project.as_ref().unwrap_or(&self.unit),
        })
    }

    /// Where opinions on what a rule speaks of stand, below an authority's
    /// folder. Rules of the first language meant the system, whatever they spoke
    /// of.
    pub(crate) fn opinions(&self, subject: Subject, language: Language) -> Arc<str> {
        match (subject, &self.project) {
            (Subject::Project, Some(project)) => opinions_of_project(project).into(),
            (Subject::Unit, _) if language > Language::First => Arc::clone(&self.unit),
            _ => Arc::clone(&self.system),
        }
    }
}

/// Where opinions on a project stand, below an authority's folder.
pub(crate) fn opinions_of_project(project: &str) -> String {
    layout::Subject::from(&layout::ProjectId::from(project)).to_string()
}

impl From<&RequestRef> for Target {
    fn from(of: &RequestRef) -> Self {
        Target {
            year: of.year,
            unit: Arc::clone(&of.unit),
            system: Arc::clone(&of.system),
            request: Arc::clone(&of.request),
            project: None,
        }
    }
}

impl From<&ProjectRef> for Target {
    fn from(of: &ProjectRef) -> Self {
        Target {
            year: of.year,
            unit: Arc::clone(&of.unit),
            system: "".into(),
            request: "".into(),
            project: Some(Arc::clone(&of.project)),
        }
    }
}
