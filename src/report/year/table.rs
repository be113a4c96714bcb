//! The year as a page: whose turn it is, the next deadline, the steps, the applicants,
//! what is missing or different.

use super::applicants::applicants;
use super::{YearView, gaps, number, step};
use crate::names::Names;
use crate::terminal::{self, wrapped, write_spaced};
use crate::time::due::duty;
use crate::{Localizer, Style, decisions, money, projects};
use comfy_table::{Attribute, Cell, CellAlignment, Table};
use mulu_core::decision::cycle::{FileState, Step, StepFile, Sum, Sums};
use mulu_core::diagnostic::Message;
use mulu_core::layout::Kind;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many of those whose turn it is are named.
const MOST_TURNS: usize = 8;

/// Writes the page.
///
/// # Errors
/// When it cannot be written.
pub fn table(
    out: &mut dyn Write,
    shown: &YearView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &words.about(&shown.view);
    writeln!(out, "{}\n", shown.header(words))?;
    for line in first(shown, words) {
        wrapped(out, &line, ("", "  "), style)?;
    }
    writeln!(out, "\n{}", words.word("year-steps"))?;
    write_spaced(out, steps(shown, words, style))?;
    execution(out, shown, words, style)?;
    let (applicants, partial) = applicants(shown, words, style);
    if let Some(table) = applicants {
        writeln!(out, "\n{}", words.word("year-applicants"))?;
        write_spaced(out, table)?;
    }
    if partial {
        writeln!(out, "{}", words.word("year-partial"))?;
    }
    gaps::write(out, shown, words, style)?;
    hints(out, shown, words)
}

/// What to read first: whose turn it is, and the next deadline.
pub(super) fn first(shown: &YearView<'_>, words: &Localizer) -> Vec<String> {
    let year = i64::from(shown.cycle.year);
    let mut lines = Vec::new();
    if shown.cycle.is_empty() {
        lines.push(words.say(&Message::new("year-empty").arg("year", year)));
    }
    if let Some(next) = shown.cycle.next() {
        let message = Message::new("year-next")
            .arg("step", step(words, next.step))
            .arg("what", gaps::of_file(shown, words, next));
        lines.push(words.say(&message));
    }
    lines.push(turns(shown, words));
    lines.extend(deadline(shown, words));
    lines
}

/// The nearest day, and the first thing that is due on it.
fn deadline(shown: &YearView<'_>, words: &Localizer) -> Option<String> {
    let next = shown.deadlines.first()?;
    let days = shown.range.from.until(next.due);
    let name = match (&next.system, &next.project) {
        (Some(system), _) => shown.view.system_name(system),
        (None, Some(project)) => shown.view.project_name(project),
        (None, None) => String::new(),
    };
    let unit = shown.view.unit_name(&next.unit);
    let whose = [unit, name].into_iter().filter(|name| !name.is_empty());
    let whose: Vec<String> = whose.collect();
    let message = Message::new("year-deadline")
        .arg("day", next.due.to_string())
        .arg("days", days.map_or(0, |days| i64::from(days.get_days())))
        .arg("whose", whose.join(" · "))
        .arg("duty", duty(&shown.view, words, next))
        .arg(
            "count",
            i64::try_from(shown.deadlines.len()).unwrap_or(i64::MAX),
        );
    Some(words.say(&message))
}

/// Everybody whose turn it is by name, whoever is awaited for most first.
fn turns(shown: &YearView<'_>, words: &Localizer) -> String {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for gap in shown.cycle.gaps.iter().filter(|gap| gap.is_ready()) {
        for name in shown.names(words, &gap.turn) {
            *counts.entry(name).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return words.word("year-no-turn");
    }
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = counts.len().saturating_sub(MOST_TURNS);
    let first = counts.into_iter().take(MOST_TURNS).map(|(who, count)| {
        let message = Message::new("year-turn").arg("who", who);
        words.say(&message.arg("count", number(count)))
    });
    let mut said: Vec<String> = first.collect();
    if more > 0 {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        said.push(words.say(&Message::new("year-turns-more").arg("count", more)));
    }
    words.say(&Message::new("year-turns").arg("turns", said.join(" · ")))
}

