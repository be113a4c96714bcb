//! One head, from its objects and reviews to what is to be shown: the work of a judging
//! process. It reads what strangers wrote, and writes nothing to GitHub.

use super::super::approvals::Approved;
use super::super::review::{Proposal, review};
use super::super::{Error, days};
use super::order::{Answer, Asked, Case, Order, Said};
use super::{base_of, desired, identity, is_id, limits};
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_git::{Remote, Repository};
use mulu_github::{self as github, DesiredState};
use mulu_report::Localizer;
use std::io::{self, Write};
use std::path::PathBuf;

/// What a judgement needs: nothing that could write to GitHub.
pub(super) struct Judging {
    pub(super) folder: PathBuf,
    pub(super) remote: Remote,
    pub(super) words: Localizer,
    pub(super) on: Option<Date>,
}

/// The judging process: reads its order, limits itself, answers line by line.
///
/// # Errors
/// When the order is none, the limits can't be set, or nobody takes the answers.
pub fn judge_apart(order: &[u8], out: &mut dyn Write) -> Result<(), Error> {
    let failure = |key: &'static str, reason: String| Message::new(key).arg("reason", reason);
    let order: Order = serde_json::from_slice(order)
        .map_err(|error| Error::bad_input(failure("failure-order", error.to_string())))?;
    limits::take_upon_oneself(&order.limits)
        .map_err(|error| Error::outside(failure("failure-limits", error.to_string())))?;
    judge(&order, out).map_err(|error| Error::writing("stdout", &error))
}

/// The same in this process, without limits.
///
/// # Errors
/// When the order is none, or nobody takes the answers.
pub fn judge_here(order: &[u8], out: &mut dyn Write) -> io::Result<()> {
    judge(&serde_json::from_slice(order)?, out)
}

/// Judges what an order asks for, one pull request after the other.
///
/// # Errors
/// When an answer isn't taken.
fn judge(order: &Order, out: &mut dyn Write) -> io::Result<()> {
    let mut tell = |answer: &Answer| -> io::Result<()> {
        serde_json::to_writer(&mut *out, answer)?;
        out.write_all(b"\n")?;
        out.flush()
    };
    let judging = Judging {
        folder: order.folder.clone(),
        remote: order.remote(),
        words: Localizer::new(order.language.parse().unwrap_or_default()),
        on: order.on.as_deref().and_then(|day| day.parse().ok()),
    };
    let said = |judged: Result<Said, Error>| {
        judged.unwrap_or_else(|failure| Said::Failed(judging.words.say(&failure.message)))
    };
    match &order.case {
        Case::Head { head, pulls } => {
            for pull in pulls {
                tell(&Answer {
                    pull: Some(pull.number),
                    said: said(judging.pull(head, pull)),
                })?;
            }
            Ok(())
        }
        Case::Group {
            base,
            head,
            head_ref,
        } => tell(&Answer {
            pull: None,
            said: said(judging.group(base, head, head_ref)),
        }),
        Case::Unnoted { branch } => tell(&Answer {
            pull: None,
            said: said(judging.unnoted(branch)),
        }),
        Case::Merge(merge) => tell(&Answer {
            pull: None,
            said: said(judging.merge(merge)),
        }),
    }
}

/// Approvals as reviews count them.
pub(super) fn approved(given: &[github::Approved]) -> Vec<Approved> {
    let approved = given.iter().map(|given| Approved {
        by: identity(&given.by),
        commit: given.commit.clone(),
    });
    approved.collect()
}

impl Judging {
    /// The state that a pull request is to be brought to.
    fn pull(&self, head: &str, pull: &Asked) -> Result<Said, Error> {
        let repository = Repository::open(&self.folder)?;
        let base = base_of(pull.number);
        let here = format!("refs/mulu/pull/{}", pull.number);
        let refspecs = [
            format!("+refs/heads/{}:{base}", pull.base),
            format!("+refs/pull/{}/head:{here}", pull.number),
        ];
        repository.fetch(&self.remote, &refspecs)?;
        // It may have another head by now, or GitHub's Git may not have yet what its
        // API knows.
        if repository.revision(&here)?.id() != head {
            return Ok(Said::Elsewhere);
        }
        self.fetch_approved(&repository, &pull.approvals);
        let reviewed = review(&Proposal {
            folder: self.folder.clone(),
            on: Some(self.day(&repository, &base)?),
            base,
            head: head.to_owned(),
            author: pull.author.as_ref().map(identity),
            branch: Some(pull.branch.clone()),
            approvals: approved(&pull.approvals),
            ..Proposal::default()
        })?;
        Ok(judged(
            &reviewed.base_commit,
            desired::of_pull(self, &reviewed),
        ))
    }

    /// What a merge queue put together. Who may and who agreed was settled for
    /// each pull request before it was queued.
    fn group(&self, base: &str, head: &str, head_ref: &str) -> Result<Said, Error> {
        let repository = Repository::open(&self.folder)?;
        let refspecs = [
            format!("+{head_ref}:refs/mulu/group"),
            format!("+{base}:refs/mulu/group-base"),
        ];
        if !is_id(base) || !head_ref.starts_with("refs/heads/") {
            return Err(Error::outside(Message::new("failure-head-moves")));
        }
        repository.fetch(&self.remote, &refspecs)?;
        let reviewed = review(&Proposal {
            folder: self.folder.clone(),
            on: Some(self.day(&repository, base)?),
            base: base.to_owned(),
            head: head.to_owned(),
            settled: true,
            ..Proposal::default()
        })?;
        Ok(judged(base, desired::of_group(self, &reviewed)))
    }

    /// Fetches what was approved. A commit that is nowhere any more approves nothing.
    pub(super) fn fetch_approved(&self, repository: &Repository, given: &[github::Approved]) {
        for approval in given {
            if repository.commit(&approval.commit).is_err() && is_id(&approval.commit) {
                let kept = format!("+{0}:refs/mulu/approved/{0}", approval.commit);
                let _ = repository.fetch(&self.remote, &[kept]);
            }
        }
    }

    fn day(&self, repository: &Repository, base: &str) -> Result<Date, Error> {
        match self.on {
            Some(day) => Ok(day),
            None => days::today(&repository.revision(base)?),
        }
    }
}

fn judged(base: &str, desired: DesiredState) -> Said {
    Said::Judged {
        base: base.to_owned(),
        desired: Box::new(desired),
    }
}
