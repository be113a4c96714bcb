//! An answer on a terminal: numbers on the right, yuan with separators.

use super::{AnswerView, Shape, hex};
use crate::tables::Value;
use crate::{Localizer, Style, money, terminal, text};
use comfy_table::{Attribute, Cell, CellAlignment};
use mulu_core::diagnostic::Message;
use std::io::{self, Write};

/// The most columns of a cell that are drawn. Laying a cell out takes the square of its
/// width, and no watchdog of the database waits for it.
const MOST: usize = 400;

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
    let mut table = terminal::table(style);
    let columns = &view.answer.columns;
    let shapes: Vec<Shape> = (0..columns.len()).map(|at| view.shape(at)).collect();
    let heads = columns.iter().zip(&shapes).map(|((name, _), shape)| {
        aligned(drawn(text::plain(name).into_owned()).0, *shape).add_attribute(Attribute::Bold)
    });
    table.set_header(heads);
    let mut is_cut = false;
    for row in &view.answer.rows {
        let cells = row.iter().zip(&shapes).map(|(value, shape)| {
            let (text, cut) = drawn(show(value, *shape, words));
            is_cut |= cut;
            aligned(text, *shape)
        });
        table.add_row(cells);
    }
    terminal::write_spaced(out, table)?;
    let rows = i64::try_from(view.answer.rows.len()).unwrap_or(i64::MAX);
    writeln!(
        out,
        "\n{}",
        words.say(&Message::new("query-rows").arg("rows", rows))
    )?;
    match is_cut {
        true => writeln!(out, "{}", words.word("query-cells-cut")),
        false => Ok(()),
    }
}

/// As much of a text as is drawn, and whether that isn't all.
fn drawn(text: String) -> (String, bool) {
    // What takes no column has bytes all the same.
    let fits = text::fitting(&text[..text.floor_char_boundary(4 * MOST)], MOST);
    match fits < text.len() {
        true => (format!("{}…", &text[..fits]), true),
        false => (text, false),
    }
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
