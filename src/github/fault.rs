//! What can go wrong with a call, and whether another try may help.

use std::fmt;
use std::time::Duration;

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The call: method and route.
    pub call: String,
    /// The HTTP status; `None`: there was no whole answer.
    pub status: Option<u16>,
    /// GitHub's words, or the machine's.
    pub reason: String,
    /// Whether another try may help.
    pub(super) transient: bool,
    /// How long GitHub asks to wait.
    pub(super) wait: Option<Duration>,
}

/// Longer than this nobody waits: the next run will do.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

impl Fault {
    /// No whole answer: a time-out, a reset, an answer cut short.
    pub(super) fn broken(call: &str, reason: impl fmt::Display) -> Self {
        Fault {
            call: call.to_owned(),
            status: None,
            reason: reason.to_string(),
            transient: true,
            wait: None,
        }
    }

    /// An answer that says no.
    pub(super) fn refused(call: &str, status: u16, reason: String, limit: Limit) -> Self {
        let limited = status == 429 || (status == 403 && limit.is_reached(&reason));
        Fault {
            call: call.to_owned(),
            status: Some(status),
            reason,
            transient: (limited && limit.wait.is_none_or(|wait| wait <= LONGEST_WAIT))
                || status >= 500
                || status == 408,
            wait: limit.wait.filter(|_| limited || status >= 500),
        }
    }

    /// Whether there is no such thing.
    pub(super) fn is_missing(&self) -> bool {
        matches!(self.status, Some(404 | 410))
    }

    /// Whether GitHub understood and will not.
    pub(super) fn is_unprocessable(&self) -> bool {
        self.status == Some(422)
    }
}

/// What the headers say of GitHub's limits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Limit {
    /// Whether no call is left before the reset.
    pub(super) exhausted: bool,
    /// How long to wait: `Retry-After`, or until the reset.
    pub(super) wait: Option<Duration>,
}

impl Limit {
    /// The secondary limit is a 403 that may come without headers.
    fn is_reached(self, reason: &str) -> bool {
        self.exhausted || self.wait.is_some() || reason.contains("secondary rate limit")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{}: {status} {}", self.call, self.reason),
            None => write!(f, "{}: {}", self.call, self.reason),
        }
    }
}

impl std::error::Error for Fault {}
