//! The JSON Schemas (draft 2020-12), compiled once, and their errors as
//! findings with a place and human words.

mod equal;
mod explain;
mod field;
mod kind;
mod load;
mod nodes;
mod rewrite;
mod select;
mod suggest;
mod values;
mod weight;

pub use kind::Kind;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::tree::Tree;
use load::Schema;
use nodes::Instance;

/// The compiled schemas of every kind.
#[derive(Debug)]
pub struct Schemas {
    /// In the order of [`Kind::ALL`].
    schemas: Vec<Schema>,
}

impl Schemas {
    /// The schemas built into the program, overridden one by one by those that
    /// stand in `schema/` beside the registry. A broken override is a finding,
    /// and there are no schemas then: nothing can be judged.
    #[must_use]
    pub fn load(tree: &Tree) -> (Option<Schemas>, Vec<Diagnostic>) {
        let mut schemas = Vec::with_capacity(Kind::ALL.len());
        let mut findings = Vec::new();
        for kind in Kind::ALL {
            match load::load(kind, tree) {
                Ok(schema) => schemas.push(schema),
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
        let schema = self.schema(kind);
        let root = Instance::Node(document.root());
        if schema.validator.is_valid(root) {
            return Vec::new();
        }
        let errors: Vec<_> = schema.validator.iter_errors(root).collect();
        explain::explain(&schema.json, document, &errors)
    }

    /// The schema itself, for those who ask what fields there are.
    #[must_use]
    pub fn json(&self, kind: Kind) -> &serde_json::Value {
        &self.schema(kind).json
    }

    fn schema(&self, kind: Kind) -> &Schema {
        &self.schemas[kind as usize]
    }
}
