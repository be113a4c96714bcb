//! Workbooks: XLSX cell by cell, and the older XLS once its shape is known to be sound.

use super::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, refused, too_large};
use crate::grid::{Cell, Grid};
use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Xls, Xlsx};
use jiff::civil::Date;
use mulu_core::diagnostic::{Error, Message};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The sheets of an XLSX.
pub(super) fn new(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    unpacked(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut grids = Vec::new();
    let mut left = MOST_CELLS;
    for sheet in shown(&book) {
        let merged = book
            .merge_cells_by_sheet_name(&sheet)
            .map_err(|error| broken(&error))?;
        let mut grid = begun(&sheet);
        let mut cells = book
            .worksheet_cells_reader(&sheet)
            .map_err(|error| broken(&error))?;
        while let Some(cell) = cells
            .next_cell_with_formula()
            .map_err(|error| broken(&error))?
        {
            let read = match (cell.value, &cell.formula) {
                (DataRef::Empty, Some(_)) => Cell::Uncalculated,
                (value, _) => new_cell(value),
            };
            put(&mut grid, cell.pos, read, &mut left)?;
        }
        spread(&mut grid, &merged, &mut left)?;
        grids.push(grid);
    }
    Ok(grids)
}

/// The sheets of an XLS.
pub(super) fn old(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    shape::check(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut grids = Vec::new();
    let mut left = MOST_CELLS;
    for sheet in shown(&book) {
        let range = book
            .worksheet_range(&sheet)
            .map_err(|error| broken(&error))?;
        let merged = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
        let mut grid = begun(&sheet);
        let (row, column) = range.start().unwrap_or_default();
        for (at_row, at_column, value) in range.used_cells() {
            let at = |start: u32, offset: usize| {
                start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
            };
            let place = (at(row, at_row), at(column, at_column));
            put(&mut grid, place, old_cell(value), &mut left)?;
        }
        spread(&mut grid, &merged, &mut left)?;
        grids.push(grid);
    }
    Ok(grids)
}

/// A sheet of which no cell was read yet.
fn begun(sheet: &str) -> Grid {
    Grid {
        sheet: sheet.into(),
        rows: Vec::new(),
    }
}

/// Gives all of merged cells what the first of them says; each counts as a cell. Those that
/// reach beyond what is read are left as they are.
fn spread(grid: &mut Grid, merged: &[Dimensions], left: &mut usize) -> Result<(), Error> {
    let within = |range: &&Dimensions| range.end.0 < MOST_ROWS && range.end.1 < MOST_COLUMNS;
    for Dimensions { start, end } in merged.iter().filter(within) {
        let first = grid.cell(start.0, start.1).clone();
        if first.is_blank() {
            continue;
        }
        for row in start.0..=end.0 {
            for column in start.1..=end.1 {
                put(grid, (row, column), first.clone(), left)?;
            }
        }
    }
    Ok(())
}

/// The sheets that somebody who opens the file sees.
fn shown<R: std::io::Read + std::io::Seek, B: Reader<R>>(book: &B) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    sheets
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect()
}

/// Unpacks all that is in a packed file and keeps nothing: what it says of its sizes may be
/// wrong. Programs, encryption and what is no workbook are refused.
fn unpacked(bytes: &[u8]) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = MOST_UNPACKED;
    let mut is_workbook = false;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => refused("import-password"),
            error => broken(&error),
        })?;
        let name = part
            .name()
            .map_err(|error| broken(&error))?
            .to_ascii_lowercase();
        is_workbook |= name.ends_with("xl/workbook.xml");
        if name.ends_with("vbaproject.bin") {
            return Err(refused("import-programs"));
        }
        let mut limited = part.by_ref().take(left + 1);
        let read = std::io::copy(&mut limited, &mut std::io::sink());
        let read = read.map_err(|error| broken(&error))?;
        left = left
            .checked_sub(read)
            .ok_or_else(|| too_large("unpacked", MOST_UNPACKED >> 20))?;
    }
    match is_workbook {
        true => Ok(()),
        false => Err(refused("import-no-workbook")),
    }
}

