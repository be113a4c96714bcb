//! The first sheet: what each applicant asks for and gets, and what all do.

use super::office::total_row;
use super::style::{formula, on_paper};
use super::{Book, Office};
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The row of the heads.
const HEAD: u32 = 2;
/// The columns: number, applicant, requests, amount, and an amount a verdict.
const WIDTHS: [u16; 7] = [6, 32, 12, 18, 18, 18, 18];

pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    offices: &[Office<'_>],
) -> Result<(), XlsxError> {
    let (words, styles) = (book.words, &book.styles);
    sheet.set_name(words.word("workbook-summary"))?;
    let title = Message::new("workbook-title")
        .arg("registry", book.view.provenance.registry.as_str())
        .arg("year", i64::from(book.year));
    sheet.merge_range(0, 0, 0, 6, &words.say(&title), &styles.title)?;
    sheet.merge_range(1, 0, 1, 6, &book.header, &styles.small)?;
    let verdicts = Verdict::ALL.map(|verdict| {
        let scale = words.scale().name;
        let head = Message::new("workbook-verdict").arg("verdict", words.verdict(verdict));
        words.say(&head.arg("scale", if scale.is_empty() { "none" } else { scale }))
    });
    let heads = [
        "workbook-number",
        "workbook-applicant",
        "workbook-count",
        "money-column",
    ];
    let heads = heads.map(|key| words.word(key)).into_iter().chain(verdicts);
    for ((column, head), width) in (0u16..).zip(heads).zip(WIDTHS) {
        sheet.write_string_with_format(HEAD, column, head, &styles.head)?;
        sheet.set_column_width(column, width)?;
    }
    let mut sums = [0i128; 4];
    let mut count = 0i128;
    for (row, one) in (HEAD + 1..).zip(offices) {
        let of = office(sheet, book, (row, row - HEAD), one)?;
        for (sum, part) in sums.iter_mut().zip(of) {
            *sum += part;
        }
        count += i128::try_from(one.decisions.len()).unwrap_or_default();
    }
    let row = HEAD + 1 + u32::try_from(offices.len()).unwrap_or_default();
    sheet.merge_range(row, 0, row, 1, &words.word("workbook-total"), &styles.total)?;
    let columns = (2u16..).zip(["C", "D", "E", "F", "G"]);
    for ((column, letter), result) in columns.zip([count].into_iter().chain(sums)) {
        // Of no applicant at all a sum would contain itself.
        let sum = match offices.is_empty() {
            true => "=0".to_owned(),
            false => format!("=SUM({letter}{}:{letter}{row})", HEAD + 2),
        };
        let format = if column == 2 {
            &styles.total
        } else {
            &styles.total_money
        };
        formula(sheet, (row, column), (sum, result), format)?;
    }
    on_paper(sheet, HEAD, &words.word("workbook-footer"))
}

/// One applicant's row: each amount is the total of its sheet.
fn office(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    (row, number): (u32, u32),
    office: &Office<'_>,
) -> Result<[i128; 4], XlsxError> {
    let styles = &book.styles;
    let count = office.decisions.len();
    sheet.write_number_with_format(row, 0, number, &styles.number)?;
    sheet.write_string_with_format(row, 1, &office.name, &styles.text)?;
    let shown = u32::try_from(count).unwrap_or(u32::MAX);
    sheet.write_number_with_format(row, 2, shown, &styles.number)?;
    let [first, second, third] = Verdict::ALL.map(Some);
    let verdicts = [None, first, second, third];
    let all = verdicts.map(|verdict| office.sum(verdict));
    for ((column, verdict), result) in (3u16..).zip(verdicts).zip(all) {
        let there = total_row(count, verdict) + 1;
        let cell = format!("='{}'!$D${there}", office.sheet);
        formula(sheet, (row, column), (cell, result), &styles.money)?;
    }
    Ok(all)
}
