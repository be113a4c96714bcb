//! What is missing or different, a block a step and kind: those that wait for the same
//! office in one.

use super::{YearView, step, what};
use crate::names::Names;
use crate::terminal::{self, wrapped, write_spaced};
use crate::{Localizer, Style, decisions, money, text};
use comfy_table::{Cell, CellAlignment, Table};
use mulu_core::decision::cycle::{Gap, Step, What};
use mulu_core::diagnostic::Message;
use std::io::{self, Write};

/// What is missing or different of one step and kind.
pub(super) struct Told<'y> {
    /// What it is, and whose turn it is where that is one office for all.
    pub(super) head: String,
    /// The gaps, where there is more to say of each.
    pub(super) gaps: Vec<&'y Gap>,
    /// Whether the heading says whose turn it is.
    shared: bool,
}

/// The blocks. What the rules keep from being paid is told by `mulu fund`; here only
/// projects are told of one by one.
pub(super) fn blocks<'y>(shown: &YearView<'y>, words: &Localizer) -> Vec<Vec<Told<'y>>> {
    let gaps = shown.cycle.gaps.iter();
    let told: Vec<&Gap> = gaps.filter(|gap| !is_request_verdict(shown, gap)).collect();
    let blocks = told.chunk_by(|one, other| (one.step, one.what) == (other.step, other.what));
    let told = blocks.map(|block| {
        let Some(first) = block.first() else {
            return Vec::new();
        };
        if first.is_of_file() {
            let lines = block.iter().map(|gap| Told {
                head: words.say(&step_line(words, gap).arg("what", of_file(shown, words, gap))),
                gaps: Vec::new(),
                shared: false,
            });
            return lines.collect();
        }
        let shared = block.iter().all(|gap| {
            let same = gap.turn == first.turn && gap.path == first.path;
            same && gap.is_ready() && gap.outcome.is_none()
        });
        vec![Told {
            head: heading(shown, words, block, first, shared),
            gaps: block.to_vec(),
            shared,
        }]
    });
    told.collect()
}

/// Writes the blocks.
pub(super) fn write(
    out: &mut dyn Write,
    shown: &YearView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    for block in blocks(shown, words) {
        writeln!(out)?;
        for told in block {
            wrapped(out, &told.head, ("", "  "), style)?;
            if !told.gaps.is_empty() {
                write_spaced(out, rows(shown, words, style, &told))?;
            }
        }
    }
    Ok(())
}

fn step_line(words: &Localizer, gap: &Gap) -> Message {
    Message::new("year-line").arg("step", step(words, gap.step))
}

fn is_request_verdict(shown: &YearView<'_>, gap: &Gap) -> bool {
    let of_system = shown.line(gap).is_none_or(|line| line.is_maintenance());
    of_system && gap.step == Step::Execution && matches!(gap.what, What::Verdict(_))
}

fn heading(
    shown: &YearView<'_>,
    words: &Localizer,
    block: &[&Gap],
    first: &Gap,
    shared: bool,
) -> String {
    let count = i64::try_from(block.len()).unwrap_or(i64::MAX);
    let message = Message::new("year-block").arg("what", what(words, first));
    let what = words.say(&message.arg("count", count));
    let mut head = words.say(&step_line(words, first).arg("what", what));
    if shared && !first.turn.is_empty() {
        head += &words.say(
            &Message::new("year-block-turn")
                .arg("who", shown.who(words, &first.turn))
                .arg("path", &*first.path),
        );
    }
    head
}

/// What is wrong with a file, who must supply it, or what must be there first.
pub(super) fn of_file(shown: &YearView<'_>, words: &Localizer, gap: &Gap) -> String {
    let message = match gap.waits_for {
        Some(before) => Message::new("year-file-waits").arg("step", step(words, before)),
        None if gap.turn.is_empty() => Message::new("year-file-alone"),
        None => Message::new("year-file-turn").arg("who", shown.who(words, &gap.turn)),
    };
    let message = message.arg("file", shown.file(words, gap));
    let message = message.arg("what", what(words, gap));
    words.say(&message.arg("path", &*gap.path))
}

pub(super) fn rows(
    shown: &YearView<'_>,
    words: &Localizer,
    style: Style,
    told: &Told<'_>,
) -> Table {
    let mut table = terminal::table(style);
    for gap in &told.gaps {
        let line = shown.line(gap);
        let unit = line.map_or_else(
            || gap.unit.as_deref().unwrap_or_default(),
            |line| &line.unit,
        );
        let name = line.map_or_else(String::new, |line| shown.name(line));
        let mut cells = vec![
            Cell::new(format!("  {}", shown.view.unit_name(unit))),
            Cell::new(name),
            Cell::new(amounts(words, gap)).set_alignment(CellAlignment::Right),
        ];
        cells.push(Cell::new(reason(shown, words, gap, told.shared)));
        table.add_row(cells);
    }
    table
}

/// The amount, or both.
fn amounts(words: &Localizer, gap: &Gap) -> String {
    let told = |amount: i64| money::amount(words.scale(), amount);
    match (gap.before, gap.after) {
        (Some(before), Some(after)) => format!("{} → {}", told(before), told(after)),
        (Some(one), None) | (None, Some(one)) => told(one),
        (None, None) => String::new(),
    }
}

/// Why, and whose turn it is where the heading doesn't say it.
fn reason(shown: &YearView<'_>, words: &Localizer, gap: &Gap, shared: bool) -> String {
    let mut parts = Vec::new();
    if let (What::Unit, Some(unit)) = (gap.what, &gap.unit) {
        let applicant = shown.line(gap).map_or("", |line| &line.applicant);
        let message = Message::new("year-other-unit").arg("unit", shown.view.unit_name(unit));
        let applicant = shown.view.unit_name(applicant);
        parts.push(words.say(&message.arg("applicant", applicant)));
    }
    let planned = shown.line(gap).and_then(|line| line.at(Step::Plan));
    if gap.step == Step::Plan && planned.is_some_and(|planned| planned.adjusted) {
        parts.push(words.word("year-adjusted"));
    }
    if let Some(outcome) = &gap.outcome {
        parts.push(decisions::told(&shown.view, words, outcome));
    }
    if let Some(before) = gap.waits_for {
        let message = Message::new("year-waits").arg("step", step(words, before));
        parts.push(words.say(&message));
    } else if !shared && !gap.turn.is_empty() {
        let who = shown.who(words, &gap.turn);
        parts.push(words.say(&Message::new("year-awaits").arg("who", who)));
    }
    text::plain(&words.sentences(parts)).into_owned()
}
