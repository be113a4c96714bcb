//! Text with separators: CSV as spreadsheets save it, whatever its encoding.

use super::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, refused, too_large};
use crate::grid::{Cell, Grid};
use csv::{ReaderBuilder, Trim};
use encoding_rs::{Encoding, GB18030, UTF_8};
use mulu_core::diagnostic::{Error, Message};
use std::borrow::Cow;

/// The one grid of a text.
pub(super) fn grid(bytes: &[u8]) -> Result<Grid, Error> {
    let text = decoded(bytes)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut left = MOST_CELLS;
    // How far lines were counted, how many there are, and how many end within cells: a row
    // of a sheet may be several lines of a file.
    let (mut counted, mut lines, mut inner) = (0, 0, 0);
    for row in reader.records() {
        let row = row.map_err(|error| {
            Error::bad_input(Message::new("import-broken").arg("reason", error.to_string()))
        })?;
        let cell = |text: &str| match text.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(text.into()),
        };
        let mut cells: Vec<Cell> = row.iter().map(cell).collect();
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if cells.len() > usize::try_from(MOST_COLUMNS).unwrap_or_default() {
            return Err(too_large("columns", MOST_COLUMNS.into()));
        }
        left = left
            .checked_sub(cells.len())
            .ok_or_else(|| too_large("cells", u64::try_from(MOST_CELLS).unwrap_or_default()))?;
        // Blank lines are rows; the reader leaves them out, and begins before them.
        let begun = row.position().map_or(0, csv::Position::byte);
        let begun = usize::try_from(begun).unwrap_or(usize::MAX);
        let rest = text.get(begun..).unwrap_or_default();
        let start = begun + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        lines += ends(text.get(counted..start).unwrap_or_default());
        counted = counted.max(start);
        let at = lines - inner;
        inner += row.iter().map(ends).sum::<usize>();
        if at >= usize::try_from(MOST_ROWS).unwrap_or_default() {
            return Err(too_large("rows", MOST_ROWS.into()));
        }
        grid.rows.resize(at.max(grid.rows.len()), Vec::new());
        grid.rows.push(cells);
    }
    Ok(grid)
}

/// How many lines end in a text.
fn ends(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The text of a file: by the mark at its start, as UTF-8, or else in the encoding of
/// spreadsheets in Chinese. What is neither is refused.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
        return text.ok_or_else(|| refused("import-encoding"));
    }
    if bytes.contains(&0) {
        return Err(refused("import-unknown"));
    }
    let read = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    };
    let text = read(UTF_8).or_else(|| read(GB18030));
    text.ok_or_else(|| refused("import-encoding"))
}

/// The separator that most of the first lines have most of.
fn separator(text: &str) -> u8 {
    let count = |separator: char| {
        let lines = text.lines().take(20);
        lines
            .map(|line| line.matches(separator).count())
            .sum::<usize>()
    };
    let most = [(',', b','), ('\t', b'\t'), (';', b';')]
        .into_iter()
        .rev()
        .max_by_key(|(sign, _)| count(*sign));
    most.map_or(b',', |(_, byte)| byte)
}
