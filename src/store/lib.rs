//! The tables in a database: SQLite in memory for one question, PostgreSQL for
//! many readers; and the drafts of the pages' form in a file of SQLite.
//!
//! It knows tables and rows, and neither Git nor how anything looks.

mod drafts;
mod handed;
mod memory;
mod postgres;
mod query;

pub use drafts::{Draft, Drafts, KEPT};
pub use handed::HandedIn;
pub use memory::{Limits, Memory};
pub use postgres::{Address, Published, publish};
pub use query::Query;

use mulu_core::diagnostic::{Error, Message};

/// In the database's own words.
fn said(reason: &dyn std::fmt::Display) -> Error {
    Error::outside(Message::new("store-said").arg("reason", reason.to_string()))
}

/// What SQLite says went wrong where nobody's question is at fault.
fn failed(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(reason)) => said(&reason),
        other => said(&other),
    }
}
