//! Digests: SHA-256 of documents, of rules, and of what the rules came to.

use mulu_core::decision::Snapshot;
use mulu_core::policy::{MissingWhat, PerPurpose, Purpose, RuleOutcome, builtin};
use mulu_core::registry::Supplier;
use mulu_core::tree::Tree;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The folder of the rules.
const RULES: &str = mulu_core::layout::POLICY;

/// SHA-256 as 64 digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest of the rules that a tree is judged by: its own, else those of the program.
#[must_use]
pub fn rules(tree: &Tree) -> String {
    match builtin::is_overridden(tree) {
        true => files(tree),
        false => files(&builtin::tree()),
    }
}

fn files(tree: &Tree) -> String {
    let rules = tree.iter().filter(|(path, _)| path.starts_with(RULES));
    let each = rules.map(|(path, entry)| {
        let bytes = entry.bytes.as_deref().unwrap_or_default();
        format!("{} {path}\n", sha256(bytes))
    });
    sha256(each.collect::<String>().as_bytes())
}

/// The digest of what the rules came to: rule, force, outcome, subject, what was missing and
/// where the facts stand. No sentence is in it: another wording is the same decision.
#[must_use]
pub fn outcomes(snapshot: &Snapshot<'_>, outcomes: &[RuleOutcome]) -> String {
    let all: Vec<Value> = outcomes.iter().map(|one| outcome(snapshot, one)).collect();
    sha256(Value::from(all).to_string().as_bytes())
}

fn outcome(snapshot: &Snapshot<'_>, of: &RuleOutcome) -> Value {
    let rule = snapshot.rule(of).map_or("", |rule| &rule.id);
    let missing: Vec<Value> = of.missing.iter().map(missing).collect();
    let evidence: Vec<Value> = of
        .evidence
        .iter()
        .map(|(doc, node)| {
            let node = snapshot.registry.document(*doc).node(*node);
            json!([&**node.document().path(), node.pointer()])
        })
        .collect();
    let items: Vec<Value> = of
        .items
        .iter()
        .map(|item| outcome(snapshot, item))
        .collect();
    json!([
        rule,
        forces(&of.forces),
        of.outcome.id(),
        &*of.subject,
        missing,
        evidence,
        items
    ])
}

fn forces(forces: &PerPurpose<Option<mulu_core::policy::Force>>) -> Value {
    let named = forces
        .iter()
        .map(|(purpose, force): (Purpose, _)| json!([purpose.id(), force.map(|force| force.id())]));
    named.collect::<Vec<_>>().into()
}

fn missing(missing: &mulu_core::policy::Missing) -> Value {
    let what = match &missing.what {
        MissingWhat::Opinion { matter, scope } => json!([&**matter, scope.as_deref()]),
        MissingWhat::Field(pointer) => json!(pointer),
        MissingWhat::Source(element) => json!(&**element),
        _ => Value::Null,
    };
    let supplier = match &missing.supplier {
        Supplier::Authority(id) => json!(["authority", &**id]),
        Supplier::Unit(id) => json!(["unit", &**id]),
    };
    json!([missing.kind(), &*missing.path, what, supplier])
}
