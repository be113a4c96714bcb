//! Asking, within bounds that hold for every query.
//!
//! SQLite looks whether it is interrupted between its steps, and one call of a
//! function is one step, however long it takes. So the query runs on a thread
//! of its own, and whoever waits for it stops waiting.

use super::super::query::{at_work, timeout};
use super::super::said;
use mulu_core::diagnostic::{Error, Message};
use mulu_report::tables::{ResultSet, Type, Value};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result, Row};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a query that is interrupted may take to end by itself.
const GRACE: Duration = Duration::from_millis(500);

/// How much a question may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Rows of the answer: more are left out, and the answer says so.
    pub rows: usize,
    /// Bytes of the answer's values: more is refused.
    pub bytes: usize,
    /// Bytes of memory beside the tables. SQLite counts them for the whole
    /// process and only ever lowers the limit: a program that asks several
    /// questions side by side gives each its own process.
    pub memory: u64,
    /// Time, from the moment the tables are filled.
    pub time: Duration,
}

impl Limits {
    /// Holds SQLite to what the tables take and the question may.
    pub(super) fn memory(&self, connection: &Connection) -> Result<()> {
        let tables = format!("PRAGMA {}.page_count", super::SCHEMA);
        let pages: i64 = connection.query_row(&tables, [], |row| row.get(0))?;
        let size: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        // Each page has a header of some hundred bytes in the page cache.
        let tables = u64::try_from(pages * (size + 512)).unwrap_or(0);
        let most = tables.saturating_add(self.memory);
        connection.execute_batch(&format!("PRAGMA hard_heap_limit = {most}"))
    }
}

/// Why there is no answer.
enum Ended {
    Large,
    Said(rusqlite::Error),
}

impl From<rusqlite::Error> for Ended {
    fn from(error: rusqlite::Error) -> Self {
        Ended::Said(error)
    }
}

/// Asks, and takes no longer than the limits say; a step that cannot be
/// interrupted is left to end by itself.
pub(super) fn ask(connection: Connection, sql: String, limits: Limits) -> Result<ResultSet, Error> {
    let interrupt = connection.get_interrupt_handle();
    let (send, receive) = mpsc::channel();
    let work = move || {
        // Nobody hears it any more where it took too long.
        let _ = send.send(read(&connection, &sql, limits));
    };
    let thread = thread::Builder::new().stack_size(16 << 20).spawn(work);
    thread.map_err(|error| said(&error))?;
    let seconds = limits.time.as_secs();
    let ended = receive.recv_timeout(limits.time).or_else(|_| {
        interrupt.interrupt();
        receive.recv_timeout(GRACE)
    });
    match ended {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(Ended::Large)) => {
            let most = i64::try_from(limits.bytes >> 20).unwrap_or(i64::MAX);
            let message = Message::new("query-large").arg("most", most);
            Err(Error::bad_input(message))
        }
        Ok(Err(Ended::Said(error))) => Err(at_work(&error, seconds)),
        Err(RecvTimeoutError::Timeout) => Err(timeout(seconds)),
        Err(RecvTimeoutError::Disconnected) => Err(said(&"stopped")),
    }
}

fn read(connection: &Connection, sql: &str, limits: Limits) -> Result<ResultSet, Ended> {
    let mut statement = connection.prepare(sql)?;
    let columns = statement.columns();
    let columns = columns.map(|column| {
        let kind = column.decl_type().and_then(Type::declared);
        (column.name().to_owned(), kind)
    });
    let mut answer = ResultSet {
        columns: columns.collect(),
        ..ResultSet::default()
    };
    let (width, mut bytes) = (answer.columns.len(), 0);
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if answer.rows.len() == limits.rows {
            answer.cut = true;
            break;
        }
        let row = values(row, width)?;
        bytes += row.iter().map(size).sum::<usize>();
        if bytes > limits.bytes {
            return Err(Ended::Large);
        }
        answer.rows.push(row);
    }
    Ok(answer)
}

fn values(row: &Row<'_>, width: usize) -> Result<Vec<Value>> {
    let value = |at: usize| {
        Ok(match row.get_ref(at)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Int(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        })
    };
    (0..width).map(value).collect()
}

/// What a value takes.
fn size(value: &Value) -> usize {
    let own = match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        _ => 0,
    };
    own + size_of::<Value>()
}
