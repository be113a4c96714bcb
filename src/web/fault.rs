//! Why there is no page: an answer too, with a status and a sentence.

use mulu_app::{Error, ErrorKind};
use mulu_core::diagnostic::Message;

/// What went wrong, by the status of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Status {
    /// The address makes no sense.
    Malformed,
    /// Who asks must say who they are.
    Unknown,
    /// Who asks is known, and may not.
    Forbidden,
    /// There is no such page.
    NotFound,
    /// Pages are read, not written.
    Method,
    /// More was sent than is read.
    TooLarge,
    /// The address makes sense, and cannot be answered.
    Unanswerable,
    /// Too much is asked at once, or something beyond the program didn't do its part.
    Busy,
}

impl Status {
    /// The number.
    pub(crate) fn code(self) -> u16 {
        match self {
            Status::Malformed => 400,
            Status::Unknown => 401,
            Status::Forbidden => 403,
            Status::NotFound => 404,
            Status::Method => 405,
            Status::TooLarge => 413,
            Status::Unanswerable => 422,
            Status::Busy => 503,
        }
    }
}

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) status: Status,
    pub(crate) message: Message,
}

impl Fault {
    pub(crate) fn new(status: Status, message: Message) -> Self {
        Fault { status, message }
    }

    pub(crate) fn malformed(message: Message) -> Self {
        Fault::new(Status::Malformed, message)
    }

    pub(crate) fn not_found(message: Message) -> Self {
        Fault::new(Status::NotFound, message)
    }

    pub(crate) fn unanswerable(message: Message) -> Self {
        Fault::new(Status::Unanswerable, message)
    }

    /// No page of the kind.
    pub(crate) fn no_page() -> Self {
        Fault::not_found(Message::new("web-no-page"))
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let status = match error.kind {
            ErrorKind::NotFound => Status::NotFound,
            ErrorKind::BadInput | ErrorKind::BrokenRegistry => Status::Unanswerable,
            ErrorKind::Outside => Status::Busy,
        };
        Fault::new(status, error.message)
    }
}

/// A template or a table that cannot be written to memory: nobody has seen it.
impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        let message = Message::new("web-unwritable").arg("reason", error.to_string());
        Fault::new(Status::Busy, message)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        let message = Message::new("web-unwritable").arg("reason", error.to_string());
        Fault::new(Status::Busy, message)
    }
}
