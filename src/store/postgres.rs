//! PostgreSQL: a state of the registry and its decisions, written once, whole
//! or not at all.
//!
//! Everything happens in one transaction, the making of the tables included.
//! What depends on the commit alone is written once a commit; what depends on
//! the day too, once a commit and day.

use super::{failed, runtime};
use mulu_core::diagnostic::{Error, Message};
use mulu_report::tables::{Cell, Dialect, Keys, QUESTIONS, Scope, Sink, TABLES, Table};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::FromStr;
use tokio::runtime::Runtime;

/// Bytes that wait before they are sent.
const BUFFER: usize = 4 << 20;

/// Whoever publishes waits for who is at it: two would make the tables at once.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7814837471003)";

/// Where a database is.
#[derive(Clone, Debug)]
pub struct Address(PgConnectOptions);

impl FromStr for Address {
    type Err = Error;

    /// Reads `postgres://…`.
    fn from_str(url: &str) -> Result<Self, Error> {
        let wrong = || Error::bad_input(Message::new("publish-address"));
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
        {
            return Err(wrong());
        }
        let options = PgConnectOptions::from_str(url).map_err(|_| wrong())?;
        Ok(Address(
            options.application_name("mulu").disable_statement_logging(),
        ))
    }
}

/// What publishing came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// All of it was there.
    Already,
    /// The commit was there, the day is new: so many rows.
    Day(u64),
    /// The commit is new: so many rows.
    Commit(u64),
}

/// Writes a state and its decisions. `rows` is called once, with what takes
/// the rows, unless all of them are there.
///
/// # Errors
/// When the database cannot be reached, isn't ours, or goes away: nothing of
/// it is there then.
pub fn publish(
    address: &Address,
    keys: &Keys,
    rows: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
) -> Result<Published, Error> {
    let runtime = runtime()?;
    let mut connection = runtime
        .block_on(address.0.connect())
        .map_err(|error| unreachable(&error))?;
    let (commit, day) = runtime
        .block_on(prepare(&mut connection, keys))
        .map_err(gone)?;
    if day {
        return Ok(Published::Already);
    }
    let mut copy = Copy {
        runtime,
        connection,
        keys: Scope::leading(Scope::Day).iter().zip(keys.values()).fold(
            Vec::new(),
            |mut keys, (_, value)| {
                let before = keys.last().cloned().unwrap_or_default();
                keys.push(before + &escaped(value) + "\t");
                keys
            },
        ),
        days_only: commit,
        buffers: BTreeMap::new(),
        size: 0,
        written: 0,
    };
    rows(&mut copy)?;
    copy.flush()?;
    copy.runtime
        .block_on(async {
            copy.connection.execute("COMMIT").await?;
            copy.connection.close().await
        })
        .map_err(gone)?;
    Ok(match commit {
        true => Published::Day(copy.written),
        false => Published::Commit(copy.written),
    })
}

/// Begins, makes the tables where there are none, and looks what is there:
/// the commit, and the day.
async fn prepare(connection: &mut PgConnection, keys: &Keys) -> Result<(bool, bool), Problem> {
    connection.execute("BEGIN").await?;
    connection.execute(LOCK).await?;
    let layout = layout();
    let ours: Option<String> = sqlx::query_scalar("SELECT to_regclass('mulu_layout')::text")
        .fetch_one(&mut *connection)
        .await?;
    if ours.is_none() {
        connection.execute(AssertSqlSafe(layout.clone())).await?;
        let made = "CREATE TABLE mulu_layout (layout text NOT NULL)";
        connection.execute(made).await?;
        sqlx::query("INSERT INTO mulu_layout VALUES ($1)")
            .bind(&layout)
            .execute(&mut *connection)
            .await?;
        return Ok((false, false));
    }
    let theirs: Option<String> = sqlx::query_scalar("SELECT layout FROM mulu_layout")
        .fetch_optional(&mut *connection)
        .await?;
    if theirs.as_ref() != Some(&layout) {
        return Err(Problem::Layout);
    }
    let (commit, day): (bool, bool) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM commits WHERE registry = $1 AND commit_id = $2), \
         EXISTS (SELECT 1 FROM publications WHERE registry = $1 AND commit_id = $2 \
         AND judged_on = CAST($3 AS date))",
    )
    .bind(&keys.registry)
    .bind(&keys.commit_id)
    .bind(&keys.judged_on)
    .fetch_one(&mut *connection)
    .await?;
    Ok((commit, day))
}

