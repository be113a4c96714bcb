//! `mulu forecast`: a row a day and request whose verdict turns.

use super::rows::{self, Row};
use super::{Forecast, header, reason, telling, telling_of};
use crate::names::Names;
use crate::projects::purpose;
use crate::verdict::{self, named};
use crate::{Localizer, Style};
use mulu_core::decision::{ProjectTotals, Timeline, Total, Verdict, VerdictChange};
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
    let of_projects = shown.project_turns().into_iter();
    let of_projects = of_projects.filter(|(_, turn)| turn.before == turn.after);
    let others = others.len() + of_projects.count();
    if others > 0 {
        let count = i64::try_from(others).unwrap_or(i64::MAX);
        let message = Message::new("forecast-others").arg("count", count);
        writeln!(out, "\n{}", words.say(&message))?;
    }
    let gap = std::iter::once("\n").chain(std::iter::repeat(""));
    for (gap, line) in gap.zip(sums(shown, words)) {
        writeln!(out, "{gap}{line}")?;
    }
    Ok(())
}

/// What requests come to on the first day and on the last, and projects for each
/// purpose where there are any.
fn sums(shown: &Forecast<'_>, words: &Localizer) -> Vec<String> {
    let (start, end) = totals(shown);
    let of_projects = project_totals(shown);
    let mut lines = Vec::new();
    for (key, day, totals, projects) in [
        ("forecast-start", shown.range.from, start, of_projects.0),
        ("forecast-end", shown.range.until, end, of_projects.1),
    ] {
        let line = |says: String| {
            let message = Message::new(key).arg("day", day.to_string());
            words.say(&message.arg("totals", says))
        };
        if !shown.timelines.is_empty() {
            lines.push(line(said(words, &totals)));
        }
        for of in Purpose::OF_PROJECTS {
            let totals = projects.get(of);
            if totals.values().any(|total| total.count > 0) {
                let of = Message::new("totals-purpose").arg("purpose", purpose(words, of));
                lines.push(line(words.say(&of.arg("totals", said(words, totals)))));
            }
        }
    }
    lines
}

/// Counts and sums by verdict, in a line.
fn said(words: &Localizer, totals: &Totals) -> String {
    let parts = totals.iter().map(|(verdict, total)| {
        let message = Message::new("totals-verdict")
            .arg("verdict", words.verdict(*verdict))
            .arg("count", i64::try_from(total.count).unwrap_or(i64::MAX));
        words.say(&message.arg("money", words.total(*total)))
    });
    parts.collect::<Vec<_>>().join(" · ")
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
            let telling = telling_of(turn, of);
            let mut said = telling
                .first()
                .map_or_else(String::new, |it| reason(view, words, it));
            if telling.len() > 1 {
                said = format!("{said}  +{}", telling.len() - 1);
            }
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
                below: said,
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
        let total = Total::one(timeline.start.amount);
        both.0.entry(timeline.start.verdict).or_default().add(total);
        both.1.entry(timeline.end()).or_default().add(total);
    }
    both
}

/// The same of projects, for each purpose that is asked.
pub(super) fn project_totals(shown: &Forecast<'_>) -> (ProjectTotals, ProjectTotals) {
    let mut both = (ProjectTotals::default(), ProjectTotals::default());
    for of in Purpose::OF_PROJECTS {
        let none = || Verdict::ALL.map(|verdict| (verdict, Total::default()));
        *both.0.get_mut(of) = Totals::from(none());
        *both.1.get_mut(of) = Totals::from(none());
        for timeline in shown.projects {
            let start = timeline.start.verdicts;
            let end = timeline.turns.last().map_or(start, |turn| turn.after);
            // What isn't in the year's list asks for nothing of the year.
            let listed = timeline.start.amount.unwrap_or_default();
            let total = Total::one(Some(listed));
            for (verdicts, sums) in [(start, &mut both.0), (end, &mut both.1)] {
                if let Some(verdict) = *verdicts.get(of) {
                    sums.get_mut(of).entry(verdict).or_default().add(total);
                }
            }
        }
    }
    both
}
