//! What is wrong, where, and what to do about it: findings as facts.
//!
//! A finding holds a stable code and a [`Message`] (a key and its arguments),
//! never a sentence: wording lives in one place, `mulu-report`, in Chinese
//! and English. Places are byte ranges of a file; lines and columns are
//! worked out when somebody reads them.

pub mod code;
mod error;
mod invisible;
mod localized;
mod message;
pub mod suggest;

pub use code::Code;
pub use error::{Error, ErrorKind, Reason};
pub use invisible::{is_invisible, space_name, strange_space};
pub use localized::Localized;
pub use message::{Arg, Message};

use std::sync::Arc;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document is no evidence; `check` exits 1.
    Error,
    /// Somebody should look; it changes no decision.
    Warning,
}

impl Severity {
    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A byte range of a file, `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Span {
            start,
            end: end.max(start),
        }
    }
}

/// A place in a file that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The file, relative to the folder that holds `registry/`.
    pub path: Arc<str>,
    /// The bytes meant.
    pub span: Span,
    /// RFC 6901 pointer into the document; empty for the whole of it.
    pub pointer: String,
    /// What to say at this place, if more than the finding's own message.
    pub note: Option<Message>,
}

impl Label {
    /// A place without a pointer or a note.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>, span: Span) -> Self {
        Label {
            path: path.into(),
            span,
            pointer: String::new(),
            note: None,
        }
    }

    /// The same place, known by its RFC 6901 pointer.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = pointer.into();
        self
    }

    /// The same place with something to say there.
    #[must_use]
    pub fn note(mut self, note: Message) -> Self {
        self.note = Some(note);
        self
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding; fixes severity and the message's key.
    pub code: &'static Code,
    /// The facts of the sentence.
    pub message: Message,
    /// The place that is wrong.
    pub primary: Label,
    /// What makes it wrong: the rule's line, the other definition.
    pub secondary: Vec<Label>,
    /// What to do, one sentence each.
    pub help: Vec<Message>,
}

impl Diagnostic {
    /// A finding of a kind at a place; arguments are added with [`Self::arg`].
    #[must_use]
    pub fn new(code: &'static Code, primary: Label) -> Self {
        Diagnostic {
            code,
            message: Message::new(code.message_key()),
            primary,
            secondary: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Adds a fact to the sentence.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.message = self.message.arg(name, value);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn also(mut self, label: Label) -> Self {
        self.secondary.push(label);
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help.push(help);
        self
    }

    /// The severity that the code fixes.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity
    }

    /// Whether the finding is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// Puts findings in the order people and machines read them: by file, place,
/// code; and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (&a.primary, a.code.id, &a.message).cmp(&(&b.primary, b.code.id, &b.message))
    });
    diagnostics.dedup();
}
