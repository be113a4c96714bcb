//! An answer as CSV (RFC 4180): numbers as they are, yuan as yuan.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe in
//! front, as everywhere in our CSV; a file for other programs is JSON.

use super::{AnswerView, hex};
use crate::decisions::harmless;
use crate::tables::{ResultSet, Value};
use std::io::{self, Write};

/// What tells Excel that a file is UTF-8.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes a heading and the rows.
///
/// # Errors
/// When it cannot be written.
pub fn csv(out: &mut dyn Write, view: &AnswerView<'_>) -> io::Result<()> {
    write_csv(out, view.answer)
}

/// Writes a heading and the rows.
pub(crate) fn write_csv(out: &mut dyn Write, answer: &ResultSet) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    let columns = answer.columns.iter();
    table.write_record(columns.map(|(name, _)| harmless(name)))?;
    for row in &answer.rows {
        table.write_record(row.iter().map(cell))?;
    }
    table.flush()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => harmless(text),
        Value::Bytes(bytes) => hex(bytes),
    }
}
