//! A unit: its money, what it must do by when, its systems and projects.

use super::due::{Row as DueRow, rows as due_rows};
use super::opinions::{Office, offices};
use super::overview::{Sum, sums};
use super::projects::{Row as ProjectRow, row as project_row};
use super::system::unsound;
use super::systems::{self, Row as SystemRow};
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::parts::{Bar, Link};
use crate::state::Asked;
use askama::Template;
use mulu_core::diagnostic::Message;
use mulu_core::layout::Subject;
use mulu_core::policy::Purpose;
use mulu_report::facts::{self, Section};
use mulu_report::projects::purpose;
use mulu_report::text::plain;

#[derive(Template)]
#[template(path = "unit.html", whitespace = "minimize")]
struct Unit<'a> {
    f: Frame<'a>,
    name: String,
    slug: String,
    above: Vec<Link>,
    below: Vec<Link>,
    fault: String,
    lead: String,
    bar: Option<Bar>,
    sums: Vec<Sum>,
    /// What others wait for from it: whose, and what for.
    awaited: Vec<Link>,
    due: Vec<DueRow>,
    systems: Vec<SystemRow>,
    purposes: Vec<String>,
    projects: Vec<ProjectRow>,
    offices: Vec<Office>,
    facts: Vec<Section>,
}

pub(super) fn page(context: &Context<'_>, slug: &str) -> Result<String, Fault> {
    let (state, view) = (context.state, context.view());
    let registry = view.registry;
    let Some(slot) = registry.units.get(slug) else {
        let message = Message::new("web-no-unit").arg("name", slug);
        return Err(Fault::not_found(message));
    };
    let year = state.year();
    let concerns = |unit: &str| registry.is_unit_or_ancestor(slug, unit);
    let requests: Vec<&Asked> = state
        .requests(year)?
        .iter()
        .filter(|asked| concerns(&asked.unit))
        .collect();
    let duties: Vec<_> = state.ahead(slug, context.language()).iter().collect();
    let systems = systems::all(context, year)?;
    let systems = systems.iter().filter(|one| concerns(&one.unit));
    let projects = state.projects(year)?.iter();
    let projects = projects.filter(|one| concerns(&one.unit));
    let units = registry.units.iter();
    let below = units.filter(|(_, unit)| {
        let parent = unit.valid().and_then(|unit| unit.parent.as_ref());
        parent.is_some_and(|parent| **parent == *slug)
    });
    let unit = slot.valid();
    let (bar, sums, lead) = sums(context, &requests, year);
    let short = plain(registry.unit_name(slug)).into_owned();
    let template = Unit {
        f: Frame::new(context, short, &[])
            .with_command(context, &format!("fund {year} --unit {slug}")),
        name: unit.map_or_else(String::new, |unit| plain(&unit.name).into_owned()),
        slug: plain(slug).into_owned(),
        above: registry
            .ancestors(slug)
            .iter()
            .map(|of| context.unit(of))
            .collect(),
        below: below.map(|(slug, _)| context.unit(slug)).collect(),
        fault: unsound(context, Some(slot)),
        lead,
        bar,
        sums,
        awaited: awaited(context, slug)?,
        due: due_rows(context, &duties),
        systems: systems.map(|one| systems::row(context, one)).collect(),
        purposes: Purpose::OF_PROJECTS
            .map(|of| purpose(context.words, of))
            .to_vec(),
        projects: projects.map(|one| project_row(context, one)).collect(),
        offices: offices(context, &Subject::from(slug)),
        facts: unit.map_or_else(Vec::new, |unit| facts::of(&view, context.words, unit.doc)),
    };
    Ok(template.render()?)
}

/// The requests that wait for something of a unit: as itself, or as whoever acts for an
/// authority.
fn awaited(context: &Context<'_>, slug: &str) -> Result<Vec<Link>, Fault> {
    let requests = context.state.requests(context.state.year())?.iter();
    let waiting = requests.filter(|asked| {
        let awaited = asked.short.awaited.iter();
        *asked.unit != *slug
            && awaited
                .clone()
                .any(|of| context.acting(of).iter().any(|of| of == slug))
    });
    Ok(waiting.map(|asked| context.system(&asked.system)).collect())
}
