//! What is served as pages: where a branch stands now, which earlier states it has, and
//! a state that can be judged.

use super::Error;
use super::days::today;
use super::load::{Input, Loaded, OwnedSnapshot, RevisionSpec, load};
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_git::Repository;
use std::path::Path;

/// Where a branch stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The commit's id.
    pub commit: String,
    /// Today where its registry is.
    pub today: Date,
}

/// Where a branch stands now: cheap enough to ask every other second.
///
/// # Errors
/// When there is no such revision, or nobody knows which day it is there.
pub fn tip(folder: &Path, revision: &str) -> Result<Tip, Error> {
    let repository = Repository::open(folder)?;
    let revision = repository.revision(revision)?;
    Ok(Tip {
        commit: revision.id(),
        today: today(&revision)?,
    })
}

/// The commit that a name means in the history of another: what was proposed and never
/// merged is no earlier state.
///
/// # Errors
/// When there is no such commit in that history.
pub fn earlier(folder: &Path, tip: &str, name: &str) -> Result<String, Error> {
    let repository = Repository::open(folder)?;
    let later = repository.commit(tip)?;
    let unknown = || {
        let message = Message::new("web-unknown-revision");
        Error::not_found(message.arg("revision", name))
    };
    let found = repository.revision(name).map_err(|_| unknown())?;
    match repository.is_within(&found, &later) {
        true => Ok(found.id()),
        false => Err(unknown()),
    }
}

/// Why a state cannot be judged.
#[derive(Debug)]
pub enum Unjudged {
    /// It cannot be read, or nobody knows which day it is there.
    Failed(Error),
    /// Its schemas or rules are broken.
    Broken(Box<Loaded>),
}

impl Unjudged {
    /// The same as an error of which only the reason counts.
    #[must_use]
    pub fn into_error(self) -> Error {
        match self {
            Unjudged::Failed(error) => error,
            Unjudged::Broken(loaded) => {
                let commit = loaded.provenance.commit.unwrap_or_default();
                let message = Message::new("failure-rules-at").arg("commit", commit);
                Error::broken_registry(message)
            }
        }
    }
}

/// A commit as it is judged on a day, or on its own.
///
/// # Errors
/// When it cannot be.
pub fn judged(folder: &Path, commit: &str, on: Option<Date>) -> Result<OwnedSnapshot, Unjudged> {
    let input = Input {
        folder: folder.to_owned(),
        revision: RevisionSpec::Named(commit.to_owned()),
        on,
    };
    let loaded = load(&input).map_err(Unjudged::Failed)?;
    if let Some(error) = &loaded.undated {
        return Err(Unjudged::Failed(error.clone()));
    }
    loaded.judgeable().map_err(Unjudged::Broken)
}
