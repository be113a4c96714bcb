//! A review in its several faces: JSON, the bot's comment, the terminal.

mod account;
mod check;
mod doc;
mod json;
mod links;
mod markdown;
mod terminal;
#[cfg(test)]
mod tests;

pub use check::{Annotation, Check, Level, funding, registry};
pub use json::json;
pub use links::Links;
pub use markdown::{MAX_CHARACTERS, markdown};
pub use terminal::terminal;

use super::View;
use mulu_core::decision::{Decisions, Provenance};
use mulu_core::policy::Pack;
use mulu_core::registry::Registry;
use mulu_core::review::Review;
use mulu_core::schema::Schemas;
use mulu_core::tree::Tree;

/// The registry at one side, as far as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Its files.
    pub tree: &'a Tree,
    /// Where the titles of fields are.
    pub schemas: &'a Schemas,
    /// Its documents.
    pub registry: &'a Registry,
    /// The rules it was judged by.
    pub pack: &'a Pack,
}

/// A review with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct ReviewView<'a> {
    /// The judgement.
    pub review: &'a Review,
    /// The base's commit.
    pub base: &'a str,
    /// The head's commit.
    pub head: &'a str,
    /// The base's registry, its rules, the date.
    pub provenance: &'a Provenance,
    /// What is there.
    pub before: Shown<'a>,
    /// What would be there, by the base's rules.
    pub after: Shown<'a>,
    /// The same by its own rules, where it changes them.
    pub own: Option<Shown<'a>>,
    /// No decision: what the faces of decisions are given to know names by.
    pub none: &'a Decisions,
}

impl<'a> ReviewView<'a> {
    /// A side, to those who show decisions.
    fn view(&self, side: &Shown<'a>) -> View<'a> {
        View {
            registry: side.registry,
            pack: side.pack,
            schemas: Some(side.schemas),
            decisions: self.none,
            provenance: self.provenance,
        }
    }
}
