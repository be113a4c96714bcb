//! A repository, and the folder within it that holds the registry.

use super::{FOLDERS, Failure, Revision, revision};
use crate::diagnostic::Message;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::Path;

/// The repository that a folder lies in.
pub struct Repository {
    pub(super) inner: git2::Repository,
    /// The folder relative to the top, `/` between, empty for the top itself.
    pub(super) prefix: String,
}

impl Repository {
    /// Finds the repository of a folder, upwards; a bare one too.
    ///
    /// # Errors
    /// When there is none, or the folder doesn't exist.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        // Objects are trusted as Git itself trusts them when it reads; checking
        // each hash again would double the time.
        git2::opts::strict_hash_verification(false);
        let none = |_| {
            let message = Message::new("failure-no-repository");
            Failure::new(message.arg("folder", folder.display().to_string()))
        };
        let inner = git2::Repository::discover(folder).map_err(none)?;
        let prefix = prefix(&inner, folder).unwrap_or_default();
        Ok(Repository { inner, prefix })
    }

    /// The revision that a name means: a branch, a tag, an id, `HEAD~3`.
    ///
    /// # Errors
    /// When there is no such commit.
    pub fn revision(&self, name: &str) -> Result<Revision<'_>, Failure> {
        let found = self
            .inner
            .revparse_single(name)
            .and_then(|object| object.peel_to_commit());
        match found {
            Ok(commit) => Ok(Revision {
                repository: self,
                commit,
            }),
            Err(_) => Err(self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> Failure {
        let empty = self.inner.is_empty().unwrap_or_default();
        let key = match (empty, self.inner.is_shallow()) {
            (true, _) => "failure-no-commit",
            (_, true) => "failure-unknown-revision-shallow",
            _ => "failure-unknown-revision",
        };
        Failure::new(Message::new(key).arg("revision", name))
    }

    /// The last commit on the line of first parents by the end of a day.
    ///
    /// # Errors
    /// When there is none so early, or the history is not here.
    pub fn at(&self, day: Date, zone: &TimeZone) -> Result<Revision<'_>, Failure> {
        let mut revision = self.revision("HEAD")?;
        loop {
            if revision.date(zone)? <= day {
                return Ok(revision);
            }
            match revision.commit.parent(0) {
                Ok(parent) => {
                    revision = Revision {
                        repository: self,
                        commit: parent,
                    }
                }
                Err(_) => {
                    let shallow = self.inner.is_shallow();
                    let key = if shallow {
                        "failure-shallow"
                    } else {
                        "failure-before-history"
                    };
                    let message = Message::new(key).arg("day", day.to_string());
                    return Err(Failure::new(message));
                }
            }
        }
    }

    /// The id of `HEAD`, where the work tree's `registry/` and `schema/` equal it.
    #[must_use]
    pub fn clean_head(&self) -> Option<String> {
        let head = self.inner.head().ok()?.peel_to_commit().ok()?;
        let mut options = git2::StatusOptions::new();
        options
            .include_untracked(true)
            .recurse_untracked_dirs(false)
            .include_ignored(true);
        options.disable_pathspec_match(true);
        for folder in FOLDERS {
            options.pathspec(revision::join(&self.prefix, folder));
        }
        let statuses = self.inner.statuses(Some(&mut options)).ok()?;
        statuses.is_empty().then(|| head.id().to_string())
    }
}

fn prefix(repository: &git2::Repository, folder: &Path) -> Option<String> {
    let top = repository.workdir()?.canonicalize().ok()?;
    let folder = folder.canonicalize().ok()?;
    let inside = folder.strip_prefix(top).ok()?;
    let parts: Option<Vec<&str>> = inside
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}