/// The statements that make everything.
fn layout() -> String {
    let tables = TABLES.iter().map(|table| table.create_postgres());
    let views = QUESTIONS.iter().rev();
    let views = views.map(|question| question.create(Dialect::Postgres));
    tables.chain(views).collect()
}

enum Problem {
    /// The tables are of another version of the program.
    Layout,
    Said(sqlx::Error),
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Problem::Said(error)
    }
}

fn gone(problem: impl Into<Problem>) -> Error {
    match problem.into() {
        Problem::Layout => Error::outside(Message::new("publish-layout")),
        Problem::Said(error) => {
            let reason = failed(&error).message;
            Error::outside(Message::new("publish-failed").arg("reason", reason))
        }
    }
}

fn unreachable(error: &sqlx::Error) -> Error {
    let message = Message::new("publish-unreachable");
    Error::outside(message.arg("reason", error.to_string()))
}

/// Takes rows as `COPY` has them.
struct Copy {
    runtime: Runtime,
    connection: PgConnection,
    /// What rows begin with: one, two, three leading columns.
    keys: Vec<String>,
    /// Whether the rows of the commit are there.
    days_only: bool,
    buffers: BTreeMap<&'static str, String>,
    size: usize,
    written: u64,
}

impl Sink for Copy {
    fn wants(&self, table: &'static Table) -> bool {
        table.scope == Scope::Day || !self.days_only
    }

    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), Error> {
        if !self.wants(table) {
            return Ok(());
        }
        let buffer = self.buffers.entry(table.name).or_default();
        let before = buffer.len();
        buffer.push_str(&self.keys[table.scope.leading().len() - 1]);
        for cell in cells {
            // Writing to a String cannot fail.
            let _ = match cell {
                Cell::Null => write!(buffer, "\\N\t"),
                Cell::Text(text) => write!(buffer, "{}\t", escaped(text)),
                Cell::Int(number) => write!(buffer, "{number}\t"),
                Cell::Bool(answer) => write!(buffer, "{answer}\t"),
                Cell::Date(day) => write!(buffer, "{day}\t"),
            };
        }
        buffer.pop();
        buffer.push('\n');
        self.size += buffer.len() - before;
        if self.size < BUFFER {
            Ok(())
        } else {
            self.flush()
        }
    }
}

impl Copy {
    /// Sends what waits, parents before their children.
    fn flush(&mut self) -> Result<(), Error> {
        self.size = 0;
        for table in TABLES {
            let Some(buffer) = self.buffers.remove(table.name) else {
                continue;
            };
            let columns: Vec<&str> = table.all_columns().map(|column| column.name).collect();
            let sql = format!("COPY {} ({}) FROM STDIN", table.name, columns.join(", "));
            let connection = &mut self.connection;
            let sent = self.runtime.block_on(async {
                let mut copy = connection.copy_in_raw(&sql).await?;
                copy.send(buffer.as_bytes()).await?;
                copy.finish().await
            });
            match sent {
                Ok(rows) => self.written += rows,
                Err(error) => return Err(gone(error)),
            }
        }
        Ok(())
    }
}

/// Text as `COPY` has it.
fn escaped(text: &str) -> String {
    if !text.contains(['\\', '\t', '\n', '\r', '\0']) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            // PostgreSQL's text has no such character.
            '\0' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