fn put(
    grid: &mut Grid,
    (row, column): (u32, u32),
    cell: Cell,
    left: &mut usize,
) -> Result<(), Error> {
    if cell.is_blank() {
        return Ok(());
    }
    if row >= MOST_ROWS {
        return Err(too_large("rows", MOST_ROWS.into()));
    }
    if column >= MOST_COLUMNS {
        return Err(too_large("columns", MOST_COLUMNS.into()));
    }
    *left = left
        .checked_sub(1)
        .ok_or_else(|| too_large("cells", u64::try_from(MOST_CELLS).unwrap_or_default()))?;
    let at = |at: u32| usize::try_from(at).unwrap_or_default();
    if grid.rows.len() <= at(row) {
        grid.rows.resize(at(row) + 1, Vec::new());
    }
    if let Some(cells) = grid.rows.get_mut(at(row)) {
        if cells.len() <= at(column) {
            cells.resize(at(column) + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(at(column)) {
            *place = cell;
        }
    }
    Ok(())
}

fn new_cell(value: DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::Text(text.into()),
        DataRef::SharedString(text) => Cell::Text(text.into()),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(truth) => Cell::Truth(truth),
        DataRef::DateTime(time) => day(&time),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso(&text),
        DataRef::Error(_) => Cell::Uncalculated,
    }
}

fn old_cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::Text(text.as_str().into()),
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => Cell::Number(number.to_string()),
        Data::Bool(truth) => Cell::Truth(*truth),
        Data::DateTime(time) => day(time),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso(text),
        Data::Error(_) => Cell::Uncalculated,
    }
}

/// A moment as its day; a duration, or a number that is no day, as the number.
fn day(time: &ExcelDateTime) -> Cell {
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let part = |part: u8| i8::try_from(part).unwrap_or(-1);
    let date = Date::new(i16::try_from(year).unwrap_or(-1), part(month), part(day));
    match date {
        Ok(date) if time.is_datetime() => Cell::Date(date),
        _ => Cell::Number(time.as_f64().to_string()),
    }
}

fn iso(text: &str) -> Cell {
    let date = text.get(..10).and_then(|date| date.parse().ok());
    date.map_or_else(|| Cell::Text(text.into()), Cell::Date)
}

/// A workbook that its reader can't follow, with the reader's words.
fn broken(reason: &dyn std::fmt::Display) -> Error {
    let message = Message::new("import-broken");
    Error::bad_input(message.arg("reason", reason.to_string()))
}

/// The shape of an XLS before it is read: its reader makes room for every cell between the
/// first and the last.
mod shape {
    use super::{MOST_COLUMNS, MOST_ROWS, broken, refused, too_large};
    use mulu_core::diagnostic::Error;
    use std::io::{Cursor, Read};

    /// Records of cells, each of which begins with its row and column: of one cell (blank,
    /// number, text, truth, formula, packed number, shared text) and of several.
    const CELLS: [u16; 9] = [0x201, 0x203, 0x204, 0x205, 0x06, 0x27E, 0xFD, 0xBD, 0xBE];

    pub(super) fn check(bytes: &[u8]) -> Result<(), Error> {
        let mut file =
            cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if file.exists("/EncryptedPackage") {
            return Err(refused("import-password"));
        }
        if file.exists("/_VBA_PROJECT_CUR") {
            return Err(refused("import-programs"));
        }
        let name = ["/Workbook", "/Book"]
            .into_iter()
            .find(|name| file.is_stream(name));
        let mut records = Vec::new();
        let mut stream = file
            .open_stream(name.ok_or_else(|| refused("import-no-workbook"))?)
            .map_err(|error| broken(&error))?;
        stream
            .read_to_end(&mut records)
            .map_err(|error| broken(&error))?;
        cells(&records)
    }

    /// Refuses records of cells that lie too far away.
    fn cells(mut records: &[u8]) -> Result<(), Error> {
        while let [kind_low, kind_high, length_low, length_high, rest @ ..] = records {
            let kind = u16::from_le_bytes([*kind_low, *kind_high]);
            let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
            let (record, after) = rest.split_at(length.min(rest.len()));
            if let (true, [row_low, row_high, column_low, column_high, ..]) =
                (CELLS.contains(&kind), record)
            {
                let row = u16::from_le_bytes([*row_low, *row_high]);
                let column = u16::from_le_bytes([*column_low, *column_high]);
                if u32::from(row) >= MOST_ROWS {
                    return Err(too_large("rows", MOST_ROWS.into()));
                }
                if u32::from(column) >= MOST_COLUMNS {
                    return Err(too_large("columns", MOST_COLUMNS.into()));
                }
            }
            records = after;
        }
        Ok(())
    }
}
