//! An answer as a spreadsheet: typed cells, and a second sheet that says what
//! it rests on.
//!
//! Amounts stay whole units, so that sums are exact and agree with every other face; their format *shows* what the registry tells
//! amounts in, as finance reads them.

use super::{AnswerView, Shape, day, hex};
use crate::tables::Value;
use crate::{Localizer, text};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Scale;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::io::{self, Write};

/// The most rows that a sheet has, its heading not counted.
pub const MOST_ROWS: usize = 1_048_575;
/// The longest text that a cell has.
const MOST_CHARS: usize = 32_767;
/// Above this a number is no longer exact in a spreadsheet.
const EXACT: u64 = 1 << 53;
/// A4, as spreadsheets number papers.
pub(crate) const A4: u8 = 9;
/// The widest column, in characters.
const WIDEST: usize = 60;
/// How many rows decide how wide a column is.
const SAMPLE: usize = 1000;

/// Writes the workbook.
///
/// # Errors
/// When it cannot be written.
pub fn xlsx(out: &mut dyn Write, view: &AnswerView<'_>, words: &Localizer) -> io::Result<()> {
    let bytes = workbook(view, words).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(view: &AnswerView<'_>, words: &Localizer) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same answer gives the same bytes: no clock.
    let made = date(view.provenance.on)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    answer(book.add_worksheet(), view, words)?;
    provenance(book.add_worksheet(), view, words)?;
    book.save_to_buffer()
}

/// The formats of the shapes.
struct Formats {
    money: Format,
    date: Format,
}

impl Formats {
    fn new(words: &Localizer) -> Self {
        Formats {
            money: Format::new().set_num_format(money_format(words.scale())),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

/// The number format that tells amounts in a scale, with its name, while cells keep units: a comma divides by a thousand; what is
/// left of the point's way is a dot that is text.
pub(crate) fn money_format(scale: Scale<'_>) -> String {
    let (commas, places) = (scale.digits / 3, scale.digits % 3);
    let commas = ",".repeat(usize::try_from(commas).unwrap_or_default());
    let number = match places {
        _ if scale.digits == 0 => return "#,##0".to_owned(),
        0 => format!("#,##0.0{commas}"),
        1 => format!(r"0\.0{commas}"),
        _ => format!(r"0\.00{commas}"),
    };
    let name = scale.name.replace('"', "");
    format!(r#"{number}"{name}";-{number}"{name}""#)
}

/// The answer as a sheet of data.
pub(crate) fn answer(
    sheet: &mut Worksheet,
    view: &AnswerView<'_>,
    words: &Localizer,
) -> Result<(), XlsxError> {
    sheet.set_name(words.word("sheet-answer"))?;
    let formats = Formats::new(words);
    let bold = Format::new().set_bold().set_align(FormatAlign::Center);
    let columns = &view.answer.columns;
    for (at, (name, _)) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, at, cut(&text::plain(name)), &bold)?;
        let column = usize::from(at);
        let shape = view.shape(column);
        for (line, row) in (1u32..).zip(&view.answer.rows) {
            if let Some(value) = row.get(column) {
                write(sheet, (line, at), value, shape, &formats)?;
            }
        }
        sheet.set_column_width(at, width(view, column, shape))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    // Printed on A4 on its side, as wide as a page, its head on every page.
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let rows = u32::try_from(view.answer.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, rows, last)?;
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "what isn't exact is written as text"
)]
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    shape: Shape,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match (value, shape) {
        (Value::Null, _) => {}
        (Value::Int(truth), Shape::Bool) => {
            sheet.write_boolean(row, column, *truth != 0)?;
        }
        (Value::Int(number), Shape::Money) if number.unsigned_abs() <= EXACT => {
            sheet.write_number_with_format(row, column, *number as f64, &formats.money)?;
        }
        (Value::Int(number), _) if number.unsigned_abs() <= EXACT => {
            sheet.write_number(row, column, *number as f64)?;
        }
        (Value::Int(number), _) => {
            sheet.write_string(row, column, number.to_string())?;
        }
        (Value::Real(number), _) if number.is_finite() => {
            sheet.write_number(row, column, *number)?;
        }
        (Value::Real(number), _) => {
            sheet.write_string(row, column, number.to_string())?;
        }
        (Value::Text(text), Shape::Date) => match day(text).map(date) {
            Some(Ok(day)) => {
                sheet.write_datetime_with_format(row, column, &day, &formats.date)?;
            }
            _ => {
                sheet.write_string(row, column, text)?;
            }
        },
        (Value::Text(text), _) => {
            sheet.write_string(row, column, cut(&text::plain_lines(text)))?;
        }
        (Value::Bytes(bytes), _) => {
            sheet.write_string(row, column, cut(&hex(bytes)))?;
        }
    }
    Ok(())
}

/// A day as spreadsheets have it.
pub(crate) fn date(day: jiff::civil::Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// As much as a cell holds; what is missing is marked.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS - 1) {
        Some((at, _)) if text.chars().count() > MOST_CHARS => format!("{}…", &text[..at]),
        _ => text.to_owned(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "no more than a page is wide")]
fn width(view: &AnswerView<'_>, column: usize, shape: Shape) -> f64 {
    let name = view
        .answer
        .columns
        .get(column)
        .map(|(name, _)| text::width(name));
    let rows = view.answer.rows.iter().take(SAMPLE);
    let widths = rows.filter_map(|row| match row.get(column)? {
        Value::Text(text) => Some(text::width(text)),
        Value::Int(number) => Some(number.to_string().len() + 2),
        _ => None,
    });
    let least = if shape == Shape::Date { 11 } else { 6 };
    let widest = widths.chain(name).max().unwrap_or_default();
    (widest.clamp(least, WIDEST) + 3) as f64
}

/// What the answer rests on.
pub(crate) fn provenance(
    sheet: &mut Worksheet,
    view: &AnswerView<'_>,
    words: &Localizer,
) -> Result<(), XlsxError> {
    sheet.set_name(words.word("sheet-provenance"))?;
    let provenance = view.provenance;
    let none = || words.word("header-no-commit");
    let rows = i64::try_from(view.answer.rows.len()).unwrap_or(i64::MAX);
    let mut counted = words.say(&Message::new("query-rows").arg("rows", rows));
    if view.answer.cut {
        counted = words.say(&Message::new("query-cut").arg("rows", rows));
    }
    let lines = [
        ("sheet-registry", provenance.registry.clone()),
        (
            "sheet-commit",
            provenance.commit.clone().unwrap_or_else(none),
        ),
        (
            "sheet-policy",
            provenance.policy.clone().unwrap_or_else(none),
        ),
        ("sheet-on", provenance.on.to_string()),
        ("sheet-command", view.command.to_owned()),
        ("sheet-query", view.sql.to_owned()),
        ("sheet-rows", counted),
        ("sheet-money", words.word("sheet-money-note")),
        (
            "sheet-program",
            format!("mulu {}", env!("CARGO_PKG_VERSION")),
        ),
    ];
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    for (line, (name, value)) in (0u32..).zip(lines) {
        sheet.write_string_with_format(line, 0, words.word(name), &bold)?;
        sheet.write_string_with_format(line, 1, cut(&value), &wrapped)?;
    }
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 100)?;
    Ok(())
}
