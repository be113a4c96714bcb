//! What is found when a record is held against the world.

use mulu_core::diagnostic::Message;
use serde_json::error::Category;

/// What a finding comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// To be known; the record stands.
    Notice,
    /// It could not be verified.
    Unable,
    /// It differs.
    Differs,
}

impl Weight {
    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Weight::Notice => "notice",
            Weight::Unable => "unable",
            Weight::Differs => "differs",
        }
    }
}

/// One of them: a code, what it comes to, and a sentence yet to be worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is, for machines: `document/differs`.
    pub code: &'static str,
    /// What it comes to.
    pub weight: Weight,
    /// The sentence; its key is the code's: `record-document-differs`.
    pub message: Message,
}

impl Finding {
    /// A finding with the sentence of its code.
    #[must_use]
    pub fn new(weight: Weight, code: &'static str) -> Self {
        Finding {
            code,
            weight,
            message: Message::new(format!("record-{}", code.replace('/', "-"))),
        }
    }

    /// That the record differs.
    #[must_use]
    pub fn differs(code: &'static str) -> Self {
        Self::new(Weight::Differs, code)
    }

    /// That it could not be verified.
    #[must_use]
    pub fn unable(code: &'static str) -> Self {
        Self::new(Weight::Unable, code)
    }

    /// That something is to be known.
    #[must_use]
    pub fn notice(code: &'static str) -> Self {
        Self::new(Weight::Notice, code)
    }

    /// That something isn't the JSON that it should be: cut off, or otherwise; each has its code.
    #[must_use]
    pub(crate) fn of_json(
        error: &serde_json::Error,
        (truncated, unreadable): (&'static str, &'static str),
    ) -> Self {
        match error.classify() {
            Category::Eof => Self::unable(truncated).arg("line", error.line()),
            _ => Self::unable(unreadable)
                .arg("line", error.line())
                .arg("column", error.column()),
        }
    }

    /// Adds a fact to the sentence.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<mulu_core::diagnostic::Arg>) -> Self {
        self.message = self.message.arg(name, value);
        self
    }

    /// The worst of several; none: all is well.
    #[must_use]
    pub fn worst(findings: &[Finding]) -> Weight {
        let weights = findings.iter().map(|found| found.weight);
        weights.max().unwrap_or(Weight::Notice)
    }
}
