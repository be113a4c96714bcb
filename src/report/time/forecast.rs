//! `mulu forecast`: a row a day and request whose verdict turns.

use super::rows::{self, Row};
use super::{Forecast, header, reason, telling};
use crate::decisions::harmless;
use crate::names::Names;
use crate::projects::purpose;
use crate::verdict::{self, named};
use crate::{Localizer, Style};
use mulu_core::decision::{Timeline, Total, Verdict, VerdictChange};
use mulu_core::diagnostic::Message;
use mulu_core::layout::RequestId;
use mulu_core::policy::Purpose;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes a heading, the rows by day, and what it comes to.
///
/// # Errors
/// When it cannot be written.
pub fn forecast_table(
    out: &mut dyn Write,
    shown: &Forecast<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let head = header(&shown.view, words, "header-forecast", shown.range);
    writeln!(out, "{head}\n")?;
    if shown.timelines.is_empty() && shown.projects.is_empty() {
        return writeln!(out, "{}", words.word("totals-none"));
    }
    let turns = shown.turns();
    let (turning, others): (Vec<_>, Vec<_>) = turns
        .into_iter()
        .partition(|(_, turn)| turn.before != turn.after);
    let mut rows = rows(shown, words, &turning);
    rows.extend(project_rows(shown, words));
    rows.sort_by(|one, other| one.cells.first().cmp(&other.cells.first()));
    if rows.is_empty() {
        writeln!(out, "{}", words.word("forecast-none"))?;
    } else {
        rows::write(out, &rows, style)?;
    }
    if !others.is_empty() {
        let count = i64::try_from(others.len()).unwrap_or(i64::MAX);
        let message = Message::new("forecast-others").arg("count", count);
        writeln!(out, "\n{}", words.say(&message))?;
    }
    let (start, end) = totals(shown);
    for (key, day, totals) in [
        ("forecast-start", shown.range.from, start),
        ("forecast-end", shown.range.until, end),
    ] {
        let parts = totals.iter().map(|(verdict, total)| {
            let message = Message::new("totals-verdict")
                .arg("verdict", words.verdict(*verdict))
                .arg("count", i64::try_from(total.count).unwrap_or(i64::MAX));
            words.say(&message.arg("money", words.money(total.amount)))
        });
        let parts: Vec<String> = parts.collect();
        let message = Message::new(key).arg("day", day.to_string());
        let line = words.say(&message.arg("totals", parts.join(" · ")));
        let gap = if key == "forecast-start" { "\n" } else { "" };
        writeln!(out, "{gap}{line}")?;
    }
    Ok(())
}

fn rows(
    shown: &Forecast<'_>,
    words: &Localizer,
    turns: &[(&Timeline, &VerdictChange)],
) -> Vec<Row> {
    let view = &shown.view;
    let rows = turns.iter().map(|(timeline, turn)| {
        let start = &timeline.start;
        let telling = telling(view, turn);
        let first = telling.first();
        let mut said = first.map_or_else(String::new, |first| reason(view, words, first));
        if telling.len() > 1 {
            said = format!("{said}  +{}", telling.len() - 1);
        }
        Row {
            cells: vec![
                turn.on.to_string(),
                view.unit_name(&start.unit),
                view.system_name(&start.system),
                year(start).to_owned(),
                start.amount.map_or_else(
                    || words.word("amount-unknown"),
                    |amount| words.money(amount),
                ),
                format!(
                    "{} → {}",
                    named(words, turn.before),
                    named(words, turn.after)
                ),
            ],
            colour: Some(verdict::of(turn.after).colour),
            below: said,
        }
    });
    rows.collect()
}

/// A row a purpose whose verdict turns.
fn project_rows(shown: &Forecast<'_>, words: &Localizer) -> Vec<Row> {
    let view = &shown.view;
    let named = |verdict: Option<Verdict>| {
        verdict.map_or_else(|| "—".to_owned(), |verdict| named(words, verdict))
    };
    let mut rows = Vec::new();
    for (timeline, turn) in shown.project_turns() {
        let start = &timeline.start;
        for of in Purpose::OF_PROJECTS {
            let (before, after) = (*turn.before.get(of), *turn.after.get(of));
            if before == after {
                continue;
            }
            let concerned = turn.changes.iter().map(|change| &change.after);
            let telling = concerned.filter(|after| after.forces.get(of).is_some());
            let said = telling.map(|after| reason(view, words, after)).next();
            rows.push(Row {
                cells: vec![
                    turn.on.to_string(),
                    view.unit_name(&start.unit),
                    view.project_name(&start.project),
                    start.year.to_string(),
                    purpose(words, of),
                    format!("{} → {}", named(before), named(after)),
                ],
                colour: after.map(|verdict| verdict::of(verdict).colour),
                below: said.unwrap_or_default(),
            });
        }
    }
    rows
}

/// The budget year of a request.
fn year(decision: &mulu_core::decision::Decision) -> String {
    RequestId::from(&decision.request).year().to_string()
}

type Totals = BTreeMap<Verdict, Total>;

/// Counts and sums by verdict on the first day and on the last.
pub(super) fn totals(shown: &Forecast<'_>) -> (Totals, Totals) {
    let none = || Verdict::ALL.map(|verdict| (verdict, Total::default()));
    let mut both = (Totals::from(none()), Totals::from(none()));
    for timeline in shown.timelines {
        let amount = timeline.start.amount.unwrap_or_default();
        let total = Total { count: 1, amount };
        both.0.entry(timeline.start.verdict).or_default().add(total);
        both.1.entry(timeline.end()).or_default().add(total);
    }
    both
}

const COLUMNS: [&str; 12] = [
    "csv-day",
    "csv-request",
    "csv-system",
    "csv-system-name",
    "csv-unit",
    "csv-unit-name",
    "csv-amount",
    "csv-before",
    "csv-after",
    "csv-gain",
    "csv-rules",
    "csv-reason",
];

/// Writes a heading and a row a turn (RFC 4180), warnings that turn no verdict
/// included.
///
/// # Errors
/// When it cannot be written.
pub fn forecast_csv(
    out: &mut dyn Write,
    shown: &Forecast<'_>,
    words: &Localizer,
) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let mut table = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(COLUMNS.map(|column| words.word(column)))?;
    let view = &shown.view;
    for (timeline, turn) in shown.turns() {
        let start = &timeline.start;
        let telling = telling(view, turn);
        let rules: Vec<&str> = telling
            .iter()
            .filter_map(|outcome| view.rule(outcome))
            .map(|rule| &*rule.id)
            .collect();
        let reasons = telling.iter().map(|outcome| reason(view, words, outcome));
        table.write_record([
            turn.on.to_string(),
            harmless(&start.request),
            harmless(&start.system),
            harmless(&view.system_name(&start.system)),
            harmless(&start.unit),
            harmless(&view.unit_name(&start.unit)),
            start
                .amount
                .map_or_else(String::new, |yuan| yuan.to_string()),
            words.verdict(turn.before),
            words.verdict(turn.after),
            turn.gain(start.amount).to_string(),
            harmless(&rules.join(" ")),
            harmless(&words.sentences(reasons)),
        ])?;
    }
    table.flush()
}
