//! A repository, and the folder within it that holds the registry.

use super::{Revision, bounds, existing};
use git2::ErrorCode;
use mulu_core::diagnostic::{Error, Message};
use mulu_core::tree::Tree;
use std::path::{Path, PathBuf};

/// The repository that a folder lies in.
pub struct Repository {
    pub(super) inner: git2::Repository,
    /// The folder relative to the top, empty for the top itself.
    pub(super) prefix: PathBuf,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Repository")
            .field(&self.inner.path())
            .finish()
    }
}

impl Repository {
    /// Finds the repository of a folder, upwards; a bare one too.
    ///
    /// # Errors
    /// When there is none, or the folder doesn't exist.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        // Objects are trusted as Git itself trusts them when it reads; checking
        // each hash again would double the time.
        git2::opts::strict_hash_verification(false);
        let real = existing(folder)?;
        let shown = folder.display().to_string();
        let fault = |error: git2::Error| match error.code() {
            ErrorCode::NotFound => {
                Error::not_found(Message::new("failure-no-repository").arg("folder", shown.clone()))
            }
            ErrorCode::Owner => Error::outside(
                Message::new("failure-repository-owner").arg("folder", shown.clone()),
            ),
            _ => Error::reading(&shown, &error.message()),
        };
        let inner = git2::Repository::discover(&real).map_err(fault)?;
        let prefix = prefix(&inner, &real);
        Ok(Repository { inner, prefix })
    }

    /// The revision that a name means: a branch, a tag, an id, `HEAD~3`.
    ///
    /// # Errors
    /// When there is no such commit.
    pub fn revision(&self, name: &str) -> Result<Revision<'_>, Error> {
        if self
            .named(name)
            .is_some_and(|id| bounds::is_large(&self.inner, id))
        {
            return Err(bounds::large(name));
        }
        let found = self
            .inner
            .revparse_single(name)
            .and_then(|object| object.peel_to_commit());
        match found {
            Ok(commit) => Ok(Revision {
                repository: self,
                commit,
            }),
            Err(error) => Err(self.unknown(name, error.code())),
        }
    }

    /// The object that a whole id or a reference names, unread.
    fn named(&self, name: &str) -> Option<git2::Oid> {
        if name.len() == 40
            && let Ok(id) = git2::Oid::from_str(name)
        {
            return Some(id);
        }
        let reference = self.inner.resolve_reference_from_short_name(name);
        reference.ok()?.resolve().ok()?.target()
    }

    /// Whether a revision belongs to the history of another, or is it.
    #[must_use]
    pub fn is_within(&self, earlier: &Revision<'_>, later: &Revision<'_>) -> bool {
        let (earlier, later) = (earlier.commit.id(), later.commit.id());
        let descends = || self.inner.graph_descendant_of(later, earlier);
        earlier == later || descends().unwrap_or_default()
    }

    /// Whether only a part of the history is here.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.inner.is_shallow()
    }

    /// The folder within the repository, with a slash behind it; empty for its top.
    #[must_use]
    pub fn folder(&self) -> String {
        let folder = self.prefix.to_string_lossy();
        if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        }
    }

    /// The commit with a full id: what is written by others is no revision, and
    /// may mean nothing else.
    ///
    /// # Errors
    /// When it is no id, or there is no such commit.
    pub fn commit(&self, id: &str) -> Result<Revision<'_>, Error> {
        let oid = git2::Oid::from_str(id);
        if oid
            .as_ref()
            .is_ok_and(|id| bounds::is_large(&self.inner, *id))
        {
            return Err(bounds::large(id));
        }
        let found = oid.and_then(|id| self.inner.find_commit(id));
        match found {
            Ok(commit) if id.len() == 40 => Ok(Revision {
                repository: self,
                commit,
            }),
            Ok(_) => Err(self.unknown(id, ErrorCode::NotFound)),
            Err(error) => Err(self.unknown(id, error.code())),
        }
    }

    fn unknown(&self, name: &str, code: ErrorCode) -> Error {
        let head = self.inner.head();
        let unborn = head.is_err_and(|error| error.code() == ErrorCode::UnbornBranch);
        let key = if unborn && name.starts_with("HEAD") {
            "failure-no-commit"
        } else if code == ErrorCode::Ambiguous {
            "failure-ambiguous-revision"
        } else if self.inner.is_shallow() {
            "failure-unknown-revision-shallow"
        } else {
            "failure-unknown-revision"
        };
        Error::not_found(Message::new(key).arg("revision", name))
    }

    /// Those of some files that have changes, in the work tree or in the index, which no
    /// commit keeps: what is lost of them is lost.
    #[must_use]
    pub fn uncommitted<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<&'p str> {
        let is_kept = |path: &str| {
            let status = self.inner.status_file(Path::new(&(self.folder() + path)));
            status.is_ok_and(|status| status == git2::Status::CURRENT)
        };
        paths.filter(|path| !is_kept(path)).collect()
    }

    /// The files of the registry that differ from a commit or aren't in it, where that is what
    /// is checked out; none where it isn't, or where there is no work tree. Ignored files are
    /// no part of the registry.
    #[must_use]
    pub fn unreviewed(&self, head: &str) -> Vec<String> {
        let checked_out = self.revision("HEAD").is_ok_and(|own| own.id() == head);
        if self.inner.is_bare() || !checked_out {
            return Vec::new();
        }
        let mut options = git2::StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true);
        options
            .exclude_submodules(true)
            .disable_pathspec_match(true);
        for folder in super::FOLDERS {
            options.pathspec(self.folder() + folder);
        }
        let statuses = self.inner.statuses(Some(&mut options));
        let statuses = statuses.iter().flat_map(git2::Statuses::iter);
        let paths = statuses.map(|entry| String::from_utf8_lossy(entry.path_bytes()).into_owned());
        paths.collect()
    }

    /// The id of `HEAD`, where the files read from the work tree are, byte by
    /// byte, those of `HEAD`: neither index nor filters nor ignored files can
    /// make them look alike. A file too large to read, a link and a submodule
    /// never do.
    #[must_use]
    pub fn clean_head(&self, files: &Tree) -> Option<String> {
        let head = self.revision("HEAD").ok()?;
        head.equals(files).then(|| head.id())
    }
}

/// A bare repository is its own top.
fn prefix(repository: &git2::Repository, folder: &Path) -> PathBuf {
    let top = repository.workdir().and_then(|top| top.canonicalize().ok());
    let inside = top.and_then(|top| folder.strip_prefix(top).ok().map(Path::to_path_buf));
    inside.unwrap_or_default()
}
