//! Why something asked for could not be done: the one error of all crates above
//! the core. What is wrong *inside* a registry is no error but a finding.

use super::{Arg, Message};
use std::io;

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

    /// Something of the machine that could not be read (a file, a repository).
    #[must_use]
    pub fn reading(what: &str, reason: &dyn Reason) -> Self {
        let message = Message::new("failure-reading").arg("what", what);
        Error::outside(message.arg("reason", reason.reason()))
    }

    /// Something that could not be written.
    #[must_use]
    pub fn writing(what: &str, reason: &dyn Reason) -> Self {
        let message = Message::new("failure-writing").arg("what", what);
        Error::outside(message.arg("reason", reason.reason()))
    }
}

/// Why the machine didn't do its part: in our words where people meet it often, else in its own.
pub trait Reason {
    /// The reason, as it stands in a sentence.
    fn reason(&self) -> Arg;
}

impl Reason for io::Error {
    fn reason(&self) -> Arg {
        let key = match self.kind() {
            io::ErrorKind::NotFound => "reason-missing",
            io::ErrorKind::PermissionDenied => "reason-forbidden",
            io::ErrorKind::AlreadyExists => "reason-taken",
            io::ErrorKind::IsADirectory => "reason-folder",
            io::ErrorKind::NotADirectory => "reason-no-folder",
            io::ErrorKind::StorageFull => "reason-full",
            io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
            _ => return Arg::from(self.to_string()),
        };
        Message::new(key).into()
    }
}

impl Reason for serde_json::Error {
    fn reason(&self) -> Arg {
        Arg::from(self.to_string())
    }
}

impl Reason for &str {
    fn reason(&self) -> Arg {
        Arg::from(*self)
    }
}

impl Reason for String {
    fn reason(&self) -> Arg {
        Arg::from(self.as_str())
    }
}
