//! The only writer. It brings a pull request to a state; run again with nothing
//! new, it writes nothing.

use super::checks::{CheckRun, ExistingCheck};
use super::{Client, DesiredState, Fault, Pull};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It is as wanted; whether anything had to be written.
    Done {
        /// Whether it wasn't so before.
        written: bool,
    },
    /// It has another head or base by now, or is closed: nothing was written.
    Superseded,
}

/// Brings a pull request to the wanted state. Bad news goes first, good news last:
/// a check is never greener than what is known, and green only when all is said.
///
/// # Errors
/// When GitHub doesn't take something after all tries; the checks then say so.
pub fn apply(client: &Client, number: u64, wanted: &DesiredState) -> Result<Applied, Fault> {
    let pull = client.pull(number)?;
    if !pull.open || !pull.to_default || pull.head != wanted.head {
        return Ok(Applied::Superseded);
    }
    let written = write(client, &pull, wanted)?;
    Ok(Applied::Done { written })
}

fn write(client: &Client, pull: &Pull, wanted: &DesiredState) -> Result<bool, Fault> {
    let mut existing = Vec::new();
    for check in &wanted.checks {
        existing.push((check, client.existing(&wanted.head, &check.name)?));
    }
    let too_good = |(check, existing): &(&CheckRun, ExistingCheck)| existing.is_too_good(check);
    let (first, last): (Vec<_>, Vec<_>) = existing.into_iter().partition(too_good);
    let mut written = false;
    for (check, existing) in &first {
        written |= client.check(&wanted.head, check, existing)?;
    }
    if let Some(comment) = &wanted.comment {
        written |= client.comment(pull.number, comment)?;
    }
    written |= client.labels(pull, wanted)?;
    written |= client.reviewers(pull, wanted)?;
    for (check, existing) in &last {
        written |= client.check(&wanted.head, check, existing)?;
    }
    Ok(written)
}

/// Brings the checks of a head to a state: where there is no pull request to speak
/// of, and where all that can be said is that we failed. Each is tried although
/// another fails.
///
/// # Errors
/// When one isn't taken.
pub fn conclude(client: &Client, head: &str, checks: &[CheckRun]) -> Result<(), Fault> {
    let mut all = Ok(());
    for check in checks {
        let done = client
            .existing(head, &check.name)
            .and_then(|existing| client.check(head, check, &existing));
        all = all.and(done.map(drop));
    }
    all
}
