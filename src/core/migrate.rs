//! From the first contract to the second: what a program can change in a registry's
//! documents, and what a person must decide.
//!
//! [`plan`] is a pure function of the files. What it changes it changes by splices
//! ([`crate::document::edit`]); what is left to decide is whatever the registry, so
//! changed, is found wrong in by the second contract's own schemas and matters, and
//! the few facts whose absence is no error though rules ask for them.

mod absent;
mod apply;
mod first;
mod opinions;
mod ownership;
mod plan;
mod question;
mod settings;
mod target;

pub use plan::plan;

use crate::diagnostic::{Code, Message, Span};
use crate::document::edit::Edit;
use crate::policy::Pack;
use crate::registry::{Registry, Supplier};
use crate::schema::Schemas;
use crate::tree::Tree;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is to be done to bring a registry over.
#[derive(Debug)]
pub struct Plan {
    /// Per file what changes and what is asked; nothing of files that are as they
    /// should be.
    pub files: BTreeMap<Arc<str>, File>,
    /// What to know besides.
    pub notes: Vec<Message>,
    /// The files with all changes made.
    pub after: Tree,
    /// The documents as they are then.
    pub registry: Registry,
    /// The schemas that they are held against.
    pub schemas: Schemas,
    /// The rules whose matters they are held against.
    pub pack: Pack,
}

/// One file of the plan.
#[derive(Debug, Default)]
pub struct File {
    /// What changes without anybody deciding anything.
    pub changes: Vec<Change>,
    /// What a person must decide.
    pub questions: Vec<Question>,
}

/// A change that follows from the two contracts alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// RFC 6901 pointer to what is changed or comes to be, or to the list that grows.
    pub pointer: String,
    /// What stands there; `None`: nothing.
    pub before: Option<String>,
    /// What will stand there.
    pub after: String,
    /// Why.
    pub why: Message,
    /// How it is made.
    edits: Vec<Edit>,
}

/// What only a person knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// RFC 6901 pointer to what it is about.
    pub pointer: String,
    /// Its bytes, where the pointer leads nowhere.
    pub span: Span,
    /// The question.
    pub ask: Message,
    /// What may help to answer it.
    pub help: Vec<Message>,
    /// Who must answer.
    pub who: Supplier,
    /// Why it is asked.
    pub reason: Reason,
}

/// Why something is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Articles of the regulation, by their printed numbers.
    Articles(Vec<Arc<str>>),
    /// What `check` finds.
    Finding(&'static Code),
    /// The second contract, in words.
    Contract(Message),
}

impl Plan {
    /// How many changes there are.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.files.values().map(|file| file.changes.len()).sum()
    }

    /// How many questions there are.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.files.values().map(|file| file.questions.len()).sum()
    }

    /// The files that change, and their new content.
    pub fn written(&self) -> impl Iterator<Item = (&Arc<str>, &[u8])> {
        let changed = self
            .files
            .iter()
            .filter(|(_, file)| !file.changes.is_empty());
        changed.filter_map(|(path, _)| Some((path, self.after.bytes(path)?)))
    }
}
