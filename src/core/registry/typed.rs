//! From nodes that their schema accepts to typed documents. Total: what a
//! schema lets through is never refused here.

use super::model::{
    Authority, Category, DocId, Element, Entry, EntryKind, IntegratedPlan, Item, Opinion, Opinions,
    OwnershipRule, ProjectList, Request, Settings, Status, System, Unit,
};
use crate::document::{NodeKind, NodeRef};
use jiff::civil::Date;
use std::collections::BTreeMap;
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
    node.get(key)
        .and_then(NodeRef::as_i64)
        .and_then(|y| y.try_into().ok())
        .unwrap_or_default()
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
    let authority = |(key, value): (&str, NodeRef<'_>)| {
        let unit = if value.kind() == NodeKind::Map {
            value.get("unit")?
        } else {
            value
        };
        Some((
            key.into(),
            Authority {
                unit: unit.scalar_text()?.into(),
            },
        ))
    };
    let strings = |node, key| names(node, key).iter().map(ToString::to_string).collect();
    Settings {
        title: word(root, "title").to_owned(),
        locale: text(root, "locale").map_or_else(|| LOCALE.to_owned(), |l| l.to_string()),
        timezone: text(root, "timezone").map_or_else(|| TIME_ZONE.to_owned(), |t| t.to_string()),
        authorities: named(root, "authorities").filter_map(authority).collect(),
        ownership: list(root, "ownership")
            .map(|rule| OwnershipRule {
                path: word(rule, "path").to_owned(),
                authors: strings(rule, "authors"),
                approvers: strings(rule, "approvers"),
            })
            .collect(),
    }
}

/// `units/<unit>.yaml`.
pub(super) fn unit(doc: DocId, root: NodeRef<'_>) -> Unit {
    let name: Arc<str> = word(root, "name").into();
    Unit {
        doc,
        short_name: text(root, "short_name").unwrap_or_else(|| Arc::clone(&name)),
        name,
        category: match word(root, "category") {
            "organization" => Category::Organization,
            "school" => Category::School,
            "public-institution" => Category::PublicInstitution,
            _ => Category::Department,
        },
        budget_unit: root
            .get("budget_unit")
            .and_then(NodeRef::as_bool)
            .unwrap_or_default(),
        parent: text(root, "parent"),
        maintainers: names(root, "maintainers"),
        integrated_plan: root.get("integrated_plan").map(|plan| IntegratedPlan {
            from_year: year(plan, "from_year"),
            to_year: year(plan, "to_year"),
            systems: texts(plan, "systems"),
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
            source: text(value, "source"),
        };
        (key.into(), element)
    };
    named(root, "elements").map(element).collect()
}

/// `systems/<unit>/<system>.yaml`.
pub(super) fn system(doc: DocId, id: &str, root: NodeRef<'_>) -> System {
    let resources: Vec<NodeRef<'_>> = root
        .get("data")
        .into_iter()
        .flat_map(|data| list(data, "resources"))
        .collect();
    let mut collects: Vec<(Arc<str>, u32)> = Vec::new();
    for (element, node) in resources
        .iter()
        .flat_map(|resource| texts(*resource, "collects"))
    {
        if !collects.iter().any(|(known, _)| *known == element) {
            collects.push((element, node));
        }
    }
    let name = |resource: &NodeRef<'_>| {
        let name = resource.get("name")?;
        Some((name.scalar_text()?.into(), name.id()))
    };
    System {
        doc,
        unit: id.split('/').next().unwrap_or_default().into(),
        name: word(root, "name").into(),
        status: match word(root, "status") {
            "planned" => Status::Planned,
            "building" => Status::Building,
            "trial" => Status::Trial,
            "retired" => Status::Retired,
            _ => Status::Operating,
        },
        resources: resources.iter().filter_map(name).collect(),
        collects,
    }
}

/// `opinions/<authority>/…`.
pub(super) fn opinions(doc: DocId, root: NodeRef<'_>) -> Opinions {
    let opinion = |node: NodeRef<'_>| {
        Some(Opinion {
            node: node.id(),
            matter: text(node, "matter")?,
            result: node
                .get("result")
                .map(|result| result.scalar_text() == Some("pass")),
            issued_on: date(node, "issued_on")?,
            valid_until: date(node, "valid_until"),
            due_on: date(node, "due_on"),
            resolved_on: date(node, "resolved_on"),
            scope: text(node, "scope"),
        })
    };
    Opinions {
        doc,
        opinions: list(root, "opinions").filter_map(opinion).collect(),
    }
}

/// `lists/<year>.yaml`, `plans/<year>.yaml`.
pub(super) fn project_list(doc: DocId, root: NodeRef<'_>) -> ProjectList {
    let entry = |node: NodeRef<'_>| Entry {
        node: node.id(),
        system: word(node, "system").into(),
        kind: match word(node, "kind") {
            "new" => EntryKind::New,
            "expansion" => EntryKind::Expansion,
            "continuing" => EntryKind::Continuing,
            _ => EntryKind::Maintenance,
        },
        amount: node.get("amount").and_then(NodeRef::as_i64),
    };
    let projects: Vec<Entry> = list(root, "projects").map(entry).collect();
    let mut maintenance = BTreeMap::new();
    for (at, entry) in projects.iter().enumerate() {
        if entry.kind == EntryKind::Maintenance {
            maintenance.entry(Arc::clone(&entry.system)).or_insert(at);
        }
    }
    ProjectList {
        doc,
        projects,
        maintenance,
    }
}

/// `requests/<year>/<unit>/<system>.yaml`.
pub(super) fn request(doc: DocId, id: &str, root: NodeRef<'_>) -> Request {
    let (year, system) = id.split_once('/').unwrap_or_default();
    let item = |node: NodeRef<'_>| Item {
        node: node.id(),
        category: word(node, "category").into(),
        amount: node
            .get("amount")
            .and_then(NodeRef::as_i64)
            .unwrap_or_default(),
    };
    let items: Vec<Item> = list(root, "items").map(item).collect();
    Request {
        doc,
        year: year.parse().unwrap_or_default(),
        system: system.into(),
        applicant: word(root, "applicant").into(),
        amount: items
            .iter()
            .fold(0, |sum, item| sum.saturating_add(item.amount)),
        items,
    }
}
