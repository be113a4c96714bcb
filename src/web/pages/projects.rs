//! All construction projects, with a verdict for each thing that is asked of them.

use super::list::{self, Part};
use crate::context::Context;
use crate::fault::Fault;
use crate::fold::fold;
use crate::frame::Frame;
use crate::page::{Data, Page};
use crate::parts::{Link, Select, Tag};
use crate::state::Built;
use askama::Template;
use mulu_core::decision::Verdict;
use mulu_core::policy::Purpose;
use mulu_report::projects::{kind_name, purpose};
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "projects.html", whitespace = "minimize")]
struct Projects<'a> {
    f: Frame<'a>,
    action: String,
    hidden: Vec<(&'static str, String)>,
    served: bool,
    q: String,
    filters: Vec<Select>,
    purposes: Vec<String>,
    shown: Part<Row>,
}

/// A row of the list.
pub(super) struct Row {
    pub(super) project: Link,
    pub(super) unit: Link,
    pub(super) kind: String,
    pub(super) stage: String,
    pub(super) amount: String,
    /// One a purpose; `None`: it is not asked.
    pub(super) verdicts: Vec<Option<Tag>>,
    pub(super) reason: String,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let (query, state) = (context.query, context.state);
    let year = query.number("year")?.unwrap_or(state.year());
    let verdict = query.verdict()?;
    let unit = list::unit(context)?;
    let stage = stage(context)?;
    let sort = list::order(context)?;
    let q = query.text("q");
    let all = state.projects(year)?;
    let known: BTreeSet<String> = all.iter().map(|one| one.unit.to_string()).collect();
    let is_wanted = |one: &&Built| {
        let of_unit = unit.is_empty() || state.registry().is_unit_or_ancestor(&unit, &one.unit);
        let of_verdict = verdict.is_none_or(|of| one.worst == Some(of));
        of_unit && of_verdict && stage.as_ref().is_none_or(|(at, _)| one.stage == Some(*at))
    };
    let wanted = fold(&q);
    let found = all.iter().filter(is_wanted);
    let mut found: Vec<&Built> = found
        .filter(|one| is_named(context, one, &wanted))
        .collect();
    order(&mut found, sort);
    let shown_year = list::year_field(context, year);
    let shown_stage = stage.map_or_else(String::new, |(_, id)| id);
    let kept = [
        ("q", &*q),
        ("unit", &*unit),
        ("verdict", verdict.map_or("", Verdict::id)),
        ("stage", &shown_stage),
        ("year", &shown_year),
        ("sort", if sort == "unit" { "" } else { sort }),
    ];
    let shown = list::part(context, found, |one| &one.project, &kept);
    let mut filters = vec![
        list::units(context, known, &unit),
        list::verdicts(context, verdict),
    ];
    if context.view().shows_stages() {
        filters.push(stages(context, &shown_stage));
    }
    filters.extend([list::years(context, year), list::orders(context, sort)]);
    let template = Projects {
        f: Frame::new(context, context.word("web-projects"), &kept)
            .with_command(context, &format!("projects {year}"))
            .with_data(context, Data::Projects(year), &kept[1..2]),
        action: Page::Projects.path(),
        hidden: context.links.hidden(),
        served: context.links.is_served(),
        q: q.to_string(),
        filters,
        purposes: Purpose::OF_PROJECTS
            .map(|of| purpose(context.words, of))
            .to_vec(),
        shown: shown.map(|one| row(context, one)),
    };
    Ok(template.render()?)
}

/// Every order ends with the id, so that it is the same every time.
fn order(found: &mut [&Built], by: &str) {
    match by {
        "amount" => found.sort_by_key(|one| std::cmp::Reverse(one.amount)),
        "verdict" => found.sort_by_key(|one| std::cmp::Reverse((one.worst, one.amount))),
        _ => {}
    }
}

fn is_named(context: &Context<'_>, one: &Built, wanted: &str) -> bool {
    let names = context.state.names();
    let named = |id: &str| names.get(id).is_some_and(|name| name.contains(wanted));
    wanted.is_empty() || named(&format!("projects/{}", one.project)) || named(&one.unit)
}

/// The stage that is asked for: its place among the pack's, and its id.
fn stage(context: &Context<'_>) -> Result<Option<(usize, String)>, Fault> {
    let Some(asked) = context.query.get("stage") else {
        return Ok(None);
    };
    if !context.view().shows_stages() {
        let message = mulu_core::diagnostic::Message::new("stages-for-offices");
        return Err(Fault::unanswerable(message));
    }
    let stages = &context.view().pack.project.stages;
    let found = stages.iter().position(|stage| *stage.id == *asked);
    let unknown = || {
        let message = mulu_core::diagnostic::Message::new("web-wrong-value");
        Fault::malformed(message.arg("name", "stage").arg("value", asked))
    };
    found
        .map(|at| Some((at, asked.to_owned())))
        .ok_or_else(unknown)
}

fn stages(context: &Context<'_>, chosen: &str) -> Select {
    let mut options = vec![(String::new(), context.word("web-all"), chosen.is_empty())];
    let stages = context.view().pack.project.stages.iter();
    options.extend(stages.map(|stage| {
        let title = context.words.pick(&stage.title).into_owned();
        (stage.id.to_string(), title, *stage.id == *chosen)
    }));
    Select {
        name: "stage",
        label: context.word("column-stage"),
        options,
    }
}

/// A project as a row.
pub(super) fn row(context: &Context<'_>, one: &Built) -> Row {
    let view = context.view();
    let stage = one.stage.and_then(|at| view.pack.project.stages.get(at));
    let verdicts = Purpose::OF_PROJECTS.map(|of| {
        let verdict = *one.verdicts.get(of);
        verdict.map(|verdict| context.tag(verdict))
    });
    Row {
        project: context.project(&one.project),
        unit: context.unit(&one.unit),
        kind: kind_name(&view, context.words, one.kind.as_deref()),
        stage: stage.map_or_else(String::new, |stage| {
            context.words.pick(&stage.title).into_owned()
        }),
        amount: one
            .amount
            .map_or_else(String::new, |amount| context.words.money(amount)),
        verdicts: verdicts.to_vec(),
        reason: one.short.told(&view, context.words),
    }
}
