//! The JSON Schemas (draft 2020-12), compiled once, and their errors as
//! findings with a place and human words.

mod assured;
mod equal;
mod explain;
mod field;
mod finding;
pub mod form;
mod fresh;
mod load;
mod nodes;
mod numerals;
mod outdented;
mod select;
mod values;
mod weight;
pub mod written;

pub use crate::layout::Kind;
pub(crate) use assured::{Assured, Types};
pub use fresh::fresh;

use crate::diagnostic::{Diagnostic, Message};
use crate::document::{Document, NodeRef};
use crate::tree::Tree;
use load::Schema;
use nodes::Instance;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The compiled schemas of every kind.
#[derive(Debug)]
pub struct Schemas {
    schemas: BTreeMap<Kind, Schema>,
}

impl Schemas {
    /// The schemas built into the program, overridden one by one by those that
    /// stand in `schema/` beside the registry. A broken override is a finding, and so
    /// is a file there that would override nothing; there are no schemas then:
    /// nothing can be judged.
    #[must_use]
    pub fn load(tree: &Tree) -> (Option<Schemas>, Vec<Diagnostic>) {
        let mut schemas = BTreeMap::new();
        let mut findings = load::strays(tree);
        for kind in Kind::all() {
            match load::load(kind, tree) {
                Ok(schema) => drop(schemas.insert(kind, schema)),
                Err(finding) => findings.push(*finding),
            }
        }
        let all = findings.is_empty().then_some(Schemas { schemas });
        (all, findings)
    }

    /// Holds a document against the schema of its kind. Of a document whose
    /// reading broke off, nothing is said about what is missing.
    #[must_use]
    pub fn validate(&self, kind: Kind, document: &Document) -> Vec<Diagnostic> {
        let Some(schema) = self.schemas.get(&kind) else {
            return Vec::new();
        };
        let root = Instance::Node(document.root());
        if schema.validator.is_valid(root) {
            return Vec::new();
        }
        let errors: Vec<_> = schema.validator.iter_errors(root).collect();
        explain::explain(&schema.json, document, &errors)
    }

    /// Holds a document against the program's own schema of its kind, where the
    /// registry has another: what that one lets pass beyond it, nothing reads.
    #[must_use]
    pub fn validate_as_built_in(&self, kind: Kind, document: &Document) -> Vec<Diagnostic> {
        match self.is_own(kind) {
            true => Schemas::built_in().validate(kind, document),
            false => Vec::new(),
        }
    }

    /// Those built into the program, compiled when first asked for.
    pub(crate) fn built_in() -> &'static Schemas {
        static BUILT_IN: LazyLock<Schemas> = LazyLock::new(|| {
            let load = |kind| Some((kind, load::load(kind, &Tree::default()).ok()?));
            Schemas {
                schemas: Kind::all().filter_map(load).collect(),
            }
        });
        &BUILT_IN
    }

    /// The schema itself, for those who ask what fields there are; null for a kind
    /// that has none.
    #[must_use]
    pub fn json(&self, kind: Kind) -> &serde_json::Value {
        static NONE: serde_json::Value = serde_json::Value::Null;
        self.schemas.get(&kind).map_or(&NONE, |schema| &schema.json)
    }

    /// The schema with a name (`system`), as it stands.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&serde_json::Value> {
        let kind = Kind::all().find(|kind| kind.schema_name() == name)?;
        Some(self.json(kind))
    }

    /// Whether the registry brought another schema of a kind along.
    #[must_use]
    pub fn is_own(&self, kind: Kind) -> bool {
        self.schemas.get(&kind).is_some_and(|schema| schema.own)
    }

    /// How to call a field of a document of a kind.
    pub(crate) fn name(&self, kind: Kind, node: NodeRef<'_>) -> Message {
        field::Fields::new(self.json(kind)).name(node)
    }

    /// How to call a field that a mapping of a document could have, and the advice to add it.
    pub(crate) fn missing(&self, kind: Kind, node: NodeRef<'_>, key: &str) -> (Message, Message) {
        let fields = field::Fields::new(self.json(kind));
        let name = fields.member(&fields.at(node), key).name(key);
        (name, fields.add(node, key))
    }

    /// A value that a field of a document could have, and its titles in every language.
    pub(crate) fn value(&self, kind: Kind, node: NodeRef<'_>, value: &str) -> (Message, Vec<&str>) {
        let place = field::Fields::new(self.json(kind)).at(node);
        (place.value(value), place.value_titles(value))
    }

    /// Whether a document of a kind can have a field, by the tokens of its pointer;
    /// `None` is any token.
    pub(crate) fn has_field(&self, kind: Kind, tokens: &[Option<&str>]) -> bool {
        field::Fields::new(self.json(kind)).has(tokens)
    }
}
