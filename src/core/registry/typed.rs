//! From nodes that their schema accepts to typed documents. Total: what a
//! schema lets through is never refused here.

mod money;
mod project;

pub(super) use money::{entries, request};
pub(super) use project::{framework, project};

use super::model::{
    Authority, DocId, Element, IntegratedPlan, Opinion, Opinions, Settings, Submissions, System,
    Unit,
};
use super::ownership::{Ownership, RuleText};
use super::{Currency, Identity, matters};
use crate::document::{NodeKind, NodeRef};
use crate::layout::{Kind, SystemId, UnitId};
use crate::schema::Schemas;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The language of a registry that names none.
pub(super) const LOCALE: &str = "zh-CN";
/// The time zone of a registry that names none.
pub(super) const TIME_ZONE: &str = "Asia/Shanghai";

fn text(node: NodeRef<'_>, key: &str) -> Option<Arc<str>> {
    node.get(key).and_then(NodeRef::scalar_text).map(Arc::from)
}

fn word<'a>(node: NodeRef<'a>, key: &str) -> &'a str {
    node.get(key)
        .and_then(NodeRef::scalar_text)
        .unwrap_or_default()
}

fn date(node: NodeRef<'_>, key: &str) -> Option<Date> {
    node.get(key)?.scalar_text()?.parse().ok()
}

fn year(node: NodeRef<'_>, key: &str) -> i16 {
    year_of(node, key).unwrap_or_default()
}

fn year_of(node: NodeRef<'_>, key: &str) -> Option<i16> {
    amount(node, key)?.try_into().ok()
}

fn amount(node: NodeRef<'_>, key: &str) -> Option<i64> {
    node.get(key).and_then(NodeRef::as_i64)
}

fn list<'a>(node: NodeRef<'a>, key: &str) -> impl Iterator<Item = NodeRef<'a>> + use<'a> {
    node.get(key).into_iter().flat_map(NodeRef::items)
}

/// Texts of a list with their nodes.
fn texts(node: NodeRef<'_>, key: &str) -> Vec<(Arc<str>, u32)> {
    list(node, key)
        .filter_map(|item| Some((item.scalar_text()?.into(), item.id())))
        .collect()
}

fn names(node: NodeRef<'_>, key: &str) -> Vec<Arc<str>> {
    texts(node, key).into_iter().map(|(text, _)| text).collect()
}

/// References of a list with their nodes.
fn references<I: From<Arc<str>>>(node: NodeRef<'_>, key: &str) -> Vec<(I, u32)> {
    let texts = texts(node, key).into_iter();
    texts.map(|(text, node)| (text.into(), node)).collect()
}

/// Entries of a mapping whose keys are names; `x-…` is nobody's name.
fn named<'a>(
    node: NodeRef<'a>,
    key: &str,
) -> impl Iterator<Item = (&'a str, NodeRef<'a>)> + use<'a> {
    let entries = node.get(key).into_iter().flat_map(NodeRef::entries);
    entries
        .filter_map(|(key, value)| Some((key.scalar_text()?, value)))
        .filter(|(key, _)| !key.starts_with("x-"))
}

/// `registry.yaml`.
pub(super) fn settings(root: NodeRef<'_>) -> Settings {
    let authority = |(key, value): (&str, NodeRef<'_>)| (key.into(), authority(value));
    Settings {
        title: word(root, "title").to_owned(),
        locale: text(root, "locale").map_or_else(|| LOCALE.to_owned(), |l| l.to_string()),
        timezone: text(root, "timezone").map_or_else(|| TIME_ZONE.to_owned(), |t| t.to_string()),
        currency: root.get("currency").map(Currency::read).unwrap_or_default(),
        submissions: root.get("submissions").map(submissions),
        authorities: named(root, "authorities").map(authority).collect(),
        ownership: ownership(root),
    }
}

fn submissions(node: NodeRef<'_>) -> Submissions {
    let key = |key: NodeRef<'_>| {
        let from = date(key, "from")?;
        Some((text(key, "key")?, from, date(key, "until")))
    };
    Submissions {
        account: word(node, "account").into(),
        keys: list(node, "keys").filter_map(key).collect(),
    }
}

/// An authority: `{units: […]}`; also `{unit: …}` and a bare unit, as the first
/// contract wrote it.
fn authority(value: NodeRef<'_>) -> Authority {
    let one = match value.kind() {
        NodeKind::Map => text(value, "unit"),
        _ => value.scalar_text().map(Arc::from),
    };
    let several = texts(value, "units").into_iter().map(|(unit, _)| unit);
    Authority {
        units: one.into_iter().chain(several).map(UnitId::from).collect(),
        signed_from: date(value, "signed_from"),
    }
}

