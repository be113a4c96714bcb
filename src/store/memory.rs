//! SQLite in memory: the tables that one question reads, filled, closed to
//! writing, asked.

mod ask;
#[cfg(test)]
mod tests;

pub use ask::Limits;

use super::failed;
use super::query::{Query, closed, open};
use mulu_core::diagnostic::Error;
use mulu_report::tables::{Cell, Dialect, Keys, QUESTIONS, ResultSet, SCHEMA, Sink, Table};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What tables and question together may take of the machine's memory; the
/// question alone gets less ([`Limits::memory`]).
const HEAP: &str = "PRAGMA hard_heap_limit = 6442450944";

/// A database that lives as long as the question.
#[derive(Debug)]
pub struct Memory {
    connection: Connection,
    query: Query,
    inserts: BTreeMap<&'static str, String>,
}

impl Memory {
    /// The tables and views that a question reads, empty.
    ///
    /// # Errors
    /// When SQLite cannot make them.
    pub fn open(query: &Query, keys: &Keys) -> Result<Self, Error> {
        let tables = query.tables().map(|table| table.create_sqlite(keys));
        // A view may be made of others: those are listed last.
        let views = QUESTIONS
            .iter()
            .rev()
            .filter(|question| query.views.contains(question.name));
        let views = views.map(|question| question.create(Dialect::Sqlite));
        let journal = format!("PRAGMA {SCHEMA}.journal_mode = OFF");
        let begin = [journal, HEAP.to_owned(), "BEGIN".to_owned()];
        let all: Vec<String> = begin.into_iter().chain(tables).chain(views).collect();
        let connection = open(&all.join(";\n")).map_err(failed)?;
        let inserts = query.tables().map(|table| (table.name, insert(table)));
        connection.set_prepared_statement_cache_capacity(inserts.size_hint().1.unwrap_or(0) + 1);
        Ok(Memory {
            connection,
            inserts: inserts.collect(),
            query: query.clone(),
        })
    }

    /// Closes the tables and asks.
    ///
    /// # Errors
    /// When the question makes no sense to SQLite, or takes more than `limits`.
    pub fn answer(mut self, limits: Limits) -> Result<ResultSet, Error> {
        self.close(limits).map_err(failed)?;
        ask::ask(self.connection, self.query.sql, limits)
    }

    fn close(&mut self, limits: Limits) -> rusqlite::Result<()> {
        self.connection.flush_prepared_statement_cache();
        self.connection
            .execute_batch("COMMIT; PRAGMA query_only = ON")?;
        limits.memory(&self.connection)?;
        closed(&mut self.connection)
    }

    fn write(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> rusqlite::Result<()> {
        let Some(insert) = self.inserts.get(table.name) else {
            return Ok(());
        };
        let mut statement = self.connection.prepare_cached(insert)?;
        for (at, cell) in (1..).zip(cells) {
            match cell {
                Cell::Null => statement.raw_bind_parameter(at, rusqlite::types::Null)?,
                Cell::Text(text) => statement.raw_bind_parameter(at, text)?,
                Cell::Int(number) => statement.raw_bind_parameter(at, number)?,
                Cell::Bool(answer) => statement.raw_bind_parameter(at, answer)?,
                Cell::Date(day) => statement.raw_bind_parameter(at, day.to_string())?,
            }
        }
        statement.raw_execute()?;
        Ok(())
    }
}

impl Sink for Memory {
    fn wants(&self, table: &'static Table) -> bool {
        self.query.tables.contains(table.name)
    }

    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.write(table, cells).map_err(failed)
    }
}

fn insert(table: &Table) -> String {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let values = vec!["?"; columns.len()].join(", ");
    format!(
        "INSERT INTO {} ({}) VALUES ({values})",
        table.name,
        columns.join(", ")
    )
}
