//! One rule of `rules/<family>.yaml`.

use super::{localized, text};
use crate::diagnostic::{Diagnostic, code};
use crate::document::{NodeKind, NodeRef};
use crate::policy::expression::{Expression, Template};
use crate::policy::pack::{Case, Rule, Subject};
use crate::policy::{Force, Outcome};
use std::sync::Arc;

/// Reads a rule that its schema accepts.
///
/// # Errors
/// A finding per expression that is no CEL.
pub(super) fn rule(node: NodeRef<'_>) -> Result<Rule, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut one = |key: &str| {
        keep(
            node.get(key).map(Expression::parse).transpose(),
            &mut faults,
        )
    };
    let (each, item, waiver) = (one("each"), one("item"), one("waiver"));
    let applies = list(node.get("applies"), &mut faults);
    let require = list(node.get("require"), &mut faults);
    let unmet = node.get("unmet");
    let mut template = |key: &str| match unmet.and_then(|unmet| unmet.get(key)).map(Template::parse)
    {
        Some(Ok(template)) => Some(template),
        Some(Err(wrong)) => {
            faults.extend(wrong);
            None
        }
        None => None,
    };
    let (zh, en) = (template("zh"), template("en"));
    let cases = node.get("cases").into_iter().flat_map(NodeRef::items);
    let cases = cases.filter_map(|node| case(node, &mut faults)).collect();
    let (Some(zh), Some(en), true) = (zh, en, faults.is_empty()) else {
        return Err(faults);
    };
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
        unmet: (zh, en),
        cases,
    })
}

fn keep<T>(result: Result<T, Box<Diagnostic>>, faults: &mut Vec<Diagnostic>) -> Option<T> {
    result.map_err(|fault| faults.push(*fault)).ok()
}

/// One expression or a list of them.
fn list(node: Option<NodeRef<'_>>, faults: &mut Vec<Diagnostic>) -> Vec<Expression> {
    match node {
        None => Vec::new(),
        Some(node) if node.kind() == NodeKind::Seq => node
            .items()
            .filter_map(|item| keep(Expression::parse(item), faults))
            .collect(),
        Some(node) => keep(Expression::parse(node), faults).into_iter().collect(),
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

fn case(node: NodeRef<'_>, faults: &mut Vec<Diagnostic>) -> Option<Case> {
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
    Some(Case {
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
