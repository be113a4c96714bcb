//! An answer as JSON: `{"registry", "commit", "policy", "on", "columns",
//! "rows", "cut"}`; a row is a list, since two columns may have one name.

use super::{AnswerView, hex};
use crate::head::{Head, open};
use crate::tables::Value;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct AnswerHead<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    columns: Vec<&'a str>,
}

/// Writes the answer, a row a line.
///
/// # Errors
/// When it cannot be written.
pub fn json(out: &mut dyn Write, view: &AnswerView<'_>) -> io::Result<()> {
    let names: Vec<&str> = view
        .answer
        .columns
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let head = AnswerHead {
        head: Head::from(view.provenance),
        columns: names,
    };
    open(out, &head, "rows")?;
    for (at, row) in view.answer.rows.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        let row: Vec<serde_json::Value> = row.iter().map(value).collect();
        crate::json::write(&mut *out, &row)?;
    }
    writeln!(out, "\n],\"cut\":{}}}", view.answer.cut)
}

fn value(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Bytes(bytes) => hex(bytes).into(),
    }
}
