//! Static checks of the pack: what could only fail, or never hold, is refused
//! before anything is decided.
//!
//! A typo in a rule must not make every system unproven. So every field that a
//! rule reads must exist in a schema, every function, parameter and variable
//! must exist, compared values must be of one type and possible, and the work
//! of an expression must be bounded.

mod call;
mod contract;
mod coverage;
mod infer;
mod matters;
mod pack;
mod types;

use super::Outcome;
use super::expression::Expression;
use super::pack::{Pack, Rule, Subject};
use crate::diagnostic::{Diagnostic, Label, Message, Span, code, suggest};
use crate::schema::Schemas;
use infer::Checker;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use types::Type;

/// What expressions read of the pack.
#[derive(Debug, Default)]
struct Used {
    parameters: BTreeSet<String>,
    matters: BTreeSet<String>,
    /// Rules that are asked, and where.
    rules: Vec<(String, Label)>,
}

/// Every fault of a pack whose files are sound by themselves.
pub(super) fn check(pack: &Pack, schemas: &Schemas) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if pack.fixture.is_none() {
        let place = Label::new("registry/policy/fixture.yaml", Span::default());
        diagnostics.push(Diagnostic::new(&code::POLICY_FIXTURE, place));
    }
    let mut used = Used::default();
    project(pack, schemas, &mut used, &mut diagnostics);
    let mut seen: BTreeMap<&str, &Rule> = BTreeMap::new();
    let mut asks = Vec::with_capacity(pack.rules.len());
    for rule in &pack.rules {
        if let Some(first) = seen.insert(&rule.id, rule) {
            let found = Diagnostic::new(&code::POLICY_DUPLICATE_RULE, rule.place.clone());
            let note = Message::new("note-first-here");
            diagnostics.push(
                found
                    .arg("rule", &*rule.id)
                    .also(first.place.clone().note(note)),
            );
        }
        articles(pack, rule, &mut diagnostics);
        cases(rule, &mut diagnostics);
        pack::force(pack, rule, &mut diagnostics);
        pack::kinds(schemas, rule, &mut diagnostics);
        let asked = expressions(pack, schemas, rule, &mut diagnostics);
        asks.push(asked.rules.iter().map(|(name, _)| name.clone()).collect());
        used.parameters.extend(asked.parameters);
        used.matters.extend(asked.matters);
    }
    contract::check(schemas, &mut diagnostics);
    coverage::check(pack, &mut diagnostics);
    pack::stages(pack, &mut diagnostics);
    pack::findings(pack, &mut diagnostics);
    pack::circles(pack, &asks, &mut diagnostics);
    pack::unused(pack, &used, &mut diagnostics);
    diagnostics
}

/// What the pack says of projects.
fn project(pack: &Pack, schemas: &Schemas, used: &mut Used, diagnostics: &mut Vec<Diagnostic>) {
    let mut checker = Checker::new(pack, schemas, Subject::Project, diagnostics);
    let terms = &pack.project;
    let conditions = terms.stages.iter().map(|stage| &stage.when);
    let asked = terms.asked.iter().filter_map(|(_, asked)| asked.as_ref());
    for condition in conditions.chain(asked) {
        checker.wants(condition, "condition", |found| matches!(found, Type::Bool));
    }
    if let Some(kind) = &terms.kind {
        checker.wants(kind, "text", |found| {
            matches!(found, Type::Text | Type::OneOf(_))
        });
    }
    if let Some(total) = &terms.approved_total {
        checker.wants(total, "number", |found| matches!(found, Type::Int));
    }
    *used = checker.used;
}

fn articles(pack: &Pack, rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    for article in &rule.articles {
        if !pack.articles.iter().any(|known| known.id == *article) {
            let found = Diagnostic::new(&code::POLICY_UNKNOWN_ARTICLE, rule.place.clone());
            diagnostics.push(found.arg("article", &**article).arg("rule", &*rule.id));
        }
    }
}

/// A rule shows at least one record that meets it and one that doesn't.
fn cases(rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    let any = |wanted: &[Outcome]| rule.tests.iter().any(|case| wanted.contains(&case.outcome));
    if !any(&[Outcome::Met]) || !any(&[Outcome::Unmet, Outcome::Unproven]) {
        let found = Diagnostic::new(&code::POLICY_CASES, rule.place.clone());
        diagnostics.push(found.arg("rule", &*rule.id));
    }
}

fn expressions(
    pack: &Pack,
    schemas: &Schemas,
    rule: &Rule,
    diagnostics: &mut Vec<Diagnostic>,
) -> Used {
    let mut checker = Checker::new(pack, schemas, rule.subject, diagnostics);
    if let Some(each) = &rule.each {
        let listed = checker.infer(each);
        let item = match listed {
            Type::List(item) => *item,
            Type::Unknown => Type::Unknown,
            other => {
                checker.mismatch(each, "list", &other);
                Type::Unknown
            }
        };
        checker.variable("item", item);
        checker.variable("index", Type::Int);
    }
    for condition in rule.applies.iter().chain(&rule.require).chain(&rule.waiver) {
        checker.wants(condition, "condition", |found| matches!(found, Type::Bool));
    }
    let sentences = rule.unmet.iter();
    let sentences = sentences.flat_map(|(_, template)| template.expressions());
    for shown in rule.item.iter().chain(sentences) {
        checker.wants(shown, "text-or-number", |found| {
            matches!(found, Type::Text | Type::OneOf(_) | Type::Int)
        });
    }
    checker.used
}

/// The nearest of some names, as advice.
pub(super) fn did_you_mean<'a>(
    wrong: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<Message> {
    let names: Vec<&str> = names.into_iter().collect();
    suggest::close(wrong, &names).map(suggest::did_you_mean)
}

/// An expression of the pack, for sentences about it.
pub(super) fn source(expression: &Expression) -> Arc<str> {
    expression.source().into()
}
