//! What may be asked: exactly one query that reads, of tables that there are.
//!
//! Nobody but SQLite reads the text. It prepares the query on an empty
//! database, and its authorizer is told every table, function and action
//! before anything runs ([`permit`]): so what is refused here is what SQLite
//! itself would have done, and the tables named are the tables read.

mod bare;
mod complaint;
mod permit;
#[cfg(test)]
mod tests;
mod years;

pub(super) use complaint::{at_work, timeout};
pub(super) use permit::{closed, open};

use super::failed;
use mulu_core::diagnostic::{Error, Message};
use mulu_report::tables::{Column, Dialect, QUESTIONS, SCHEMA, TABLES, Table, judged};
use permit::Reads;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A query that SQLite has prepared, and what it reads.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The query, without what ends a statement.
    pub sql: String,
    /// The tables that it reads, those behind its views too.
    pub tables: BTreeSet<&'static str>,
    /// The views that it reads.
    pub views: BTreeSet<&'static str>,
    /// The only years whose decisions it can read; none where it may read all.
    pub years: Option<BTreeSet<i16>>,
}

impl Query {
    /// What a text asks.
    ///
    /// # Errors
    /// When it isn't one query that reads, or names what there isn't: with the
    /// place, the reason and the nearest right word.
    pub fn prepare(text: &str) -> Result<Self, Error> {
        let sql = text.trim_matches(|c: char| c.is_whitespace() || c == ';');
        let bare = bare::bare(sql);
        begins_as_query(&bare)?;
        if let Some(refused) = complaint::misread(sql, &bare) {
            return Err(refused);
        }
        let mut empty = empty_database()?;
        let roots = years::index(&empty, &years::named(&bare)).map_err(failed)?;
        let reads = permit::only_reading(&mut empty).map_err(failed)?;
        let statement = empty.prepare(sql);
        let statement =
            statement.map_err(|error| complaint::refused(sql, &bare, &error, reads.denied()))?;
        if statement.parameter_count() > 0 {
            let name = statement.parameter_name(1).unwrap_or("?");
            let message = Message::new("query-variable").arg("name", name);
            return Err(Error::bad_input(message));
        }
        if !statement.readonly() || statement.column_count() == 0 || statement.is_explain() != 0 {
            return Err(Error::bad_input(Message::new("query-writes")));
        }
        drop(statement);
        let Reads { tables, views, .. } = reads.seen();
        let mut query = Query {
            sql: sql.to_owned(),
            tables,
            views,
            years: None,
        };
        if query.is_judged() {
            query.years = years::read(&empty, sql, &roots).map_err(failed)?;
        }
        Ok(query)
    }

    /// The tables that it reads.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table> {
        TABLES
            .into_iter()
            .filter(|table| self.tables.contains(table.name))
    }

    /// Whether it needs decisions.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        judged().any(|table| self.tables.contains(table))
    }
}

/// What a query begins with.
const VERBS: [&str; 3] = ["SELECT", "WITH", "VALUES"];

/// Says what is wrong with a text whose first word is no query's, in better
/// words than SQLite has: it would refuse the text too.
fn begins_as_query(bare: &str) -> Result<(), Error> {
    let text = bare.trim_start();
    let word = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    let word = match word {
        Some(0) => text.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
        None => text.len(),
    };
    match &text[..word] {
        "" => Err(Error::bad_input(Message::new("query-empty"))),
        word if VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(word)) => Ok(()),
        word => Err(Error::bad_input(
            Message::new("query-not-a-query").arg("verb", word),
        )),
    }
}

/// Every table and view, without rows.
fn empty_database() -> Result<Connection, Error> {
    let column = |column: &Column| format!("{} {}", column.name, column.kind.name(Dialect::Sqlite));
    let tables = TABLES.iter().map(|table| {
        let columns: Vec<String> = table.all_columns().map(column).collect();
        format!(
            "CREATE TABLE {SCHEMA}.{} ({})",
            table.name,
            columns.join(", ")
        )
    });
    let views = QUESTIONS.iter().rev();
    let views = views.map(|view| view.create(Dialect::Sqlite));
    let all: Vec<String> = tables.chain(views).collect();
    permit::open(&all.join(";\n")).map_err(failed)
}
