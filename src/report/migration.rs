//! `mulu migrate`: what changes, and what a person must decide, file by file.

mod human;
mod json;

pub use human::human;
pub use json::json;

use crate::decisions::field;
use crate::{Localizer, Titles, articles, names, text};
use mulu_core::diagnostic::{Message, Span};
use mulu_core::document::{self, Document, place};
use mulu_core::layout::{self, Kind};
use mulu_core::migrate::{Change, Plan, Question, Reason};
use mulu_core::registry::Supplier;
use mulu_core::tree::Tree;
use std::sync::Arc;

/// A plan as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct MigrationView<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The files as they lie there now: their lines are shown.
    pub tree: &'a Tree,
    /// The commit that they are of, byte by byte.
    pub commit: Option<&'a str>,
    /// Whether the changes were written.
    pub written: bool,
    /// Files that were to be written and could not be, and why.
    pub left: &'a [(Arc<str>, Message)],
}

impl<'a> MigrationView<'a> {
    fn words(&self, words: &Localizer) -> Localizer {
        let plan = self.plan;
        let titles = Titles::of(&plan.registry, Some(&plan.pack), Some(&plan.schemas));
        words.with_titles(titles)
    }

    /// Why a file could not be written.
    fn left(&self, path: &str) -> Option<&'a Message> {
        let mut left = self.left.iter();
        left.find(|(left, _)| **left == *path).map(|(_, why)| why)
    }

    fn lines(&self, path: &Arc<str>) -> Places<'a> {
        let bytes = self.tree.get(path).and_then(|entry| entry.bytes.as_ref());
        Places {
            document: bytes.and_then(|bytes| document::read(path, bytes).0),
            lines: place::Lines::new(self.tree.bytes(path).unwrap_or_default()),
        }
    }

    /// Who must answer.
    fn who(&self, question: &Question, words: &Localizer) -> String {
        let registry = &self.plan.registry;
        let Supplier::Unit(slug) = &question.who else {
            return names::supplier(registry, words, &question.who);
        };
        // A unit is called by its name though its document has an error.
        let stated = registry.stated(&layout::path(Kind::Unit, slug), "/short_name");
        match stated.filter(|_| registry.unit(slug).is_none()) {
            Some(name) => shown(&name),
            None => names::supplier(registry, words, &question.who),
        }
    }

    /// What a field is called, as people write it and as its schema does.
    fn field(&self, path: &str, pointer: &str, words: &Localizer) -> (String, Option<String>) {
        let title = field::title(Some(&self.plan.schemas), words.language(), path, pointer);
        (field::name(pointer), title.filter(|_| !pointer.is_empty()))
    }
}

/// Where things stand in one file.
struct Places<'a> {
    document: Option<Document>,
    lines: place::Lines<'a>,
}

impl Places<'_> {
    fn of_change(&self, change: &Change) -> place::Place {
        self.at(|document| change.place(document), Span::default())
    }

    fn of_question(&self, question: &Question) -> place::Place {
        self.at(|document| question.place(document), question.span)
    }

    fn at(&self, find: impl Fn(&Document) -> Span, otherwise: Span) -> place::Place {
        let span = self.document.as_ref().map_or(otherwise, find);
        self.lines.place(span.start)
    }
}

/// Why something is asked, in words.
fn reason(reason: &Reason, words: &Localizer) -> String {
    match reason {
        Reason::Articles(of) => articles::names(words, of),
        Reason::Finding(code) => words.code(code),
        Reason::Contract(message) => words.say(message),
    }
}

/// Text that comes from documents, on one line.
fn shown(value: &str) -> String {
    text::plain(value).into_owned()
}
