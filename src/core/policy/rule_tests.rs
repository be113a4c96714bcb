//! The pack's own tests: each rule's cases, run on the fixture.
//!
//! A case says in words what it shows, which records differ from the fixture
//! and what must come of it. It goes the whole way of a real document: text,
//! schema, registry, rule.

use super::pack::{Fixture, Language, Pack, Rule, RuleTest};
use super::projects::evaluate_rule;
use super::{Outcome, ProjectRef, RequestRef, RuleOutcome, evaluate};
use crate::diagnostic::{Diagnostic, Message, code};
use crate::registry;
use crate::schema::Schemas;
use crate::tree::{Entry, Tree};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One case that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestResult {
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
pub fn run(
    pack: &Pack,
    schemas: &Schemas,
    only: Option<&str>,
) -> (Vec<TestResult>, Vec<Diagnostic>) {
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
        for case in &rule.tests {
            let found = outcome(pack, schemas, fixture, rule, case);
            if found != Some(case.outcome) {
                diagnostics.push(failed(rule, case, found));
            }
            results.push(TestResult {
                rule: Arc::clone(&rule.id),
                name: Arc::clone(&case.name),
                expected: case.outcome,
                found,
            });
        }
    }
    (results, diagnostics)
}

fn failed(rule: &Rule, case: &RuleTest, found: Option<Outcome>) -> Diagnostic {
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
    test: &RuleTest,
) -> Option<Outcome> {
    let tree = tree(pack, fixture, test);
    let (mut registry, _) = registry::load(&tree, schemas);
    let _ = registry.attest(schemas, pack.vocabulary().as_ref());
    let on = test.on.unwrap_or(fixture.on);
    let mut request = RequestRef::of(&fixture.request)?;
    let year = test.year.or(fixture.year).unwrap_or(request.year);
    if let Some(year) = test.year {
        request.year = year;
        request.request = format!("{year}/{}", request.system).into();
    }
    let is_this = |found: &RuleOutcome| pack.rules[usize::from(found.rule)].id == rule.id;
    if rule.maintenance().is_some() {
        let outcomes = evaluate(&registry, pack, on, &[request]).into_iter();
        return outcomes.flatten().find(is_this).map(|found| found.outcome);
    }
    let project = ProjectRef::of(year, fixture.project.as_ref()?)?;
    evaluate_rule(&registry, pack, on, &project, &rule.id)
}

/// The fixture's documents with the case's changes, as files. Who may attest is who
/// the pack's matters name, unless the fixture has settings of its own.
fn tree(pack: &Pack, fixture: &Fixture, case: &RuleTest) -> Tree {
    let mut documents = fixture.documents.clone();
    let authorities = pack.matters.values().flat_map(|matter| &matter.authorities);
    let authorities: BTreeMap<&str, &str> = authorities.map(|id| (&**id, &**id)).collect();
    if pack.language == Language::Second && !authorities.is_empty() {
        documents
            .entry("registry".into())
            .or_insert_with(|| json!({"title": "-", "authorities": authorities}));
    }
    for (path, change) in &case.change {
        let document = documents.entry(Arc::clone(path)).or_insert(Value::Null);
        json_patch::merge(document, change);
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
