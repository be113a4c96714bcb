//! Decisions as a workbook that can be sent: what each applicant gets, a sheet an
//! applicant with reasons and remedies in words, the rows as data, and what it rests on.
//!
//! Totals are formulas, so that they follow when somebody changes a cell; the values
//! that they have now are written beside them, for programs that don't reckon.

mod office;
mod style;
mod summary;

use super::{Localizer, answer};
use crate::answers::{AnswerView, data_sheet, first_day, provenance_sheet};
use crate::names;
use mulu_core::decision::{Decision, Decisions, Snapshot, Verdict};
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use style::Styles;

/// The longest name of a sheet, in characters.
const LONGEST: usize = 31;

/// One applicant's requests.
struct Office<'a> {
    name: String,
    /// The name of its sheet.
    sheet: String,
    decisions: Vec<&'a Decision>,
}

impl Office<'_> {
    /// What its requests come to, all or those of a verdict: a sheet's own sums have no
    /// end either.
    fn sum(&self, verdict: Option<Verdict>) -> i128 {
        let of = self.decisions.iter();
        let of = of.filter(|one| verdict.is_none_or(|verdict| one.verdict == verdict));
        of.filter_map(|one| one.amount).map(i128::from).sum()
    }
}

/// What the sheets have in common.
struct Book<'a> {
    view: &'a Snapshot<'a>,
    year: i16,
    words: &'a Localizer,
    styles: Styles,
    /// Registry, day, commits.
    header: String,
}

/// Writes the workbook; the command is the one that asked for it.
///
/// # Errors
/// When it cannot be written.
pub fn workbook(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &Decisions,
    command: &str,
    words: &Localizer,
) -> io::Result<()> {
    let words = &words.about(view);
    let bytes = made(view, decisions, command, words).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn made(
    view: &Snapshot<'_>,
    decisions: &Decisions,
    command: &str,
    words: &Localizer,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same answer gives the same bytes: no clock.
    let made = first_day(view.provenance.on)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let book = Book {
        view,
        year: decisions.year,
        words,
        styles: Styles::new(words),
        header: super::header(view, decisions, words),
    };
    let offices = offices(view, decisions, words);
    summary::write(workbook.add_worksheet(), &book, &offices)?;
    for office in &offices {
        office::write(workbook.add_worksheet(), &book, office)?;
    }
    let answer = answer(view, decisions, words);
    let data = AnswerView {
        answer: &answer,
        provenance: view.provenance,
        sql: "",
        command,
    };
    let sheet = workbook.add_worksheet();
    data_sheet(sheet, &data, words)?;
    sheet.set_name(words.word("workbook-data"))?;
    provenance_sheet(workbook.add_worksheet(), &data, words)?;
    workbook.save_to_buffer()
}

/// The requests by who applies, in the order of the applicants' names.
fn offices<'a>(
    view: &Snapshot<'_>,
    decisions: &'a Decisions,
    words: &Localizer,
) -> Vec<Office<'a>> {
    let mut by: BTreeMap<Option<&str>, Vec<&Decision>> = BTreeMap::new();
    for decision in &decisions.decisions {
        by.entry(decision.applicant.as_deref())
            .or_default()
            .push(decision);
    }
    let reserved = ["workbook-summary", "workbook-data", "sheet-provenance"];
    let mut taken: BTreeSet<String> = reserved.iter().map(|key| words.word(key)).collect();
    let offices = by.into_iter().map(|(applicant, decisions)| {
        let name = names::applicant(view, words, applicant);
        let sheet = sheet_name(&name, &taken);
        taken.insert(sheet.clone());
        Office {
            name,
            sheet,
            decisions,
        }
    });
    offices.collect()
}

/// A name that a sheet may have and no other has.
fn sheet_name(name: &str, taken: &BTreeSet<String>) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(LONGEST)
        .collect();
    let is_free = |name: &String| {
        let same = |other: &String| other.to_lowercase() == name.to_lowercase();
        !name.trim().is_empty() && !taken.iter().any(same)
    };
    let numbered = (2..).map(|number| {
        let short: String = plain.chars().take(LONGEST - 6).collect();
        format!("{short} {number}")
    });
    std::iter::once(plain.clone())
        .chain(numbered)
        .find(is_free)
        .unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_spreadsheets_take() {
        let taken = BTreeSet::from(["汇总".to_owned()]);
        assert_eq!(sheet_name("区/卫生:委[1]", &taken), "区卫生委1");
        assert_eq!(sheet_name("汇总", &taken), "汇总 2");
        assert_eq!(sheet_name("///", &taken), " 2");
        assert_eq!(sheet_name(&"长".repeat(40), &taken).chars().count(), 31);
    }
}
