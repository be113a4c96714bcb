//! The typed forms of the documents: what the rest of the code may rely on.

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
    /// Authorities by id.
    pub authorities: BTreeMap<Arc<str>, Authority>,
    /// Who may propose and who must approve what, first match counts.
    pub ownership: Vec<OwnershipRule>,
}

/// An office that attests facts.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Its unit.
    pub unit: Arc<str>,
}

/// A line of the ownership table.
#[derive(Clone, Debug)]
pub struct OwnershipRule {
    /// A path pattern relative to the folder that holds `registry/`, as written.
    pub path: String,
    /// Who may propose: authority ids, `anyone`, `{unit}`.
    pub authors: Vec<String>,
    /// Who must approve: authority ids, `{authority}`.
    pub approvers: Vec<String>,
}

/// Art. 2, items 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Item 1.
    Department,
    /// Item 2.
    Organization,
    /// Item 3.
    School,
    /// Item 4.
    PublicInstitution,
}

/// `units/<unit>.yaml`.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its document.
    pub doc: DocId,
    /// Full name.
    pub name: Arc<str>,
    /// Short name, the full one where none is given.
    pub short_name: Arc<str>,
    /// Art. 2.
    pub category: Category,
    /// Whether it is a district budget unit (annex).
    pub budget_unit: bool,
    /// The unit above it.
    pub parent: Option<Arc<str>>,
    /// GitHub logins that act for it.
    pub maintainers: Vec<Arc<str>>,
    /// Art. 6.
    pub integrated_plan: Option<IntegratedPlan>,
}

/// 整合建设总体方案 (Art. 6).
#[derive(Clone, Debug)]
pub struct IntegratedPlan {
    /// First year.
    pub from_year: i16,
    /// Last year, included.
    pub to_year: i16,
    /// References to systems, with their nodes.
    pub systems: Vec<(Arc<str>, u32)>,
}

/// Where a system stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 拟建
    Planned,
    /// 在建
    Building,
    /// 试运行
    Trial,
    /// 运行
    Operating,
    /// 停用
    Retired,
}

/// `systems/<unit>/<system>.yaml`, as far as other documents need it.
#[derive(Clone, Debug)]
pub struct System {
    /// Its document.
    pub doc: DocId,
    /// The unit in its path.
    pub unit: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Where it stands.
    pub status: Status,
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
    /// `true` pass, `false` fail; absent for orders and hazards.
    pub result: Option<bool>,
    /// The day it was issued.
    pub issued_on: Date,
    /// The last day it is good for.
    pub valid_until: Option<Date>,
    /// The day by which an order must be carried out.
    pub due_on: Option<Date>,
    /// The day it was.
    pub resolved_on: Option<Date>,
    /// A resource, an expense category, a year.
    pub scope: Option<Arc<str>>,
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
    pub source: Option<Arc<str>>,
}

/// Why a system stands in a list or plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// 运行维护
    Maintenance,
    /// 新建
    New,
    /// 改扩建
    Expansion,
    /// 续建
    Continuing,
}

/// A line of a list or plan.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its node.
    pub node: u32,
    /// `unit/system`.
    pub system: Arc<str>,
    /// Why it stands there.
    pub kind: EntryKind,
    /// Yuan.
    pub amount: Option<i64>,
}

/// `lists/<year>.yaml` or `plans/<year>.yaml`.
#[derive(Clone, Debug)]
pub struct ProjectList {
    /// Its document.
    pub doc: DocId,
    /// The lines in order.
    pub projects: Vec<Entry>,
    /// The first maintenance line of each system: index into `projects`.
    pub maintenance: BTreeMap<Arc<str>, usize>,
}

/// An item of a request.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its node.
    pub node: u32,
    /// The expense category.
    pub category: Arc<str>,
    /// Yuan.
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
    pub system: Arc<str>,
    /// Who asks.
    pub applicant: Arc<str>,
    /// What for.
    pub items: Vec<Item>,
    /// The sum of the items, in yuan.
    pub amount: i64,
}
