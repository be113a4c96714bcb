//! `mulu fund`: who gets money and who doesn't, in a table that fits.

use super::{amount, header, outcome};
use crate::names::{self, Names};
use crate::terminal::{GAP, cell_colour, table as empty, write_spaced};
use crate::verdict::{self, named};
use crate::{Localizer, Style, articles, text};
use comfy_table::{Attribute, Cell, CellAlignment, Table};
use indexmap::IndexMap;
use mulu_core::decision::{Decision, Decisions, Judgement, Snapshot, Total, Verdict, total};
use mulu_core::diagnostic::Message;
use mulu_core::policy::RuleOutcome;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The least room for reasons; below it the table itself makes all fit.
const LEAST: usize = 24;

/// Writes a heading, a row a request, totals by unit and by verdict, and
/// where to ask further.
///
/// # Errors
/// When it cannot be written.
pub fn table(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &Decisions,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &words.about(view);
    writeln!(out, "{}\n", header(view, decisions, words))?;
    let Some(example) = example(&decisions.decisions) else {
        return writeln!(out, "{}", words.word("totals-none"));
    };
    write_spaced(out, requests(view, decisions, words, style))?;
    writeln!(out, "\n{}", words.word("totals-applicant-title"))?;
    let of = |decision: &Decision| applicant(view, words, decision);
    write_spaced(out, sums("column-applicant", of, decisions, (words, style)))?;
    if has_others(decisions) {
        writeln!(out, "\n{}", words.word("totals-unit-title"))?;
        let of = |decision: &Decision| view.unit_name(&decision.unit);
        write_spaced(out, sums("column-unit", of, decisions, (words, style)))?;
    }
    writeln!(out, "\n{}", totals(&decisions.totals(), words))?;
    let hint = Message::new("hint-explain")
        .arg("system", &*example.system)
        .arg("year", i64::from(decisions.year));
    writeln!(out, "{}", words.say(&hint))
}

/// The decision that people most want explained.
fn example(decisions: &[Decision]) -> Option<&Decision> {
    decisions
        .iter()
        .rev()
        .max_by_key(|decision| decision.verdict)
}

/// Whether some applicant isn't the system's own unit.
fn has_others(decisions: &Decisions) -> bool {
    let is_other = |decision: &Decision| {
        let applicant = decision.applicant.as_ref();
        applicant.is_some_and(|applicant| *applicant != decision.unit)
    };
    decisions.decisions.iter().any(is_other)
}

/// Who gets the money.
fn applicant(view: &Snapshot<'_>, words: &Localizer, decision: &Decision) -> String {
    names::applicant(view, words, decision.applicant.as_deref())
}

/// The columns before the reasons; the last is the amount. Who applies is a column
/// where it isn't always the system's own unit.
fn columns(
    view: &Snapshot<'_>,
    decisions: &Decisions,
    words: &Localizer,
) -> (Vec<String>, Vec<Vec<String>>) {
    let others = has_others(decisions);
    let word = |key: &str| words.word(key);
    let mut heads = vec![word("column-verdict"), word("column-unit")];
    heads.extend(others.then(|| word("column-applicant")));
    heads.extend([word("column-system"), word("money-column")]);
    let row = |decision: &Decision| {
        let mut row = vec![
            named(words, decision.verdict),
            view.unit_name(&decision.unit),
        ];
        row.extend(others.then(|| applicant(view, words, decision)));
        row.extend([
            view.system_name(&decision.system),
            amount(words, decision.amount),
        ]);
        row
    };
    (heads, decisions.decisions.iter().map(row).collect())
}

