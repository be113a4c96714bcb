//! Decisions as CSV, a request a row, for spreadsheets.

use super::outcome;
use crate::names::Names;
use crate::tables::{ResultSet, Type, Value};
use crate::{Localizer, answers, text};
use mulu_core::decision::{Decision, Decisions, Snapshot};
use mulu_core::policy::Outcome;
use std::io::{self, Write};

const COLUMNS: [&str; 13] = [
    "csv-year",
    "csv-request",
    "csv-system",
    "csv-system-name",
    "csv-unit",
    "csv-unit-name",
    "csv-applicant",
    "csv-amount",
    "csv-verdict",
    "csv-unmet",
    "csv-unproven",
    "csv-reason",
    "csv-applicant-name",
];

/// Writes a heading and a row a request (RFC 4180).
///
/// # Errors
/// When it cannot be written.
pub fn csv(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &Decisions,
    words: &Localizer,
) -> io::Result<()> {
    answers::write_csv(out, &answer(view, decisions, words))
}

/// A row a request, for a spreadsheet.
#[must_use]
pub fn answer(view: &Snapshot<'_>, decisions: &Decisions, words: &Localizer) -> ResultSet {
    let words = &words.about(view);
    let kind = |column: &str| match column {
        "csv-year" => Type::Int,
        "csv-amount" => Type::Money,
        _ => Type::Text,
    };
    ResultSet {
        columns: COLUMNS
            .map(|column| (words.word(column), Some(kind(column))))
            .to_vec(),
        rows: decisions
            .decisions
            .iter()
            .map(|decision| row(decision, (view, decisions.year), words).to_vec())
            .collect(),
        cut: false,
    }
}

fn row(decision: &Decision, (view, year): (&Snapshot<'_>, i16), words: &Localizer) -> [Value; 13] {
    let text = |text: &str| Value::Text(text.to_owned());
    let blocking = view.blocking(decision);
    let rules = |outcome: Outcome| {
        let of = blocking.iter().filter(|o| o.outcome == outcome);
        let ids: Vec<&str> = of
            .filter_map(|o| view.rule(o))
            .map(|rule| &*rule.id)
            .collect();
        Value::Text(ids.join(" "))
    };
    let applicant = decision.applicant.as_deref();
    let applicant = applicant.map(|unit| view.unit_name(unit));
    let reason = blocking
        .first()
        .map(|first| outcome::message(view, words, first));
    [
        Value::Int(i64::from(year)),
        text(&decision.request),
        text(&decision.system),
        Value::Text(view.system_name(&decision.system)),
        text(&decision.unit),
        Value::Text(view.unit_name(&decision.unit)),
        text(decision.applicant.as_deref().unwrap_or_default()),
        decision.amount.map_or(Value::Null, Value::Int),
        Value::Text(words.verdict(decision.verdict)),
        rules(Outcome::Unmet),
        rules(Outcome::Unproven),
        Value::Text(reason.unwrap_or_default()),
        Value::Text(applicant.unwrap_or_default()),
    ]
}

/// A text that no spreadsheet takes for a formula and that steers nothing.
pub(crate) fn harmless(cell: &str) -> String {
    let cell = text::plain_lines(cell);
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}
