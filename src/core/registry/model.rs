//! The typed forms of the documents: what the rest of the code may rely on.

mod money;
mod project;

pub use money::{Entries, Entry, Item, Request, Target};
pub use project::{Framework, Participant, Project};

use super::{Currency, Identity, Ownership};
use crate::layout::{AuthorityId, SystemId, UnitId};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document's place in [`super::Registry::documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// A document that may be there and may be broken.
#[derive(Clone, Debug, Default)]
pub enum Slot<T> {
    /// No such document.
    #[default]
    Absent,
    /// It is there (with its path) and is no evidence.
    Broken(Arc<str>),
    /// It is there.
    Valid(T),
}

impl<T> Slot<T> {
    /// The value, where it is there and valid.
    #[must_use]
    pub fn valid(&self) -> Option<&T> {
        match self {
            Slot::Valid(value) => Some(value),
            Slot::Absent | Slot::Broken(_) => None,
        }
    }
}

/// `registry.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The catalog's title.
    pub title: String,
    /// The language of the texts, BCP 47.
    pub locale: String,
    /// IANA name; what "today" means.
    pub timezone: String,
    /// What amounts are counted in.
    pub currency: Currency,
    /// The form server, where there is one.
    pub submissions: Option<Submissions>,
    /// Authorities by id.
    pub authorities: BTreeMap<AuthorityId, Authority>,
    /// Who may propose and who must approve what.
    pub ownership: Ownership,
}

/// The form server's account and keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submissions {
    /// The account by which it proposes changes.
    pub account: Arc<str>,
    /// Its public keys: key, first and last day.
    pub keys: Vec<(Arc<str>, Date, Option<Date>)>,
}

impl Submissions {
    /// Whose the account is; `None`: it is none.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        Identity::parse(&self.account)
    }
}

/// An office that attests facts.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    /// Its units: whoever acts for one of them acts for the authority.
    pub units: Vec<UnitId>,
    /// The day from which its opinions must be signed.
    pub signed_from: Option<Date>,
}

/// `units/<unit>.yaml`.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its document.
    pub doc: DocId,
    /// Full name.
    pub name: Arc<str>,
    /// Other names, by which it is found.
    pub aliases: Vec<Arc<str>>,
    /// Short name, the full one where none is given.
    pub short_name: Arc<str>,
    /// What kind of unit it is, by the schema's word.
    pub category: Arc<str>,
    /// Whether it is a district budget unit (annex).
    pub budget_unit: bool,
    /// The unit above it.
    pub parent: Option<UnitId>,
    /// Who acts for it.
    pub maintainers: Vec<Identity>,
    /// Public keys with which they sign.
    pub signing_keys: Vec<Arc<str>>,
    /// Art. 6.
    pub integrated_plan: Option<IntegratedPlan>,
}

impl Unit {
    /// Every name that it is found by, the short one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = [&self.short_name, &self.name];
        own.into_iter().chain(&self.aliases).map(|name| &**name)
    }
}

/// 整合建设总体方案 (Art. 6).
#[derive(Clone, Debug)]
pub struct IntegratedPlan {
    /// First year.
    pub from_year: i16,
    /// Last year, included.
    pub to_year: i16,
    /// References to systems, with their nodes.
    pub systems: Vec<(SystemId, u32)>,
}

/// `systems/<unit>/<system>.yaml`, as far as other documents need it.
#[derive(Clone, Debug)]
pub struct System {
    /// Its document.
    pub doc: DocId,
    /// The unit in its path.
    pub unit: UnitId,
    /// Its name.
    pub name: Arc<str>,
    /// Where it stands in its life, by the schema's word.
    pub status: Arc<str>,
    /// Whether that word means that it is out of use (`x-out-of-use` in the schema).
    pub retired: bool,
    /// The department that leads it, where it isn't its own unit.
    pub led_by: Option<UnitId>,
    /// The system into which it was integrated.
    pub merged_into: Option<SystemId>,
    /// Names of its resources, with their nodes.
    pub resources: Vec<(Arc<str>, u32)>,
    /// Elements it collects itself, with their nodes, in order of first mention.
    pub collects: Vec<(Arc<str>, u32)>,
}

/// One entry of an opinions file.
#[derive(Clone, Debug)]
pub struct Opinion {
    /// Its node.
    pub node: u32,
    /// What it is about.
    pub matter: Arc<str>,
    /// Its result, by the matter's word; absent for orders and hazards.
    pub result: Option<Arc<str>>,
    /// Whether that result is favourable.
    pub favourable: bool,
    /// The day it was issued.
    pub issued_on: Date,
    /// The last day it is good for.
    pub valid_until: Option<Date>,
    /// The day by which an order must be carried out.
    pub due_on: Option<Date>,
    /// The day it was.
    pub resolved_on: Option<Date>,
    /// Which part it is about, as its matter writes it.
    pub scope: Option<Arc<str>>,
    /// Whether its scope is none of its matter's: it may be about any part.
    pub astray: bool,
    /// An amount, where its matter asks for one.
    pub amount: Option<i64>,
    /// A total investment, where its matter asks for one.
    pub total: Option<i64>,
    /// An MLPS level, where its matter asks for one.
    pub level: Option<i64>,
    /// A measure, where its matter asks for one.
    pub measure: Option<Arc<str>>,
}

/// `opinions/<authority>/…`, in the order of the file.
#[derive(Clone, Debug)]
pub struct Opinions {
    /// Its document.
    pub doc: DocId,
    /// The entries.
    pub opinions: Vec<Opinion>,
}

/// An entry of `elements.yaml`.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its node.
    pub node: u32,
    /// Its name.
    pub name: Arc<str>,
    /// The one system that collects it.
    pub source: Option<SystemId>,
}
