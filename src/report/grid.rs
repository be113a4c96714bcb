//! A table as values: what a terminal draws and a page marks up.

use comfy_table::Table;

/// Heads and rows of cells, as they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The heads; empty where the rows say what they are.
    pub head: Vec<String>,
    /// The rows, each with a cell a head.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// The cells of a terminal's table.
    pub(crate) fn of(table: &Table) -> Self {
        let cells = |row: &comfy_table::Row| {
            let cells = row.cell_iter();
            cells.map(|cell| cell.content().trim().to_owned()).collect()
        };
        Grid {
            head: table.header().map(cells).unwrap_or_default(),
            rows: table.row_iter().map(cells).collect(),
        }
    }
}
