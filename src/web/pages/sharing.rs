//! Who provides which data, who reuses it, and what is collected twice (one datum, one
//! source): what the documents state, side by side.

use super::list::{self, Part};
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::parts::{Link, Table};
use askama::Template;
use mulu_core::diagnostic::Message;
use mulu_core::registry::System;
use mulu_report::Grid;
use mulu_report::text::plain;
use std::collections::{BTreeMap, BTreeSet};

/// The most rows and columns of the matrix: those that share most.
const MOST: usize = 24;
/// The most conflicts that are told.
const MOST_CONFLICTS: usize = 200;

#[derive(Template)]
#[template(path = "sharing.html", whitespace = "minimize")]
struct Sharing<'a> {
    f: Frame<'a>,
    lead: String,
    matrix: Option<Table>,
    /// That the matrix isn't whole, where it isn't.
    cut: String,
    conflicts: Vec<Conflict>,
    more: String,
    shown: Part<Row>,
}

/// A resource with whoever uses it.
struct Row {
    resource: String,
    provider: Link,
    users: Vec<Link>,
}

/// An element that is collected by another than its source, or by several.
struct Conflict {
    element: String,
    source: Option<Link>,
    collectors: Vec<Link>,
}

/// A resource: its system and its name.
type Resource<'a> = (&'a str, &'a str);

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let used = used(context);
    let resources: usize = systems(context).map(|(_, one)| one.resources.len()).sum();
    let (matrix, cut) = matrix(context, &used);
    let conflicts = conflicts(context);
    let lead = Message::new("web-sharing-lead")
        .arg("resources", resources)
        .arg("reused", used.len())
        .arg("conflicts", conflicts.len());
    let more = conflicts.len().saturating_sub(MOST_CONFLICTS);
    let more = match more {
        0 => String::new(),
        more => context
            .words
            .say(&Message::new("review-more").arg("count", more)),
    };
    let rows: Vec<(String, Resource<'_>, &BTreeSet<String>)> = used
        .iter()
        .map(|((system, name), users)| (format!("{system}#{name}"), (*system, *name), users))
        .collect();
    let shown = list::part(context, rows, |(key, _, _)| key, &[]);
    let shown = shown.map(|(_, (system, name), users)| Row {
        resource: plain(name).into_owned(),
        provider: context.system(system),
        users: users.iter().map(|user| context.system(user)).collect(),
    });
    let template = Sharing {
        f: Frame::new(context, context.word("web-sharing"), &[]),
        lead: context.words.say(&lead),
        matrix,
        cut,
        conflicts: conflicts.into_iter().take(MOST_CONFLICTS).collect(),
        more,
        shown,
    };
    Ok(template.render()?)
}

/// The systems that are in use.
fn systems<'a>(context: &Context<'a>) -> impl Iterator<Item = (String, &'a System)> {
    let systems = context.state.registry().systems.iter();
    let valid = systems.filter_map(|(id, slot)| Some((id.to_string(), slot.valid()?)));
    valid.filter(|(_, system)| !system.retired)
}

/// Every resource that a system uses of another, with whoever uses it.
fn used<'a>(context: &Context<'a>) -> BTreeMap<Resource<'a>, BTreeSet<String>> {
    let registry = context.state.registry();
    let mut used: BTreeMap<Resource<'a>, BTreeSet<String>> = BTreeMap::new();
    for (id, system) in systems(context) {
        let data = registry.document(system.doc).root().get("data");
        let reuses = data.and_then(|data| data.get("reuses"));
        for one in reuses.into_iter().flat_map(|reuses| reuses.items()) {
            let text = one.scalar_text().unwrap_or_default();
            if let Some(resource) = text.split_once('#') {
                used.entry(resource).or_default().insert(id.clone());
            }
        }
    }
    used
}

/// Units that provide by units that use: how many resources. And whether that is all.
fn matrix(
    context: &Context<'_>,
    used: &BTreeMap<Resource<'_>, BTreeSet<String>>,
) -> (Option<Table>, String) {
    let unit = |system: &str| system.split('/').next().unwrap_or_default().to_owned();
    let mut cells: BTreeMap<(String, String), usize> = BTreeMap::new();
    for ((system, _), users) in used {
        let users: BTreeSet<String> = users.iter().map(|user| unit(user)).collect();
        for user in users {
            *cells.entry((unit(system), user)).or_default() += 1;
        }
    }
    let (providers, users) = (
        most(cells.iter().map(|((of, _), count)| (of, *count))),
        most(cells.iter().map(|((_, to), count)| (to, *count))),
    );
    if providers.0.is_empty() {
        return (None, String::new());
    }
    let name = |slug: &String| context.unit(slug).text;
    let corner = context.word("web-sharing-corner");
    let rows = providers.0.iter().map(|of| {
        let counts = users.0.iter().map(|to| {
            let count = cells.get(&(of.clone(), to.clone()));
            count.map_or_else(String::new, usize::to_string)
        });
        std::iter::once(name(of)).chain(counts).collect()
    });
    let grid = Grid {
        rows: rows.collect(),
        head: std::iter::once(corner)
            .chain(users.0.iter().map(name))
            .collect(),
    };
    let cut = match providers.1 || users.1 {
        true => context
            .words
            .say(&Message::new("web-sharing-cut").arg("most", MOST)),
        false => String::new(),
    };
    let table = Table {
        caption: context.word("web-sharing-matrix"),
        grid,
        words: 1,
    };
    (Some(table), cut)
}

/// Whoever has most, in the order of names; and whether some were left out.
fn most<'a>(counts: impl Iterator<Item = (&'a String, usize)>) -> (Vec<String>, bool) {
    let mut sums: BTreeMap<&String, usize> = BTreeMap::new();
    for (unit, count) in counts {
        *sums.entry(unit).or_default() += count;
    }
    let mut all: Vec<(&String, usize)> = sums.into_iter().collect();
    all.sort_by_key(|(unit, count)| (std::cmp::Reverse(*count), *unit));
    let cut = all.len() > MOST;
    let mut found: Vec<String> = all
        .into_iter()
        .take(MOST)
        .map(|(unit, _)| unit.clone())
        .collect();
    found.sort();
    (found, cut)
}

/// Elements that another than their source collects, or several where none is named.
fn conflicts(context: &Context<'_>) -> Vec<Conflict> {
    let registry = context.state.registry();
    let elements = registry.elements.valid();
    let conflicts = registry.collectors.iter().filter_map(|(slug, collectors)| {
        let element = elements.and_then(|all| all.get(&**slug));
        let source = element.and_then(|element| element.source.as_ref());
        let others = collectors.iter().filter(|one| Some(*one) != source);
        let enough = if source.is_some() { 1 } else { 2 };
        let name = element.map_or(&**slug, |element| &element.name);
        (others.clone().count() >= enough).then(|| Conflict {
            element: plain(name).into_owned(),
            source: source.map(|source| context.system(source)),
            collectors: others.map(|one| context.system(one)).collect(),
        })
    });
    conflicts.collect()
}
