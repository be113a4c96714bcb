//! Two revisions compared, and one system's or project's life, on a terminal.

use super::{Commit, DiffView, FileChange, HistoryEntry, HistoryView, Of, ProjectState, Standing};
use crate::changed::{Reader, Source};
use crate::decisions::amount;
use crate::projects::purpose;
use crate::terminal::{self, wrapped};
use crate::{Localizer, Style, Titles, text};
use comfy_table::{CellAlignment, Table};
use mulu_core::decision::{Comparison, Decision, ProjectDecision};
use mulu_core::diagnostic::Message;
use mulu_core::layout::{RequestId, of_year};
use mulu_core::policy::Purpose;
use mulu_core::registry::Registry;
use serde_json::Value;
use std::io::{self, Write};

/// The most facts of one file that are listed.
const MOST: usize = 12;

/// The most files that are named where none of its own turned a verdict.
const MOST_OTHERS: usize = 5;

/// Writes the comparison.
///
/// # Errors
/// When it cannot be written.
pub fn diff(
    out: &mut dyn Write,
    view: &DiffView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let account = super::account::account(view, words);
    let (pack, schemas) = view.titles;
    let words = &words.with_titles(Titles::of(view.after.0, pack, schemas));
    writeln!(out, "{}\n{}", account.header, account.summary)?;
    let (moved, _) = told(view);
    if !moved.is_empty() {
        writeln!(out, "\n{}", words.word("diff-decisions"))?;
        terminal::write(out, &pairs(view, &moved, words, style), "")?;
    }
    if let Some(same) = &account.same {
        writeln!(out, "\n{same}")?;
    }
    let part = |out: &mut dyn Write, title: &str, lines: &[String]| {
        if !lines.is_empty() {
            writeln!(out, "\n{}", words.word(title))?;
        }
        let mut lines = lines.iter();
        lines.try_for_each(|line| wrapped(out, line, ("  ", "    "), style))
    };
    part(out, "diff-projects", &account.projects)?;
    if !account.files.is_empty() {
        writeln!(out, "\n{}", words.word("diff-files"))?;
    }
    for file in &account.files {
        write_file(out, file, style)?;
    }
    part(out, "diff-commits", &account.commits)
}

/// Writes the life, the newest entry first.
///
/// # Errors
/// When it cannot be written.
pub fn history(
    out: &mut dyn Write,
    view: &HistoryView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let (pack, schemas) = view.titles;
    let words = &words.with_titles(Titles::of(view.registry, pack, schemas));
    let (id, name) = match view.of {
        Of::System(id) => (id, view.registry.system_name(id)),
        Of::Project(id) => (id, view.registry.project_name(id)),
    };
    let header = Message::new("history-header")
        .arg("name", name)
        .arg("system", id.as_str());
    writeln!(out, "{}", words.say(&header))?;
    if view.entries.is_empty() {
        return writeln!(out, "{}", words.word("history-none"));
    }
    for entry in view.entries {
        writeln!(out)?;
        wrapped(out, &commit_line(&entry.commit), ("", "  "), style)?;
        let sign = if entry.turns { "→" } else { "=" };
        for line in verdict_lines(entry, words) {
            wrapped(out, &format!("{sign} {line}"), ("  ", "    "), style)?;
        }
        if let Some(line) = others(entry, words) {
            wrapped(out, &line, ("  ", "    "), style)?;
        }
        for file in &entry.files {
            let reader = Reader { words, schemas };
            let names = (view.registry, view.registry);
            write_file(out, &file_lines(file, reader, names), style)?;
        }
    }
    Ok(())
}

fn verdict_lines(entry: &HistoryEntry, words: &Localizer) -> Vec<String> {
    let line = |decision: &Decision| {
        let year = RequestId::from(&decision.request).year().to_string();
        words.say(
            &Message::new("history-verdict")
                .arg("year", year)
                .arg("verdict", words.verdict(decision.verdict))
                .arg("money", money_of(words, decision))
                .arg("on", entry.on.to_string()),
        )
    };
    match &entry.standing {
        None => vec![words.word("history-no-rules")],
        Some(Standing::System(all)) => all.iter().map(line).collect(),
        Some(Standing::Project(all)) => {
            let all = all.iter();
            all.map(|state| state_line(state, entry, words)).collect()
        }
    }
}

/// What turned it where nothing of its own did.
fn others(entry: &HistoryEntry, words: &Localizer) -> Option<String> {
    let shown = entry.others.iter().take(MOST_OTHERS);
    let shown: Vec<String> = shown.map(|path| text::plain(path).into_owned()).collect();
    let more = entry.others.len() - shown.len();
    let message = Message::new("history-others")
        .arg("paths", words.join(shown))
        .arg("more", more);
    (!entry.others.is_empty()).then(|| words.say(&message))
}

/// A project in a year: stage, what it comes to for each purpose, money.
fn state_line(state: &ProjectState, entry: &HistoryEntry, words: &Localizer) -> String {
    let stage = state.stage.as_ref();
    let stage = stage.map(|(_, title)| words.pick(title).into_owned());
    let asked = Purpose::OF_PROJECTS.into_iter().filter_map(|of| {
        let part = Message::new("totals-purpose").arg("purpose", purpose(words, of));
        let verdict = (*state.verdicts.get(of))?;
        Some(words.say(&part.arg("totals", words.verdict(verdict))))
    });
    let money = state.amount.map(|amount| words.money(amount));
    let parts: Vec<String> = stage.into_iter().chain(asked).chain(money).collect();
    words.say(
        &Message::new("history-project")
            .arg("year", state.year.to_string())
            .arg("says", parts.join(" · "))
            .arg("on", entry.on.to_string()),
    )
}