/// A row a step that states amounts.
pub(super) fn steps(shown: &YearView<'_>, words: &Localizer, style: Style) -> Table {
    let mut table = terminal::table(style);
    let bold = |key: &str| Cell::new(words.word(key)).add_attribute(Attribute::Bold);
    let mut heads = ["year-column-step", "year-column-state", "year-column-who"]
        .map(bold)
        .to_vec();
    let sums = [
        "year-maintenance",
        "year-construction",
        "year-whole",
        "year-difference",
    ];
    heads.extend(sums.map(|key| bold(key).set_alignment(CellAlignment::Right)));
    table.set_header(heads);
    let files = [
        None,
        Some(Kind::List),
        Some(Kind::Plan),
        Some(Kind::Budget),
        None,
    ];
    for (of, kind) in Step::OF_MONEY.into_iter().zip(files) {
        let difference = shown.cycle.difference(of).map(|amount| {
            let before = of.before().map(|before| step(words, before));
            let message = Message::new("year-against").arg("amount", signed(words, amount));
            words.say(&message.arg("step", before.unwrap_or_default()))
        });
        let first = [step(words, of)]
            .into_iter()
            .chain(state(shown, words, kind));
        table.add_row(step_row(words, first, shown.cycle.sums(of), difference));
    }
    if shown.cycle.lines.iter().any(|line| line.cloud.is_some()) {
        let first = [words.word("year-cloud")].into_iter();
        let first = first.chain(state(shown, words, Some(Kind::Cloud)));
        table.add_row(step_row(words, first, shown.cycle.cloud(), None));
    }
    table
}

fn step_row(
    words: &Localizer,
    first: impl Iterator<Item = String>,
    sums: Sums,
    difference: Option<String>,
) -> Vec<Cell> {
    let sums = [sums.maintenance, sums.construction, sums.whole()];
    let sums = sums.map(|sum| counted(words, sum)).into_iter();
    let right = sums.chain([difference.unwrap_or_default()]);
    let right = right.map(|text| Cell::new(text).set_alignment(CellAlignment::Right));
    first.map(Cell::new).chain(right).collect()
}

/// Whether a step's file is there, and who supplies it; a step without one is every
/// applicant's.
fn state(shown: &YearView<'_>, words: &Localizer, kind: Option<Kind>) -> [String; 2] {
    let Some(file) = kind.and_then(|kind| shown.cycle.file(kind)) else {
        return ["—".to_owned(), words.word("year-units")];
    };
    let who = match file.state {
        FileState::Unkept => String::new(),
        _ => supplier(shown, words, file),
    };
    [words.word(&format!("year-state-{}", file.state.id())), who]
}

fn supplier(shown: &YearView<'_>, words: &Localizer, file: &StepFile) -> String {
    shown.who(words, &shown.cycle.suppliers(shown.view.registry, file))
}

/// How many, and how much; a star where amounts are missing in it.
fn counted(words: &Localizer, sum: Sum) -> String {
    if sum.count == 0 {
        return String::new();
    }
    let message = Message::new("year-sum").arg("count", number(sum.count));
    words.say(&message.arg("amount", amount(words, sum)))
}

/// What a sum comes to.
pub(super) fn amount(words: &Localizer, sum: Sum) -> String {
    let star = if sum.unknown > 0 { "*" } else { "" };
    match sum.amount {
        Some(_) if sum.unknown == sum.count => star.to_owned(),
        None => words.word("year-too-much"),
        Some(amount) => format!("{}{star}", money::amount(words.scale(), amount)),
    }
}

/// An amount more or less.
fn signed(words: &Localizer, amount: i64) -> String {
    let sign = if amount > 0 { "+" } else { "" };
    format!("{sign}{}", money::amount(words.scale(), amount))
}

/// What requests and projects come to: the totals of `mulu fund` and `mulu projects`.
pub(super) fn executed(shown: &YearView<'_>, words: &Localizer) -> Vec<String> {
    let requests = decisions::totals(&shown.cycle.requests.totals(), words);
    let requests = Message::new("totals-purpose")
        .arg("purpose", words.word("year-maintenance"))
        .arg("totals", requests);
    let mut lines = vec![words.say(&requests)];
    lines.extend(projects::totals(&shown.cycle.projects, words));
    let asked = shown.cycle.projects.projects.iter();
    let yearly: Vec<bool> = asked
        .flat_map(|project| shown.cycle.yearly(project))
        .map(|item| item.outcome.falls_short())
        .collect();
    if !yearly.is_empty() {
        let short = yearly.iter().filter(|short| **short).count();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let message = Message::new("year-yearly")
            .arg("met", number(yearly.len() - short))
            .arg("short", number(short));
        lines.push(words.say(&message));
    }
    lines
}

fn execution(
    out: &mut dyn Write,
    shown: &YearView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    writeln!(out, "\n{}", step(words, Step::Execution))?;
    for line in executed(shown, words) {
        wrapped(out, &line, ("  ", "    "), style)?;
    }
    Ok(())
}

/// Where to ask further.
fn hints(out: &mut dyn Write, shown: &YearView<'_>, words: &Localizer) -> io::Result<()> {
    let year = i64::from(shown.cycle.year);
    writeln!(
        out,
        "\n{}",
        words.say(&Message::new("year-hint").arg("year", year))
    )
}
