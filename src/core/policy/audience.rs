//! For whom a rule's outcome is. Whatever a rule comes to tells what the opinions that it
//! asks for say, so a rule that names a matter for the offices is for the offices, and so
//! is one that asks for that rule's outcome. The rule itself, its title and its articles
//! are anybody's: they are law. In which stage a construction project is tells it as well,
//! where a stage's condition names such a matter: then no project's is told, for one that
//! is left out would tell as much.

use super::Pack;
use super::ast_span::children;
use super::expression::Expression;
use super::pack::Rule;
use crate::registry::Audience;
use cel::common::ast::{Expr, LiteralValue};
use std::collections::BTreeSet;

/// The places of the rules that tell what is said of matters for the offices, and whether
/// stages tell it.
pub(super) fn for_offices(pack: &Pack) -> (BTreeSet<u16>, bool) {
    let matters = pack.matters.iter();
    let kept = matters.filter(|(_, matter)| matter.audience == Audience::Offices);
    let mut kept: BTreeSet<&str> = kept.map(|(id, _)| &**id).collect();
    let mut found = BTreeSet::new();
    if kept.is_empty() {
        return (found, false);
    }
    let rules = (0_u16..).zip(&pack.rules);
    let named: Vec<_> = rules.map(|(at, rule)| (at, rule, texts(rule))).collect();
    loop {
        let before = found.len();
        for (at, rule, texts) in &named {
            if texts.iter().any(|text| is_kept(text, &kept)) {
                found.insert(*at);
                // Another may ask for what this one comes to.
                kept.insert(&rule.id);
            }
        }
        if found.len() == before {
            break;
        }
    }
    let stages = pack.project.stages.iter();
    let mut named = stages.flat_map(|stage| quoted([&stage.when]));
    let of_stages = named.any(|text| is_kept(&text, &kept));
    (found, of_stages)
}

/// Whether a text names a matter or a rule that is kept, or the family of such a rule
/// (`security/*`).
fn is_kept(text: &str, kept: &BTreeSet<&str>) -> bool {
    let family = text
        .strip_suffix('*')
        .filter(|family| family.ends_with('/'));
    let of_family = |family: &str| kept.iter().any(|one| one.starts_with(family));
    kept.contains(text) || family.is_some_and(of_family)
}

/// Every text in quotes in the expressions of a rule, those of its sentences too.
fn texts(rule: &Rule) -> BTreeSet<String> {
    let conditions = rule.applies.iter().chain(&rule.require);
    let others = rule.waiver.iter().chain(&rule.each).chain(&rule.item);
    let sentences = rule.unmet.iter().flat_map(|(_, one)| one.expressions());
    quoted(conditions.chain(others).chain(sentences))
}

fn quoted<'a>(expressions: impl IntoIterator<Item = &'a Expression>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for expression in expressions {
        note(expression, &mut found);
    }
    found
}

fn note(expression: &Expression, found: &mut BTreeSet<String>) {
    let mut todo = vec![&expression.ast];
    while let Some(part) = todo.pop() {
        if let Expr::Literal(LiteralValue::String(text)) = &part.expr {
            found.insert(text.inner().to_owned());
        }
        todo.extend(children(part));
    }
}
