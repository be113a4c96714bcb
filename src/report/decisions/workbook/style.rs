//! How the cells look, and how the sheets print.

use crate::Localizer;
use crate::answers::money_format;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

/// A4, as spreadsheets number papers.
const A4: u8 = 9;
/// Above this a number is no longer exact in a spreadsheet.
const EXACT: u64 = 1 << 53;

/// The formats of the workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) small: Format,
    pub(super) head: Format,
    pub(super) text: Format,
    pub(super) number: Format,
    pub(super) money: Format,
    pub(super) total: Format,
    pub(super) total_money: Format,
}

impl Styles {
    pub(super) fn new(words: &Localizer) -> Self {
        let cell = || {
            let cell = Format::new().set_border(FormatBorder::Thin);
            cell.set_align(FormatAlign::VerticalCenter)
        };
        let money = money_format(words.scale());
        let total = || {
            cell()
                .set_bold()
                .set_background_color(Color::RGB(0x00F2_F2F2))
        };
        Styles {
            title: Format::new()
                .set_bold()
                .set_font_size(16)
                .set_align(FormatAlign::Center),
            small: Format::new()
                .set_font_size(9)
                .set_align(FormatAlign::Center),
            head: total().set_align(FormatAlign::Center).set_text_wrap(),
            text: cell().set_text_wrap(),
            number: cell().set_align(FormatAlign::Center),
            money: cell().set_num_format(&money),
            total: total().set_align(FormatAlign::Center),
            total_money: total().set_num_format(&money),
        }
    }
}

/// Sets a sheet up for A4 on its side: as wide as a page, its head on every page.
pub(super) fn on_paper(sheet: &mut Worksheet, head: u32, footer: &str) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(head, head)?;
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.set_footer(footer);
    Ok(())
}

/// An amount, exact or not at all.
#[expect(
    clippy::cast_precision_loss,
    reason = "what isn't exact is written as text"
)]
pub(super) fn amount(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    amount: i64,
    format: &Format,
) -> Result<(), XlsxError> {
    if amount.unsigned_abs() <= EXACT {
        sheet.write_number_with_format(row, column, amount as f64, format)?;
    } else {
        sheet.write_string_with_format(row, column, amount.to_string(), format)?;
    }
    Ok(())
}

/// A formula with what it comes to now.
pub(super) fn formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (formula, result): (String, i128),
    format: &Format,
) -> Result<(), XlsxError> {
    let formula = Formula::new(formula).set_result(result.to_string());
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}
