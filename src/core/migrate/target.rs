//! What a registry is brought to: the schemas and the pack of the second contract,
//! its own where it has them, else those of the program.

use crate::diagnostic::{Diagnostic, Error, Message};
use crate::document;
use crate::layout::{Kind, POLICY, ROOT, SCHEMAS};
use crate::policy::{self, Pack, builtin};
use crate::registry::Vocabulary;
use crate::schema::Schemas;
use crate::tree::Tree;
use serde_json::Value;
use std::sync::Arc;

/// The second contract, as it is for one registry.
pub(super) struct Target {
    pub(super) schemas: Schemas,
    pub(super) pack: Pack,
    pub(super) vocabulary: Vocabulary,
    /// The registry's files without what the second contract takes the place of.
    pub(super) tree: Tree,
    /// Whether its own rules are of the first language.
    pub(super) first_rules: bool,
    /// Its own schemas that don't know all fields of the second contract, with some
    /// that each lacks.
    pub(super) old_schemas: Vec<(Arc<str>, Vec<String>)>,
}

impl Target {
    /// # Errors
    /// When the registry's own rules are of the second language and cannot be read.
    pub(super) fn of(tree: &Tree) -> Result<Self, Error> {
        let first_rules = is_first(tree);
        let mut kept = tree.clone();
        if first_rules {
            kept.remove_under(POLICY.trim_end_matches('/'));
        }
        let mut old_schemas = lacking(tree);
        // Rules of its own and schemas that suit them are a contract of its own.
        let is_own = !first_rules && builtin::is_overridden(tree);
        let suits = is_own || old_schemas.is_empty();
        let own = suits.then(|| sound(&kept)).flatten();
        let (schemas, pack, vocabulary) = match own {
            Some(own) => {
                old_schemas.clear();
                own
            }
            None => {
                kept.remove_under(SCHEMAS.trim_end_matches('/'));
                let broken = Message::new("failure-migrate-rules");
                sound(&kept).ok_or_else(|| Error::broken_registry(broken))?
            }
        };
        Ok(Target {
            schemas,
            pack,
            vocabulary,
            tree: kept,
            first_rules,
            old_schemas,
        })
    }

    /// What is wrong with rules of the first language by the second contract's schemas:
    /// nothing is decided until that is mended or they are replaced.
    pub(super) fn rule_faults(&self, tree: &Tree) -> Vec<Diagnostic> {
        if !self.first_rules {
            return Vec::new();
        }
        let (_, mut faults) = policy::load(tree, &self.schemas);
        faults.retain(Diagnostic::is_error);
        faults
    }
}

/// Schemas, pack and vocabulary of a tree, where nothing is wrong with them.
fn sound(tree: &Tree) -> Option<(Schemas, Pack, Vocabulary)> {
    let schemas = Schemas::load(tree).0?;
    let pack = policy::load(tree, &schemas).0?;
    let vocabulary = pack.vocabulary()?;
    Some((schemas, pack, vocabulary))
}

/// Whether a registry has rules of its own that state no language.
fn is_first(tree: &Tree) -> bool {
    let path: Arc<str> = format!("{ROOT}policy/pack.yaml").into();
    let bytes = tree.get(&path).and_then(|entry| entry.bytes.as_ref());
    let document = bytes.and_then(|bytes| document::read(&path, bytes).0);
    match document {
        Some(document) => document.at("/language").is_none(),
        None => builtin::is_overridden(tree) && bytes.is_none(),
    }
}

/// The registry's own schemas that lack fields which the program's have.
fn lacking(tree: &Tree) -> Vec<(Arc<str>, Vec<String>)> {
    let own = |kind: Kind| {
        let path = kind.schema_path();
        let json: Value = serde_json::from_slice(tree.bytes(&path)?).ok()?;
        let mut lacks = Vec::new();
        compare(Schemas::built_in().json(kind), &json, "", &mut lacks);
        (!lacks.is_empty()).then(|| (path.into(), lacks))
    };
    Kind::all().filter_map(own).collect()
}

/// The fields of one schema that another doesn't have.
fn compare(one: &Value, other: &Value, pointer: &str, lacks: &mut Vec<String>) {
    for (name, field) in one["properties"].as_object().into_iter().flatten() {
        let at = format!("{pointer}/{name}");
        match &other["properties"][name] {
            Value::Null => lacks.push(at),
            known => compare(field, known, &at, lacks),
        }
    }
    for below in ["items", "additionalProperties"] {
        if one[below].is_object() && other[below].is_object() {
            compare(&one[below], &other[below], &format!("{pointer}/*"), lacks);
        }
    }
}
