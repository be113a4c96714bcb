//! What SQLite is permitted to do for a question: read tables, call functions
//! that touch nothing but their arguments. Everything else is denied when
//! the statement is prepared, before any of it runs.

use mulu_report::tables::{self, SCHEMA};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, Result};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The longest text that an expression may make, in bytes.
const TEXT: i32 = 16 << 20;
/// The longest query, in bytes.
const SQL: i32 = 1 << 20;
/// The longest pattern of LIKE and GLOB, in bytes.
const PATTERN: i32 = 1_000;
/// Virtual tables that read nothing but their arguments.
const ON_ARGUMENTS: [&str; 2] = ["json_each", "json_tree"];

/// What a statement was seen to read when it was prepared.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    pub(super) tables: BTreeSet<&'static str>,
    pub(super) views: BTreeSet<&'static str>,
    denied: Option<Denied>,
}

/// What a statement wanted and may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    /// A table of SQLite's own.
    Table(String),
    /// A function, or a table that is one.
    Function(String),
    /// Anything but reading.
    Action,
}

/// What the authorizer writes and its owner reads.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch(Arc<Mutex<Reads>>);

impl Watch {
    fn reads(&self) -> MutexGuard<'_, Reads> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was read so far.
    pub(super) fn seen(&self) -> Reads {
        self.reads().clone()
    }

    /// What was denied first.
    pub(super) fn denied(&self) -> Option<Denied> {
        self.reads().denied.clone()
    }
}

/// A database in memory with what `statements` make, which can open nothing
/// else, and bounds on what a statement may be.
pub(in super::super) fn open(statements: &str) -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    // The tables stand in a database of its own name: `main` has none. What is
    // sorted stays in memory, where it is counted.
    connection.execute_batch(&format!(
        "PRAGMA temp_store = MEMORY; ATTACH ':memory:' AS {SCHEMA}"
    ))?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
        // A name in double quotes is a name: a misspelt one is no text.
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        connection.set_db_config(config, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, TEXT),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, SQL),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN),
        (Limit::SQLITE_LIMIT_ATTACHED, 1),
    ] {
        connection.set_limit(limit, most)?;
    }
    connection.execute_batch(statements)?;
    Ok(connection)
}

/// From here on the connection prepares nothing that doesn't only read.
pub(super) fn only_reading(connection: &mut Connection) -> Result<Watch> {
    let known = Known {
        functions: harmless(connection)?,
        modules: modules(connection)?,
    };
    let watch = Watch::default();
    let writer = watch.clone();
    connection.authorizer(Some(move |asked: AuthContext<'_>| {
        let mut reads = writer.reads();
        match permit(&asked.action, &known, &mut reads) {
            None => Authorization::Allow,
            Some(denied) => {
                reads.denied.get_or_insert(denied);
                Authorization::Deny
            }
        }
    }))?;
    Ok(watch)
}

/// The same for a connection whose tables are filled.
pub(in super::super) fn closed(connection: &mut Connection) -> Result<()> {
    only_reading(connection).map(|_| ())
}

/// What a statement can call, by SQLite's own lists.
struct Known {
    /// Functions that touch nothing but their arguments.
    functions: BTreeSet<String>,
    /// Kinds of virtual tables: each can be read as a table of its name.
    modules: BTreeSet<String>,
}

impl Known {
    /// Whether a name that is no table of ours is a table all the same. What is
    /// none is a name that the statement itself gave (`WITH`), and SQLite asks
    /// for it too where none of its columns is read.
    fn is_table(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let own = ["sqlite_", "pragma_"];
        own.iter().any(|own| name.starts_with(own)) || self.modules.contains(&name)
    }
}

fn permit(action: &AuthAction<'_>, known: &Known, reads: &mut Reads) -> Option<Denied> {
    match action {
        AuthAction::Select | AuthAction::Recursive => None,
        AuthAction::Read {
            table_name,
            column_name,
        } => {
            if let Some(table) = tables::table(table_name) {
                reads.tables.insert(table.name);
                return None;
            }
            if let Some(view) = tables::question(table_name) {
                reads.views.insert(view.name);
                return None;
            }
            let is_named_here = column_name.is_empty() && !known.is_table(table_name);
            if is_named_here || ON_ARGUMENTS.contains(table_name) {
                return None;
            }
            let name = (*table_name).to_owned();
            Some(match name.starts_with("sqlite_") {
                true => Denied::Table(name),
                false => Denied::Function(name),
            })
        }
        AuthAction::Function { function_name } => {
            let name = function_name.to_lowercase();
            (!known.functions.contains(&name)).then_some(Denied::Function(name))
        }
        _ => Some(Denied::Action),
    }
}

/// The functions that SQLite itself calls harmless wherever they stand
/// (`SQLITE_INNOCUOUS`, and not `SQLITE_DIRECTONLY`): those that load
/// extensions, or are parts of a module, aren't among them.
fn harmless(connection: &Connection) -> Result<BTreeSet<String>> {
    let sql = "SELECT lower(name) FROM pragma_function_list GROUP BY 1 \
               HAVING min(flags & 0x200000) <> 0 AND max(flags & 0x80000) = 0";
    let mut statement = connection.prepare(sql)?;
    statement.query_map([], |row| row.get(0))?.collect()
}

fn modules(connection: &Connection) -> Result<BTreeSet<String>> {
    let mut statement = connection.prepare("SELECT lower(name) FROM pragma_module_list")?;
    statement.query_map([], |row| row.get(0))?.collect()
}
