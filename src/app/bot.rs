//! The bot: from what happened on GitHub to what is written there.

mod commands;
mod desired;

use super::approvals::Approved;
use super::review::{Proposal, Reviewed, review};
use super::{Error, load};
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_git::{Remote, Repository};
use mulu_github::{
    self as github, Account, Applied, Client, Connection, DesiredState, Event, Fault, Pull,
};
use mulu_report::Localizer;
use std::path::PathBuf;

/// Where the bot works, and how it speaks.
#[derive(Debug)]
pub struct Bot {
    /// A clone of the repository, with the folder that holds `registry/`.
    pub folder: PathBuf,
    /// How GitHub is reached.
    pub client: Client,
    /// Where objects come from.
    pub remote: Remote,
    /// The language of what is written.
    pub words: Localizer,
    /// The day it is judged for; `None`: today.
    pub on: Option<Date>,
    /// Whether nothing is to be written.
    pub dry_run: bool,
}

/// What the bot did about one thing.
#[derive(Debug)]
pub enum BotOutcome {
    /// A pull request was judged.
    Judged {
        /// Its number.
        pull: u64,
        /// What was desired.
        desired: Box<DesiredState>,
        /// What came of it; `None`: a dry run.
        applied: Option<Applied>,
    },
    /// A merge of several was judged.
    Group {
        /// What was desired.
        desired: Box<DesiredState>,
    },
    /// Somebody was answered.
    Answered {
        /// Under which pull request.
        pull: u64,
        /// What was said.
        text: String,
    },
    /// Nothing had to be done.
    Nothing,
    /// Something could not be done.
    Failed {
        /// With which pull request; `None`: with none in particular.
        pull: Option<u64>,
        /// Why.
        failure: Error,
    },
}

/// A client from what a workflow run says.
///
/// # Errors
/// When the address is none.
pub fn connect(connection: Connection) -> Result<Client, Error> {
    Client::new(connection).map_err(|fault| unreached(&fault))
}

/// An event from what a workflow run says.
///
/// # Errors
/// When its payload cannot be read.
pub fn event(name: &str, payload: &[u8]) -> Result<Event, Error> {
    Event::read(name, payload).map_err(|reason| {
        let message = Message::new("failure-event").arg("name", name);
        Error::bad_input(message.arg("reason", reason))
    })
}

/// GitHub didn't do what was asked of it.
fn unreached(fault: &Fault) -> Error {
    Error::outside(Message::new("failure-github").arg("reason", fault.to_string()))
}

impl Bot {
    /// Does what an event calls for.
    #[must_use]
    pub fn handle(&self, event: &Event) -> Vec<BotOutcome> {
        match event {
            Event::Nothing => vec![BotOutcome::Nothing],
            Event::Pull { number, head } => vec![self.pull(*number, head.as_deref())],
            Event::Sweep => self.sweep(),
            Event::Group {
                base,
                head,
                head_ref,
            } => vec![self.group(base, head, head_ref)],
            Event::Comment {
                pull,
                comment,
                by,
                text,
            } => vec![self.command(*pull, *comment, by.as_ref(), text)],
        }
    }

    /// Every open pull request: what is on the base, or the day, may turn its
    /// verdicts.
    fn sweep(&self) -> Vec<BotOutcome> {
        match self.client.open_pulls() {
            Ok(pulls) => pulls.into_iter().map(|pull| self.judged(pull)).collect(),
            Err(fault) => vec![BotOutcome::Failed {
                pull: None,
                failure: unreached(&fault),
            }],
        }
    }

    /// One pull request. Where it can't be read, an earlier green may stand on the
    /// head that the event names: an approval was taken back, say.
    fn pull(&self, number: u64, head: Option<&str>) -> BotOutcome {
        let fault = match self.client.pull(number) {
            Ok(pull) => return self.judged(pull),
            Err(fault) => fault,
        };
        match head {
            Some(head) => self.failed(Some(number), head, unreached(&fault)),
            None => BotOutcome::Failed {
                pull: Some(number),
                failure: unreached(&fault),
            },
        }
    }

    fn judged(&self, pull: Pull) -> BotOutcome {
        if !pull.open || !pull.to_default {
            return BotOutcome::Nothing;
        }
        let (number, head) = (pull.number, pull.head.clone());
        match self
            .judge(pull)
            .and_then(|desired| self.applied(number, desired))
        {
            Ok(outcome) => outcome,
            Err(failure) => self.failed(Some(number), &head, failure),
        }
    }

    fn applied(&self, pull: u64, desired: DesiredState) -> Result<BotOutcome, Error> {
        let applied = if self.dry_run {
            None
        } else {
            let applied = github::apply(&self.client, pull, &desired);
            Some(applied.map_err(|fault| unreached(&fault))?)
        };
        Ok(BotOutcome::Judged {
            pull,
            desired: Box::new(desired),
            applied,
        })
    }

