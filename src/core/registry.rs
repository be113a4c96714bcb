//! The registry as typed, immutable documents with their references resolved.
//!
//! A path is the identity of a document. A document that fails its schema is
//! *broken*: it is known to be there, and is no evidence of anything.

mod attest;
mod codeowners;
mod credit_code;
mod currency;
mod cycle;
mod identity;
mod index;
mod link;
mod load;
pub mod matters;
mod mentions;
pub mod model;
mod named;
mod nearest;
pub mod ownership;
mod paths;
mod plausible;
mod privacy;
mod query;
pub mod references;
mod supplier;
#[cfg(test)]
mod tests;
mod typed;
mod vocabulary;

pub use codeowners::codeowners;
pub use currency::{Currency, Large, Scale};
pub use identity::{Identity, Provider};
pub use index::{Index, Lines};
pub use load::{Readings, load, load_with};
pub use mentions::{Mentions, may_say};
pub use ownership::{Owner, Ownership};
pub use paths::kind_of;
pub use privacy::{redact, redacted};
pub use supplier::Supplier;

pub use model::{
    Authority, DocId, Element, Entries, Entry, Framework, IntegratedPlan, Item, Opinion, Opinions,
    Participant, Project, Request, Settings, Slot, Submissions, System, Target, Unit,
};

pub use vocabulary::{
    Audience, Expense, Matter, Results, ScopeForm, SubjectKind, Vocabulary, opinion_fields,
};

pub use crate::layout::{
    AuthorityId, FrameworkId, ProjectId, RequestId, Subject, SystemId, UnitId,
};

use crate::document::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// A registry at one moment.
#[derive(Debug, Default)]
pub struct Registry {
    /// `registry.yaml`; the default where it is absent or broken.
    pub settings: Settings,
    /// Every document that could be read, in the order of paths. Index: [`DocId`].
    pub documents: Vec<Arc<Document>>,
    /// Units by slug.
    pub units: BTreeMap<UnitId, Slot<Unit>>,
    /// Systems by `unit/system`.
    pub systems: BTreeMap<SystemId, Slot<System>>,
    /// Opinions by authority, then by subject.
    pub opinions: BTreeMap<AuthorityId, BTreeMap<Subject, Slot<Opinions>>>,
    /// The data-element dictionary by element; absent file: empty and valid.
    pub elements: Slot<BTreeMap<Arc<str>, Element>>,
    /// Project lists by year.
    pub lists: BTreeMap<i16, Slot<Entries>>,
    /// Investment plans by year.
    pub plans: BTreeMap<i16, Slot<Entries>>,
    /// Department budgets by year.
    pub budgets: BTreeMap<i16, Slot<Entries>>,
    /// Cloud resources by year.
    pub cloud: BTreeMap<i16, Slot<Entries>>,
    /// Rolling plans by their first year.
    pub rolling: BTreeMap<i16, Slot<Entries>>,
    /// Construction projects by `unit/project`.
    pub projects: BTreeMap<ProjectId, Slot<Project>>,
    /// Frameworks by slug.
    pub frameworks: BTreeMap<FrameworkId, Slot<Framework>>,
    /// Requests by `year/unit/system`.
    pub requests: BTreeMap<RequestId, Slot<Request>>,
    /// What broken systems mention: it may matter.
    pub broken_systems: Mentions,
    /// Systems whose documents are proposed and not on the base: not listed yet.
    pub proposed: BTreeSet<SystemId>,
    /// Per system: the valid projects that name it.
    pub projects_by_system: BTreeMap<SystemId, Vec<ProjectId>>,
    /// Nodes with an error of their own, such as a line that stands there twice: what
    /// reads them is unproven.
    pub faulty: BTreeSet<(DocId, u32)>,
    /// Per element: the non-retired valid systems that collect it.
    pub collectors: BTreeMap<Arc<str>, Vec<SystemId>>,
    /// The paths of broken documents.
    pub broken: BTreeSet<Arc<str>>,
    /// What is found from the other side, once it is asked for by [`Registry::index`].
    pub found: OnceLock<Index>,
}

impl Registry {
    /// Whether a node has an error of its own and is no evidence.
    #[must_use]
    pub fn is_faulty(&self, doc: DocId, node: u32) -> bool {
        !self.faulty.is_empty() && self.faulty.contains(&(doc, node))
    }

    /// A document by its number.
    #[must_use]
    pub fn document(&self, id: DocId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// What is found from the other side.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.found.get_or_init(|| Index::of(self))
    }

    /// Whether a document is there and is no evidence.
    #[must_use]
    pub fn is_broken(&self, path: &str) -> bool {
        self.broken.contains(path)
    }
}
