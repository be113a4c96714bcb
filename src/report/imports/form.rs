//! The workbook that departments fill in: a column a field with its title, its help and what
//! may stand there, a sheet of instructions, and what is registered already.

use crate::answers::A4;
use crate::decisions::field;
use crate::{Localizer, schema_words, text};
use mulu_core::diagnostic::Message;
use mulu_core::layout::Kind;
use mulu_core::registry::Registry;
use mulu_core::schema::Schemas;
use mulu_ledger::field::Form;
use mulu_ledger::workbook::{Column, Content, columns, rows, units};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Workbook, Worksheet, XlsxError,
};
use serde_json::Value;
use std::io::{self, Write};

/// Rows that are ready to be filled in below those that are there.
const FREE: u32 = 200;

/// The longest list that a drop-down can name itself, in characters.
const LONGEST_LIST: usize = 255;

/// Writes the workbook of systems; of one unit, or of all.
///
/// # Errors
/// When it can't be written.
pub fn form(
    out: &mut dyn Write,
    (registry, schemas): (&Registry, &Schemas),
    unit: Option<&str>,
    words: &Localizer,
) -> io::Result<()> {
    let bytes = made(registry, schemas, unit, words).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn made(
    registry: &Registry,
    schemas: &Schemas,
    unit: Option<&str>,
    words: &Localizer,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same registry gives the same bytes: no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let columns = columns(schemas);
    let rows = rows(registry, &columns, unit);
    let units = units(registry, unit);
    let sheet = book.add_worksheet();
    sheet.set_name(words.word("form-sheet"))?;
    let face = Face {
        registry,
        schemas,
        words,
    };
    for (at, column) in (0u16..).zip(&columns) {
        face.column(
            sheet,
            at,
            column,
            u32::try_from(rows.len()).unwrap_or(u32::MAX),
            units.len(),
        )?;
    }
    for (row, cells) in (1u32..).zip(&rows) {
        for (at, (cell, column)) in (0u16..).zip(cells.iter().zip(&columns)) {
            put(sheet, (row, at), cell, column)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_landscape().set_paper_size(A4);
    instructions(book.add_worksheet(), words)?;
    let names = book.add_worksheet();
    names.set_name(words.word("form-units"))?;
    for (row, name) in (0u32..).zip(&units) {
        names.write_string(row, 0, &*text::plain(name))?;
    }
    book.save_to_buffer()
}

struct Face<'f> {
    registry: &'f Registry,
    schemas: &'f Schemas,
    words: &'f Localizer,
}

impl Face<'_> {
    /// A column's name with its help, and what may stand below it.
    fn column(
        &self,
        sheet: &mut Worksheet,
        at: u16,
        column: &Column,
        rows: u32,
        units: usize,
    ) -> Result<(), XlsxError> {
        let colour = match column.required {
            true => 0x00FF_E699,
            false => 0x00DD_EBF7,
        };
        let head = Format::new()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_text_wrap()
            .set_background_color(Color::RGB(colour));
        sheet.write_string_with_format(0, at, self.title(column), &head)?;
        sheet.set_column_width(at, if at < 3 { 22.0 } else { 16.0 })?;
        let help = self.help(column);
        if !help.is_empty() {
            sheet.insert_note(0, at, &Note::new(help).add_author_prefix(false))?;
        }
        let last = rows.saturating_add(FREE);
        if let Some(allowed) = self.allowed(column, units)? {
            sheet.add_data_validation(1, at, last, at, &allowed)?;
        }
        Ok(())
    }

    /// What a column is called; of money, with what it is counted in.
    fn title(&self, column: &Column) -> String {
        let name = match &column.content {
            Content::Field(pointer, _) => {
                let title = self.said(column, "title");
                title.unwrap_or_else(|| field::name(pointer))
            }
            Content::Unit => self.words.word("form-unit"),
            Content::Id => self.words.word("form-id"),
        };
        let is_money = matches!(column.content, Content::Field(_, Form::Money));
        match (is_money, column.required) {
            (true, _) => {
                let unit = self
                    .registry
                    .settings
                    .currency
                    .counted(self.words.language().tag());
                let money = Message::new("form-money")
                    .arg("name", name)
                    .arg("unit", unit);
                self.words.say(&money)
            }
            (false, true) => format!("{name} *"),
            (false, false) => name,
        }
    }

    /// What the schema says of a column's field.
    fn schema(&self, column: &Column) -> Option<&Value> {
        field::at(self.schemas.json(Kind::System), column.pointer()?)
    }

    fn said(&self, column: &Column, keyword: &str) -> Option<String> {
        let text = schema_words::text(self.schema(column)?, keyword, self.words.language());
        text.map(str::to_owned)
    }

    /// What a column is for.
    fn help(&self, column: &Column) -> String {
        let own = self.said(column, "description").unwrap_or_default();
        let form = match &column.content {
            Content::Unit => "form-help-unit",
            Content::Id => "form-help-id",
            Content::Field(_, Form::Texts) => "form-help-texts",
            Content::Field(_, Form::Date) => "form-help-date",
            _ => return own,
        };
        let form = self.words.word(form);
        match own.is_empty() {
            true => form,
            false => format!("{own}\n{form}"),
        }
    }

    /// What may stand below a column's name; none: anything.
    fn allowed(&self, column: &Column, units: usize) -> Result<Option<DataValidation>, XlsxError> {
        let list = match &column.content {
            Content::Unit => {
                let sheet = self.words.word("form-units");
                let list = Formula::new(format!("='{sheet}'!$A$1:$A${}", units.max(1)));
                return Ok(Some(DataValidation::new().allow_list_formula(list)));
            }
            Content::Field(_, Form::Truth) => vec!["是", "否"],
            Content::Field(_, Form::Choice(choices)) => {
                let choices = choices.iter();
                let titles = choices.map(|(id, titles)| titles.first().unwrap_or(id).as_str());
                titles.collect()
            }
            _ => return Ok(None),
        };
        // Commas part the list itself.
        let fits = list.join(",").chars().count() <= LONGEST_LIST;
        if !fits || list.iter().any(|word| word.contains(',')) {
            return Ok(None);
        }
        let refused = Message::new("form-one-of").arg(
            "choices",
            self.words.join(list.iter().map(ToString::to_string)),
        );
        let refused: String = self
            .words
            .say(&refused)
            .chars()
            .take(LONGEST_LIST)
            .collect();
        let allowed = DataValidation::new().allow_list_strings(&list)?;
        Ok(Some(allowed.set_error_message(refused)?))
    }
}

/// A cell that is there: numbers as numbers, everything else as text, so that nothing is
/// taken for a date or a formula.
fn put(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &str,
    column: &Column,
) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    // Whole numbers up to here are exact in a spreadsheet.
    let number = cell
        .parse::<u32>()
        .ok()
        .filter(|_| matches!(column.content, Content::Field(_, Form::Whole | Form::Money)));
    match number {
        Some(number) => sheet.write_number(row, at, number)?,
        None => sheet.write_string(row, at, cell)?,
    };
    Ok(())
}

/// How the workbook is filled in, a sentence a line.
fn instructions(sheet: &mut Worksheet, words: &Localizer) -> Result<(), XlsxError> {
    sheet.set_name(words.word("form-instructions"))?;
    sheet.set_column_width(0, 100.0)?;
    let wrapped = Format::new().set_text_wrap();
    for (row, line) in (0u32..).zip(words.word("form-lines").lines()) {
        sheet.write_string_with_format(row, 0, line, &wrapped)?;
    }
    sheet.set_paper_size(A4);
    Ok(())
}