    /// The state that a pull request is to be brought to.
    fn judge(&self, pull: Pull) -> Result<DesiredState, Error> {
        let number = pull.number;
        let pull = self.fetched(pull)?;
        let reviews = self
            .client
            .reviews(number)
            .map_err(|fault| unreached(&fault))?;
        let repository = Repository::open(&self.folder)?;
        for approval in &reviews.approvals {
            // A commit that is nowhere any more approves nothing.
            if repository.commit(&approval.commit).is_err() && is_id(&approval.commit) {
                let kept = format!("+{0}:refs/mulu/approved/{0}", approval.commit);
                let _ = repository.fetch(&self.remote, &[kept]);
            }
        }
        let approvals = reviews.approvals.iter().map(|given| Approved {
            by: identity(&given.by),
            commit: given.commit.clone(),
        });
        let base = base_of(number);
        let reviewed = review(&Proposal {
            folder: self.folder.clone(),
            on: Some(self.day(&repository, &base)?),
            base,
            head: pull.head.clone(),
            author: pull.author.as_ref().map(identity),
            approvals: approvals.collect(),
            ..Proposal::default()
        })?;
        let mut desired = desired::of_pull(self, &pull, &reviewed);
        desired
            .reviewers
            .retain(|login| !reviews.heard(login, &pull.head));
        Ok(desired)
    }

    /// The objects of a pull request, and the pull request that they are of: it
    /// may have another head by the time they come, or GitHub's Git may not have
    /// yet what its API knows.
    fn fetched(&self, mut pull: Pull) -> Result<Pull, Error> {
        let repository = Repository::open(&self.folder)?;
        let number = pull.number;
        for tried in 0..FETCHES {
            self.client.back_off(tried);
            let head = format!("refs/mulu/pull/{number}");
            let refspecs = [
                format!("+refs/heads/{}:{}", pull.base, base_of(number)),
                format!("+refs/pull/{number}/head:{head}"),
            ];
            repository.fetch(&self.remote, &refspecs)?;
            if repository.revision(&head)?.id() == pull.head {
                return Ok(pull);
            }
            let base = pull.base;
            pull = self
                .client
                .pull(number)
                .map_err(|fault| unreached(&fault))?;
            if pull.base != base {
                break;
            }
        }
        Err(Error::outside(Message::new("failure-head-moves")))
    }

    fn day(&self, repository: &Repository, base: &str) -> Result<Date, Error> {
        match self.on {
            Some(day) => Ok(day),
            None => load::today(&repository.revision(base)?),
        }
    }

    /// What a merge queue put together. Who may and who agreed was settled for
    /// each pull request before it was queued.
    fn group(&self, base: &str, head: &str, head_ref: &str) -> BotOutcome {
        let judged = || -> Result<DesiredState, Error> {
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
            Ok(desired::of_group(self, head, &reviewed))
        };
        match judged() {
            Err(failure) => self.failed(None, head, failure),
            Ok(desired) => match self.concluded(head, &desired) {
                Err(failure) => self.failed(None, head, failure),
                Ok(()) => BotOutcome::Group {
                    desired: Box::new(desired),
                },
            },
        }
    }

    fn concluded(&self, head: &str, desired: &DesiredState) -> Result<(), Error> {
        if self.dry_run {
            return Ok(());
        }
        github::conclude(&self.client, head, &desired.checks).map_err(|fault| unreached(&fault))
    }

    /// A failure of ours, said on the head: no earlier green stays.
    fn failed(&self, pull: Option<u64>, head: &str, failure: Error) -> BotOutcome {
        let checks = desired::failed(self, &failure);
        let failure = match self.concluded(head, &checks) {
            Ok(()) => failure,
            // GitHub couldn't be told either: both are said here.
            Err(second) => Error::outside(
                Message::new("failure-twice")
                    .arg("first", failure.message)
                    .arg("second", second.message),
            ),
        };
        BotOutcome::Failed { pull, failure }
    }
}

/// How often the objects of a pull request are fetched until they are its own.
const FETCHES: u32 = 4;

/// Who an account is to a registry.
fn identity(account: &Account) -> Identity {
    Identity::github(&account.login, account.id)
}

/// The ref under which the base of a pull request is kept here.
fn base_of(pull: u64) -> String {
    format!("refs/mulu/base/{pull}")
}

/// Whether a text is a commit's whole id.
fn is_id(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A review as it is shown under a pull request: with links to its files.
fn links(bot: &Bot, reviewed: &Reviewed) -> mulu_report::reviews::Links {
    let folder = Repository::open(&bot.folder).map(|repository| repository.folder());
    mulu_report::reviews::Links {
        repository: format!(
            "{}/{}",
            bot.remote.server.trim_end_matches('/'),
            bot.remote.repository
        ),
        base: reviewed.base_commit.clone(),
        head: reviewed.head_commit.clone(),
        folder: folder.unwrap_or_default(),
    }
}
