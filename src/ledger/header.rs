//! Where the names of columns stand: one to three rows, below titles of the sheet.

use crate::grid::Grid;
use crate::mapping::{Column, Mapping, To};

/// The names are looked for in the first rows.
const WITHIN: u32 = 30;

/// The most rows that names take.
const MOST_ROWS: u32 = 3;

/// The fewest columns that must be known.
const FEWEST: usize = 2;

/// A sheet's columns by their names.
#[derive(Clone, Debug)]
pub(crate) struct Header<'m> {
    /// The first row below the names.
    pub(crate) below: u32,
    /// Its columns from the first.
    pub(crate) columns: Vec<Named<'m>>,
}

/// A column's name.
#[derive(Clone, Debug)]
pub(crate) struct Named<'m> {
    /// As it stands there; of several rows the lowest last.
    pub(crate) name: String,
    /// What stands above it: groups of columns, titles of the sheet.
    pub(crate) above: String,
    /// What it says; none: it has no name, or an unknown one.
    pub(crate) says: Option<&'m Column>,
}

/// The rows in which the most names are known, if a system's name is one of them.
pub(crate) fn find<'m>(grid: &Grid, mapping: &'m Mapping) -> Option<Header<'m>> {
    let mut best: Option<(usize, Header<'m>)> = None;
    // Of those in which as many are known, the lowest.
    for rows in 1..=MOST_ROWS {
        for first in 0..grid.height().min(WITHIN) {
            if first + rows > grid.height() {
                break;
            }
            let header = read(grid, mapping, first, rows);
            let known = header.columns.iter().filter(|column| column.says.is_some());
            let score = known.count();
            let named = header.columns.iter().any(|column| is_name(column.says));
            let better = best.as_ref().is_none_or(|(most, _)| score > *most);
            if named && score >= FEWEST && better {
                best = Some((score, header));
            }
        }
    }
    best.map(|(_, header)| header)
}

fn is_name(column: Option<&Column>) -> bool {
    column.is_some_and(|column| column.to == To::Field("/name".into()))
}

fn read<'m>(grid: &Grid, mapping: &'m Mapping, first: u32, rows: u32) -> Header<'m> {
    let columns = 0..grid.width();
    let column = |column: u32| {
        let own = (first..first + rows).map(|row| grid.cell(row, column).text());
        let parts = distinct(own);
        let above = first.saturating_sub(MOST_ROWS)..first + rows - 1;
        Named {
            says: parts.last().and_then(|name| mapping.of(name)),
            name: parts.join(" "),
            above: distinct(above.map(|row| group(grid, row, column))).join(" "),
        }
    };
    Header {
        below: first + rows,
        columns: columns.map(column).collect(),
    }
}

/// The name of a group of columns: its own, or that of the first column of the group.
fn group(grid: &Grid, row: u32, column: u32) -> String {
    let mut before = (0..=column).rev().map(|at| grid.cell(row, at).text());
    before.find(|text| !text.is_empty()).unwrap_or_default()
}

/// Texts that say something, each once where it stands several times in a row.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    all.dedup();
    all
}
