//! Sheets as payments. Every row ends as a payment, a sum, nothing, or a row that can't be read.

use super::money::hundredths;
use super::name::plain;
use super::words::{Column, Words};
use jiff::civil::Date;
use mulu_core::schema::written;
use mulu_ledger::{Cell, Grid, Place};

/// Names of columns are looked for in the first rows.
const WITHIN: u32 = 30;

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The cell of its amount.
    pub place: Place,
    /// Its day, where the ledger says one.
    pub day: Option<Date>,
    /// Who paid, as it is written.
    pub payer: String,
    /// What for, as it is written.
    pub name: String,
    /// More words.
    pub summary: String,
    /// As which expense.
    pub category: String,
    /// The number of its paper.
    pub voucher: String,
    /// Hundredths of the currency's unit; below nothing where it came back.
    pub amount: i64,
}

/// A row that adds up others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The cell of its amount.
    pub place: Place,
    /// What it says.
    pub says: i64,
    /// What the rows come to.
    pub comes_to: i128,
}

/// A ledger, read.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Its payments in order.
    pub payments: Vec<Payment>,
    /// Its rows of sums.
    pub sums: Vec<Sum>,
    /// Rows that name something and have no amount that can be read.
    pub unread: Vec<Place>,
    /// Sheets in which no columns with a name and an amount are known.
    pub unknown: Vec<String>,
}

impl Ledger {
    /// All payments together.
    #[must_use]
    pub fn total(&self) -> i128 {
        self.payments.iter().map(|one| i128::from(one.amount)).sum()
    }
}

/// Reads the sheets of a file.
#[must_use]
pub fn read(grids: &[Grid], words: &Words) -> Ledger {
    let mut ledger = Ledger::default();
    for grid in grids {
        match header(grid, words) {
            Some(header) => rows(grid, &header, words, &mut ledger),
            None => ledger.unknown.push(grid.sheet.to_string()),
        }
    }
    ledger
}

/// A sheet's columns.
struct Header {
    below: u32,
    columns: Vec<Option<Column>>,
    places: u32,
}

impl Header {
    fn column(&self, what: Column) -> Option<u32> {
        let at = self
            .columns
            .iter()
            .position(|column| *column == Some(what))?;
        u32::try_from(at).ok()
    }
}

/// The row in which the most columns are known, an amount and words among them.
fn header(grid: &Grid, words: &Words) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
    for row in 0..grid.height().min(WITHIN) {
        let known = |column: u32| {
            let text = grid.cell(row, column).text();
            let bare = text.split(['(', '（', '/']).next().unwrap_or_default();
            words.columns.get(&plain(bare)).copied()
        };
        let mut columns: Vec<Option<Column>> = (0..grid.width()).map(known).collect();
        // Of two that say the same the first counts.
        for at in (0..columns.len()).rev() {
            if columns[..at].contains(&columns[at]) {
                columns[at] = None;
            }
        }
        let score = columns.iter().flatten().count();
        let has = |what: Column| columns.contains(&Some(what));
        let whole = has(Column::Amount) && (has(Column::Name) || has(Column::Summary));
        if whole && best.as_ref().is_none_or(|(most, _)| score > *most) {
            let places = scale(grid, row, &columns, words);
            let header = Header {
                below: row + 1,
                columns,
                places,
            };
            best = Some((score, header));
        }
    }
    best.map(|(_, header)| header)
}

/// What amounts are counted in: what the column says, or what stands above it.
fn scale(grid: &Grid, row: u32, columns: &[Option<Column>], words: &Words) -> u32 {
    let amount = columns
        .iter()
        .position(|column| *column == Some(Column::Amount));
    let amount = amount
        .and_then(|at| u32::try_from(at).ok())
        .unwrap_or_default();
    let own = words.scale(&grid.cell(row, amount).text());
    let mut above = (0..row)
        .rev()
        .flat_map(|row| (0..grid.width()).map(move |at| (row, at)));
    own.or_else(|| {
        above.find_map(|(row, at)| {
            let text = grid.cell(row, at).text();
            text.contains(['：', ':'])
                .then(|| words.scale(&text))
                .flatten()
        })
    })
    .unwrap_or_default()
}

fn rows(grid: &Grid, header: &Header, words: &Words, ledger: &mut Ledger) {
    let Some(amount_at) = header.column(Column::Amount) else {
        return;
    };
    let (mut since, mut all) = (0_i128, 0_i128);
    for row in header.below..grid.height() {
        let cell = |what: Column| header.column(what).map(|at| grid.cell(row, at));
        let text = |what: Column| cell(what).map(Cell::text).unwrap_or_default();
        let place = grid.place(row, amount_at);
        let amount = hundredths(&text(Column::Amount), header.places, words);
        if let Some(whole) = is_sum(grid, row, words) {
            if let Some(says) = amount {
                let comes_to = if whole { all } else { since };
                ledger.sums.push(Sum {
                    place,
                    says,
                    comes_to,
                });
            }
            since = 0;
            continue;
        }
        let (name, summary) = (text(Column::Name), text(Column::Summary));
        let named = !name.is_empty() || !summary.is_empty();
        match amount {
            None if named || !text(Column::Amount).is_empty() => ledger.unread.push(place),
            None => {}
            Some(amount) => {
                since += i128::from(amount);
                all += i128::from(amount);
                ledger.payments.push(Payment {
                    place,
                    day: cell(Column::Day).and_then(day),
                    payer: text(Column::Payer),
                    name: if name.is_empty() {
                        summary.clone()
                    } else {
                        name
                    },
                    summary,
                    category: text(Column::Category),
                    voucher: text(Column::Voucher),
                    amount,
                });
            }
        }
    }
}

/// Whether a row adds up others: all of them, or those since the last such row.
fn is_sum(grid: &Grid, row: u32, words: &Words) -> Option<bool> {
    let first = (0..grid.width()).map(|at| plain(&grid.cell(row, at).text()));
    let first = first.into_iter().find(|text| !text.is_empty())?;
    let begins = |list: &[String]| {
        list.iter().any(|word| {
            first == *word
                || first.starts_with(&**word) && first.chars().count() <= word.chars().count() + 4
        })
    };
    match (begins(&words.part), begins(&words.whole)) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        (false, false) => None,
    }
}

fn day(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        other => written::date(&other.text())?.parse().ok(),
    }
}
