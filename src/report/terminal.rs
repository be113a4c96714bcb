//! What is common to everything on a terminal: tables without lines, text that is
//! wrapped under an indent, and paint.

use crate::{Style, text};
use anstyle::AnsiColor;
use comfy_table::{Color, ContentArrangement, Table};
use std::io::{self, Write};

/// Columns of space behind a cell.
pub(crate) const GAP: u16 = 2;

/// The least room that text is given.
const LEAST: usize = 20;

/// An empty table that fits.
pub(crate) fn table(style: Style) -> Table {
    let mut table = Table::new();
    table
        .load_preset(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(style.width).unwrap_or(u16::MAX))
        .force_no_tty();
    if style.colour {
        table.enforce_styling();
    }
    table
}

/// Writes a table with space between its columns, and none at the ends of lines.
pub(crate) fn write_spaced(out: &mut dyn Write, mut table: Table) -> io::Result<()> {
    let last = table.column_count().saturating_sub(1);
    for column in table.column_iter_mut() {
        let space = if column.index == last { 0 } else { GAP };
        column.set_padding((0, space));
    }
    write(out, &table, "")
}

/// Writes a table behind an indent, without space at the ends of lines.
pub(crate) fn write(out: &mut dyn Write, table: &Table, indent: &str) -> io::Result<()> {
    for line in table.lines() {
        writeln!(out, "{indent}{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes a text in lines that fit, the first with one indent, the others with
/// another.
pub(crate) fn wrapped(
    out: &mut dyn Write,
    text: &str,
    (first, rest): (&str, &str),
    style: Style,
) -> io::Result<()> {
    let columns = style.width.saturating_sub(text::width(first)).max(LEAST);
    for (at, line) in text::wrap(text, columns).iter().enumerate() {
        writeln!(out, "{}{line}", if at == 0 { first } else { rest })?;
    }
    Ok(())
}

/// A text in a colour, bold, where colours are wanted.
pub(crate) fn painted(text: &str, colour: AnsiColor, style: Style) -> String {
    if !style.colour {
        return text.to_owned();
    }
    let paint = colour.on_default().bold();
    format!("{paint}{text}{paint:#}")
}

/// A colour, to the library that lays out tables.
pub(crate) fn cell_colour(colour: AnsiColor) -> Color {
    match colour {
        AnsiColor::Green => Color::Green,
        AnsiColor::Yellow => Color::Yellow,
        AnsiColor::Red => Color::Red,
        _ => Color::Reset,
    }
}
