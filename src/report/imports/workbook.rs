//! The ledger again, as a workbook: each cell coloured by what becomes of it, with the reason
//! in its note.

use super::{Import, why_said};
use crate::answers::cut;
use crate::{Localizer, text};
use mulu_core::diagnostic::Message;
use mulu_ledger::{Cell, Fate, Grid, Place};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, Note, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Colours that can be told apart without colours, too: a note stands beside all but the first.
const TAKEN: u32 = 0x00E2_F0D9;
const LEFT: u32 = 0x00D9_D9D9;
const ASKED: u32 = 0x00FF_E699;
const WRONG: u32 = 0x00F8_CBAD;

/// Writes the ledger with what becomes of its cells.
///
/// # Errors
/// When it can't be written.
pub fn workbook(
    out: &mut dyn Write,
    import: &Import<'_>,
    grids: &[Grid],
    words: &Localizer,
) -> io::Result<()> {
    let bytes = made(import, grids, words).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn made(import: &Import<'_>, grids: &[Grid], words: &Localizer) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same ledger gives the same bytes: no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let marks = marks(import, words);
    for grid in grids {
        let sheet = book.add_worksheet();
        if !grid.sheet.is_empty() {
            sheet.set_name(&*grid.sheet)?;
        }
        fill(sheet, grid, &marks)?;
    }
    book.save_to_buffer()
}

/// A cell's colour and the text of its note.
struct Mark {
    colour: u32,
    note: Vec<String>,
    /// Whether its own words may not be repeated.
    hidden: bool,
}

fn marks(import: &Import<'_>, words: &Localizer) -> BTreeMap<Place, Mark> {
    let mut marks = BTreeMap::new();
    for told in import.cells {
        let (colour, note) = match &told.fate {
            Fate::Taken { .. } | Fate::Names(_) => (TAKEN, Vec::new()),
            Fate::Left(why) => (LEFT, vec![why_said(why, words)]),
            Fate::Asked(why) => (ASKED, vec![why_said(why, words)]),
        };
        let hidden = told.text.is_empty();
        marks.insert(
            told.place.clone(),
            Mark {
                colour,
                note,
                hidden,
            },
        );
    }
    for (place, found) in import.findings {
        let line = Message::new("import-note")
            .arg("said", words.say(&found.message))
            .arg("code", found.code.id);
        let mark = marks.entry(place.clone()).or_insert(Mark {
            colour: WRONG,
            note: Vec::new(),
            hidden: false,
        });
        mark.colour = WRONG;
        mark.note.push(words.say(&line));
    }
    marks
}

fn fill(
    sheet: &mut Worksheet,
    grid: &Grid,
    marks: &BTreeMap<Place, Mark>,
) -> Result<(), XlsxError> {
    for (row, cells) in (0u32..).zip(&grid.rows) {
        for (column, cell) in (0u32..).zip(cells) {
            let mark = marks.get(&grid.place(row, column));
            let at = u16::try_from(column).unwrap_or(u16::MAX);
            let format = mark.map_or_else(Format::new, |mark| {
                Format::new().set_background_color(Color::RGB(mark.colour))
            });
            if mark.is_some_and(|mark| mark.hidden) {
                sheet.write_blank(row, at, &format)?;
            } else {
                write(sheet, (row, at), cell, &format)?;
            }
            let note = mark.map(|mark| mark.note.join("\n")).unwrap_or_default();
            if !note.is_empty() {
                let note = Note::new(cut(&note)).add_author_prefix(false);
                sheet.insert_note(row, at, &note)?;
            }
        }
    }
    sheet.autofit();
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::Uncalculated => sheet.write_blank(row, column, format)?,
        Cell::Truth(truth) => sheet.write_boolean_with_format(row, column, *truth, format)?,
        cell => {
            let shown = cell.text();
            sheet.write_string_with_format(row, column, cut(&text::plain(&shown)), format)?
        }
    };
    Ok(())
}
