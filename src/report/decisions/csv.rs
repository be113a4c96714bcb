//! Decisions as CSV, a request a row, for spreadsheets.

use super::{View, outcome};
use crate::decision::Decision;
use crate::policy::Outcome;
use crate::report::{Words, text};
use std::io::{self, Write};

const COLUMNS: [&str; 12] = [
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
];

/// Writes a heading and a row a request (RFC 4180).
///
/// # Errors
/// When it cannot be written.
pub fn csv(out: &mut dyn Write, view: &View<'_>, words: &Words) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(COLUMNS.map(|column| words.word(column)))?;
    for decision in &view.decisions.decisions {
        table.write_record(row(decision, view, words))?;
    }
    table.flush()
}

fn row(decision: &Decision, view: &View<'_>, words: &Words) -> [String; 12] {
    let applicant = decision.applicant.as_deref().unwrap_or_default();
    let blocking = view.blocking(decision);
    let rules = |outcome: Outcome| {
        let of = blocking.iter().filter(|o| o.outcome == outcome);
        let ids: Vec<&str> = of
            .filter_map(|o| view.rule(o))
            .map(|rule| &*rule.id)
            .collect();
        harmless(&ids.join(" "))
    };
    let reason = blocking
        .first()
        .map(|first| outcome::message(view, words, first));
    [
        view.decisions.year.to_string(),
        harmless(&decision.request),
        harmless(&decision.system),
        harmless(&view.system_name(&decision.system)),
        harmless(&decision.unit),
        harmless(&view.unit_name(&decision.unit)),
        harmless(applicant),
        decision
            .amount
            .map_or_else(String::new, |yuan| yuan.to_string()),
        words.verdict(decision.verdict),
        rules(Outcome::Unmet),
        rules(Outcome::Unproven),
        harmless(&reason.unwrap_or_default()),
    ]
}

/// A text that no spreadsheet takes for a formula and that steers nothing.
pub(in crate::report) fn harmless(cell: &str) -> String {
    let cell = text::plain(cell);
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}
