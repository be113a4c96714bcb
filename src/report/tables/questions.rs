//! The questions that finance and the authorities ask, prepared: each is a view in both
//! databases, and `mulu query --saved NAME`.
//!
//! One text for both; the one thing they write differently, a day so many
//! months later, stands as `{day + number months}`.

mod evidence;
mod funding;
mod projects;

use super::define::{Column, Scope};

/// A prepared question.
#[derive(Debug)]
pub struct Question {
    /// The name of its view.
    pub name: &'static str,
    /// What its rows depend on.
    pub scope: Scope,
    /// The question, in Chinese.
    pub zh: &'static str,
    /// The question, in English.
    pub en: &'static str,
    /// Its own columns, behind the leading ones.
    pub columns: &'static [Column],
    /// The order of its rows when it is asked for by name.
    pub order: &'static str,
    /// The query.
    sql: &'static str,
}

/// How the databases differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Question {
    /// The query of its view.
    #[must_use]
    pub fn sql(&self, dialect: Dialect) -> String {
        let mut sql = String::with_capacity(self.sql.len() + 128);
        let mut rest = self.sql;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, behind) = after.split_once('}').unwrap_or((after, ""));
            let parts = inside
                .strip_suffix(" months")
                .and_then(|it| it.split_once(" + "));
            sql += before;
            sql += &parts.map_or_else(String::new, |(day, months)| later(dialect, day, months));
            rest = behind;
        }
        sql + rest
    }

    /// What `--saved` asks: its own columns in its own order.
    #[must_use]
    pub fn ask(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        format!(
            "SELECT {} FROM {} ORDER BY {}",
            columns.join(", "),
            self.name,
            self.order
        )
    }

    /// Every column, the leading ones first.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> {
        self.scope.leading().iter().chain(self.columns)
    }
}

/// A day so many months later, clipped to the month's end.
fn later(dialect: Dialect, day: &str, months: &str) -> String {
    match dialect {
        Dialect::Postgres => format!("CAST({day} + {months} * interval '1 month' AS date)"),
        // SQLite runs over into the next month; the month's own end is earlier then.
        Dialect::Sqlite => format!(
            "min(date({day}, '+' || {months} || ' months'), \
             date({day}, 'start of month', '+' || ({months} + 1) || ' months', '-1 day'))"
        ),
    }
}

/// All of them.
pub static QUESTIONS: [&Question; 15] = [
    &funding::FUNDING_BY_UNIT,
    &funding::BLOCKED_BY_RULE,
    &funding::BLOCKED_BY_ARTICLE,
    &funding::CONDITIONAL_EXPENSES,
    &evidence::CERTIFICATES,
    &funding::REQUESTS_AGAINST_PLAN,
    &projects::INVESTMENT_BY_STAGE,
    &projects::PROJECTS_HELD_BACK,
    &projects::EXPANSIONS_LACKING,
    &projects::CONTENT_CHANGES,
    &projects::LATE_REPORTS,
    &evidence::OPEN_ORDERS,
    &evidence::MISSING_BY_SUPPLIER,
    &evidence::COUNTING_OPINIONS,
    &evidence::LATEST_PUBLICATIONS,
];

/// The question with a name.
#[must_use]
pub fn question(name: &str) -> Option<&'static Question> {
    QUESTIONS
        .iter()
        .copied()
        .find(|question| question.name == name)
}
