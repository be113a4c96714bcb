//! `mulu forecast --format csv`: a row a day and request, or a day, project and
//! purpose, for spreadsheets.

use super::{Forecast, reason, telling, telling_of};
use crate::Localizer;
use crate::decisions::harmless;
use crate::names::Names;
use crate::projects::purpose;
use jiff::civil::Date;
use mulu_core::decision::{ProjectChange, ProjectTimeline, Timeline, VerdictChange};
use mulu_core::policy::{Purpose, RuleOutcome};
use std::io::{self, Write};

const COLUMNS: [&str; 16] = [
    "csv-day",
    "csv-year",
    "csv-purpose",
    "csv-request",
    "csv-system",
    "csv-system-name",
    "csv-project",
    "csv-project-name",
    "csv-unit",
    "csv-unit-name",
    "csv-amount",
    "csv-before",
    "csv-after",
    "csv-gain",
    "csv-rules",
    "csv-reason",
];

/// Writes a heading and a row a turn (RFC 4180), by day: of requests, warnings that
/// turn no verdict included, then of projects, a row a purpose for which the verdict or
/// a rule turns.
///
/// # Errors
/// When it cannot be written.
pub fn forecast_csv(
    out: &mut dyn Write,
    shown: &Forecast<'_>,
    words: &Localizer,
) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let requests = shown.turns().into_iter();
    let requests = requests.map(|(of, turn)| (turn.on, request(shown, words, of, turn)));
    let projects = shown.project_turns().into_iter();
    let projects = projects.flat_map(|(of, turn)| project(shown, words, of, turn));
    let mut rows: Vec<(Date, [String; 16])> = requests.chain(projects).collect();
    rows.sort_by_key(|(on, _)| *on);
    let mut table = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(COLUMNS.map(|column| words.word(column)))?;
    for (_, row) in rows {
        table.write_record(row)?;
    }
    table.flush()
}

fn request(
    shown: &Forecast<'_>,
    words: &Localizer,
    timeline: &Timeline,
    turn: &VerdictChange,
) -> [String; 16] {
    let view = &shown.view;
    let start = &timeline.start;
    let year = mulu_core::layout::RequestId::from(&start.request).year();
    let (rules, reasons) = said(shown, words, &telling(view, turn));
    [
        turn.on.to_string(),
        year.to_string(),
        purpose(words, Purpose::Maintenance),
        harmless(&start.request),
        harmless(&start.system),
        harmless(&view.system_name(&start.system)),
        String::new(),
        String::new(),
        harmless(&start.unit),
        harmless(&view.unit_name(&start.unit)),
        amount(start.amount),
        words.verdict(turn.before),
        words.verdict(turn.after),
        turn.gain(start.amount).to_string(),
        rules,
        reasons,
    ]
}

/// A row a purpose; what no request may be paid is no gain either.
fn project(
    shown: &Forecast<'_>,
    words: &Localizer,
    timeline: &ProjectTimeline,
    turn: &ProjectChange,
) -> Vec<(Date, [String; 16])> {
    let view = &shown.view;
    let start = &timeline.start;
    let rows = Purpose::OF_PROJECTS.into_iter().filter_map(|of| {
        let (before, after) = (*turn.before.get(of), *turn.after.get(of));
        let telling = telling_of(turn, of);
        if before == after && telling.is_empty() {
            return None;
        }
        let verdict = |of: Option<_>| of.map_or_else(String::new, |of| words.verdict(of));
        let (rules, reasons) = said(shown, words, &telling);
        let row = [
            turn.on.to_string(),
            start.year.to_string(),
            purpose(words, of),
            String::new(),
            String::new(),
            String::new(),
            harmless(&start.project),
            harmless(&view.project_name(&start.project)),
            harmless(&start.unit),
            harmless(&view.unit_name(&start.unit)),
            amount(start.amount),
            verdict(before),
            verdict(after),
            String::new(),
            rules,
            reasons,
        ];
        Some((turn.on, row))
    });
    rows.collect()
}

fn amount(amount: Option<i64>) -> String {
    amount.map_or_else(String::new, |amount| amount.to_string())
}

/// The rules that made a turn, and what they say.
fn said(shown: &Forecast<'_>, words: &Localizer, telling: &[&RuleOutcome]) -> (String, String) {
    let view = &shown.view;
    let rules = telling.iter().filter_map(|outcome| view.rule(outcome));
    let rules: Vec<&str> = rules.map(|rule| &*rule.id).collect();
    let reasons = telling.iter().map(|outcome| reason(view, words, outcome));
    (
        harmless(&rules.join(" ")),
        harmless(&words.sentences(reasons)),
    )
}
