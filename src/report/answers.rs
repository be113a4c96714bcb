//! The answer to a query with its faces: a table, JSON, CSV, a spreadsheet.

mod csv;
mod json;
mod table;
#[cfg(test)]
mod tests;
mod xlsx;

pub(super) use csv::write_csv;
pub use csv::{MARK, csv};
pub use json::json;
pub use table::table;
pub(super) use xlsx::{
    A4, answer as data_sheet, cut, date as first_day, money_format, provenance as provenance_sheet,
};
pub use xlsx::{MOST_ROWS, xlsx};

use crate::tables::{ResultSet, Type, Value};
use mulu_core::decision::Provenance;

/// An answer with what it rests on.
#[derive(Clone, Copy, Debug)]
pub struct AnswerView<'a> {
    /// The answer.
    pub answer: &'a ResultSet,
    /// What was asked of.
    pub provenance: &'a Provenance,
    /// The query; empty where the command says it all.
    pub sql: &'a str,
    /// The command that asked it.
    pub command: &'a str,
}

/// How a column is written, judged by all its values: what an expression gives
/// has no declared type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    Number,
    Money,
    Bool,
    Date,
}

impl AnswerView<'_> {
    fn shape(&self, column: usize) -> Shape {
        let values = self.answer.rows.iter().filter_map(|row| row.get(column));
        let mut stated = values.filter(|value| **value != Value::Null).peekable();
        let kind = self.answer.columns.get(column).and_then(|(_, kind)| *kind);
        if stated.peek().is_none() {
            return Shape::Text;
        }
        if stated.clone().all(is_day) {
            return Shape::Date;
        }
        if !stated
            .clone()
            .all(|value| matches!(value, Value::Int(_) | Value::Real(_)))
        {
            return Shape::Text;
        }
        let truth = kind == Some(Type::Bool);
        if truth && stated.all(|value| matches!(value, Value::Int(0 | 1))) {
            return Shape::Bool;
        }
        match self.answer.is_money(column) {
            true => Shape::Money,
            false => Shape::Number,
        }
    }
}

/// Whether a value is a day as documents write it.
fn is_day(value: &Value) -> bool {
    matches!(value, Value::Text(text) if day(text).is_some())
}

fn day(text: &str) -> Option<jiff::civil::Date> {
    let day = (text.len() == 10).then(|| text.parse::<jiff::civil::Date>().ok())??;
    (day.to_string() == text).then_some(day)
}

/// Bytes as SQL writes them.
fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!("X'{}'", digits.concat())
}
