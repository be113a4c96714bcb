//! Judging in a process of its own. Whatever a proposal does to it (it needs too much
//! memory, it never ends, it breaks the program), the bot goes on and says so on that
//! head.

use super::super::Error;
use super::order::{Answer, Case, Limits, Order, Said};
use super::process::{self, End, Ended};
use super::{Bot, desired};
use mulu_core::diagnostic::Message;
use mulu_github::DesiredState;
use std::ffi::OsString;
use std::path::PathBuf;

/// Who judges.
pub enum Judge {
    /// Another process for each head: a program with arguments that reads an order and
    /// answers (`mulu judge`).
    Apart {
        /// The program.
        program: PathBuf,
        /// Its arguments.
        args: Vec<OsString>,
    },
    /// Something that answers an order as such a process would, such as [`judge_here`]
    /// in this process: without limits.
    ///
    /// [`judge_here`]: super::judge_here
    Here(Box<Answers>),
}

/// From an order to its answers.
pub type Answers = dyn Fn(&[u8]) -> Vec<u8>;

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Judge::Apart { program, args } => {
                f.debug_tuple("Apart").field(program).field(args).finish()
            }
            Judge::Here(_) => f.write_str("Here"),
        }
    }
}

/// What was answered, as far as it was.
pub(super) struct Heard {
    answers: Vec<Answer>,
    /// Why nothing more came; `None`: there was no more to say.
    death: Option<Error>,
}

impl Bot {
    /// Has something judged.
    pub(super) fn heard(&self, case: Case) -> Heard {
        let order = Order {
            folder: self.folder.clone(),
            server: self.remote.server.clone(),
            repository: self.remote.repository.clone(),
            token: self.remote.token.clone(),
            language: self.words.language().tag().to_owned(),
            on: self.on.map(|day| day.to_string()),
            limits: self.limits,
            case,
        };
        let order = match serde_json::to_vec(&order) {
            Ok(order) => order,
            Err(error) => return Heard::died(cut_short(&error.to_string())),
        };
        let ended = match &self.judge {
            Judge::Here(answers) => Ok(Ended {
                out: answers(&order),
                end: End::Done,
            }),
            Judge::Apart { program, args } => process::run(program, args, order, self.limits),
        };
        match ended {
            Err(error) => Heard::died(not_started(&error)),
            Ok(ended) => Heard::from(&ended, self.limits),
        }
    }
}

impl Heard {
    fn died(death: Error) -> Self {
        Heard {
            answers: Vec::new(),
            death: Some(death),
        }
    }

    /// Whole lines are answers, however it ended; a line that is none ends the trust
    /// in what follows.
    fn from(ended: &Ended, limits: Limits) -> Self {
        let mut death = death(ended, limits);
        let mut answers = Vec::new();
        let mut lines = ended.out.split(|byte| *byte == b'\n');
        // What follows the last line end is part of a line.
        let rest = lines.next_back().unwrap_or_default();
        for line in lines {
            match serde_json::from_slice(line) {
                Ok(answer) => answers.push(answer),
                Err(_) => {
                    death = death.or_else(|| Some(garbled()));
                    break;
                }
            }
        }
        if !rest.is_empty() {
            death = death.or_else(|| Some(garbled()));
        }
        Heard { answers, death }
    }

    /// What was said of a pull request, or of the group; once. `None`: the objects that
    /// came are of another head than the one asked about.
    ///
    /// # Errors
    /// When it could not be judged, or was not.
    pub(super) fn of(&mut self, pull: Option<u64>, head: &str) -> Result<Option<Found>, Error> {
        match self.take(pull)? {
            Said::Elsewhere => Ok(None),
            Said::Judged { base, desired } if desired::is_of(&desired, head) => {
                Ok(Some(Found { base, desired }))
            }
            _ => Err(garbled()),
        }
    }

    /// What was said where there is one thing to say.
    ///
    /// # Errors
    /// When it could not be said, or was not.
    pub(super) fn said(mut self) -> Result<Said, Error> {
        self.take(None)
    }

    fn take(&mut self, pull: Option<u64>) -> Result<Said, Error> {
        let at = self.answers.iter().position(|answer| answer.pull == pull);
        let Some(at) = at else {
            return Err(self.death.clone().unwrap_or_else(garbled));
        };
        match self.answers.swap_remove(at).said {
            Said::Failed(sentence) => {
                let message = Message::new("failure-said").arg("sentence", sentence);
                Err(Error::outside(message))
            }
            said => Ok(said),
        }
    }
}

/// A judgement, and the commit of the base that it was made by.
pub(super) struct Found {
    pub(super) base: String,
    pub(super) desired: Box<DesiredState>,
}

pub(super) fn garbled() -> Error {
    Error::outside(Message::new("failure-judge-garbled"))
}

fn not_started(error: &std::io::Error) -> Error {
    Error::outside(Message::new("failure-judge-start").arg("reason", error.to_string()))
}

fn cut_short(how: &str) -> Error {
    Error::outside(Message::new("failure-judge-ended").arg("how", how))
}

/// What a process died of, in words; `None`: it ended by itself with nothing to say.
fn death(ended: &Ended, limits: Limits) -> Option<Error> {
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let message = match &ended.end {
        End::Done => return None,
        End::OutOfTime => Message::new("failure-judge-time").arg("seconds", count(limits.seconds)),
        End::OutOfProcessorTime => {
            Message::new("failure-judge-cpu").arg("seconds", count(limits.cpu_seconds))
        }
        End::OutOfMemory => {
            Message::new("failure-judge-memory").arg("megabytes", count(limits.megabytes))
        }
        End::TooMuchSaid => Message::new("failure-judge-garbled"),
        End::Otherwise(how) => return Some(cut_short(how)),
    };
    Some(Error::outside(message))
}
