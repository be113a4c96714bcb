//! What a rule does, and to whom.

use crate::policy::Force;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What money or permission is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Operation and maintenance money, for a request.
    Maintenance,
    /// A place in the year's investment plan, for a project.
    Plan,
    /// That a project may be carried out.
    Build,
    /// That a project may pass acceptance.
    Accept,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Purpose; 4] = [
        Purpose::Maintenance,
        Purpose::Plan,
        Purpose::Build,
        Purpose::Accept,
    ];

    /// Those that a project can be judged for.
    pub const OF_PROJECTS: [Purpose; 3] = [Purpose::Plan, Purpose::Build, Purpose::Accept];

    /// The name in packs and machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Purpose::Maintenance => "maintenance",
            Purpose::Plan => "plan",
            Purpose::Build => "build",
            Purpose::Accept => "accept",
        }
    }

    /// The purpose with a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.id() == id)
    }
}

/// Something for each purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerPurpose<T>([T; 4]);

impl<T> PerPurpose<T> {
    /// That of a purpose.
    #[must_use]
    pub fn get(&self, purpose: Purpose) -> &T {
        &self.0[purpose as usize]
    }

    /// That of a purpose, to be changed.
    pub fn get_mut(&mut self, purpose: Purpose) -> &mut T {
        &mut self.0[purpose as usize]
    }

    /// Each purpose with what is for it.
    pub fn iter(&self) -> impl Iterator<Item = (Purpose, &T)> {
        Purpose::ALL.into_iter().zip(&self.0)
    }
}

/// The forces that a rule, or one outcome of it, has; `None`: none.
pub type Forces = PerPurpose<Option<Force>>;

impl Forces {
    /// A force for one purpose alone.
    #[must_use]
    pub fn only(purpose: Purpose, force: Option<Force>) -> Self {
        let mut forces = Forces::default();
        *forces.get_mut(purpose) = force;
        forces
    }

    /// Whether there is none for any purpose.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// The kinds of projects that a force is for; `None`: all.
pub type Kinds = PerPurpose<Option<BTreeSet<Arc<str>>>>;

/// What a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The unit of the system or of the project.
    Unit,
    /// The system.
    System,
    /// The request.
    Request,
    /// The construction project.
    Project,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Subject; 4] = [
        Subject::Unit,
        Subject::System,
        Subject::Request,
        Subject::Project,
    ];

    /// The name in packs and machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Subject::Unit => "unit",
            Subject::System => "system",
            Subject::Request => "request",
            Subject::Project => "project",
        }
    }

    /// The subject with a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.id() == id)
    }
}
