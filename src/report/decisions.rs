//! Decisions in four faces: a table, a tree that explains one, JSON, CSV.

mod account;
mod csv;
mod explain;
pub(super) mod field;
mod json;
pub(super) mod outcome;
pub(super) mod places;
mod table;
#[cfg(test)]
mod tests;
mod workbook;

pub(super) use account::said_of as said;
pub use account::{Account, Group, Part, Said, account};
pub(super) use csv::harmless;
pub use csv::{answer, csv};
pub use explain::{Telling, does, explain};
pub(super) use explain::{
    asks, forces as said_forces, group_of, group_title, places_of, todo, tree,
};
pub(super) use json::{SupplierJson, forces, outcome_json, outcomes};
pub use json::{assumed_json, json, json_in_batches};
pub use outcome::message;
pub use table::table;
pub(super) use table::totals;
pub use table::{telling, told};
pub use workbook::workbook;

use super::names::judged;
use super::{Localizer, money};
use mulu_core::decision::{Decisions, Snapshot};
use mulu_core::diagnostic::Message;

/// Title, year, date, registry and policy commits in one line.
pub(super) fn header(view: &Snapshot<'_>, decisions: &Decisions, words: &Localizer) -> String {
    let (title, commit, policy) = judged(words, view.provenance);
    words.say(
        &Message::new("header-fund")
            .arg("registry", title)
            .arg("year", i64::from(decisions.year))
            .arg("on", view.provenance.on.to_string())
            .arg("commit", commit)
            .arg("policy", policy),
    )
}

/// An amount without its unit, or a word for its absence.
pub(super) fn amount(words: &Localizer, amount: Option<i64>) -> String {
    amount.map_or_else(
        || words.word("amount-unknown"),
        |amount| money::amount(words.scale(), amount),
    )
}
