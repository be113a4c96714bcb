//! The same views for programs: the JSON that the command line writes.

use super::{Body, change, compare, list};
use crate::api;
use crate::context::Context;
use crate::fault::Fault;
use crate::page::Data;
use crate::state::{AHEAD, SOON};
use mulu_app::{self as app, ProjectSelection, Selection};
use mulu_core::diagnostic::Message;
use mulu_report::year::YearView;
use mulu_report::{decisions, projects, time, year};
use std::io;

/// A view as JSON.
pub(super) fn data(context: &Context<'_>, of: &Data) -> Result<Body, Fault> {
    let mut content = Vec::new();
    match of {
        Data::Fund(year) => fund(context, *year, None, &mut content)?,
        Data::System(id) => {
            let asked: Option<i16> = context.query.number("year")?;
            let year = match asked {
                Some(year) => year,
                None => app::latest_year(context.state.registry(), id)?,
            };
            fund(context, year, Some(id), &mut content)?;
        }
        Data::Projects(year) => built(context, Some(*year), None, &mut content)?,
        Data::Project(id) => {
            let year: Option<i16> = context.query.number("year")?;
            built(context, year, Some(id), &mut content)?;
        }
        Data::Description => serde_json::to_writer_pretty(&mut content, &api::description())
            .map_err(io::Error::from)?,
        Data::Compare => compare::json(context, &mut content)?,
        Data::Change(range) => change::json(context, range, &mut content)?,
        Data::Year(year) => steps(context, *year, &mut content)?,
        Data::Due => due(context, |shown| {
            time::due_json(&mut content, shown, context.words)
        })?,
    }
    Ok(Body::Data(content))
}

fn fund(
    context: &Context<'_>,
    year: i16,
    system: Option<&String>,
    content: &mut Vec<u8>,
) -> Result<(), Fault> {
    context.state.is_known(year)?;
    let view = context.view();
    let selection = Selection {
        unit: list::chosen_unit(context)?,
        verdicts: context.query.verdict()?.into_iter().collect(),
        system: system.cloned(),
    };
    let decided = app::fund(&view, year, &selection)?;
    if let (Some(id), true) = (system, decided.decisions.is_empty()) {
        let message = Message::new("web-no-system").arg("name", &**id);
        return Err(Fault::not_found(message));
    }
    Ok(decisions::json(content, &view, &decided, context.words)?)
}

fn built(
    context: &Context<'_>,
    year: Option<i16>,
    project: Option<&String>,
    content: &mut Vec<u8>,
) -> Result<(), Fault> {
    let year = year.unwrap_or(context.state.year());
    context.state.is_known(year)?;
    let view = context.view();
    let selection = ProjectSelection {
        year: Some(year),
        unit: list::chosen_unit(context)?,
        stage: context.query.get("stage").map(str::to_owned),
        project: project.cloned(),
    };
    let decided = app::projects(&view, &selection)?;
    Ok(projects::json(content, &view, &decided, context.words)?)
}

fn steps(context: &Context<'_>, year: i16, content: &mut Vec<u8>) -> Result<(), Fault> {
    context.state.is_known(year)?;
    let view = context.view();
    let found = app::year(&view, year, list::chosen_unit(context)?.as_deref())?;
    let shown = YearView {
        view,
        cycle: &found.cycle,
        range: found.range,
        deadlines: &found.deadlines,
    };
    Ok(year::json(content, &shown, context.words)?)
}

/// Deadlines as they are written by a report: of a unit further ahead than of all.
pub(super) fn due(
    context: &Context<'_>,
    write: impl FnOnce(&time::Due<'_>) -> io::Result<()>,
) -> Result<(), Fault> {
    let view = context.view();
    let unit = list::chosen_unit(context)?;
    let days = unit.as_ref().map_or(SOON, |_| AHEAD);
    let found = app::due(&view, days, unit.as_deref())?;
    let shown = time::Due {
        view,
        range: found.range,
        obligations: &found.obligations,
    };
    Ok(write(&shown)?)
}
