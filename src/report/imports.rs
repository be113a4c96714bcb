//! What comes of a ledger, for people and for machines.

mod form;
mod json;
mod workbook;

pub use form::form;
pub use json::json;
pub use workbook::workbook;

use crate::decisions;
use crate::{Localizer, text};
use mulu_core::diagnostic::{Diagnostic, Message};
use mulu_core::document::edit::Refusal;
use mulu_ledger::{Changed, Draft, Fate, Place, Told, Why};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// How many places a line names.
const MOST_PLACES: usize = 8;

/// What comes of a ledger, as it is told.
#[derive(Clone, Copy, Debug)]
pub struct Import<'i> {
    /// The file's name.
    pub file: &'i str,
    /// Its cells.
    pub cells: &'i [Told],
    /// The files that come of it.
    pub drafts: &'i [Draft],
    /// What would be wrong with these, by cell.
    pub findings: &'i [(Place, Diagnostic)],
    /// Sheets in which no names of columns are known.
    pub unread: &'i [Arc<str>],
    /// Whether the files were written.
    pub written: bool,
}

/// The counts, what is asked, what was left out, the files, and what would be wrong with
/// them.
///
/// # Errors
/// When it can't be written.
pub fn table(out: &mut dyn Write, import: &Import<'_>, words: &Localizer) -> io::Result<()> {
    let count = |is: fn(&Fate) -> bool| import.cells.iter().filter(|told| is(&told.fate)).count();
    let counts = Message::new("import-counts")
        .arg("file", text::plain(import.file).into_owned())
        .arg(
            "taken",
            count(|fate| matches!(fate, Fate::Taken { .. } | Fate::Names(_))),
        )
        .arg("left", count(|fate| matches!(fate, Fate::Left(_))))
        .arg("asked", count(|fate| matches!(fate, Fate::Asked(_))));
    writeln!(out, "{}", words.say(&counts))?;
    if !import.unread.is_empty() {
        let names = import
            .unread
            .iter()
            .map(|name| text::plain(name).into_owned());
        let unread = Message::new("import-unread").arg("sheets", words.join(names));
        writeln!(out, "{}", words.say(&unread))?;
    }
    asked(out, import, words)?;
    left(out, import, words)?;
    files(out, import, words)?;
    findings(out, import, words)
}

/// Cells of which somebody must say what they mean, each with what to do; rows that wait for
/// that are counted.
fn asked(out: &mut dyn Write, import: &Import<'_>, words: &Localizer) -> io::Result<()> {
    let asked = import.cells.iter().filter_map(|told| match &told.fate {
        Fate::Asked(Why::Row) => None,
        Fate::Asked(why) => Some((told, why)),
        _ => None,
    });
    let mut asked = asked.peekable();
    if asked.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "\n{}", words.word("import-asked"))?;
    for (told, why) in asked {
        let shown = text::plain(&told.text).into_owned();
        let line = Message::new("import-cell")
            .arg("place", text::plain(&told.place.to_string()).into_owned())
            .arg("text", shown)
            .arg("why", why_said(why, words));
        writeln!(out, "  {}", words.say(&line))?;
    }
    Ok(())
}

/// What was left out, reason by reason.
fn left(out: &mut dyn Write, import: &Import<'_>, words: &Localizer) -> io::Result<()> {
    let mut reasons: BTreeMap<String, Vec<&Place>> = BTreeMap::new();
    for told in import.cells {
        if let Fate::Left(why) = &told.fate {
            reasons
                .entry(why_said(why, words))
                .or_default()
                .push(&told.place);
        }
    }
    if reasons.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", words.word("import-left"))?;
    for (why, places) in reasons {
        let named = places.iter().take(MOST_PLACES);
        let named = named.map(|place| text::plain(&place.to_string()).into_owned());
        let line = Message::new("import-left-cells")
            .arg("why", why)
            .arg("count", places.len())
            .arg("places", words.join(named));
        writeln!(out, "  {}", words.say(&line))?;
    }
    Ok(())
}

