//! Handing in: from a draft to the pull request of whoever wrote it, opened by the account of
//! the form's server.
//!
//! Commit, branch, pull request, each at most once: what is about to be sent is written down
//! before, so that a second press, and a server that was killed in between, go on where it
//! stood. Nothing that somebody else pushed is overwritten.

use super::bot::NAMES;
use super::drafted::mailbox;
use super::load::OwnedSnapshot;
use super::record::cannot;
use super::{Error, days};
use jiff::Timestamp;
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_core::registry::{Identity, Registry};
use mulu_git::{Beside, NewCommit, Pushed, Remote, Repository};
use mulu_github::{Client, Connection, Fault, NewPull, Pull};
use mulu_record::Key;
use mulu_record::ssh::{self, GIT};
use mulu_record::submission::{self as handed, Claim};
use mulu_report::Localizer;
use mulu_store::{Drafts, HandedIn};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Who commits, and the host of addresses: one that is none.
const COMMITTER: (&str, &str) = ("mulu", "mulu@users.invalid");

/// How much of a draft's id names its branch.
const SHORT: usize = 12;

/// The longest title of a pull request, in characters (GitHub takes 256).
const LONGEST: usize = 200;

/// The server's side of handing in: its account at the forge, and its key.
pub struct Submitter {
    client: Client,
    remote: Remote,
    /// The private key, as its file has it.
    secret: Vec<u8>,
    key: Key,
    /// The drafts that are being handed in: whoever presses twice is told to wait.
    going: Mutex<BTreeSet<String>>,
}

/// Neither token nor key.
impl std::fmt::Debug for Submitter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut told = f.debug_struct("Submitter");
        told.field("repository", &self.remote.repository);
        told.field("key", &self.key.to_string());
        told.finish_non_exhaustive()
    }
}

/// A draft that is being handed in, until this value goes.
struct Going<'a> {
    all: &'a Mutex<BTreeSet<String>>,
    draft: &'a str,
}

impl<'a> Going<'a> {
    fn begin(all: &'a Mutex<BTreeSet<String>>, draft: &'a str) -> Result<Self, Error> {
        let mut going = all.lock().unwrap_or_else(PoisonError::into_inner);
        match going.insert(draft.to_owned()) {
            true => Ok(Going { all, draft }),
            false => Err(Error::outside(Message::new("submit-going"))),
        }
    }
}

impl Drop for Going<'_> {
    fn drop(&mut self) {
        let mut going = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        going.remove(self.draft);
    }
}

/// What is handed in.
#[derive(Clone, Copy, Debug)]
pub struct Handing<'a> {
    /// The folder that holds `registry/`.
    pub folder: &'a Path,
    /// The draft, by its id.
    pub draft: &'a str,
    /// Its file.
    pub path: &'a str,
    /// What that is to say.
    pub bytes: &'a [u8],
    /// Who hands it in.
    pub by: &'a Identity,
    /// What it was written on.
    pub base: &'a OwnedSnapshot,
    /// What it is about, in a line.
    pub subject: &'a str,
    /// The language of the pull request.
    pub words: &'a Localizer,
}

/// How a pull request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullState {
    /// It waits.
    Open,
    /// It is part of the registry.
    Merged,
    /// It was put aside.
    Closed,
}

/// What became of something handed in, as the forge says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How it stands.
    pub state: PullState,
    /// Whether its branch stands where we left it: a commit of somebody else's voids it.
    pub is_ours: bool,
    /// Who opened it.
    pub opened_by: Option<Identity>,
    /// The bot's checks: name, conclusion and title, as far as they are there.
    pub checks: Vec<(String, Option<String>, String)>,
}

impl Submitter {
    /// From what the server is started with.
    ///
    /// # Errors
    /// When the address is none, or the key can't sign.
    pub fn new(connection: Connection, remote: Remote, key: &[u8]) -> Result<Self, Error> {
        let (public, _) = ssh::sign(b"", GIT, key).map_err(cannot)?;
        Ok(Submitter {
            client: Client::new(connection).map_err(|fault| unreached(&fault))?,
            remote,
            secret: key.to_vec(),
            key: public,
            going: Mutex::default(),
        })
    }

    /// Whether reviews by a registry take what this server signs on a day.
    ///
    /// # Errors
    /// With what is missing in the registry's settings.
    pub fn is_known(&self, registry: &Registry, on: Date) -> Result<(), Error> {
        let server = registry.settings.submissions.as_ref();
        let known = server.is_some_and(|server| handed::is_valid(server, &self.key, on));
        let message = || Message::new("submit-unknown-key").arg("key", self.key.to_string());
        known
            .then_some(())
            .ok_or_else(|| Error::broken_registry(message()))
    }

    /// Hands a draft in: afterwards its pull request is open, and says what the draft says.
    ///
    /// # Errors
    /// When the registry doesn't know the key, somebody else stands on the branch, or the forge
    /// doesn't do its part: pressed again, it goes on from there.
    pub fn hand_in(&self, drafts: &Drafts, of: &Handing<'_>) -> Result<HandedIn, Error> {
        let _going = Going::begin(&self.going, of.draft)?;
        let digest = digest(of.path, of.bytes);
        let known = drafts.handed_in(of.draft)?;
        let same = known.as_ref().filter(|known| known.digest == digest);
        if let Some(same) = same
            && let Some(pull) = self.pull(same)?
            && (pull.merged.is_some() || pull.open && pull.head == same.head)
        {
            return Ok(same.clone());
        }
        let record = self.pushed(drafts, of, known.as_ref(), digest)?;
        self.proposed(drafts, of, record)
    }

