//! The applicants of a year, each with the units below it (annex).

use super::table::amount;
use super::{YearView, step};
use crate::names::Names;
use crate::{Localizer, Style, terminal};
use comfy_table::{Attribute, Cell, CellAlignment, Table};
use mulu_core::decision::cycle::{Applicant, Step, Sum};
use mulu_core::diagnostic::Message;

/// A row an applicant, with the units below it, for O&M and one for construction; and
/// whether a sum lacks amounts.
pub(super) fn applicants(
    shown: &YearView<'_>,
    words: &Localizer,
    style: Style,
) -> (Option<Table>, bool) {
    let applicants = shown.cycle.applicants();
    if applicants.is_empty() {
        return (None, false);
    }
    let mut table = terminal::table(style);
    let bold = |text: String| Cell::new(text).add_attribute(Attribute::Bold);
    let right = |cell: Cell| cell.set_alignment(CellAlignment::Right);
    let mut heads = vec![bold(words.word("column-unit")), bold(String::new())];
    heads.extend(Step::OF_MONEY.map(|of| right(bold(step(words, of)))));
    heads.push(right(bold(words.word("year-eligible"))));
    table.set_header(heads);
    let mut partial = false;
    for (unit, of) in &applicants {
        let mut name = called(shown, words, unit, of);
        let maintenance = of.steps.map(|sums| sums.maintenance);
        let construction = of.steps.map(|sums| sums.construction);
        let kinds = [
            ("year-maintenance", maintenance, of.eligible),
            ("year-construction", construction, Sum::default()),
        ];
        for (kind, steps, eligible) in kinds {
            if steps.iter().all(|sum| sum.count == 0) {
                continue;
            }
            partial |= steps.iter().any(|sum| sum.unknown > 0);
            let cells = [std::mem::take(&mut name), words.word(kind)].map(Cell::new);
            let sums = sums_of(words, &steps).chain([told(words, eligible)]);
            let sums = sums.map(|text| right(Cell::new(text)));
            table.add_row(cells.into_iter().chain(sums));
        }
    }
    (Some(table), partial)
}

/// The sums of an applicant's steps; those of budget and requests that aren't the plan's
/// have a sign.
fn sums_of<'s>(words: &'s Localizer, steps: &'s [Sum; 5]) -> impl Iterator<Item = String> + 's {
    let planned = steps[Step::Plan as usize];
    Step::OF_MONEY.into_iter().zip(steps).map(move |(of, sum)| {
        let text = told(words, *sum);
        let known = sum.count > 0 && planned.count > 0 && sum.unknown + planned.unknown == 0;
        let held = of.before() == Some(Step::Plan);
        match held && known && sum.amount != planned.amount {
            true => format!("≠ {text}"),
            false => text,
        }
    })
}

fn told(words: &Localizer, sum: Sum) -> String {
    match sum.count {
        0 => String::new(),
        _ => amount(words, sum),
    }
}

/// An applicant with how many units below it apply through it.
fn called(shown: &YearView<'_>, words: &Localizer, unit: &str, of: &Applicant) -> String {
    let name = shown.view.unit_name(unit);
    let below = of.units.iter().filter(|below| ***below != *unit).count();
    if below == 0 {
        return name;
    }
    let below = i64::try_from(below).unwrap_or(i64::MAX);
    words.say(
        &Message::new("year-applicant-with")
            .arg("name", name)
            .arg("count", below),
    )
}
