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
mod change;
mod course;
mod decisions;
mod define;
mod entries;
mod facts;
mod frameworks;
mod opinions;
mod origin;
mod project_decisions;
mod projects;
mod questions;
mod requests;
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

use jiff::civil::Date;
use mulu_core::decision::{Decision, ProjectDecision};
use mulu_core::diagnostic::Error;
use mulu_core::policy::{Pack, RuleOutcome};
use mulu_core::registry::Registry;
use std::collections::BTreeSet;

/// Every table, parents before their children.
pub static TABLES: [&Table; 47] = [
    &origin::COMMITS,
    &origin::PUBLICATIONS,
    &origin::DOCUMENTS,
    &facts::FACTS,
    &catalog::UNITS,
    &catalog::UNIT_PLANS,
    &catalog::SYSTEMS,
    &catalog::RESOURCES,
    &catalog::COLLECTED_ELEMENTS,
    &catalog::ELEMENTS,
    &frameworks::FRAMEWORKS,
    &frameworks::FRAMEWORK_CONTENTS,
    &projects::PROJECTS,
    &projects::PROJECT_SYSTEMS,
    &projects::PROJECT_PREVIOUS,
    &projects::PROJECT_LINES,
    &projects::PROJECT_YEARS,
    &course::PROJECT_CONTRACTS,
    &course::PROJECT_CHANGES,
    &course::PROJECT_REPORTS,
    &course::PROJECT_INCIDENTS,
    &opinions::OPINIONS,
    &entries::LIST_ENTRIES,
    &entries::PLAN_ENTRIES,
    &entries::BUDGET_ENTRIES,
    &entries::CLOUD_ENTRIES,
    &entries::ROLLING_ENTRIES,
    &requests::REQUESTS,
    &requests::REQUEST_ITEMS,
    &rules::ARTICLES,
    &rules::RULES,
    &rules::RULE_ARTICLES,
    &rules::RULE_FIELDS,
    &rules::RULE_KINDS,
    &rules::STAGES,
    &rules::EXPENSES,
    &rules::PARAMETERS,
    &decisions::DECISIONS,
    &decisions::OUTCOMES,
    &decisions::OUTCOME_ITEMS,
    &decisions::MISSING_EVIDENCE,
    &project_decisions::PROJECT_DECISIONS,
    &project_decisions::PROJECT_VERDICTS,
    &project_decisions::PROJECT_OUTCOMES,
    &project_decisions::PROJECT_OUTCOME_FORCES,
    &project_decisions::PROJECT_OUTCOME_ITEMS,
    &project_decisions::PROJECT_MISSING_EVIDENCE,
];

/// The tables that hold decisions on requests and what they rest on.
pub const OF_REQUESTS: [&str; 4] = ["decisions", "outcomes", "outcome_items", "missing_evidence"];

/// The tables that hold decisions on projects and what they rest on.
pub const OF_PROJECTS: [&str; 6] = [
    "project_decisions",
    "project_verdicts",
    "project_outcomes",
    "project_outcome_forces",
    "project_outcome_items",
    "project_missing_evidence",
];

/// The tables whose rows are there only after judging: each has a `year`.
pub fn judged() -> impl Iterator<Item = &'static str> {
    OF_REQUESTS.into_iter().chain(OF_PROJECTS)
}

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
    facts::rows(source, sink)?;
    catalog::rows(source, sink)?;
    opinions::rows(source, sink)?;
    frameworks::rows(source, sink)?;
    projects::rows(source, sink)?;
    entries::rows(source, sink)?;
    requests::rows(source, sink)?;
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

/// The rows of some projects as they are in a year.
///
/// # Errors
/// When the sink takes no more.
pub fn decided_projects(
    source: &Source<'_>,
    decisions: &[ProjectDecision],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    project_decisions::rows(source, decisions, sink)
}

/// The years that there are requests for, the first first.
#[must_use]
pub fn years(registry: &Registry) -> Vec<i16> {
    let years = registry.requests.keys();
    let years: BTreeSet<i16> = years.map(|id| id.year()).collect();
    years.into_iter().collect()
}

/// The years that projects are judged for: those with a list or a plan, and that of
/// the day; none where there is no project.
#[must_use]
pub fn project_years(registry: &Registry, on: Date) -> Vec<i16> {
    if registry.projects.is_empty() {
        return Vec::new();
    }
    let stated = registry.lists.keys().chain(registry.plans.keys());
    let years: BTreeSet<i16> = stated.copied().chain([on.year()]).collect();
    years.into_iter().collect()
}
