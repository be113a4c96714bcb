//! The years whose decisions a query can read, where SQLite can prove it:
//! other years need not be judged for it then.
//!
//! The empty database gets, for every year that the query's text names, an
//! index of that year's rows alone that has all columns. SQLite uses such
//! an index only where the query's own conditions imply it. Where the prepared
//! program opens none but these, it can reach no other year's rows; where
//! it opens a table of decisions itself, all years are judged.

use super::bare::is_word;
use mulu_report::tables::{SCHEMA, judged, table};
use rusqlite::{Connection, Result};
use std::collections::{BTreeMap, BTreeSet};

/// More years than this in one text are no question about one of them.
const MOST: usize = 8;

/// What begins the name of an index.
const INDEX: &str = "of_year_";

/// The numbers in a text that may be years; none where there are too many.
pub(super) fn named(bare: &str) -> BTreeSet<i16> {
    let words = bare.split(|c| !is_word(c));
    let years = words.filter(|word| word.len() == 4).map(str::parse);
    let years: BTreeSet<i16> = years.filter_map(Result::ok).collect();
    match years.len() {
        0..=MOST => years,
        _ => BTreeSet::new(),
    }
}

/// What begins at a page of the empty database.
#[derive(Clone, Copy, Debug)]
enum Root {
    /// The rows of one year.
    Year(i16),
    /// A table of decisions, whole.
    All,
}

/// Where tables of decisions and their indexes begin.
pub(super) struct Roots(BTreeMap<i64, Root>);

/// Makes the indexes.
pub(super) fn index(empty: &Connection, years: &BTreeSet<i16>) -> Result<Roots> {
    for year in years {
        for table in judged().filter_map(table) {
            let others = table.all_columns().map(|column| column.name);
            let others: Vec<&str> = others.filter(|name| *name != "year").collect();
            empty.execute_batch(&format!(
                "CREATE INDEX {SCHEMA}.{INDEX}{year}_{0} ON {0} (year, {1}) WHERE year = {year}",
                table.name,
                others.join(", ")
            ))?;
        }
    }
    let sql =
        format!("SELECT rootpage, tbl_name, name FROM {SCHEMA}.sqlite_schema WHERE rootpage > 0");
    let mut statement = empty.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut roots = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (page, table, name): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if judged().any(|judged| judged == table) {
            let year = name.strip_prefix(INDEX).and_then(|it| it.split_once('_'));
            let year = year.and_then(|(year, _)| year.parse().ok());
            roots.insert(page, year.map_or(Root::All, Root::Year));
        }
    }
    Ok(Roots(roots))
}

/// The years that a query can read; none where it may read all.
pub(super) fn read(empty: &Connection, sql: &str, roots: &Roots) -> Result<Option<BTreeSet<i16>>> {
    let mut statement = empty.prepare(&format!("EXPLAIN {sql}"))?;
    let mut steps = statement.query([])?;
    let mut years = BTreeSet::new();
    while let Some(step) = steps.next()? {
        let operation: String = step.get("opcode")?;
        if !matches!(operation.as_str(), "OpenRead" | "ReopenIdx") {
            continue;
        }
        let page: i64 = step.get("p2")?;
        match roots.0.get(&page) {
            Some(Root::Year(year)) => _ = years.insert(*year),
            Some(Root::All) => return Ok(None),
            None => (),
        }
    }
    Ok((!years.is_empty()).then_some(years))
}
