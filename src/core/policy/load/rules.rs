//! One rule of `rules/<family>.yaml`.

use super::{localized, text};
use crate::diagnostic::{Diagnostic, code};
use crate::document::{NodeKind, NodeRef};
use crate::policy::expression::Expression;
use crate::policy::functions::env;
use crate::policy::pack::{Language, Rule, RuleTest, Subject};
use crate::policy::template::{Template, Templates};
use crate::policy::{Force, Outcome};
use cel::Env;
use std::sync::Arc;

/// Reads a rule that its schema accepts.
///
/// # Errors
/// A finding per expression that is no CEL.
pub(super) fn rule(node: NodeRef<'_>, language: Language) -> Result<Rule, Vec<Diagnostic>> {
    let env = env(language);
    let mut faults = Vec::new();
    let mut one = |key: &str| {
        keep(
            node.get(key)
                .map(|node| Expression::parse(node, env))
                .transpose(),
            &mut faults,
        )
    };
    let (each, item, waiver) = (one("each"), one("item"), one("waiver"));
    let applies = list(node.get("applies"), env, &mut faults);
    let require = list(node.get("require"), env, &mut faults);
    let unmet = templates(node, env, &mut faults);
    let tests = node.get("cases").into_iter().flat_map(NodeRef::items);
    let tests = tests.filter_map(|node| test(node, &mut faults)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let force = |key| force(node.get("force").and_then(|force| force.get(key)));
    Ok(Rule {
        id: text(node, "id"),
        articles: articles(node),
        subject: Subject::from_id(&text(node, "subject")).unwrap_or(Subject::System),
        maintenance: force("maintenance"),
        construction: force("construction"),
        title: localized(node, "title"),
        remedy: localized(node, "remedy"),
        place: node.get("id").unwrap_or(node).label(),
        each: each.flatten(),
        item: item.flatten(),
        applies,
        require,
        waiver: waiver.flatten(),
        unmet,
        tests,
    })
}

/// The sentence for not holding, in each language that it is written in.
fn templates(node: NodeRef<'_>, env: &Env, faults: &mut Vec<Diagnostic>) -> Templates {
    let mut templates = Templates::new();
    for (tag, text) in node.get("unmet").into_iter().flat_map(NodeRef::entries) {
        match Template::parse(text, env) {
            Ok(template) => {
                templates.push((tag.scalar_text().unwrap_or_default().into(), template));
            }
            Err(wrong) => faults.extend(wrong),
        }
    }
    templates
}

fn keep<T>(result: Result<T, Box<Diagnostic>>, faults: &mut Vec<Diagnostic>) -> Option<T> {
    result.map_err(|fault| faults.push(*fault)).ok()
}

/// One expression or a list of them.
fn list(node: Option<NodeRef<'_>>, env: &Env, faults: &mut Vec<Diagnostic>) -> Vec<Expression> {
    match node {
        None => Vec::new(),
        Some(node) if node.kind() == NodeKind::Seq => node
            .items()
            .filter_map(|item| keep(Expression::parse(item, env), faults))
            .collect(),
        Some(node) => keep(Expression::parse(node, env), faults)
            .into_iter()
            .collect(),
    }
}

fn articles(node: NodeRef<'_>) -> Vec<Arc<str>> {
    let articles = node.get("articles").into_iter().flat_map(NodeRef::items);
    articles
        .filter_map(NodeRef::scalar_text)
        .map(Arc::from)
        .collect()
}

fn force(node: Option<NodeRef<'_>>) -> Option<Force> {
    match node?.as_str()? {
        "deny" => Some(Force::Deny),
        "hold" => Some(Force::Hold),
        "warn" => Some(Force::Warn),
        _ => None,
    }
}

fn test(node: NodeRef<'_>, faults: &mut Vec<Diagnostic>) -> Option<RuleTest> {
    let on = match node
        .get("on")
        .and_then(NodeRef::scalar_text)
        .map(str::parse)
    {
        Some(Err(_)) => {
            faults.push(Diagnostic::new(&code::SCHEMA_FORMAT, node.label()));
            return None;
        }
        Some(Ok(date)) => Some(date),
        None => None,
    };
    let change = node.get("change").into_iter().flat_map(NodeRef::entries);
    Some(RuleTest {
        name: text(node, "name"),
        on,
        change: change
            .map(|(key, value)| {
                (
                    key.scalar_text().unwrap_or_default().into(),
                    value.to_json(),
                )
            })
            .collect(),
        outcome: Outcome::from_id(&text(node, "outcome"))?,
        place: node.get("outcome").unwrap_or(node).label(),
    })
}
