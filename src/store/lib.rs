//! The tables in a database: SQLite in memory for one question, PostgreSQL for
//! many readers.
//!
//! It knows tables and rows, and neither Git nor how anything looks. One
//! library speaks to both databases; it is asynchronous, its callers are not,
//! so each store brings a small runtime of its own.

mod postgres;
mod sqlite;

pub use postgres::{Address, Published, publish};
pub use sqlite::{Limits, Memory};

use mulu_core::diagnostic::Message;

/// Why a database could not be asked: a sentence yet to be worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What to say.
    pub message: Message,
}

impl Trouble {
    fn new(message: Message) -> Self {
        Trouble { message }
    }

    /// In the database's own words.
    fn said(reason: &dyn std::fmt::Display) -> Self {
        Trouble::new(Message::new("store-said").arg("reason", reason.to_string()))
    }
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => Trouble::said(&error.message()),
            other => Trouble::said(&other),
        }
    }
}

/// What the asynchronous library runs on.
fn runtime() -> Result<tokio::runtime::Runtime, Trouble> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| Trouble::said(&error))
}
