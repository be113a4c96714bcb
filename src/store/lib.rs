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

use mulu_core::diagnostic::{Error, Message};

/// In the database's own words.
fn said(reason: &dyn std::fmt::Display) -> Error {
    Error::outside(Message::new("store-said").arg("reason", reason.to_string()))
}

/// What the library over both databases says went wrong.
fn failed(error: &sqlx::Error) -> Error {
    match error {
        sqlx::Error::Database(error) => said(&error.message()),
        other => said(other),
    }
}

/// What the asynchronous library runs on.
fn runtime() -> Result<tokio::runtime::Runtime, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| said(&error))
}