fn files(out: &mut dyn Write, import: &Import<'_>, words: &Localizer) -> io::Result<()> {
    let changed = import
        .drafts
        .iter()
        .filter(|draft| !draft.changed.is_empty());
    let same = import.drafts.len() - changed.clone().count();
    let key = match import.written {
        true => "import-written",
        false => "import-would-write",
    };
    let message = Message::new(key)
        .arg("count", import.drafts.len() - same)
        .arg("same", same);
    writeln!(out, "\n{}", words.say(&message))?;
    for draft in changed {
        let key = match draft.is_new {
            true => "import-new-file",
            false => "import-changed-file",
        };
        let fields = draft.changed.iter().map(from_to);
        let line = Message::new(key)
            .arg("path", text::plain(&draft.path).into_owned())
            .arg("fields", words.join(fields));
        writeln!(out, "  {}", words.say(&line))?;
    }
    for (draft, field, refusal) in refusals(import.drafts) {
        let line = Message::new("import-refused")
            .arg("path", text::plain(&draft.path).into_owned())
            .arg("field", field.to_owned())
            .arg("why", words.word(refusal_key(refusal)));
        writeln!(out, "  {}", words.say(&line))?;
    }
    Ok(())
}

/// A field that changes: what it says, and what it is to say, where something is there.
fn from_to(Changed { field, was }: &Changed) -> String {
    let name = decisions::field::name(&field.pointer);
    let text = |value: &Value| text::plain(&text::written(value)).into_owned();
    match was {
        Some(was) => format!("{name} {} → {}", text(was), text(&field.value)),
        None => name,
    }
}

/// Fields that can't be changed in the file that is there.
fn refusals(drafts: &[Draft]) -> impl Iterator<Item = (&Draft, &str, Refusal)> {
    drafts.iter().flat_map(|draft| {
        let refused = draft.refused.iter();
        refused.map(move |(field, why)| (draft, field.pointer.trim_start_matches('/'), *why))
    })
}

fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Broken => "import-refusal-broken",
        Refusal::Absent => "import-refusal-absent",
        Refusal::Form => "import-refusal-form",
        Refusal::Differs => "import-refusal-differs",
    }
}

fn findings(out: &mut dyn Write, import: &Import<'_>, words: &Localizer) -> io::Result<()> {
    if import.findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", words.word("import-findings"))?;
    for (place, found) in import.findings {
        let line = Message::new("import-finding")
            .arg("place", text::plain(&place.to_string()).into_owned())
            .arg("said", words.say(&found.message))
            .arg("code", found.code.id);
        writeln!(out, "  {}", words.say(&line))?;
    }
    Ok(())
}

/// Why a cell isn't taken, and what to do.
fn why_said(why: &Why, words: &Localizer) -> String {
    let message = Message::new(why_key(why));
    words.say(&match why {
        Why::Known(id) | Why::Elsewhere(id) => message.arg("id", id.clone()),
        Why::Id(proposed) => message.arg("proposed", proposed.clone()),
        Why::Twice(place) => message.arg("other", place.to_string()),
        Why::Choice(choices) => message.arg("choices", words.join(choices.iter().cloned())),
        _ => message,
    })
}

fn why_key(why: &Why) -> &'static str {
    match why {
        Why::Nothing => "import-why-nothing",
        Why::Person => "import-why-person",
        Why::Opinion => "import-why-opinion",
        Why::Request => "import-why-request",
        Why::Counting => "import-why-counting",
        Why::Sum => "import-why-sum",
        Why::Classified => "import-why-classified",
        Why::Column => "import-why-column",
        Why::Unit => "import-why-unit",
        Why::Row => "import-why-row",
        Why::Name => "import-why-name",
        Why::Id(_) => "import-why-id",
        Why::Known(_) => "import-why-known",
        Why::Again => "import-why-again",
        Why::Elsewhere(_) => "import-why-elsewhere",
        Why::Slug => "import-why-slug",
        Why::Twice(_) => "import-why-twice",
        Why::Measure => "import-why-measure",
        Why::Approximate => "import-why-approximate",
        Why::Fraction => "import-why-fraction",
        Why::Number => "import-why-number",
        Why::Day => "import-why-day",
        Why::Date => "import-why-date",
        Why::Choice(_) => "import-why-choice",
        Why::Uncalculated => "import-why-uncalculated",
    }
}
