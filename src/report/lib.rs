//! Findings and decisions with their several faces; every sentence that
//! people read, in one place and in two languages.
//!
//! All of it writes to a [`std::io::Write`] that it is given, and depends on
//! nothing but its arguments: no clock, no environment, no terminal.

pub mod answers;
pub mod articles;
mod changed;
pub mod codes;
pub mod decisions;
mod explained;
pub mod facts;
mod files;
pub mod findings;
mod grid;
mod head;
pub mod history;
mod i18n;
pub mod imports;
mod json;
mod language;
pub mod migration;
pub mod money;
mod names;
pub mod pack;
pub mod projects;
pub mod record;
pub mod reviews;
pub mod schema_page;
pub mod schema_words;
pub mod tables;
pub mod template;
mod terminal;
pub mod text;
pub mod time;
mod titles;
pub mod verdict;
pub mod year;

pub use answers::AnswerView;
pub use explained::Explained;
pub use findings::Findings;
pub use grid::Grid;
pub use i18n::Localizer;
pub use language::{Language, UnknownLanguage};
pub use names::{Names, applicant, approvers, judged};
pub use reviews::ReviewView;
pub use titles::Titles;

/// How a terminal is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are wanted.
    pub colour: bool,
    /// How many columns there are.
    pub width: usize,
}

/// How what is no terminal is written to.
pub(crate) const PLAIN: Style = Style {
    colour: false,
    width: 120,
};
