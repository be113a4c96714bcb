//! One rule of `rules/<family>.yaml`.

use super::{languages, localized, not_understood, text};
use crate::diagnostic::{Diagnostic, code};
use crate::document::{NodeKind, NodeRef};
use crate::policy::expression::Expression;
use crate::policy::pack::{Forces, Kinds, Purpose, Rule, RuleTest, Subject};
use crate::policy::template::{Template, Templates};
use crate::policy::terms::Terms;
use crate::policy::{Force, Outcome};
use cel::Env;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the first language called the force of `plan`.
const CONSTRUCTION: &str = "construction";

/// Reads a rule that its schema accepts.
///
/// # Errors
/// A finding per expression that is no CEL, and per word that the program doesn't
/// understand.
pub(super) fn rule(node: NodeRef<'_>, env: &Env, terms: &Terms) -> Result<Rule, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut one = |key: &str| {
        let parsed = node
            .get(key)
            .map(|node| Expression::parse(node, env, terms));
        keep(parsed.transpose(), &mut faults).flatten()
    };
    let (each, item, waiver) = (one("each"), one("item"), one("waiver"));
    let mut list = |key| list(node.get(key), (env, terms), &mut faults);
    let (applies, require) = (list("applies"), list("require"));
    let unmet = templates(node, (env, terms), &mut faults);
    let tests = node.get("cases").into_iter().flat_map(NodeRef::items);
    let tests = tests.filter_map(|node| test(node, &mut faults)).collect();
    let subject = subject(node, &mut faults);
    let forces = forces(node, &mut faults);
    let kinds = kinds(node, &mut faults);
    let parts = ["require", "unmet", "title", "remedy"];
    if parts.iter().any(|key| node.get(key).is_none_or(is_empty)) {
        // A schema may let it pass; a rule that cannot be read whole is none.
        let key = node.get("id").unwrap_or(node);
        faults.push(Diagnostic::new(&code::POLICY_INCOMPLETE, key.label()));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let remedy = node.get("remedy");
    let remedies = remedy.filter(|remedy| remedy.get("unmet").is_some());
    Ok(Rule {
        id: text(node, "id"),
        articles: articles(node),
        subject,
        forces,
        kinds,
        title: localized(node, "title"),
        duty: localized(node, "duty"),
        remedy: remedies.map_or_else(
            || localized(node, "remedy"),
            |remedies| localized(remedies, "unmet"),
        ),
        remedy_unproven: remedies
            .map(|remedies| localized(remedies, "unproven"))
            .unwrap_or_default(),
        place: node.get("id").unwrap_or(node).label(),
        each,
        item,
        applies,
        require,
        waiver,
        unmet,
        tests,
    })
}

fn subject(node: NodeRef<'_>, faults: &mut Vec<Diagnostic>) -> Subject {
    let named = node.get("subject").unwrap_or(node);
    let known = Subject::from_id(named.scalar_text().unwrap_or_default());
    known.unwrap_or_else(|| {
        faults.push(not_understood(named, Subject::ALL.map(Subject::id)));
        Subject::System
    })
}

fn forces(node: NodeRef<'_>, faults: &mut Vec<Diagnostic>) -> Forces {
    let mut forces = Forces::default();
    for (key, value) in node.get("force").into_iter().flat_map(NodeRef::entries) {
        let name = key.scalar_text().unwrap_or_default();
        if name.starts_with("x-") {
            continue;
        }
        let purpose = match name {
            CONSTRUCTION => Some(Purpose::Plan),
            name => Purpose::from_id(name),
        };
        let force = Force::from_id(value.scalar_text().unwrap_or_default());
        if purpose.is_none() {
            faults.push(not_understood(key, Purpose::ALL.map(Purpose::id)));
        }
        if force.is_none() {
            faults.push(not_understood(value, Force::ALL.map(Force::id)));
        }
        if let Some(purpose) = purpose {
            *forces.get_mut(purpose) = force;
        }
    }
    forces
}

/// The kinds of projects: a list for all purposes of projects, or one for each.
fn kinds(node: NodeRef<'_>, faults: &mut Vec<Diagnostic>) -> Kinds {
    let mut kinds = Kinds::default();
    let Some(named) = node.get("kinds") else {
        return kinds;
    };
    let words = |list: NodeRef<'_>| -> BTreeSet<Arc<str>> {
        let words = list.items().filter_map(NodeRef::scalar_text);
        words.map(Arc::from).collect()
    };
    if named.kind() == NodeKind::Seq {
        for purpose in Purpose::OF_PROJECTS {
            *kinds.get_mut(purpose) = Some(words(named));
        }
        return kinds;
    }
    for (key, list) in named.entries() {
        match Purpose::from_id(key.scalar_text().unwrap_or_default()) {
            Some(purpose) if purpose != Purpose::Maintenance => {
                *kinds.get_mut(purpose) = Some(words(list));
            }
            _ => faults.push(not_understood(key, Purpose::OF_PROJECTS.map(Purpose::id))),
        }
    }
    kinds
}

/// Whether a part of a rule says nothing.
fn is_empty(part: NodeRef<'_>) -> bool {
    match part.kind() {
        NodeKind::Map => languages(part).next().is_none(),
        NodeKind::Seq => part.is_empty(),
        _ => part.scalar_text().is_none_or(str::is_empty),
    }
}

/// The sentence for not holding, in each language that it is written in.
fn templates(
    node: NodeRef<'_>,
    (env, terms): (&Env, &Terms),
    faults: &mut Vec<Diagnostic>,
) -> Templates {
    let mut templates = Templates::new();
    for (tag, text) in node.get("unmet").into_iter().flat_map(languages) {
        match Template::parse(text, env, terms) {
            Ok(template) => {
                templates.push((tag.into(), template));
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
fn list(
    node: Option<NodeRef<'_>>,
    (env, terms): (&Env, &Terms),
    faults: &mut Vec<Diagnostic>,
) -> Vec<Expression> {
    match node {
        None => Vec::new(),
        Some(node) if node.kind() == NodeKind::Seq => node
            .items()
            .filter_map(|item| keep(Expression::parse(item, env, terms), faults))
            .collect(),
        Some(node) => keep(Expression::parse(node, env, terms), faults)
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
    let outcome = node.get("outcome").unwrap_or(node);
    let Some(expected) = Outcome::from_id(outcome.scalar_text().unwrap_or_default()) else {
        faults.push(not_understood(outcome, Outcome::ALL.map(Outcome::id)));
        return None;
    };
    let change = node.get("change").into_iter().flat_map(NodeRef::entries);
    Some(RuleTest {
        name: text(node, "name"),
        on,
        year: super::tables::year(node),
        change: change
            .map(|(key, value)| {
                (
                    key.scalar_text().unwrap_or_default().into(),
                    value.to_json(),
                )
            })
            .collect(),
        outcome: expected,
        place: outcome.label(),
    })
}
