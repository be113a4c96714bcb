//! The year as a row a system or project, for spreadsheets.

use super::{YearView, step, what};
use crate::names::Names;
use crate::projects::kind_name;
use crate::tables::{ResultSet, Type, Value};
use crate::{Localizer, answers};
use mulu_core::decision::cycle::{Gap, Line, Stated, Step};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Purpose, Supplier};
use std::collections::BTreeMap;
use std::io::{self, Write};

const COLUMNS: [&str; 19] = [
    "csv-year",
    "year-csv-line",
    "csv-system-name",
    "csv-unit",
    "csv-unit-name",
    "csv-applicant",
    "csv-kind",
    "year-step-needs",
    "year-step-list",
    "year-step-plan",
    "year-step-budget",
    "year-step-requests",
    "year-cloud",
    "csv-verdict",
    "purpose-plan",
    "purpose-build",
    "purpose-accept",
    "year-csv-gaps",
    "year-csv-turn",
];

/// Writes a heading and a row a line (RFC 4180).
///
/// # Errors
/// When it cannot be written.
pub fn csv(out: &mut dyn Write, shown: &YearView<'_>, words: &Localizer) -> io::Result<()> {
    answers::write_csv(out, &answer(shown, words))
}

/// The rows for a spreadsheet.
#[must_use]
pub fn answer(shown: &YearView<'_>, words: &Localizer) -> ResultSet {
    let words = &words.about(&shown.view);
    let type_of = |column: &str| match column {
        "csv-year" => Type::Int,
        "year-cloud" => Type::Money,
        step if step.starts_with("year-step-") => Type::Money,
        _ => Type::Text,
    };
    let name = |column: &str| match column {
        "csv-system-name" => words.word("year-csv-name"),
        step if step.starts_with("year-step-") => {
            words.say(&Message::new("year-csv-step").arg("step", words.word(step)))
        }
        other => words.word(other),
    };
    let mut gaps: BTreeMap<usize, Vec<&Gap>> = BTreeMap::new();
    for gap in &shown.cycle.gaps {
        if let Some(line) = gap.line {
            gaps.entry(line).or_default().push(gap);
        }
    }
    let lines = shown.cycle.lines.iter().enumerate();
    let rows = lines.map(|(at, line)| {
        let of = gaps.get(&at).map_or(&[][..], Vec::as_slice);
        row(shown, words, line, of)
    });
    ResultSet {
        columns: COLUMNS
            .map(|column| (name(column), Some(type_of(column))))
            .to_vec(),
        rows: rows.collect(),
        cut: false,
    }
}

fn row(shown: &YearView<'_>, words: &Localizer, line: &Line, gaps: &[&Gap]) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let money = |stated: Option<&Stated>| {
        let amount = stated.and_then(|stated| stated.amount);
        amount.map_or(Value::Null, Value::Int)
    };
    let verdict =
        |verdict| Option::map_or(verdict, Value::Null, |of| Value::Text(words.verdict(of)));
    let id = line.target.id();
    let id = match line.is_maintenance() {
        true => id.to_owned(),
        false => format!("projects/{id}"),
    };
    let mut row = vec![
        Value::Int(i64::from(shown.cycle.year)),
        Value::Text(id),
        Value::Text(shown.name(line)),
        text(&line.unit),
        Value::Text(shown.view.unit_name(&line.unit)),
        text(&line.applicant),
        Value::Text(kind_name(
            &shown.view,
            words,
            line.kind().map(|kind| &**kind),
        )),
    ];
    row.extend(Step::OF_MONEY.map(|of| money(line.at(of))));
    row.push(money(line.cloud.as_ref()));
    row.push(verdict(line.verdict));
    let purposes = Purpose::OF_PROJECTS.into_iter();
    row.extend(purposes.map(|purpose| verdict(*line.verdicts.get(purpose))));
    let said = gaps
        .iter()
        .map(|gap| format!("{}: {}", step(words, gap.step), what(words, gap)));
    row.push(Value::Text(words.sentences(said)));
    let ready = gaps.iter().filter(|gap| gap.is_ready());
    let turns: Vec<Supplier> = ready.flat_map(|gap| gap.turn.iter().cloned()).collect();
    row.push(Value::Text(shown.who(words, &turns)));
    row
}
