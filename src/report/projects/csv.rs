//! Projects as CSV, a project a row, for spreadsheets.

use super::{kind, stage_id};
use crate::decisions::outcome;
use crate::names::Names;
use crate::tables::{ResultSet, Type, Value};
use crate::{Localizer, answers};
use mulu_core::decision::{ProjectDecision, ProjectDecisions, Snapshot};
use mulu_core::policy::Outcome;
use std::io::{self, Write};

const COLUMNS: [&str; 16] = [
    "csv-year",
    "csv-project",
    "csv-project-name",
    "csv-unit",
    "csv-unit-name",
    "csv-applicant",
    "csv-kind",
    "csv-stage",
    "csv-amount",
    "csv-approved-total",
    "purpose-plan",
    "purpose-build",
    "purpose-accept",
    "csv-unmet",
    "csv-unproven",
    "csv-reason",
];

/// Writes a heading and a row a project (RFC 4180).
///
/// # Errors
/// When it cannot be written.
pub fn csv(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &ProjectDecisions,
    words: &Localizer,
) -> io::Result<()> {
    answers::write_csv(out, &answer(view, decisions, words))
}

/// The rows for a spreadsheet.
#[must_use]
pub fn answer(view: &Snapshot<'_>, decisions: &ProjectDecisions, words: &Localizer) -> ResultSet {
    let words = &words.about(view);
    let type_of = |column: &str| match column {
        "csv-year" => Type::Int,
        "csv-amount" | "csv-approved-total" => Type::Money,
        _ => Type::Text,
    };
    let columns = COLUMNS.map(|column| (words.word(column), Some(type_of(column))));
    let rows = decisions.projects.iter();
    ResultSet {
        columns: columns.to_vec(),
        rows: rows.map(|decision| row(decision, view, words)).collect(),
        cut: false,
    }
}

fn row(decision: &ProjectDecision, view: &Snapshot<'_>, words: &Localizer) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let money = |amount: Option<i64>| amount.map_or(Value::Null, Value::Int);
    let blocking = view.blocking(decision);
    let rules = |outcome: Outcome| {
        let of = blocking.iter().filter(|of| of.outcome == outcome);
        let rules = of.filter_map(|of| view.rule(of));
        let ids: Vec<&str> = rules.map(|rule| &*rule.id).collect();
        Value::Text(ids.join(" "))
    };
    let first = blocking.first();
    let reason = first.map(|first| outcome::message(view, words, first));
    let mut row = vec![
        Value::Int(i64::from(decision.year)),
        text(&decision.project),
        Value::Text(view.project_name(&decision.project)),
        text(&decision.unit),
        Value::Text(view.unit_name(&decision.unit)),
        text(decision.applicant.as_deref().unwrap_or_default()),
        Value::Text(kind(view, words, decision)),
        text(stage_id(view, decision).unwrap_or_default()),
        money(decision.amount),
        money(decision.approved_total),
    ];
    row.extend(decision.by_purpose().map(|(_, verdict)| match verdict {
        Some(verdict) => Value::Text(words.verdict(verdict)),
        None => Value::Null,
    }));
    row.extend([
        rules(Outcome::Unmet),
        rules(Outcome::Unproven),
        Value::Text(reason.unwrap_or_default()),
    ]);
    row
}
