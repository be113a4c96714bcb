//! PostgreSQL: a state of the registry and its decisions, written once, whole
//! or not at all.
//!
//! Everything happens in one transaction, the making of the tables included.
//! What depends on the commit alone is written once a commit; what depends on
//! the day too, once a commit and day.

mod address;

pub use address::Address;

use bytes::Bytes;
use futures_util::SinkExt;
use mulu_core::diagnostic::{Error, Message};
use mulu_report::tables::{Cell, Dialect, Keys, QUESTIONS, Scope, Sink, TABLES, Table};
use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write as _;
use tokio::runtime::Runtime;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Error as ServerError};

/// Bytes that wait before they are sent.
const BUFFER: usize = 4 << 20;

/// Whoever publishes waits for who is at it: two would make the tables at once.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7814837471003)";

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
    let client = runtime.block_on(address.connect())?;
    let (commit, day) = runtime.block_on(prepare(&client, keys)).map_err(gone)?;
    if day {
        return Ok(Published::Already);
    }
    let mut copy = Copy {
        runtime,
        client,
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
        .block_on(copy.client.batch_execute("COMMIT"))
        .map_err(gone)?;
    Ok(match commit {
        true => Published::Day(copy.written),
        false => Published::Commit(copy.written),
    })
}

/// Begins, makes the tables where there are none, and looks what is there:
/// the commit, and the day.
async fn prepare(client: &Client, keys: &Keys) -> Result<(bool, bool), Problem> {
    client.batch_execute("BEGIN").await?;
    client.batch_execute(LOCK).await?;
    let layout = layout();
    let ours = "SELECT CAST(to_regclass('mulu_layout') AS text)";
    let ours: Option<String> = client.query_one(ours, &[]).await?.try_get(0)?;
    if ours.is_none() {
        client.batch_execute(&layout).await?;
        let made = "CREATE TABLE mulu_layout (layout text NOT NULL)";
        client.batch_execute(made).await?;
        let insert = "INSERT INTO mulu_layout VALUES ($1)";
        client.execute(insert, &[&layout]).await?;
        return Ok((false, false));
    }
    let theirs = client.query_opt("SELECT layout FROM mulu_layout", &[]);
    let theirs: Option<String> = match theirs.await? {
        Some(row) => row.try_get(0)?,
        None => None,
    };
    if theirs.as_ref() != Some(&layout) {
        return Err(Problem::Layout);
    }
    let there = "SELECT EXISTS (SELECT 1 FROM commits WHERE registry = $1 AND commit_id = $2), \
                 EXISTS (SELECT 1 FROM publications WHERE registry = $1 AND commit_id = $2 \
                 AND judged_on = CAST(CAST($3 AS text) AS date))";
    let keys = [&keys.registry, &keys.commit_id, &keys.judged_on];
    let there = client
        .query_one(there, &keys.map(|key| key as &(dyn ToSql + Sync)))
        .await?;
    Ok((there.try_get(0)?, there.try_get(1)?))
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
    Said(ServerError),
}

impl From<ServerError> for Problem {
    fn from(error: ServerError) -> Self {
        Problem::Said(error)
    }
}

fn gone(problem: impl Into<Problem>) -> Error {
    Error::outside(match problem.into() {
        Problem::Layout => Message::new("publish-layout"),
        Problem::Said(error) => Message::new("publish-failed").arg("reason", words(&error)),
    })
}

/// What the server says, or why nothing can be heard of it.
fn words(error: &ServerError) -> String {
    if let Some(said) = error.as_db_error() {
        return said.message().to_owned();
    }
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(because) = cause {
        let because_of = because.to_string();
        if !said.contains(&because_of) {
            said = said + ": " + &because_of;
        }
        cause = because.source();
    }
    said
}

/// What the asynchronous library runs on: one thread, this one.
fn runtime() -> Result<Runtime, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| super::said(&error))
}

/// Takes rows as `COPY` has them.
struct Copy {
    runtime: Runtime,
    client: Client,
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
            let sent = self.runtime.block_on(async {
                let mut copy = Box::pin(self.client.copy_in(&sql).await?);
                copy.send(Bytes::from(buffer)).await?;
                copy.as_mut().finish().await
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
