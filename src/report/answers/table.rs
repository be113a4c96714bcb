//! An answer on a terminal: numbers on the right, yuan with separators.

use super::{AnswerView, Shape, hex};
use crate::tables::Value;
use crate::{Localizer, Style, money, text};
use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table};
use mulu_core::diagnostic::Message;
use std::io::{self, Write};

/// Columns of space behind a cell.
const GAP: u16 = 2;

/// Writes a heading, the rows, and how many there are.
///
/// # Errors
/// When it cannot be written.
pub fn table(
    out: &mut dyn Write,
    view: &AnswerView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let mut table = Table::new();
    table
        .load_preset(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(style.width).unwrap_or(u16::MAX))
        .force_no_tty();
    if style.colour {
        table.enforce_styling();
    }
    let columns = &view.answer.columns;
    let shapes: Vec<Shape> = (0..columns.len()).map(|at| view.shape(at)).collect();
    let heads = columns.iter().zip(&shapes).map(|((name, _), shape)| {
        aligned(text::plain(name).into_owned(), *shape).add_attribute(Attribute::Bold)
    });
    table.set_header(heads);
    for row in &view.answer.rows {
        let cells = row.iter().zip(&shapes);
        table.add_row(cells.map(|(value, shape)| aligned(show(value, *shape, words), *shape)));
    }
    let last = columns.len().saturating_sub(1);
    for column in table.column_iter_mut() {
        let space = if column.index == last { 0 } else { GAP };
        column.set_padding((0, space));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    let rows = i64::try_from(view.answer.rows.len()).unwrap_or(i64::MAX);
    writeln!(
        out,
        "\n{}",
        words.say(&Message::new("query-rows").arg("rows", rows))
    )
}

fn aligned(text: String, shape: Shape) -> Cell {
    let right = matches!(shape, Shape::Number | Shape::Money);
    match right {
        true => Cell::new(text).set_alignment(CellAlignment::Right),
        false => Cell::new(text),
    }
}

fn show(value: &Value, shape: Shape, words: &Localizer) -> String {
    match value {
        Value::Null => String::new(),
        Value::Int(number) if shape == Shape::Money => money::grouped(*number),
        Value::Int(truth) if shape == Shape::Bool => {
            words.word(if *truth == 0 { "query-no" } else { "query-yes" })
        }
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text::plain(text).into_owned(),
        Value::Bytes(bytes) => hex(bytes),
    }
}
