//! Why something asked for could not be done: the one error of all crates above
//! the core. What is wrong *inside* a registry is no error but a finding.

use super::Message;
use std::fmt::Display;

/// Whose turn it is to do something about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// What was named doesn't exist.
    NotFound,
    /// What was asked makes no sense as it is asked.
    BadInput,
    /// The registry cannot be judged by what it brings along.
    BrokenRegistry,
    /// The disk, the network, a database or another program didn't do its part.
    Outside,
}

/// Why something could not be done: whose turn it is, and a sentence yet to be
/// worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Whose turn it is.
    pub kind: ErrorKind,
    /// What to say.
    pub message: Message,
}

impl Error {
    /// What was named doesn't exist.
    #[must_use]
    pub fn not_found(message: Message) -> Self {
        let kind = ErrorKind::NotFound;
        Error { kind, message }
    }

    /// What was asked makes no sense.
    #[must_use]
    pub fn bad_input(message: Message) -> Self {
        let kind = ErrorKind::BadInput;
        Error { kind, message }
    }

    /// The registry cannot be judged by what it brings along.
    #[must_use]
    pub fn broken_registry(message: Message) -> Self {
        let kind = ErrorKind::BrokenRegistry;
        Error { kind, message }
    }

    /// Something beyond the program didn't do its part.
    #[must_use]
    pub fn outside(message: Message) -> Self {
        let kind = ErrorKind::Outside;
        Error { kind, message }
    }

    /// Something of the machine that could not be read (a file, a repository), with
    /// the machine's own words.
    #[must_use]
    pub fn reading(what: &str, reason: &dyn Display) -> Self {
        let message = Message::new("failure-reading").arg("what", what);
        Error::outside(message.arg("reason", reason.to_string()))
    }

    /// Something that could not be written, with the machine's own words.
    #[must_use]
    pub fn writing(what: &str, reason: &dyn Display) -> Self {
        let message = Message::new("failure-writing").arg("what", what);
        Error::outside(message.arg("reason", reason.to_string()))
    }
}
