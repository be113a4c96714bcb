//! What a registry's documents may speak of: the matters that authorities attest
//! and the expense categories, as `policy/pack.yaml` declares them.
//!
//! It lives beneath the policy, since documents are held against it; the pack's
//! loader fills it. The program itself knows no matter and no category by name.

use crate::diagnostic::Localized;
use crate::layout::Kind;
pub use crate::layout::SubjectKind;
use crate::schema::Schemas;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The words of one pack.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Matters by id.
    pub matters: BTreeMap<Arc<str>, Matter>,
    /// Expense categories by id.
    pub expenses: BTreeMap<Arc<str>, Expense>,
}

/// Who may read what is said of a matter, or a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Anybody.
    #[default]
    Public,
    /// The offices of the district.
    Offices,
}

impl Audience {
    /// Both.
    pub const ALL: [Audience; 2] = [Audience::Public, Audience::Offices];

    /// The name in packs, schemas and machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Audience::Public => "public",
            Audience::Offices => "offices",
        }
    }
}

/// What authorities attest.
#[derive(Clone, Debug, Default)]
pub struct Matter {
    /// What people call it.
    pub title: Localized,
    /// Whose it is; each of several may attest it.
    pub authorities: BTreeSet<Arc<str>>,
    /// On what it may be given, and the scopes that it may have there.
    pub subjects: BTreeMap<SubjectKind, BTreeSet<ScopeForm>>,
    /// An order: no result; it is open until it is resolved.
    pub order: bool,
    /// Whether an order must say until when (`due: required`).
    pub due_required: bool,
    /// The opinion's own fields that it must carry; any other of
    /// [`opinion_fields`] is an error.
    pub fields: BTreeSet<Arc<str>>,
    /// The results that it may have.
    pub results: Results,
    /// Who may read what is said of it, and what rules make of it.
    pub audience: Audience,
}

/// Fields that every opinion may have; whether one must, its matter and the schema say.
const USUAL: [&str; 10] = [
    "matter",
    "result",
    "issued_on",
    "valid_until",
    "due_on",
    "resolved_on",
    "document",
    "document_sha256",
    "scope",
    "note",
];

/// The fields of an opinion that only some matters ask for: those of its schema beyond
/// the usual ones.
#[must_use]
pub fn opinion_fields(schemas: &Schemas) -> Vec<&str> {
    let fields = schemas.json(Kind::Opinions);
    let fields = fields.pointer("/properties/opinions/items/properties");
    let fields = fields.and_then(serde_json::Value::as_object);
    let names = fields.into_iter().flatten().map(|(name, _)| name.as_str());
    names
        .filter(|name| !USUAL.contains(name) && !name.starts_with("x-"))
        .collect()
}

/// A form that the scope of an opinion may have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeForm {
    /// No scope at all.
    None,
    /// `"2027"`
    Year,
    /// `"2026-05-01"`
    Date,
    /// The id of an expense category.
    Category,
    /// `"2027/server-storage"`: a year and a category.
    Expense,
    /// One of these words.
    Choices(BTreeSet<Arc<str>>),
    /// What the subject's own document says at an RFC 6901 pointer in which `*`
    /// stands for every element; `resource` is short for
    /// `{names: /data/resources/*/name}`.
    Names(Arc<str>),
}

impl ScopeForm {
    /// Where `resource` points.
    pub const RESOURCE: &'static str = "/data/resources/*/name";
}

/// The results that an opinion may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Results {
    /// None: its fields speak.
    None,
    /// One of these; `true`: it is favourable.
    Named(BTreeMap<Arc<str>, bool>),
}

impl Default for Results {
    fn default() -> Self {
        Results::Named(BTreeMap::from([
            ("pass".into(), true),
            ("fail".into(), false),
        ]))
    }
}

impl Results {
    /// Whether a result is favourable; `None` for one that there is not.
    #[must_use]
    pub fn is_favourable(&self, result: &str) -> Option<bool> {
        match self {
            Results::None => None,
            Results::Named(results) => results.get(result).copied(),
        }
    }
}

/// What money may be asked for.
#[derive(Clone, Debug, Default)]
pub struct Expense {
    /// What people call it.
    pub title: Localized,
    /// For what it may be asked: `maintenance` (requests), `construction` (projects).
    pub purposes: BTreeSet<Arc<str>>,
}