/// The ownership table; DOMAIN's where there is none.
fn ownership(root: NodeRef<'_>) -> Ownership {
    let lines: Vec<_> = list(root, "ownership").collect();
    if lines.is_empty() {
        return Ownership::default();
    }
    let words = |line, key| list(line, key).filter_map(NodeRef::scalar_text).collect();
    let texts: Vec<[Vec<&str>; 3]> = lines
        .iter()
        .map(|line| ["fields", "authors", "approvers"].map(|key| words(*line, key)))
        .collect();
    Ownership::of(lines.iter().zip(&texts).map(|(line, texts)| RuleText {
        path: word(*line, "path"),
        fields: &texts[0],
        authors: &texts[1],
        approvers: &texts[2],
    }))
}

/// `units/<unit>.yaml`.
pub(super) fn unit(doc: DocId, root: NodeRef<'_>) -> Unit {
    let name: Arc<str> = word(root, "name").into();
    Unit {
        doc,
        aliases: names(root, "aliases"),
        short_name: text(root, "short_name").unwrap_or_else(|| Arc::clone(&name)),
        name,
        category: word(root, "category").into(),
        budget_unit: root
            .get("budget_unit")
            .and_then(NodeRef::as_bool)
            .unwrap_or_default(),
        parent: text(root, "parent").map(UnitId::from),
        maintainers: list(root, "maintainers")
            .filter_map(|who| Identity::parse(who.scalar_text()?))
            .collect(),
        signing_keys: names(root, "signing_keys"),
        integrated_plan: root.get("integrated_plan").map(|plan| IntegratedPlan {
            from_year: year(plan, "from_year"),
            to_year: year(plan, "to_year"),
            systems: references(plan, "systems"),
        }),
    }
}

/// `elements.yaml`.
pub(super) fn elements(root: NodeRef<'_>) -> BTreeMap<Arc<str>, Element> {
    let element = |(key, value): (&str, NodeRef<'_>)| {
        let name = word(value, "name").into();
        let element = Element {
            node: value.id(),
            name,
            source: text(value, "source").map(SystemId::from),
        };
        (key.into(), element)
    };
    named(root, "elements").map(element).collect()
}

/// `systems/<unit>/<system>.yaml`.
pub(super) fn system(doc: DocId, id: &SystemId, root: NodeRef<'_>, schemas: &Schemas) -> System {
    let resources: Vec<NodeRef<'_>> = root
        .get("data")
        .into_iter()
        .flat_map(|data| list(data, "resources"))
        .collect();
    let mut known: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut collects: Vec<(Arc<str>, u32)> = resources
        .iter()
        .flat_map(|resource| texts(*resource, "collects"))
        .collect();
    collects.retain(|(element, _)| known.insert(Arc::clone(element)));
    let name = |resource: &NodeRef<'_>| {
        let name = resource.get("name")?;
        Some((name.scalar_text()?.into(), name.id()))
    };
    System {
        doc,
        unit: id.unit().into(),
        name: word(root, "name").into(),
        status: word(root, "status").into(),
        retired: is_out_of_use(schemas, word(root, "status")),
        led_by: text(root, "led_by").map(UnitId::from),
        merged_into: text(root, "merged_into").map(SystemId::from),
        resources: resources.iter().filter_map(name).collect(),
        collects,
    }
}

/// Whether the schema says of a status that what has it is out of use; schemas of
/// the first contract didn't say it.
fn is_out_of_use(schemas: &Schemas, status: &str) -> bool {
    let words = schemas
        .json(Kind::System)
        .pointer("/properties/status/x-out-of-use");
    let words = words.and_then(serde_json::Value::as_array);
    words.map_or(status == matters::OUT_OF_USE, |words| {
        words.iter().any(|word| word == status)
    })
}

/// `opinions/<authority>/…`.
pub(super) fn opinions(doc: DocId, root: NodeRef<'_>) -> Opinions {
    let opinion = |node: NodeRef<'_>| {
        Some(Opinion {
            node: node.id(),
            matter: text(node, "matter")?,
            result: text(node, "result"),
            favourable: word(node, "result") == "pass",
            issued_on: date(node, "issued_on")?,
            valid_until: date(node, "valid_until"),
            due_on: date(node, "due_on"),
            resolved_on: date(node, "resolved_on"),
            scope: text(node, "scope"),
            astray: false,
            amount: amount(node, "amount"),
            total: amount(node, "total"),
            level: amount(node, "level"),
            measure: text(node, "measure"),
        })
    };
    Opinions {
        doc,
        opinions: list(root, "opinions").filter_map(opinion).collect(),
    }
}
