//! Lists, plans, budgets, cloud and rolling plans: lines of money for systems and
//! projects; and the requests.

use super::DocId;
use crate::layout::{ProjectId, SystemId, UnitId};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a line of money is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A system's maintenance.
    System(SystemId),
    /// A construction project.
    Project(ProjectId),
}

impl Target {
    /// Its id: `unit/system` or `unit/project`.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Target::System(system) => system,
            Target::Project(project) => project,
        }
    }

    /// The field that names it.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Target::System(_) => "system",
            Target::Project(_) => "project",
        }
    }
}

/// A line of a list, plan, budget, cloud or rolling plan.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its node.
    pub node: u32,
    /// What it is for; `None` where it names nothing, or two things.
    pub target: Option<Target>,
    /// Why it stands there, by the schema's word; absent in cloud and rolling plans.
    pub kind: Option<Arc<str>>,
    /// The year, in rolling plans.
    pub year: Option<i16>,
    /// The budget unit, in budgets.
    pub unit: Option<UnitId>,
    /// In the registry's currency.
    pub amount: Option<i64>,
    /// How it came into a plan, by the schema's word; absent: with the annual plan.
    pub track: Option<Arc<str>>,
    /// The day on which it was added or changed.
    pub adjusted_on: Option<Date>,
}

impl Entry {
    /// The system that it is for.
    #[must_use]
    pub fn system(&self) -> Option<&SystemId> {
        match &self.target {
            Some(Target::System(system)) => Some(system),
            _ => None,
        }
    }

    /// The project that it is for.
    #[must_use]
    pub fn project(&self) -> Option<&ProjectId> {
        match &self.target {
            Some(Target::Project(project)) => Some(project),
            _ => None,
        }
    }
}

/// A file of such lines.
#[derive(Clone, Debug)]
pub struct Entries {
    /// Its document.
    pub doc: DocId,
    /// The lines in order.
    pub entries: Vec<Entry>,
    /// The lines of each target, in order: indexes into `entries`.
    pub by_target: BTreeMap<Target, Vec<usize>>,
}

impl Entries {
    /// With the index of its lines.
    #[must_use]
    pub fn new(doc: DocId, entries: Vec<Entry>) -> Self {
        let mut by_target: BTreeMap<Target, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(target) = &entry.target {
                by_target.entry(target.clone()).or_default().push(at);
            }
        }
        Entries {
            doc,
            entries,
            by_target,
        }
    }

    /// The lines of a target, in order.
    pub fn of(&self, target: &Target) -> impl Iterator<Item = &Entry> {
        let lines = self.by_target.get(target).into_iter().flatten();
        lines.filter_map(|at| self.entries.get(*at))
    }

    /// The first line of a system with a kind.
    #[must_use]
    pub fn entry(&self, system: &str, kind: &str) -> Option<&Entry> {
        self.of(&Target::System(system.into()))
            .find(|entry| entry.kind.as_deref() == Some(kind))
    }
}

/// An item of a request, or a line of a project's investment.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its node.
    pub node: u32,
    /// The expense category.
    pub category: Arc<str>,
    /// In the registry's currency.
    pub amount: i64,
}

/// `requests/<year>/<unit>/<system>.yaml`.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its document.
    pub doc: DocId,
    /// The budget year.
    pub year: i16,
    /// `unit/system`.
    pub system: SystemId,
    /// Who asks.
    pub applicant: UnitId,
    /// What for.
    pub items: Vec<Item>,
    /// The sum of the items; `None` where that is more than a number holds.
    pub amount: Option<i64>,
}