    /// What became of something handed in.
    ///
    /// # Errors
    /// When the forge doesn't tell.
    pub fn look(&self, of: &HandedIn) -> Result<Option<Progress>, Error> {
        let Some(pull) = self.pull(of)? else {
            return Ok(None);
        };
        let mut checks = Vec::new();
        for name in NAMES {
            let standing = self.client.standing(&pull.head, name);
            if let Some(check) = standing.map_err(|fault| unreached(&fault))? {
                checks.push((name.to_owned(), check.conclusion, check.title));
            }
        }
        Ok(Some(Progress {
            state: match (pull.merged.is_some(), pull.open) {
                (true, _) => PullState::Merged,
                (_, true) => PullState::Open,
                _ => PullState::Closed,
            },
            is_ours: pull.head == of.head,
            opened_by: pull.author.map(|by| Identity::github(&by.login, by.id)),
            checks,
        }))
    }

    /// The pull request that is known of something handed in.
    fn pull(&self, of: &HandedIn) -> Result<Option<Pull>, Error> {
        let pull = of.pull.map(|number| self.client.pull(number)).transpose();
        pull.map_err(|fault| unreached(&fault))
    }

    /// Sees to it that the branch stands at a commit of the draft.
    fn pushed(
        &self,
        drafts: &Drafts,
        of: &Handing<'_>,
        known: Option<&HandedIn>,
        digest: String,
    ) -> Result<HandedIn, Error> {
        let short: String = of.draft.chars().take(SHORT).collect();
        let branch = format!("mulu/{short}");
        let stands = self.client.branch(&branch);
        let stands = stands.map_err(|fault| unreached(&fault))?;
        let taken = || {
            let message = Message::new("submit-branch-taken").arg("branch", branch.as_str());
            Error::outside(message)
        };
        if let Some(at) = &stands {
            let known =
                known.filter(|known| known.head == *at || known.before.as_ref() == Some(at));
            let known = known.ok_or_else(taken)?;
            if known.head == *at && known.digest == digest {
                return Ok(known.clone());
            }
        }
        let commit = self.commit(of, &branch, &digest)?;
        let record = HandedIn {
            draft: of.draft.to_owned(),
            digest,
            by: of.by.to_string(),
            branch: branch.clone(),
            head: commit.id().to_owned(),
            before: stands.clone(),
            pull: known.and_then(|known| known.pull),
            address: known.and_then(|known| known.address.clone()),
        };
        // Before anything is sent: whoever comes after a crash knows it for ours.
        drafts.hand_in(&record)?;
        match commit.push(&self.remote, &branch, stands.as_deref())? {
            Pushed::Done => Ok(record),
            Pushed::Elsewhere => Err(taken()),
        }
    }

    /// The commit: its author is who hands it in, and the server signs for that.
    fn commit(&self, of: &Handing<'_>, branch: &str, digest: &str) -> Result<Beside, Error> {
        let repository = Repository::open(of.folder)?;
        let base = of.base.provenance.commit.as_deref().unwrap_or_default();
        let base = repository.commit(base)?;
        let now = Timestamp::now().to_zoned(days::zone_of(&base)?);
        self.is_known(&of.base.registry, now.date())?;
        let claim = Claim {
            by: of.by.clone(),
            digest: digest.to_owned(),
            branch: branch.to_owned(),
            at: now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        };
        let address = mailbox(&of.by.login);
        let new = NewCommit {
            files: &[(of.path, of.bytes)],
            author: (&of.by.to_string(), &address),
            committer: COMMITTER,
            message: &claim.message(of.subject),
            at: (now.timestamp().as_second(), now.offset().seconds() / 60),
        };
        let sign = |bytes: &[u8]| {
            let signed = ssh::sign(bytes, GIT, &self.secret).map_err(cannot)?;
            Ok(signed.1)
        };
        repository.beside(&base, &new, &sign)
    }

    /// Sees to it that the branch has an open pull request, and that we know which.
    fn proposed(
        &self,
        drafts: &Drafts,
        of: &Handing<'_>,
        record: HandedIn,
    ) -> Result<HandedIn, Error> {
        let fault = |fault: Fault| unreached(&fault);
        let open = self.pull(&record)?.filter(|pull| pull.open);
        let pull = match open {
            Some(pull) => pull,
            None => {
                let title = line(of.subject);
                let body = Message::new("submit-body").arg("path", of.path);
                let body = of.words.say(&body.arg("digest", record.digest.as_str()));
                let new = NewPull {
                    branch: &record.branch,
                    base: &self.client.settings().map_err(fault)?.default_branch,
                    title: &title,
                    body: &body,
                };
                self.client.propose(&new).map_err(fault)?
            }
        };
        let record = HandedIn {
            pull: Some(pull.number),
            address: Some(pull.address),
            ..record
        };
        drafts.hand_in(&record)?;
        Ok(record)
    }
}

/// A title: one line, and not too long.
fn line(text: &str) -> String {
    let text = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    text.take(LONGEST).collect()
}

/// The forge didn't do what was asked of it.
fn unreached(fault: &Fault) -> Error {
    let message = match fault.missing_permission() {
        Some(needed) => Message::new("submit-permission").arg("needed", needed),
        None => Message::new("failure-github"),
    };
    Error::outside(message.arg("reason", fault.to_string()))
}

/// The digest of a draft's file.
#[must_use]
pub fn digest(path: &str, bytes: &[u8]) -> String {
    handed::digest(&BTreeMap::from([(path, bytes)]))
}
