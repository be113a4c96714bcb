//! What `mulu year` says, as a value: a page shows it, and says the same sentences.

use super::applicants::applicants;
use super::{YearView, gaps, table};
use crate::{Grid, Localizer, Style};

/// Nothing is wrapped: whoever shows it does that.
const STYLE: Style = Style {
    colour: false,
    width: 10_000,
};

/// A budget year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearAccount {
    /// What to read first: whose turn it is, the next deadline.
    pub first: Vec<String>,
    /// The steps with their files and sums; two cells of words, then amounts.
    pub steps: Grid,
    /// What requests and projects come to.
    pub executed: Vec<String>,
    /// The applicants; a cell of words, one of what for, then amounts.
    pub applicants: Option<Grid>,
    /// Whether a sum lacks amounts.
    pub partial: bool,
    /// What is missing or different.
    pub blocks: Vec<Block>,
}

/// What is missing or different of one step and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is, and whose turn it is.
    pub head: String,
    /// Unit, name, amounts, why; none where the heading says all.
    pub rows: Vec<Vec<String>>,
}

/// The account of a year.
#[must_use]
pub fn account(shown: &YearView<'_>, words: &Localizer) -> YearAccount {
    let words = &words.about(&shown.view);
    let (applicants, partial) = applicants(shown, words, STYLE);
    let blocks = gaps::blocks(shown, words).into_iter().flatten();
    let blocks = blocks.map(|told| Block {
        rows: Grid::of(&gaps::rows(shown, words, STYLE, &told)).rows,
        head: told.head,
    });
    YearAccount {
        first: table::first(shown, words),
        steps: Grid::of(&table::steps(shown, words, STYLE)),
        executed: table::executed(shown, words),
        applicants: applicants.as_ref().map(Grid::of),
        partial,
        blocks: blocks.collect(),
    }
}
