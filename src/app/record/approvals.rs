//! Who agreed to what a merge brought: the notes on merges, each held against what landed.

use crate::days::zone_of;
use jiff::civil::Date;
use mulu_core::diagnostic::Error;
use mulu_git::{Note, Notes, Repository, Revision};
use mulu_record::note::{MOST_BYTES, REFERENCE, too_large};
use mulu_record::{Finding, Landed, Noted};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

/// A merge on the line of first parents.
#[derive(Clone, Debug)]
pub struct Merge {
    /// Its id.
    pub commit: String,
    /// Its day where the registry is; none: its time is beyond the calendar.
    pub on: Option<Date>,
    /// The pull request that it says it merged.
    pub pull: Option<u64>,
    /// The first line of its message.
    pub subject: String,
    /// What is on record of who agreed.
    pub noted: Noted,
}

/// The merges of a revision's line of first parents, the newest first: commits with several
/// parents, and those that say which pull request they are of. Each with its note, or that there
/// is none, or why it can't be read; [`Noted::findings`] says what is to be found fault with.
///
/// # Errors
/// When there is no such revision, or its history isn't all here.
pub fn merges(folder: &Path, revision: &str) -> Result<Vec<Merge>, Error> {
    let repository = Repository::open(folder)?;
    let tip = repository.revision(revision)?;
    let zone = zone_of(&tip)?;
    let line = repository.line(&tip, None)?;
    let merges = line.iter().filter(|commit| is_merge(commit));
    let kept = Kept::open(&repository, REFERENCE);
    let merge = |commit: &Revision<'_>| Merge {
        commit: commit.id(),
        on: commit.date(&zone).ok(),
        pull: commit.pull(),
        subject: commit.subject(),
        noted: kept.of(commit),
    };
    Ok(merges.map(merge).collect())
}

/// Whether a commit of the line brought what others made.
pub(super) fn is_merge(commit: &Revision<'_>) -> bool {
    commit.parent_count() > 1 || commit.pull().is_some()
}

/// The notes of a ref, ready to be asked. Whoever may push can break them: what can't be read is
/// said of the merges that are asked about, and keeps nothing else from being told.
pub(crate) struct Kept<'r> {
    repository: &'r Repository,
    notes: Result<Option<Notes<'r>>, Error>,
    /// Commits whose note was changed after it had been written, each with what did it; read
    /// when the first note is, since it costs what the history of the notes costs.
    rewritten: OnceCell<BTreeMap<String, String>>,
}

impl<'r> Kept<'r> {
    /// Opens the notes of a ref.
    pub(crate) fn open(repository: &'r Repository, reference: &str) -> Self {
        Kept {
            repository,
            notes: repository.notes(reference),
            rewritten: OnceCell::new(),
        }
    }

    /// What they say of a merge.
    pub(crate) fn of(&self, commit: &Revision<'_>) -> Noted {
        self.read(commit).unwrap_or_else(|error| {
            let found = Finding::unable("note/objects").arg("reason", error.message);
            Noted::Unreadable(found)
        })
    }

    fn read(&self, commit: &Revision<'_>) -> Result<Noted, Error> {
        let Some(notes) = self.notes.as_ref().map_err(Error::clone)? else {
            return Ok(Noted::NotFetched);
        };
        let id = commit.id();
        Ok(match notes.of(&id, MOST_BYTES)? {
            None => Noted::None,
            Some(Note::TooLarge) => Noted::Unreadable(too_large()),
            Some(Note::Several) => Noted::Unreadable(Finding::differs("note/several")),
            Some(Note::Text(bytes)) => {
                let landed = Landed {
                    parents: commit.parent_ids(),
                    changes: self.repository.landed(commit)?,
                    commit: id,
                };
                let changed_by = self.rewritten(notes)?.get(&landed.commit);
                Noted::of(&bytes, &landed, changed_by.map(String::as_str))
            }
        })
    }

    fn rewritten(&self, notes: &Notes<'_>) -> Result<&BTreeMap<String, String>, Error> {
        if let Some(known) = self.rewritten.get() {
            return Ok(known);
        }
        let found = notes.rewritten()?;
        Ok(self.rewritten.get_or_init(|| found))
    }
}
