//! A construction project: its stage, what may be done with it, what is missing for that.

use super::blame;
use super::decision::Decision;
use super::known::Known;
use super::list;
use super::system::unsound;
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::{Blamed, Data};
use crate::parts::{Link, Tag};
use askama::Template;
use mulu_app::{self as app, ProjectSelection};
use mulu_core::decision::ProjectDecision;
use mulu_core::diagnostic::Message;
use mulu_core::layout::{ProjectId, Subject};
use mulu_core::registry::Slot;
use mulu_report::applicant as applicant_name;
use mulu_report::decisions::telling;
use mulu_report::facts::{self, Section};
use mulu_report::projects::{kind_name, purpose};
use mulu_report::text::plain;
use mulu_report::time::Duty;

#[derive(Template)]
#[template(path = "project.html", whitespace = "minimize")]
struct Project<'a> {
    f: Frame<'a>,
    id: String,
    unit: Link,
    asks: String,
    kind: String,
    fault: String,
    stages: Vec<Stage>,
    /// Whether its stage is for others to know than who reads this.
    kept_stages: bool,
    /// Each purpose with its verdict; `None`: it is not asked.
    verdicts: Vec<(String, Option<Tag>)>,
    /// The worst of them, for the style sheet.
    worst: &'static str,
    why: String,
    todo: Vec<String>,
    decision: Option<Decision>,
    /// The page of who wrote and signed what decided.
    blame: Option<Link>,
    years: Vec<Link>,
    known: Known,
    systems: Vec<Link>,
    facts: Vec<Section>,
}

/// A stage of the pack's.
struct Stage {
    title: String,
    /// `past`, `now`, `later`.
    is: &'static str,
}

pub(super) fn page(context: &Context<'_>, id: &str) -> Result<String, Fault> {
    let (state, view, words) = (context.state, context.view(), context.words);
    let registry = view.registry;
    let year = year(context, id)?;
    let slot = registry.projects.get(id);
    let selection = ProjectSelection {
        year: Some(year),
        project: Some(id.to_owned()),
        ..ProjectSelection::default()
    };
    let decided = app::projects(&view, &selection)?;
    let decision = decided.projects.first();
    let (tree, todo) = decision
        .map(|decision| Decision::new(context, decision))
        .unzip();
    let document = slot.and_then(Slot::valid);
    let unit = id.split('/').next().unwrap_or_default();
    let concerns = |duty: &Duty| duty.project.as_deref() == Some(id);
    let turns = state.project_turns(id, year, context.language());
    let subject = Subject::from(&ProjectId::from(id));
    let shown_year = context.query.get("year").unwrap_or_default();
    let name = plain(registry.project_name(id)).into_owned();
    let worst = decision.and_then(ProjectDecision::worst);
    let others = state.years().rev().filter(|other| *other != year);
    let template = Project {
        f: Frame::new(context, name, &[("year", shown_year)])
            .with_command(context, &format!("explain projects/{id} --year {year}"))
            .with_data(
                context,
                Data::Project(id.to_owned()),
                &[("year", shown_year)],
            ),
        id: plain(id).into_owned(),
        unit: context.unit(unit),
        asks: decision.map_or_else(String::new, |of| asks(context, of, year)),
        kind: kind_name(&view, words, decision.and_then(|of| of.kind.as_deref())),
        fault: unsound(context, slot),
        kept_stages: !view.shows_stages(),
        stages: stages(context, decision.and_then(|decision| decision.stage)),
        verdicts: decision.map_or_else(Vec::new, |of| verdicts(context, of)),
        worst: worst.map_or("none", mulu_core::decision::Verdict::id),
        why: decision.map_or_else(String::new, |decision| telling(&view, words, decision)),
        todo: todo.unwrap_or_default(),
        decision: tree,
        blame: blame::link(context, Blamed::Project(id.to_owned()), Some(year)),
        years: list::in_years(context, others),
        known: Known::new(context, &subject, unit, concerns, turns),
        systems: document.map_or_else(Vec::new, |project| {
            let systems = project.systems.iter();
            systems.map(|(system, _)| context.system(system)).collect()
        }),
        facts: document.map_or_else(Vec::new, |project| facts::of(&view, words, project.doc)),
    };
    Ok(template.render()?)
}

/// The year that a project is judged for: the one that is asked for, else the one that is
/// talked of.
///
/// # Errors
/// When there is no such project, or nothing is stated for the year.
pub(super) fn year(context: &Context<'_>, id: &str) -> Result<i16, Fault> {
    if !context.state.registry().projects.contains_key(id) {
        let message = Message::new("web-no-project").arg("name", id);
        return Err(Fault::not_found(message));
    }
    let asked = context.query.number("year")?;
    let year: i16 = asked.unwrap_or(context.state.year());
    context.state.is_known(year)?;
    Ok(year)
}

/// Each purpose with its verdict.
fn verdicts(context: &Context<'_>, decision: &ProjectDecision) -> Vec<(String, Option<Tag>)> {
    let verdicts = decision.by_purpose().map(|(of, verdict)| {
        let tag = verdict.map(|verdict| context.tag(verdict));
        (purpose(context.words, of), tag)
    });
    verdicts.collect()
}

fn asks(context: &Context<'_>, decision: &ProjectDecision, year: i16) -> String {
    let applicant = decision.applicant.as_deref();
    let applicant = applicant_name(&context.view(), context.words, applicant);
    let message = match decision.amount {
        Some(amount) => Message::new("web-asks").arg("money", context.money(Some(amount))),
        None => Message::new("web-not-listed"),
    };
    let message = message.arg("year", i64::from(year));
    context.words.say(&message.arg("applicant", applicant))
}

fn stages(context: &Context<'_>, reached: Option<usize>) -> Vec<Stage> {
    if !context.view().shows_stages() {
        return Vec::new();
    }
    let stages = context.view().pack.project.stages.iter().enumerate();
    let stages = stages.map(|(at, stage)| Stage {
        title: context.words.pick(&stage.title).into_owned(),
        is: match reached {
            Some(reached) if at == reached => "now",
            Some(reached) if at < reached => "past",
            _ => "later",
        },
    });
    stages.collect()
}
