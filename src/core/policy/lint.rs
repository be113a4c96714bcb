//! Static checks of the pack: what could only fail, or never hold, is refused
//! before anything is decided.
//!
//! A typo in a rule must not make every system unproven. So every field that a
//! rule reads must exist in a schema, every function, parameter and variable
//! must exist, compared values must be of one type and possible, and the work
//! of an expression must be bounded.

mod call;
mod infer;
mod types;

use super::Outcome;
use super::expression::Expression;
use super::pack::{Pack, Rule};
use crate::diagnostic::{Diagnostic, Label, Message, Span, code, suggest};
use crate::schema::Schemas;
use infer::Checker;
use std::collections::BTreeMap;
use std::sync::Arc;
use types::Type;

/// Every fault of a pack whose files are sound by themselves.
pub(super) fn check(pack: &Pack, schemas: &Schemas) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if pack.fixture.is_none() {
        let place = Label::new("registry/policy/fixture.yaml", Span::default());
        diagnostics.push(Diagnostic::new(&code::POLICY_FIXTURE, place));
    }
    let mut seen: BTreeMap<&str, &Rule> = BTreeMap::new();
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
        expressions(pack, schemas, rule, &mut diagnostics);
    }
    diagnostics
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

fn expressions(pack: &Pack, schemas: &Schemas, rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    let mut checker = Checker::new(pack, schemas, diagnostics);
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
    }
    for condition in rule.applies.iter().chain(&rule.require).chain(&rule.waiver) {
        match checker.infer(condition) {
            Type::Bool | Type::Unknown => {}
            other => checker.mismatch(condition, "condition", &other),
        }
    }
    let sentences = rule.unmet.iter();
    let sentences = sentences.flat_map(|(_, template)| template.expressions());
    for shown in rule.item.iter().chain(sentences) {
        match checker.infer(shown) {
            Type::Text | Type::OneOf(_) | Type::Int | Type::Unknown => {}
            other => checker.mismatch(shown, "text-or-number", &other),
        }
    }
}

/// The nearest of some names, as advice.
fn did_you_mean<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Message> {
    let names: Vec<&str> = names.into_iter().collect();
    suggest::close(wrong, &names).map(suggest::did_you_mean)
}

/// An expression of the pack, for sentences about it.
pub(super) fn source(expression: &Expression) -> Arc<str> {
    expression.source().into()
}