fn requests(view: &Snapshot<'_>, decisions: &Decisions, words: &Localizer, style: Style) -> Table {
    let (mut heads, rows) = columns(view, decisions, words);
    let money = heads.len() - 1;
    heads.push(words.word("column-reason"));
    let columns = room(&heads, &rows, style);
    // Amounts stand on the right.
    let cell = |column: usize, text: String| match column == money {
        true => Cell::new(text).set_alignment(CellAlignment::Right),
        false => Cell::new(text),
    };
    let mut table = empty(style);
    table.set_header(
        (0..)
            .zip(heads)
            .map(|(at, head)| cell(at, head).add_attribute(Attribute::Bold)),
    );
    for (decision, row) in decisions.decisions.iter().zip(rows) {
        let mut cells: Vec<Cell> = (0..).zip(row).map(|(at, text)| cell(at, text)).collect();
        cells[0] = cells[0]
            .clone()
            .fg(cell_colour(verdict::of(decision.verdict).colour));
        let reason = text::wrap(&telling(view, words, decision), columns);
        cells.push(Cell::new(reason.join("\n")));
        table.add_row(cells);
    }
    table
}

/// How many columns the other cells leave to the reasons.
fn room(heads: &[String], rows: &[Vec<String>], style: Style) -> usize {
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| text::width(&row[column]));
        cells.chain([text::width(&heads[column])]).max()
    };
    let others: usize = (0..heads.len() - 1)
        .filter_map(widest)
        .map(|width| width + usize::from(GAP))
        .sum();
    let left = style.width.saturating_sub(others);
    if left < LEAST { usize::MAX } else { left }
}

/// The most telling outcome, and how many more there are.
#[must_use]
pub fn telling(view: &Snapshot<'_>, words: &Localizer, judged: &impl Judgement) -> String {
    let blocking = view.blocking(judged);
    let Some(first) = blocking.first() else {
        return match view.is_silent(judged) {
            true => words.word("reason-for-offices"),
            false => String::new(),
        };
    };
    let reason = told(view, words, first);
    match blocking.len() - 1 {
        0 => reason,
        more => format!("{reason}  +{more}"),
    }
}

/// An outcome, or the first that it lacks, with the articles of its rule.
#[must_use]
pub fn told(view: &Snapshot<'_>, words: &Localizer, outcome: &RuleOutcome) -> String {
    let reason = match outcome.missing.first() {
        Some(missing) => outcome::missing(view, words, missing),
        None => outcome::message(view, words, outcome),
    };
    let Some(rule) = view.rule(outcome) else {
        return reason;
    };
    let articles = articles::names(words, &rule.articles);
    let message = Message::new("reason-articles").arg("reason", reason);
    words.say(&message.arg("articles", articles))
}

/// Totals of those that are called the same.
fn sums(
    head: &str,
    of: impl Fn(&Decision) -> String,
    decisions: &Decisions,
    (words, style): (&Localizer, Style),
) -> Table {
    let mut names: IndexMap<String, Vec<&Decision>> = IndexMap::new();
    for decision in &decisions.decisions {
        names.entry(of(decision)).or_default().push(decision);
    }
    let mut table = empty(style);
    let heads = Verdict::ALL.map(|verdict| {
        let name = named(words, verdict);
        Cell::new(name).set_alignment(CellAlignment::Right)
    });
    table.set_header([heading(words, head)].into_iter().chain(heads));
    for (name, decisions) in names {
        let totals = total(decisions);
        let sums = totals.values().map(|total| {
            let cell = match total.count {
                0 => String::new(),
                _ => count(words, *total),
            };
            Cell::new(cell).set_alignment(CellAlignment::Right)
        });
        table.add_row([Cell::new(name)].into_iter().chain(sums));
    }
    table
}

fn count(words: &Localizer, total: Total) -> String {
    words.say(
        &Message::new("totals-cell")
            .arg("count", i64::try_from(total.count).unwrap_or(i64::MAX))
            .arg("money", words.total(total)),
    )
}

/// How many come to what, and how much money that is, in a row.
pub(crate) fn totals(totals: &BTreeMap<Verdict, Total>, words: &Localizer) -> String {
    let parts: Vec<String> = totals
        .iter()
        .map(|(verdict, total)| {
            words.say(
                &Message::new("totals-verdict")
                    .arg("verdict", words.verdict(*verdict))
                    .arg("count", i64::try_from(total.count).unwrap_or(i64::MAX))
                    .arg("money", words.total(*total)),
            )
        })
        .collect();
    parts.join(" · ")
}

fn heading(words: &Localizer, key: &str) -> Cell {
    Cell::new(words.word(key)).add_attribute(Attribute::Bold)
}
