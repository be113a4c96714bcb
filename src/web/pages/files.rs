//! Files to take home: what the command line writes, with the filters of the page.

use super::data::due;
use super::{Body, list};
use crate::context::Context;
use crate::fault::Fault;
use mulu_app::{self as app, Selection};
use mulu_core::decision::Decisions;
use mulu_report::answers::{self, AnswerView, MARK};
use mulu_report::{decisions, time};

/// The requests of a year as CSV, as `mulu fund --format csv` has them.
pub(super) fn csv(context: &Context<'_>, year: i16) -> Result<Body, Fault> {
    let decided = decided(context, year)?;
    let mut content = MARK.to_vec();
    decisions::csv(&mut content, &context.view(), &decided, context.words)?;
    Ok(Body::File {
        kind: "text/csv; charset=utf-8",
        name: format!("{year}.csv"),
        content,
    })
}

/// The same as a spreadsheet.
pub(super) fn xlsx(context: &Context<'_>, year: i16) -> Result<Body, Fault> {
    let decided = decided(context, year)?;
    let view = context.view();
    let answer = decisions::answer(&view, &decided, context.words);
    let shown = AnswerView {
        answer: &answer,
        provenance: view.provenance,
        sql: "",
        command: &format!("mulu fund {year}"),
    };
    let mut content = Vec::new();
    answers::xlsx(&mut content, &shown, context.words)?;
    Ok(Body::File {
        kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        name: format!("{year}.xlsx"),
        content,
    })
}

fn decided(context: &Context<'_>, year: i16) -> Result<Decisions, Fault> {
    // A year that nothing is stated for is no page.
    context.state.requests(year)?;
    let selection = Selection {
        unit: list::chosen_unit(context)?,
        verdicts: context.query.verdict()?.into_iter().collect(),
        system: None,
    };
    Ok(app::fund(&context.view(), year, &selection)?)
}

/// Deadlines for a calendar, as `mulu due --format ics` has them.
pub(super) fn calendar(context: &Context<'_>) -> Result<Body, Fault> {
    let mut content = Vec::new();
    due(context, |shown| {
        time::due_calendar(&mut content, shown, context.words)
    })?;
    Ok(Body::File {
        kind: "text/calendar; charset=utf-8",
        name: "due.ics".to_owned(),
        content,
    })
}
