//! A sheet as cells with places: what every reader makes, whatever the format was.

use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;

/// Where a cell stands, counted from 0; shown as spreadsheets do (`调查表!H7`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the sheet; empty where a file has no sheets.
    pub sheet: Arc<str>,
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "{}!", self.sheet)?;
        }
        write!(f, "{}{}", letters(self.column), u64::from(self.row) + 1)
    }
}

/// The letters of a column: `A` to `Z`, then `AA`.
fn letters(column: u32) -> String {
    let mut left = u64::from(column) + 1;
    let mut text = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        text.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    text.into_iter().collect()
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it is written.
    Text(Arc<str>),
    /// A number: the shortest decimal that is the number the file has.
    Number(String),
    /// A day: a number that the file says is one.
    Date(Date),
    /// Yes or no.
    Truth(bool),
    /// A formula whose result the file doesn't have, or an error in its place.
    Uncalculated,
}

impl Cell {
    /// As it is shown, without spaces around it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Cell::Empty | Cell::Uncalculated => String::new(),
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Number(number) => number.clone(),
            Cell::Date(date) => date.to_string(),
            Cell::Truth(truth) => truth.to_string(),
        }
    }

    /// Whether there is nothing to be read.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Its name; empty where a file has no sheets.
    pub sheet: Arc<str>,
    /// Its rows from the first; each as long as what stands in it. Of cells that are merged
    /// each has what the first says.
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// What stands at a place.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> &Cell {
        let at = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        let cells = self.rows.get(at(row));
        cells
            .and_then(|cells| cells.get(at(column)))
            .unwrap_or(&Cell::Empty)
    }

    /// A place in it.
    #[must_use]
    pub fn place(&self, row: u32, column: u32) -> Place {
        Place {
            sheet: Arc::clone(&self.sheet),
            row,
            column,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn height(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// How many columns the widest row has.
    #[must_use]
    pub fn width(&self) -> u32 {
        let widest = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        u32::try_from(widest).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shown_as_spreadsheets_do() {
        let place = |row, column| Place {
            sheet: "调查表".into(),
            row,
            column,
        };
        assert_eq!(place(6, 7).to_string(), "调查表!H7");
        assert_eq!(place(0, 26).to_string(), "调查表!AA1");
        assert_eq!(letters(16_383), "XFD");
        let bare = Place {
            sheet: "".into(),
            row: 9,
            column: 0,
        };
        assert_eq!(bare.to_string(), "A10");
    }
}
