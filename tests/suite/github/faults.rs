//! What can go wrong between the bot and GitHub.

/// A way to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    ServerError,
    BadGateway,
    Secondary,
    TooMany,
    TimeOut,
    Reset,
    Truncated,
    /// A permission that is missing, a conversation that is locked: for good.
    Forbidden,
}

impl Fault {
    pub(super) const ALL: [Fault; 7] = [
        Fault::ServerError,
        Fault::BadGateway,
        Fault::Secondary,
        Fault::TooMany,
        Fault::TimeOut,
        Fault::Reset,
        Fault::Truncated,
    ];
}

/// Whether what was asked for took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Before,
    After,
}

/// Which calls fail, counted from 0.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) at: usize,
    pub(super) fault: Fault,
    pub(super) when: When,
    /// How many calls in a row.
    pub(super) times: usize,
}

impl Plan {
    pub(super) fn due(&mut self, call: usize) -> Option<(Fault, When)> {
        let due = (self.at..self.at.saturating_add(self.times)).contains(&call);
        due.then_some((self.fault, self.when))
    }
}
