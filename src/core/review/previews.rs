//! Coming days on which a change of the rules takes effect.

use super::impact::{Asked, Preview, preview};
use super::{ReviewInput, Snapshot};
use crate::policy::Pack;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The most days that are looked at.
const MOST: usize = 12;

/// What the change's own rules do on each coming day from which on a parameter or an
/// expense category is another than by the base's.
pub(super) fn previews(
    input: &ReviewInput<'_>,
    own: &Snapshot<'_>,
    asked: Asked<'_>,
) -> Vec<(Date, Preview)> {
    let (ours, theirs) = (days(own.pack), days(input.base.pack));
    let dates = ours.symmetric_difference(&theirs).map(|(on, _)| *on);
    let dates: BTreeSet<Date> = dates.filter(|on| *on > input.on).collect();
    let on_day = |on: Date| {
        let then = ReviewInput { on, ..*input };
        (on, preview(&then, own, asked))
    };
    dates.into_iter().take(MOST).map(on_day).collect()
}

/// What is in force from which day on.
fn days(pack: &Pack) -> BTreeSet<(Date, String)> {
    let parameters = pack.parameters.iter().flat_map(|(name, parameter)| {
        let values = parameter.values.iter();
        values.map(move |dated| (dated.from, format!("{name} {:?}", dated.value)))
    });
    let expenses = pack.expenses.iter().flat_map(|(category, expense)| {
        let dated = expense.finance.iter();
        dated.filter_map(move |(from, finance)| {
            Some(((*from)?, format!("{category} {}", finance.id())))
        })
    });
    parameters.chain(expenses).collect()
}
