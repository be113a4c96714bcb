//! The bot: from what happened on GitHub to what is written there.

mod apart;
mod commands;
mod desired;
mod heads;
mod judge;
mod limits;
mod notes;
mod noting;
mod order;
mod process;
mod round;

pub use apart::{Answers, Judge};
pub(super) use desired::NAMES;
pub use judge::{judge_apart, judge_here};
pub use order::Limits;

use super::Error;
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_git::Remote;
use mulu_github::{
    self as github, Account, Applied, CheckRun, Client, Connection, DesiredState, Event, Fault,
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
    /// Who judges.
    pub judge: Judge,
    /// How much the judgement of one head may cost.
    pub limits: Limits,
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
    /// A merge has its note.
    Noted {
        /// The pull request.
        pull: u64,
        /// The merge.
        commit: String,
        /// What the note says.
        text: String,
        /// Whether it wasn't there before; `None`: a dry run.
        written: Option<bool>,
    },
    /// The checks of a head were taken down: nobody proposes it any more.
    TakenDown {
        /// The pull request that was closed.
        pull: u64,
    },
    /// Something is set so that more could go wrong than need be.
    Warned(Message),
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
    let message = match fault.missing_permission() {
        Some(needed) => Message::new("failure-permission").arg("needed", needed),
        None => Message::new("failure-github"),
    };
    Error::outside(message.arg("reason", fault.to_string()))
}

impl Bot {
    /// Does what an event calls for.
    #[must_use]
    pub fn handle(&self, event: &Event) -> Vec<BotOutcome> {
        match event {
            Event::Nothing => vec![BotOutcome::Nothing],
            Event::Pull {
                number,
                head,
                before,
            } => self.pull(*number, head.as_deref(), before.as_deref()),
            Event::Closed { number } => self.closed(*number),
            Event::Head { head } => self.head(head),
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
            } => self.command(*pull, *comment, by.as_ref(), text),
        }
    }

    /// A failure of ours, said on the head: no earlier green stays.
    fn failed(&self, pull: Option<u64>, head: &str, failure: Error) -> BotOutcome {
        let failure = match self.concluded(head, &desired::failed(&self.words, &failure)) {
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

    fn concluded(&self, head: &str, checks: &[CheckRun]) -> Result<(), Error> {
        if self.dry_run {
            return Ok(());
        }
        github::conclude(&self.client, head, checks).map_err(|fault| unreached(&fault))
    }
}

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
