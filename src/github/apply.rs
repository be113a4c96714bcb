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
    /// What it was judged by is not so any more: it has to be judged again. Something
    /// may have been written just before.
    Moved,
}

/// Whether what was judged by is still so, asked of GitHub.
pub type StillSo<'a> = dyn Fn() -> Result<bool, Fault> + 'a;

/// Brings a pull request to the wanted state. Bad news goes first, good news last:
/// a check is never greener than what is known. What GitHub refuses besides the
/// checks is said in them. Whoever writes looks before whether what was judged by is
/// still so, and again afterwards: of two runs at a time the later word is the right
/// one, whichever of them writes last.
///
/// # Errors
/// When GitHub doesn't take something after all tries; the checks then say so.
pub fn apply(
    client: &Client,
    number: u64,
    wanted: &DesiredState,
    still_so: &StillSo<'_>,
) -> Result<Applied, Fault> {
    let pull = client.pull(number)?;
    if !pull.open || !pull.to_default || pull.head != wanted.head {
        return Ok(Applied::Superseded);
    }
    Writer {
        client,
        pull: &pull,
        wanted,
        still_so,
        written: false,
    }
    .write()
}

struct Writer<'a> {
    client: &'a Client,
    pull: &'a Pull,
    wanted: &'a DesiredState,
    still_so: &'a StillSo<'a>,
    written: bool,
}

impl Writer<'_> {
    fn write(mut self) -> Result<Applied, Fault> {
        let mut existing = Vec::new();
        for check in &self.wanted.checks {
            existing.push((check, self.client.existing(&self.wanted.head, &check.name)?));
        }
        let too_good = |(check, existing): &(&CheckRun, ExistingCheck)| existing.is_too_good(check);
        let (first, last): (Vec<_>, Vec<_>) = existing.into_iter().partition(too_good);
        for (check, existing) in &first {
            self.check(check, existing)?;
        }
        let refused = self.words()?;
        let last: Vec<(CheckRun, ExistingCheck)> = last
            .into_iter()
            .map(|(check, existing)| (with_remarks(check, &refused), existing))
            .collect();
        let is_news = |(check, existing): &(CheckRun, ExistingCheck)| !existing.is(check);
        // An older run's words over a newer one's are to be noticed, too.
        let news = self.written || last.iter().any(is_news);
        if news && !(self.still_so)()? {
            return Ok(Applied::Moved);
        }
        for (check, existing) in &last {
            self.check(check, existing)?;
        }
        if !refused.is_empty() {
            for (check, _) in &first {
                let check = with_remarks(check, &refused);
                let now = self.client.existing(&self.wanted.head, &check.name)?;
                self.check(&check, &now)?;
            }
        }
        if news && !(self.still_so)()? {
            return Ok(Applied::Moved);
        }
        Ok(Applied::Done {
            written: self.written,
        })
    }

    fn check(&mut self, check: &CheckRun, existing: &ExistingCheck) -> Result<(), Fault> {
        self.written |= self.client.check(&self.wanted.head, check, existing)?;
        Ok(())
    }

    /// Comment, labels and reviewers: what GitHub will not take is no reason to
    /// judge less. What was refused, as sentences.
    fn words(&mut self) -> Result<Vec<String>, Fault> {
        let (client, pull, wanted) = (self.client, self.pull, self.wanted);
        let comment = || match &wanted.comment {
            Some(text) => client.comment(pull.number, text),
            None => Ok(false),
        };
        let done = [
            (comment(), &wanted.refusals.comment),
            (client.labels(pull, wanted), &wanted.refusals.labels),
            (client.reviewers(pull, wanted), &wanted.refusals.reviewers),
        ];
        let mut refused = Vec::new();
        for (done, sentence) in done {
            match done {
                Err(fault) if fault.is_refusal() => {
                    refused.push(format!("{sentence} ({})", fault.brief()));
                }
                done => self.written |= done?,
            }
        }
        Ok(refused)
    }
}

/// A check that also says what could be said nowhere else.
fn with_remarks(check: &CheckRun, remarks: &[String]) -> CheckRun {
    let mut check = check.clone();
    for remark in remarks {
        check.summary = format!("> {remark}\n\n{}", check.summary);
    }
    check
}

/// Brings the checks of a head to a state: where there is no pull request to speak
/// of, and where all that can be said is that we failed. Each is tried although
/// another fails.
///
/// # Errors
/// When one isn't taken.
pub fn conclude(client: &Client, head: &str, checks: &[CheckRun]) -> Result<(), Fault> {
    each(client, head, checks, |_| true).map(drop)
}

/// Takes down the checks of a head that nobody proposes any more: those that are
/// there. Whether there were any.
///
/// # Errors
/// When one isn't taken.
pub fn take_down(client: &Client, head: &str, checks: &[CheckRun]) -> Result<bool, Fault> {
    each(client, head, checks, |existing| !existing.is_absent())
}

/// Writes the checks that are wanted by how they stand, each although another fails;
/// whether any was written.
fn each(
    client: &Client,
    head: &str,
    checks: &[CheckRun],
    wanted: impl Fn(&ExistingCheck) -> bool,
) -> Result<bool, Fault> {
    let mut all = Ok(false);
    for check in checks {
        let done =
            client
                .existing(head, &check.name)
                .and_then(|existing| match wanted(&existing) {
                    true => client.check(head, check, &existing),
                    false => Ok(false),
                });
        all = all.and_then(|any| Ok(any | done?));
    }
    all
}

/// Whether the checks of ours on a head let a change be merged.
///
/// # Errors
/// When GitHub doesn't tell.
pub fn stands_green(client: &Client, head: &str, names: &[&str]) -> Result<bool, Fault> {
    for name in names {
        if !client.existing(head, name)?.is_green() {
            return Ok(false);
        }
    }
    Ok(true)
}
