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

    /// A list that is longer than what is read of any.
    pub(super) fn endless(call: &str, read: usize) -> Self {
        Fault {
            call: call.to_owned(),
            status: None,
            reason: format!("more than {read} entries"),
            transient: false,
            wait: None,
        }
    }

    /// Whether GitHub said no, and would say so again: a locked conversation, a
    /// permission that is missing, too many labels.
    pub(super) fn is_refusal(&self) -> bool {
        !self.transient
            && self
                .status
                .is_some_and(|status| (400..500).contains(&status))
    }

    /// The permission that the call needs, where GitHub says that it isn't there; as
    /// a workflow names it.
    #[must_use]
    pub fn missing_permission(&self) -> Option<&'static str> {
        let denied = self.status == Some(403) && !self.transient;
        let needs = |part: &str| self.call.contains(part);
        let (read, write) = match () {
            () if needs("check-runs") => ("checks: read", "checks: write"),
            () if needs("/pulls") => ("pull-requests: read", "pull-requests: write"),
            () if needs("/issues/") => ("issues: read", "issues: write"),
            () => ("contents: read", "contents: write"),
        };
        let reads = self.call.starts_with("GET ");
        denied.then_some(if reads { read } else { write })
    }

    /// What GitHub said, without the call.
    pub(super) fn brief(&self) -> String {
        let status = self.status.map(|status| status.to_string());
        let needs = self.missing_permission();
        let words = [status.as_deref(), Some(&*self.reason), needs];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        words.join(" · ")
    }

    /// Whether there is no such thing.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.status, Some(404 | 410))
    }

    /// Whether something else was written at the same time.
    pub(super) fn is_conflict(&self) -> bool {
        self.status == Some(409)
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
