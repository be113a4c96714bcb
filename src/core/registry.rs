//! The registry as typed, immutable documents with their references resolved.
//!
//! A path is the identity of a document. A document that fails its schema is
//! *broken*: it is known to be there, and is no evidence of anything.

mod codeowners;
mod credit_code;
mod currency;
mod cycle;
mod identity;
mod index;
mod link;
mod load;
pub mod matters;
pub mod model;
mod nearest;
pub mod ownership;
mod paths;
mod privacy;
mod query;
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
pub use ownership::{Owner, Ownership};
pub use paths::kind_of;
pub use supplier::Supplier;

pub use model::{
    Authority, DocId, Element, Entry, IntegratedPlan, Item, Opinion, Opinions, ProjectList,
    Request, Settings, Slot, System, Unit,
};

pub use vocabulary::{
    Expense, Matter, OPINION_FIELDS, Results, ScopeForm, SubjectKind, Vocabulary,
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
    pub lists: BTreeMap<i16, Slot<ProjectList>>,
    /// Investment plans by year.
    pub plans: BTreeMap<i16, Slot<ProjectList>>,
    /// Requests by `year/unit/system`.
    pub requests: BTreeMap<RequestId, Slot<Request>>,
    /// The text of broken systems by `unit/system`: what they mention may matter.
    pub broken_systems: BTreeMap<SystemId, Arc<[u8]>>,
    /// Systems whose documents are proposed and not on the base: not listed yet.
    pub proposed: BTreeSet<SystemId>,
    /// Per element: the non-retired valid systems that collect it.
    pub collectors: BTreeMap<Arc<str>, Vec<SystemId>>,
    /// The paths of broken documents.
    pub broken: BTreeSet<Arc<str>>,
    /// What is found from the other side, once it is asked for by [`Registry::index`].
    pub found: OnceLock<Index>,
}

impl Registry {
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
