//! The registry and its decisions as tables: what there is, what it is called,
//! and the rows.
//!
//! A table is defined once, as a value ([`Table`]); the statements that make
//! it in SQLite and PostgreSQL, its page in `docs/TABLES.md` and the help of
//! `mulu query --schema` are derived from it. Rows are handed to a [`Sink`],
//! one at a time, borrowed from the registry: nothing is collected here. The
//! databases themselves are `store`'s.

mod catalog;
mod cell;
mod decisions;
mod define;
mod money;
mod opinions;
mod origin;
mod questions;
mod result_set;
mod rules;
mod statements;
#[cfg(test)]
mod tests;
mod unknown;

pub use cell::Cell;
pub use define::{Column, Parent, Scope, Table, Type};
pub use origin::{ORIGIN, Origin, WORK_TREE, origin};
pub use questions::{Dialect, QUESTIONS, Question, question};
pub use result_set::{ResultSet, Value};
pub use statements::{Keys, SCHEMA};
pub use unknown::{unknown_column, unknown_question, unknown_table};

use mulu_core::decision::Decision;
use mulu_core::diagnostic::Error;
use mulu_core::policy::{Pack, RuleOutcome};
use mulu_core::registry::Registry;

/// Every table, parents before their children.
pub static TABLES: [&Table; 23] = [
    &origin::COMMITS,
    &origin::PUBLICATIONS,
    &origin::DOCUMENTS,
    &catalog::UNITS,
    &catalog::UNIT_PLANS,
    &catalog::SYSTEMS,
    &catalog::RESOURCES,
    &catalog::COLLECTED_ELEMENTS,
    &catalog::ELEMENTS,
    &opinions::OPINIONS,
    &money::LIST_ENTRIES,
    &money::PLAN_ENTRIES,
    &money::REQUESTS,
    &money::REQUEST_ITEMS,
    &rules::ARTICLES,
    &rules::RULES,
    &rules::RULE_ARTICLES,
    &rules::EXPENSES,
    &rules::PARAMETERS,
    &decisions::DECISIONS,
    &decisions::OUTCOMES,
    &decisions::OUTCOME_ITEMS,
    &decisions::MISSING_EVIDENCE,
];

/// The tables that hold decisions and what they rest on: each has a `year`.
pub const JUDGED: [&str; 4] = ["decisions", "outcomes", "outcome_items", "missing_evidence"];

/// The table with a name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

/// Where the rows come from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The documents.
    pub registry: &'a Registry,
    /// The rules.
    pub pack: &'a Pack,
    /// The sentence of an outcome that falls short.
    pub wording: &'a (dyn Fn(&RuleOutcome) -> String + Sync),
}

/// What takes rows.
pub trait Sink {
    /// Whether rows of a table are wanted at all.
    fn wants(&self, table: &'static Table) -> bool;

    /// Takes a row: a cell for each of the table's own columns, in order.
    ///
    /// # Errors
    /// When it takes no more.
    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), Error>;
}

/// The rows that depend on the commit alone.
///
/// # Errors
/// When the sink takes no more.
pub fn facts(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    origin::documents(source, sink)?;
    catalog::rows(source, sink)?;
    opinions::rows(source, sink)?;
    money::rows(source, sink)?;
    rules::rows(source, sink)
}

/// The rows of some decisions of a year.
///
/// # Errors
/// When the sink takes no more.
pub fn decided(
    source: &Source<'_>,
    year: i16,
    decisions: &[Decision],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    decisions::rows(source, year, decisions, sink)
}

/// The years that there are requests for, the first first.
#[must_use]
pub fn years(registry: &Registry) -> Vec<i16> {
    let years = registry.requests.keys();
    let mut years: Vec<i16> = years.map(|id| id.year()).collect();
    years.sort_unstable();
    years.dedup();
    years
}
