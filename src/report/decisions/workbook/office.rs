//! One applicant's sheet: a row a request, with reasons and what to do.

use super::style::{amount, formula, on_paper};
use super::{Book, Office};
use crate::decisions::{explain::todo, told};
use crate::names::Names;
use mulu_core::decision::{Decision, Verdict};
use mulu_core::diagnostic::Message;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The row of the heads; the first request stands in the next.
const HEAD: u32 = 2;
/// The columns: number, system, its unit, amount, verdict, reasons, what to do.
const WIDTHS: [u16; 7] = [6, 26, 16, 15, 10, 52, 52];
/// The column of amounts.
const MONEY: u16 = 3;
/// The height of a line and the greatest of a row, in points.
const LINE: usize = 16;
const HIGHEST: u16 = 409;
/// The longest text of a cell.
const MOST_CHARS: usize = 32_000;

/// The row of a sheet's whole total, and of each verdict's behind it, from 0.
pub(super) fn total_row(requests: usize, verdict: Option<Verdict>) -> u32 {
    let rows = u32::try_from(requests).unwrap_or(u32::MAX / 2);
    let behind = verdict.and_then(|of| Verdict::ALL.iter().position(|one| *one == of));
    let behind = behind.map_or(0, |at| at + 1);
    HEAD + 1 + rows + u32::try_from(behind).unwrap_or_default()
}

pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    office: &Office<'_>,
) -> Result<(), XlsxError> {
    let (words, styles) = (book.words, &book.styles);
    sheet.set_name(&office.sheet)?;
    let title = Message::new("workbook-office")
        .arg("unit", office.name.as_str())
        .arg("year", i64::from(book.year));
    let last = MONEY + 3;
    sheet.merge_range(0, 0, 0, last, &words.say(&title), &styles.title)?;
    sheet.merge_range(1, 0, 1, last, &book.header, &styles.small)?;
    let heads = [
        "workbook-number",
        "column-system",
        "column-unit",
        "money-column",
        "column-verdict",
        "explain-reasons",
        "workbook-todo",
    ];
    for ((column, key), width) in (0u16..).zip(heads).zip(WIDTHS) {
        sheet.write_string_with_format(HEAD, column, words.word(key), &styles.head)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, decision) in (HEAD + 1..).zip(&office.decisions) {
        request(sheet, book, (row, row - HEAD), decision)?;
    }
    totals(sheet, book, office)?;
    on_paper(sheet, HEAD, &words.word("workbook-footer"))
}

fn request(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    (row, number): (u32, u32),
    decision: &Decision,
) -> Result<(), XlsxError> {
    let (view, words, styles) = (book.view, book.words, &book.styles);
    sheet.write_number_with_format(row, 0, number, &styles.number)?;
    let blocking = view.blocking(decision);
    let reasons = blocking.iter().map(|outcome| told(view, words, outcome));
    let texts = [
        (1, view.system_name(&decision.system)),
        (2, view.unit_name(&decision.unit)),
        (4, words.verdict(decision.verdict)),
        (5, numbered(reasons.collect())),
        (6, numbered(todo::list(view, words, decision))),
    ];
    sheet.set_row_height(row, height(&texts))?;
    for (column, text) in texts {
        sheet.write_string_with_format(row, column, text, &styles.text)?;
    }
    match decision.amount {
        Some(known) => amount(sheet, (row, MONEY), known, &styles.money),
        None => {
            sheet.write_string_with_format(
                row,
                MONEY,
                words.word("amount-unknown"),
                &styles.text,
            )?;
            Ok(())
        }
    }
}

/// How high a row must be for its texts, in points: programs that print don't reckon it.
fn height(texts: &[(u16, String)]) -> u16 {
    let lines = |(column, text): &(u16, String)| {
        let width = WIDTHS.get(usize::from(*column)).copied().unwrap_or(1);
        // A character of Chinese is as wide as two others; a little is lost at each end.
        let wide =
            |line: &str| -> usize { line.chars().map(|c| 2 - usize::from(c.is_ascii())).sum() };
        let room = usize::from(width.saturating_sub(2).max(1));
        let lines = text.lines().map(|line| wide(line).div_ceil(room).max(1));
        lines.sum::<usize>().max(1)
    };
    let most = texts.iter().map(lines).max().unwrap_or(1);
    u16::try_from(most.saturating_mul(LINE)).map_or(HIGHEST, |high| high.min(HIGHEST))
}

/// Each on a line of its own, numbered where there are several.
fn numbered(texts: Vec<String>) -> String {
    let one = texts.len() == 1;
    let lines = (1..).zip(texts).map(|(number, text)| match one {
        true => text,
        false => format!("{number}. {text}"),
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    text.chars().take(MOST_CHARS).collect()
}

/// The sum, and the sums by verdict.
fn totals(sheet: &mut Worksheet, book: &Book<'_>, office: &Office<'_>) -> Result<(), XlsxError> {
    let (words, styles) = (book.words, &book.styles);
    let count = office.decisions.len();
    let (first, last) = (HEAD + 2, total_row(count, None));
    let whole = office.sum(None);
    let all = (
        None,
        words.word("workbook-total"),
        format!("=SUM(D{first}:D{last})"),
        whole,
    );
    let by = Verdict::ALL.map(|verdict| {
        let name = words.verdict(verdict);
        let sum = format!("=SUMIF(E{first}:E{last},\"{name}\",D{first}:D{last})");
        (Some(verdict), name, sum, office.sum(Some(verdict)))
    });
    for (verdict, name, sum, result) in [all].into_iter().chain(by) {
        let row = total_row(count, verdict);
        sheet.merge_range(row, 0, row, 2, &name, &styles.total)?;
        formula(sheet, (row, MONEY), (sum, result), &styles.total_money)?;
    }
    Ok(())
}
