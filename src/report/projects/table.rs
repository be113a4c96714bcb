//! `mulu projects`: a row a project, with a verdict a purpose.

use super::{header, kind, purpose, stage};
use crate::decisions::{self, amount, telling};
use crate::names::Names;
use crate::terminal::{self, cell_colour, write_spaced};
use crate::verdict;
use crate::{Localizer, Style};
use comfy_table::{Attribute, Cell, CellAlignment, Table};
use mulu_core::decision::{ProjectDecision, ProjectDecisions, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::policy::Purpose;
use std::io::{self, Write};

/// Writes a heading, a row a project, totals by purpose, and where to ask further.
///
/// # Errors
/// When it cannot be written.
pub fn table(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &ProjectDecisions,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &words.about(view);
    writeln!(out, "{}\n", header(view, decisions, words))?;
    let projects = decisions.projects.iter();
    let Some(example) = projects.rev().max_by_key(|project| project.worst()) else {
        return writeln!(out, "{}", words.word("projects-none"));
    };
    write_spaced(out, rows(view, decisions, words, style))?;
    writeln!(out)?;
    for line in totals(decisions, words) {
        writeln!(out, "{line}")?;
    }
    let hint = Message::new("hint-explain")
        .arg("system", format!("projects/{}", example.project))
        .arg("year", i64::from(decisions.year));
    writeln!(out, "{}", words.say(&hint))
}

fn rows(
    view: &Snapshot<'_>,
    decisions: &ProjectDecisions,
    words: &Localizer,
    style: Style,
) -> Table {
    let mut table = terminal::table(style);
    let bold = |text: String| Cell::new(text).add_attribute(Attribute::Bold);
    let purposes = Purpose::OF_PROJECTS.map(|of| bold(purpose(words, of)));
    let names = [
        "column-unit",
        "column-project",
        "column-kind",
        "column-stage",
    ];
    let mut heads = purposes.to_vec();
    heads.extend(names.map(|key| bold(words.word(key))));
    heads.push(bold(words.word("money-column")).set_alignment(CellAlignment::Right));
    heads.push(bold(words.word("column-reason")));
    table.set_header(heads);
    for decision in &decisions.projects {
        table.add_row(row(view, words, decision));
    }
    table
}

fn row(view: &Snapshot<'_>, words: &Localizer, decision: &ProjectDecision) -> Vec<Cell> {
    let verdicts = decision.by_purpose().map(|(_, verdict)| match verdict {
        Some(verdict) => {
            let colour = cell_colour(verdict::of(verdict).colour);
            Cell::new(verdict::named(words, verdict)).fg(colour)
        }
        None => Cell::new("—"),
    });
    let mut cells: Vec<Cell> = verdicts.collect();
    let facts = [
        view.unit_name(&decision.unit),
        view.project_name(&decision.project),
        kind(view, words, decision),
        stage(view, words, decision),
    ];
    cells.extend(facts.map(Cell::new));
    let amount = Cell::new(amount(words, decision.amount));
    cells.push(amount.set_alignment(CellAlignment::Right));
    cells.push(Cell::new(telling(view, words, decision)));
    cells
}

/// A line a purpose: how many come to what, and how much money that is.
pub(crate) fn totals(judged: &ProjectDecisions, words: &Localizer) -> Vec<String> {
    let totals = judged.totals();
    let lines = Purpose::OF_PROJECTS.map(|of| {
        words.say(
            &Message::new("totals-purpose")
                .arg("purpose", purpose(words, of))
                .arg("totals", decisions::totals(totals.get(of), words)),
        )
    });
    lines.to_vec()
}