/// `2026-11-02 a1b2c3d #12 who: what`
pub(super) fn commit_line(commit: &Commit) -> String {
    let id = mulu_core::decision::Provenance::short(&commit.id);
    let pull = commit
        .pull
        .map_or_else(String::new, |pull| format!(" #{pull}"));
    let (author, subject) = (text::plain(&commit.author), text::plain(&commit.subject));
    format!("{} {id}{pull} {author}: {subject}", commit.on)
}

/// What became of a file, and what it says differently; entries are named as the
/// registries of both sides have them.
pub(super) fn file_lines(
    file: &FileChange,
    reader: Reader<'_>,
    sides: (&Registry, &Registry),
) -> (String, Vec<String>) {
    let words = reader.words;
    let change = words.word(&format!("review-change-{}", file.change()));
    let title = format!("{change} {}", text::plain(&file.path));
    let facts = file.facts.iter().take(MOST).map(|fact| {
        let side = if fact.after.is_some() {
            sides.1
        } else {
            sides.0
        };
        let shown = |value: &Option<Value>| match value {
            None => "—".to_owned(),
            Some(value) => {
                text::plain(&reader.value(&file.path, &fact.pointer, value)).into_owned()
            }
        };
        let place = reader.place(Source::Kept(side, &file.entries), &file.path, &fact.pointer);
        format!("{place}: {} → {}", shown(&fact.before), shown(&fact.after))
    });
    let more = file.facts.len().saturating_sub(MOST);
    let more = (more > 0).then(|| words.say(&Message::new("review-more").arg("count", more)));
    (title, facts.chain(more).collect())
}

fn write_file(
    out: &mut dyn Write,
    (title, facts): &(String, Vec<String>),
    style: Style,
) -> io::Result<()> {
    wrapped(out, title, ("  ", "    "), style)?;
    let mut facts = facts.iter();
    facts.try_for_each(|fact| wrapped(out, fact, ("    ", "      "), style))
}

/// The requests whose verdict or amount is another, and how many rest on other facts only.
pub(super) fn told<'v>(view: &DiffView<'v>) -> (Vec<&'v Comparison>, usize) {
    let amount = |side: &Option<Decision>| side.as_ref().and_then(|one| one.amount);
    let moved: Vec<&Comparison> = { view.decisions.iter() }
        .filter(|pair| pair.turns() || amount(&pair.before) != amount(&pair.after))
        .collect();
    let same = view.decisions.len() - moved.len();
    (moved, same)
}

pub(super) fn pairs(
    view: &DiffView<'_>,
    moved: &[&Comparison],
    words: &Localizer,
    style: Style,
) -> Table {
    let mut table = terminal::table(style);
    let heads = [
        "history-year",
        "column-unit",
        "column-system",
        "column-verdict",
        "money-column",
        "diff-gain",
    ];
    table.set_header(heads.map(|key| words.word(key)));
    for pair in moved {
        table.add_row(row(view, words, pair));
    }
    for column in [4, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn row(view: &DiffView<'_>, words: &Localizer, pair: &Comparison) -> [String; 6] {
    let request = RequestId::from(&pair.id);
    let (year, system, unit) = (request.year(), request.system(), request.unit());
    let registry: &Registry = if pair.after.is_some() {
        view.after.0
    } else {
        view.before.0
    };
    let verdict = |decision: &Option<Decision>| {
        let verdict = decision
            .as_ref()
            .map(|decision| words.verdict(decision.verdict));
        verdict.unwrap_or_else(|| "—".to_owned())
    };
    let money = |decision: &Option<Decision>| amount_of(words, decision.as_ref());
    [
        year.to_string(),
        text::plain(registry.unit_name(unit)).into_owned(),
        text::plain(registry.system_name(system)).into_owned(),
        turn(verdict(&pair.before), verdict(&pair.after)),
        turn(money(&pair.before), money(&pair.after)),
        words.gain(Some(pair.gain())),
    ]
}

/// A project in a year by its name, and what becomes of it for each purpose.
pub(super) fn project_line(
    view: &DiffView<'_>,
    words: &Localizer,
    pair: &Comparison<ProjectDecision>,
) -> String {
    let verdict = |side: &Option<ProjectDecision>, of: Purpose| {
        let verdict = side.as_ref().and_then(|known| *known.verdicts.get(of));
        verdict.map_or_else(|| "—".to_owned(), |verdict| words.verdict(verdict))
    };
    let asked = Purpose::OF_PROJECTS.into_iter().filter_map(|of| {
        let part = Message::new("totals-purpose").arg("purpose", purpose(words, of));
        let (before, after) = (verdict(&pair.before, of), verdict(&pair.after, of));
        let asked = [&before, &after].iter().any(|said| **said != "—");
        asked.then(|| words.say(&part.arg("totals", turn(before, after))))
    });
    let (year, id) = of_year(&pair.id).unwrap_or((0, &pair.id));
    let registry = match &pair.after {
        Some(_) => view.after.0,
        None => view.before.0,
    };
    let of = Message::new("diff-project")
        .arg("year", i64::from(year).to_string())
        .arg("name", text::plain(registry.project_name(id)).into_owned())
        .arg("project", id)
        .arg("says", asked.collect::<Vec<_>>().join(" · "));
    words.say(&of)
}

fn turn(before: String, after: String) -> String {
    if before == after {
        after
    } else {
        format!("{before} → {after}")
    }
}

fn amount_of(words: &Localizer, decision: Option<&Decision>) -> String {
    decision.map_or_else(|| "—".to_owned(), |decision| amount(words, decision.amount))
}

/// With what it is told in, where it is known.
fn money_of(words: &Localizer, decision: &Decision) -> String {
    let unknown = || words.word("amount-unknown");
    decision
        .amount
        .map_or_else(unknown, |amount| words.money(amount))
}
