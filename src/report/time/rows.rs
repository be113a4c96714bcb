//! Rows of two lines: facts in columns, and below them what is said of them.

use crate::{Style, text};
use anstyle::AnsiColor;
use std::io::{self, Write};

/// A row.
#[derive(Debug)]
pub(crate) struct Row {
    /// The facts.
    pub(crate) cells: Vec<String>,
    /// The colour of the first line.
    pub(crate) colour: Option<AnsiColor>,
    /// What is said.
    pub(crate) below: String,
}

/// How far what is said stands in.
const INDENT: usize = 12;

/// Writes rows with their facts below one another.
pub(crate) fn write(out: &mut dyn Write, rows: &[Row], style: Style) -> io::Result<()> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.cells.len()), 0);
        for (width, cell) in widths.iter_mut().zip(&row.cells) {
            *width = (*width).max(text::width(cell));
        }
    }
    for row in rows {
        let cells = row.cells.iter().zip(&widths);
        let cells: Vec<String> = cells.map(|(cell, width)| text::pad(cell, *width)).collect();
        let line = cells.join("  ");
        match row.colour.filter(|_| style.colour) {
            Some(colour) => {
                let paint = anstyle::Style::new().fg_color(Some(colour.into()));
                writeln!(out, "{paint}{}{paint:#}", line.trim_end())?;
            }
            None => writeln!(out, "{}", line.trim_end())?,
        }
        for line in text::wrap(&row.below, style.width.saturating_sub(INDENT).max(40)) {
            writeln!(out, "{}{line}", " ".repeat(INDENT))?;
        }
    }
    Ok(())
}
