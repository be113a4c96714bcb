//! SQLite in memory: the tables that one question names, filled, closed to
//! writing, asked.

use super::{failed, runtime, said};
use futures_util::TryStreamExt;
use mulu_core::diagnostic::{Error, Message};
use mulu_report::tables::{
    Cell, Dialect, Keys, QUESTIONS, Query, ResultSet, Sink, Table, Type, Value, unknown_column,
};
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{
    Arguments, AssertSqlSafe, Column, ConnectOptions, Executor, Row, SqlSafeStr, TypeInfo, ValueRef,
};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// Values bound at a time: SQLite takes 32,766.
const BOUND: usize = 4_000;
/// How many of SQLite's steps lie between two looks at the clock.
const STEPS: i32 = 10_000;
/// What a question may take of the machine's memory, tables included.
const HEAP: &str = "PRAGMA hard_heap_limit = 6442450944";

/// How much a question may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Rows of the answer.
    pub rows: usize,
    /// Time, from the moment the tables are filled.
    pub time: Duration,
}

/// The rows of a table that wait to be written.
struct Waiting {
    insert: String,
    arguments: SqliteArguments,
    rows: usize,
}

/// A database that lives as long as the question.
pub struct Memory {
    runtime: Runtime,
    connection: SqliteConnection,
    asked: Query,
    waiting: BTreeMap<&'static str, Waiting>,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Memory").field(&self.asked).finish()
    }
}

impl Memory {
    /// The tables and views that a question needs, empty.
    ///
    /// # Errors
    /// When SQLite cannot make them.
    pub fn open(asked: &Query, keys: &Keys) -> Result<Self, Error> {
        let runtime = runtime()?;
        let options = SqliteConnectOptions::new()
            .filename(":memory:")
            .foreign_keys(false)
            .disable_statement_logging();
        let tables = asked.tables().map(|table| table.create_sqlite(keys));
        // A view may be made of others: those are listed last.
        let views = QUESTIONS
            .iter()
            .rev()
            .filter(|question| asked.views.contains(question.name));
        let views = views.map(|question| question.create(Dialect::Sqlite));
        let begin = ["PRAGMA journal_mode = OFF", HEAP, "BEGIN"].map(str::to_owned);
        let statements: Vec<String> = begin.into_iter().chain(tables).chain(views).collect();
        let connection = runtime.block_on(async {
            let mut connection = options.connect().await?;
            for statement in statements {
                connection.execute(AssertSqlSafe(statement)).await?;
            }
            Ok::<_, sqlx::Error>(connection)
        });
        let connection = connection.map_err(|error| failed(&error))?;
        Ok(Memory {
            runtime,
            connection,
            asked: asked.clone(),
            waiting: BTreeMap::new(),
        })
    }

    fn write(&mut self, table: &'static Table) -> Result<(), Error> {
        let Some(waiting) = self
            .waiting
            .get_mut(table.name)
            .filter(|waiting| waiting.rows > 0)
        else {
            return Ok(());
        };
        let full = waiting.rows == per_statement(table);
        let sql = match full {
            true => waiting.insert.clone(),
            false => insert(table, waiting.rows),
        };
        let arguments = std::mem::take(&mut waiting.arguments);
        waiting.rows = 0;
        let query = sqlx::query_with(AssertSqlSafe(sql), arguments).persistent(full);
        let written = self.runtime.block_on(query.execute(&mut self.connection));
        written.map(drop).map_err(|error| failed(&error))
    }

    /// Closes the tables and asks.
    ///
    /// # Errors
    /// When the question makes no sense to SQLite, or takes too long.
    pub fn answer(mut self, limits: Limits) -> Result<ResultSet, Error> {
        let tables: Vec<&'static Table> = self.asked.tables().collect();
        for table in tables {
            self.write(table)?;
        }
        let asked = self.asked.clone();
        let answer = self
            .runtime
            .block_on(ask(&mut self.connection, &asked.sql, limits));
        answer.map_err(|error| explain(&asked, &limits, &error))
    }
}

