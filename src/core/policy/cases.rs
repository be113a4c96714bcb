//! The pack's own tests: each rule's cases, run on the fixture.
//!
//! A case says in words what it shows, which records differ from the fixture
//! and what must come of it. It goes the whole way of a real document: text,
//! schema, registry, rule.

use super::pack::{Case, Fixture, Pack, Rule};
use super::{Case as Subject, Outcome, evaluate};
use crate::diagnostic::{Diagnostic, Message, code};
use crate::registry;
use crate::schema::Schemas;
use crate::tree::{Entry, Tree};
use serde_json::Value;
use std::sync::Arc;

/// One case that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseResult {
    /// The rule's id.
    pub rule: Arc<str>,
    /// What the case shows.
    pub name: Arc<str>,
    /// What must come of it.
    pub expected: Outcome,
    /// What came of it; `None` where the rule wasn't applied at all.
    pub found: Option<Outcome>,
}

/// Runs the cases of every rule, or of the rule with an id. What came out
/// otherwise is also said as findings.
#[must_use]
pub fn test(
    pack: &Pack,
    schemas: &Schemas,
    only: Option<&str>,
) -> (Vec<CaseResult>, Vec<Diagnostic>) {
    let mut results = Vec::new();
    let mut diagnostics = Vec::new();
    let Some(fixture) = &pack.fixture else {
        return (results, diagnostics);
    };
    for rule in pack
        .rules
        .iter()
        .filter(|rule| only.is_none_or(|id| *rule.id == *id))
    {
        for case in &rule.cases {
            let found = outcome(pack, schemas, fixture, rule, case);
            if found != Some(case.outcome) {
                diagnostics.push(failed(rule, case, found));
            }
            results.push(CaseResult {
                rule: Arc::clone(&rule.id),
                name: Arc::clone(&case.name),
                expected: case.outcome,
                found,
            });
        }
    }
    (results, diagnostics)
}

fn failed(rule: &Rule, case: &Case, found: Option<Outcome>) -> Diagnostic {
    Diagnostic::new(&code::POLICY_CASE_FAILED, case.place.clone())
        .arg("rule", &*rule.id)
        .arg("name", &*case.name)
        .arg("expected", name(Some(case.outcome)))
        .arg("found", name(found))
        .also(rule.place.clone())
}

fn name(outcome: Option<Outcome>) -> Message {
    Message::new(format!("outcome-{}", outcome.map_or("none", Outcome::id)))
}

fn outcome(
    pack: &Pack,
    schemas: &Schemas,
    fixture: &Fixture,
    rule: &Rule,
    case: &Case,
) -> Option<Outcome> {
    let tree = tree(fixture, case);
    let (registry, _) = registry::load(&tree, schemas);
    let subject = Subject::of(&fixture.request)?;
    let outcomes = evaluate(&registry, pack, case.on.unwrap_or(fixture.on), &[subject]);
    let mut outcomes = outcomes.into_iter().flatten();
    let found = outcomes.find(|found| pack.rules[usize::from(found.rule)].id == rule.id)?;
    Some(found.outcome)
}

/// The fixture's documents with the case's changes, as files.
fn tree(fixture: &Fixture, case: &Case) -> Tree {
    let mut documents = fixture.documents.clone();
    for (path, change) in &case.change {
        let document = documents.entry(Arc::clone(path)).or_insert(Value::Null);
        merge(document, change);
    }
    let mut tree = Tree::default();
    for (path, document) in documents.iter().filter(|(_, document)| !document.is_null()) {
        let text = serde_yaml::to_string(document).unwrap_or_default();
        tree.insert(
            format!("registry/{path}.yaml"),
            Entry::file(text.into_bytes()),
        );
    }
    tree
}

/// A merge patch as RFC 7396 has it.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(target) = target else {
        return;
    };
    for (key, value) in patch {
        if value.is_null() {
            target.shift_remove(key);
        } else {
            merge(target.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::merge;
    use serde_json::json;

    #[test]
    fn a_patch_changes_what_it_names_and_null_removes() {
        let mut document = json!({"a": {"b": 1, "c": 2}, "d": [1, 2]});
        merge(&mut document, &json!({"a": {"b": null, "e": 3}, "d": []}));
        assert_eq!(document, json!({"a": {"c": 2, "e": 3}, "d": []}));
    }
}
