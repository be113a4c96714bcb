//! All systems, with what becomes of their money.

use super::list::{self, Part};
use crate::context::Context;
use crate::fault::Fault;
use crate::fold::fold;
use crate::frame::Frame;
use crate::page::Page;
use crate::parts::{Link, Select, Tag};
use crate::state::Asked;
use askama::Template;
use mulu_core::decision::Verdict;
use mulu_core::layout::{Kind, SystemId};
use mulu_core::registry::{Slot, System};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "systems.html", whitespace = "minimize")]
struct Systems<'a> {
    f: Frame<'a>,
    action: String,
    hidden: Vec<(&'static str, String)>,
    served: bool,
    q: String,
    filters: Vec<Select>,
    year: i16,
    shown: Part<Row>,
}

/// A row of the list.
pub(super) struct Row {
    pub(super) system: Link,
    pub(super) unit: Link,
    pub(super) status: String,
    pub(super) amount: String,
    pub(super) verdict: Option<Tag>,
    pub(super) reason: String,
}

/// A system, or a request for one that isn't listed, before it is shown.
pub(super) struct Found<'a> {
    pub(super) id: String,
    pub(super) unit: String,
    pub(super) asked: Option<&'a Asked>,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let (query, state) = (context.query, context.state);
    let year = query.number("year")?.unwrap_or(state.year());
    let verdict = query.verdict()?;
    let unit = list::unit(context)?;
    let sort = list::order(context)?;
    let q = query.text("q");
    let mut found = all(context, year)?;
    let known: BTreeSet<String> = found.iter().map(|one| one.unit.clone()).collect();
    let wanted = fold(&q);
    found.retain(|one| {
        let of_unit = unit.is_empty() || state.registry().is_unit_or_ancestor(&unit, &one.unit);
        let of_verdict = verdict.is_none_or(|of| one.asked.is_some_and(|it| it.verdict == of));
        of_unit && of_verdict && is_named(context, one, &wanted)
    });
    order(&mut found, sort);
    let shown_year = list::year_field(context, year);
    let shown_sort = if sort == "unit" { "" } else { sort };
    let kept = [
        ("q", &*q),
        ("unit", &unit),
        ("verdict", verdict.map_or("", Verdict::id)),
        ("year", &shown_year),
        ("sort", shown_sort),
    ];
    let shown = list::part(context, found, |one| &one.id, &kept);
    let filters = vec![
        list::units(context, known, &unit),
        list::verdicts(context, verdict),
        list::years(context, year),
        list::orders(context, sort),
    ];
    let template = Systems {
        f: Frame::new(context, context.word("web-systems"), &kept)
            .with_command(context, &format!("fund {year}")),
        action: Page::Systems.path(),
        hidden: context.links.hidden(),
        served: context.links.is_served(),
        q: q.to_string(),
        filters,
        year,
        shown: shown.map(|one| row(context, &one)),
    };
    Ok(template.render()?)
}

/// Every system of the registry, and those that only a request of the year names, with
/// that request.
pub(super) fn all<'a>(context: &Context<'a>, year: i16) -> Result<Vec<Found<'a>>, Fault> {
    let requests = context.state.requests(year)?;
    let mut asked: BTreeMap<&str, &Asked> = requests.iter().map(|it| (&*it.system, it)).collect();
    let systems = context.state.registry().systems.keys();
    let mut found: Vec<Found<'a>> = systems
        .map(|id| Found {
            asked: asked.remove(&**id),
            unit: id.unit().to_owned(),
            id: id.to_string(),
        })
        .collect();
    found.extend(asked.into_values().map(|asked| Found {
        id: asked.system.to_string(),
        unit: asked.unit.to_string(),
        asked: Some(asked),
    }));
    found.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(found)
}

/// Whether a system or its unit is called so.
fn is_named(context: &Context<'_>, one: &Found<'_>, wanted: &str) -> bool {
    let names = context.state.names();
    let named = |id: &str| names.get(id).is_some_and(|name| name.contains(wanted));
    wanted.is_empty() || named(&one.id) || named(&one.unit)
}

/// Every order ends with the id, so that it is the same every time.
fn order(found: &mut [Found<'_>], by: &str) {
    let amount = |one: &Found<'_>| one.asked.and_then(|asked| asked.amount);
    match by {
        "amount" => found.sort_by_key(|one| std::cmp::Reverse(amount(one))),
        "verdict" => found.sort_by_key(|one| {
            std::cmp::Reverse((one.asked.map(|asked| asked.verdict), amount(one)))
        }),
        _ => {}
    }
}

/// A system as a row.
pub(super) fn row(context: &Context<'_>, one: &Found<'_>) -> Row {
    let system = context
        .state
        .registry()
        .systems
        .get(&SystemId::from(&*one.id));
    let asked = one.asked;
    Row {
        system: context.system(&one.id),
        unit: context.unit(&one.unit),
        status: status(context, system.and_then(Slot::valid)),
        amount: asked.map_or_else(String::new, |asked| context.money(asked.amount)),
        verdict: asked.map(|asked| context.tag(asked.verdict)),
        reason: asked.map_or_else(String::new, |asked| {
            asked.short.told(&context.view(), context.words)
        }),
    }
}

/// What the schema calls the status of a system.
pub(super) fn status(context: &Context<'_>, system: Option<&System>) -> String {
    let Some(system) = system else {
        return String::new();
    };
    context.value((Kind::System, "/properties/status"), &system.status)
}
