//! A system: money and verdict, why not, who must do what by when; then what is known of it
//! and who vouches for it.

use super::blame;
use super::decision::Decision;
use super::known::Known;
use super::list;
use super::systems::status;
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::{Blamed, Data};
use crate::parts::{Link, Tag};
use askama::Template;
use mulu_app::{self as app, Selection};
use mulu_core::diagnostic::Message;
use mulu_core::layout::Subject;
use mulu_core::registry::Slot;
use mulu_report::applicant as applicant_name;
use mulu_report::decisions::telling;
use mulu_report::facts::{self, Section};
use mulu_report::text::plain;
use mulu_report::time::Duty;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "system.html", whitespace = "minimize")]
struct System<'a> {
    f: Frame<'a>,
    id: String,
    unit: Link,
    status: String,
    /// Whether its document is there and has errors, or isn't there.
    fault: String,
    judged: Option<Judged>,
    /// The page of who wrote and signed what decided.
    blame: Option<Link>,
    /// The other years in which money is asked for.
    years: Vec<Link>,
    known: Known,
    request: Vec<Section>,
    facts: Vec<Section>,
    projects: Vec<Link>,
}

/// What one request comes to.
struct Judged {
    asks: String,
    verdict: Tag,
    why: String,
    todo: Vec<String>,
    decision: Decision,
}

pub(super) fn page(context: &Context<'_>, id: &str) -> Result<String, Fault> {
    let (state, view) = (context.state, context.view());
    let registry = view.registry;
    let years = years(context, id)?;
    let slot = registry.systems.get(id);
    let year = year(context, &years)?;
    let judged = year.map(|year| judged(context, id, year)).transpose()?;
    let system = slot.and_then(Slot::valid);
    let unit = id.split('/').next().unwrap_or_default();
    let name = plain(registry.system_name(id)).into_owned();
    let command = year.map_or_else(
        || format!("history {id}"),
        |year| format!("explain {id} --year {year}"),
    );
    let concerns = |duty: &Duty| duty.system.as_deref() == Some(id);
    let turns = state.turns(id, context.language());
    let others = years.iter().rev().copied();
    let others = others.filter(|other| Some(*other) != year);
    let template = System {
        f: frame(context, (id, name), &command, year),
        id: plain(id).into_owned(),
        unit: context.unit(unit),
        status: status(context, system),
        fault: unsound(context, slot),
        judged: judged.flatten(),
        blame: blame::link(context, Blamed::System(id.to_owned()), year),
        years: list::in_years(context, others),
        known: Known::new(context, &Subject::from(id), unit, concerns, turns),
        request: year.map_or_else(Vec::new, |year| request(context, id, year)),
        facts: system.map_or_else(Vec::new, |system| {
            facts::of(&view, context.words, system.doc)
        }),
        projects: registry
            .projects_on(id)
            .iter()
            .map(|project| context.project(project))
            .collect(),
    };
    Ok(template.render()?)
}

/// The frame, with the decision for programs where there is one.
fn frame<'a>(
    context: &Context<'a>,
    (id, name): (&str, String),
    command: &str,
    year: Option<i16>,
) -> Frame<'a> {
    let shown_year = context.query.get("year").unwrap_or_default();
    let kept = [("year", shown_year)];
    let frame = Frame::new(context, name, &kept).with_command(context, command);
    match year {
        Some(_) => frame.with_data(context, Data::System(id.to_owned()), &kept),
        None => frame,
    }
}

/// What a request states.
fn request(context: &Context<'_>, id: &str, year: i16) -> Vec<Section> {
    let view = context.view();
    let id = format!("{year:04}/{id}");
    let request = view.registry.requests.get(&*id).and_then(Slot::valid);
    request.map_or_else(Vec::new, |request| {
        facts::of(&view, context.words, request.doc)
    })
}

/// The years in which money is asked for a system.
///
/// # Errors
/// When there is no such system.
pub(super) fn years(context: &Context<'_>, id: &str) -> Result<BTreeSet<i16>, Fault> {
    let registry = context.state.registry();
    let requests = registry.requests.keys();
    let years: BTreeSet<i16> = requests
        .filter(|request| request.system() == id)
        .map(|request| request.year())
        .collect();
    if years.is_empty() && !registry.systems.contains_key(id) {
        let message = Message::new("web-no-system").arg("name", id);
        return Err(Fault::not_found(message));
    }
    Ok(years)
}

/// The year that is asked for; else the one that is talked of, or the latest.
pub(super) fn year(context: &Context<'_>, years: &BTreeSet<i16>) -> Result<Option<i16>, Fault> {
    let asked: Option<i16> = context.query.number("year")?;
    match asked {
        Some(year) if years.contains(&year) => Ok(Some(year)),
        Some(year) => {
            let message = Message::new("web-no-request").arg("year", i64::from(year));
            Err(Fault::not_found(message))
        }
        None => {
            let usual = context.state.year();
            let usual = years.get(&usual).or(years.last());
            Ok(usual.copied())
        }
    }
}

fn judged(context: &Context<'_>, id: &str, year: i16) -> Result<Option<Judged>, Fault> {
    let view = context.view();
    let selection = Selection {
        system: Some(id.to_owned()),
        ..Selection::default()
    };
    let decided = app::fund(&view, year, &selection)?;
    let Some(decision) = decided.decisions.first() else {
        return Ok(None);
    };
    let applicant = decision.applicant.as_deref();
    let applicant = applicant_name(&view, context.words, applicant);
    let asks = Message::new("web-asks")
        .arg("year", i64::from(year))
        .arg("applicant", applicant)
        .arg("money", context.money(decision.amount));
    let (account, todo) = Decision::new(context, decision);
    Ok(Some(Judged {
        asks: context.words.say(&asks),
        verdict: context.tag(decision.verdict),
        why: telling(&view, context.words, decision),
        todo,
        decision: account,
    }))
}

/// What is wrong with the document itself.
pub(super) fn unsound<T>(context: &Context<'_>, slot: Option<&Slot<T>>) -> String {
    match slot {
        Some(Slot::Valid(_)) => String::new(),
        Some(Slot::Broken(path)) => {
            let message = Message::new("web-broken-document").arg("path", &**path);
            context.words.say(&message)
        }
        Some(Slot::Absent) | None => context.word("web-unlisted"),
    }
}