impl Sink for Memory {
    fn wants(&self, table: &'static Table) -> bool {
        self.asked.tables.contains(table.name)
    }

    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), Error> {
        let waiting = self.waiting.entry(table.name).or_insert_with(|| Waiting {
            insert: insert(table, per_statement(table)),
            arguments: SqliteArguments::default(),
            rows: 0,
        });
        for cell in cells {
            let added = match cell {
                Cell::Null => waiting.arguments.add(None::<i64>),
                Cell::Text(text) => waiting.arguments.add(*text),
                Cell::Int(number) => waiting.arguments.add(*number),
                Cell::Bool(answer) => waiting.arguments.add(*answer),
                Cell::Date(day) => waiting.arguments.add(day.to_string()),
            };
            added.map_err(|error| said(&error))?;
        }
        waiting.rows += 1;
        if waiting.rows < per_statement(table) {
            return Ok(());
        }
        self.write(table)
    }
}

/// How many rows go into one statement.
fn per_statement(table: &Table) -> usize {
    (BOUND / table.columns.len().max(1)).max(1)
}

fn insert(table: &Table, rows: usize) -> String {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let row = format!("({})", vec!["?"; columns.len()].join(","));
    let rows = vec![row; rows].join(",");
    format!(
        "INSERT INTO {} ({}) VALUES {rows}",
        table.name,
        columns.join(", ")
    )
}

async fn ask(
    connection: &mut SqliteConnection,
    sql: &str,
    limits: Limits,
) -> Result<ResultSet, sqlx::Error> {
    connection.execute("COMMIT").await?;
    connection.execute("PRAGMA query_only = ON").await?;
    let deadline = Instant::now() + limits.time;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS, move || Instant::now() < deadline);
    drop(handle);
    let prepared = connection
        .prepare(AssertSqlSafe(sql.to_owned()).into_sql_str())
        .await?;
    let columns = sqlx::Statement::columns(&prepared).iter().map(|column| {
        let kind = match column.type_info().name() {
            "DATE" => Some(Type::Date),
            "BOOLEAN" => Some(Type::Bool),
            "TEXT" => Some(Type::Text),
            "INTEGER" => Some(Type::Int),
            _ => None,
        };
        (column.name().to_owned(), kind)
    });
    let mut answer = ResultSet {
        columns: columns.collect(),
        ..ResultSet::default()
    };
    drop(prepared);
    let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
    let mut rows = query.fetch(connection);
    while let Some(row) = rows.try_next().await? {
        if answer.rows.len() == limits.rows {
            answer.cut = true;
            break;
        }
        answer.rows.push(values(&row)?);
    }
    Ok(answer)
}

fn values(row: &SqliteRow) -> Result<Vec<Value>, sqlx::Error> {
    let value = |at: usize| {
        let raw = row.try_get_raw(at)?;
        if raw.is_null() {
            return Ok(Value::Null);
        }
        let kind = raw.type_info().name().to_owned();
        match kind.as_str() {
            "INTEGER" | "BOOLEAN" => row.try_get_unchecked(at).map(Value::Int),
            "REAL" | "NUMERIC" => row.try_get_unchecked(at).map(Value::Real),
            "BLOB" => row.try_get_unchecked(at).map(Value::Bytes),
            _ => row.try_get_unchecked(at).map(Value::Text),
        }
    };
    (0..row.len()).map(value).collect()
}

/// SQLite's complaint as a sentence.
fn explain(asked: &Query, limits: &Limits, error: &sqlx::Error) -> Error {
    let sqlx::Error::Database(error) = error else {
        return said(error);
    };
    let complaint = error.message();
    if let Some(name) = complaint.strip_prefix("no such column: ") {
        return unknown_column(asked, name);
    }
    let seconds = i64::try_from(limits.time.as_secs()).unwrap_or(i64::MAX);
    let message = match error.code().as_deref() {
        Some("9") => Message::new("query-timeout").arg("seconds", seconds),
        Some("8") => Message::new("query-writes"),
        Some("7") => Message::new("query-memory"),
        _ => match complaint.strip_prefix("no such function: ") {
            Some(name) => Message::new("query-function").arg("name", name),
            None => Message::new("query-syntax").arg(
                "reason",
                Message::new("query-said").arg("reason", complaint),
            ),
        },
    };
    Error::bad_input(message)
}
