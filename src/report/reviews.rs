//! A review in its several faces: JSON, the bot's comment, the terminal.

mod account;
mod check;
mod doc;
mod html;
mod json;
mod links;
mod markdown;
mod terminal;
#[cfg(test)]
mod tests;

pub use check::{Annotation, Check, Level, funding, registry};
pub(crate) use doc::{Block, Inline, Line, Mark};
pub use html::{html, html_of_draft};
pub use json::json;
pub use links::Links;
pub(crate) use markdown::whole as markdown_of;
pub use markdown::{MAX_BYTES, markdown};
pub use terminal::terminal;

use super::Localizer;
use mulu_core::decision::Snapshot;
use mulu_core::review::Review;

/// A review with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct ReviewView<'a> {
    /// The judgement.
    pub review: &'a Review,
    /// The base's commit.
    pub base: &'a str,
    /// The head's commit.
    pub head: &'a str,
    /// What is there.
    pub before: Snapshot<'a>,
    /// What would be there, by the base's rules.
    pub after: Snapshot<'a>,
    /// What would be there, by the change's own rules, where it changes them.
    pub own: Option<Snapshot<'a>>,
}

impl ReviewView<'_> {
    /// Sentences in which things are called as the registry calls them.
    fn localizer(&self, words: &Localizer) -> Localizer {
        words.about(&self.after)
    }
}
