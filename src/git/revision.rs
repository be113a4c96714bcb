//! A commit's files as a tree, read as Git objects.

use super::{Repository, ancestry, listing};
use git2::{ErrorCode, ObjectType};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use mulu_core::diagnostic::{Error, Message};
use mulu_core::document::Limits;
use mulu_core::tree::{Entry, Mode, Standing, Tree};
use rayon::prelude::*;
use std::sync::Arc;

/// A commit of a repository.
#[derive(Clone, Debug)]
pub struct Revision<'r> {
    pub(super) repository: &'r Repository,
    pub(super) commit: git2::Commit<'r>,
}

impl Revision<'_> {
    /// The commit's id.
    #[must_use]
    pub fn id(&self) -> String {
        self.commit.id().to_string()
    }

    /// The commit's day in a time zone.
    ///
    /// # Errors
    /// When the commit's time is beyond the calendar: before 1970, or in a year of five
    /// figures.
    pub fn date(&self, zone: &TimeZone) -> Result<Date, Error> {
        let seconds = self.commit.time().seconds();
        let time = Timestamp::from_second(seconds).ok();
        let time = time.filter(|time| *time >= Timestamp::UNIX_EPOCH);
        let day = time.map(|time| time.to_zoned(zone.clone()).date());
        day.ok_or_else(|| {
            let message = Message::new("failure-commit-time").arg("commit", self.id());
            Error::broken_registry(message.arg("seconds", seconds.to_string()))
        })
    }

    /// The registry's files as they stand in the commit.
    ///
    /// # Errors
    /// When there is no `registry/`, or an object cannot be read.
    pub fn tree(&self) -> Result<Tree, Error> {
        let mut tree = self.listing()?;
        self.repository.read(&mut tree, |_| true)?;
        Ok(tree)
    }

    /// The files of the commit unread: their names, and Git's ids of their contents.
    ///
    /// # Errors
    /// When there is no `registry/`, or an object cannot be read.
    pub fn listing(&self) -> Result<Tree, Error> {
        let fault = |error: git2::Error| Error::reading(&self.id(), &error.message());
        let root = self.commit.tree().map_err(fault)?;
        listing::of(self.repository, &root, &self.id())
    }

    /// Whether it has a registry at all: the first commits of a repository may not.
    #[must_use]
    pub fn has_registry(&self) -> bool {
        let path = self.repository.prefix.join(super::FOLDERS[0]);
        let root = self.commit.tree();
        root.is_ok_and(|root| root.get_path(&path).is_ok())
    }

    /// What stands at a path. What cannot be read is something else than a file.
    #[must_use]
    pub fn standing(&self, path: &str) -> Standing {
        let Ok(root) = self.commit.tree() else {
            return Standing::Other;
        };
        match root.get_path(&self.repository.prefix.join(path)) {
            Err(error) if error.code() == ErrorCode::NotFound => Standing::Absent,
            Err(_) => Standing::Other,
            Ok(entry) => {
                let file =
                    entry.kind() == Some(ObjectType::Blob) && entry.filemode() != listing::SYMLINK;
                let blob = listing::blob(entry.id()).filter(|_| file);
                let standing = match entry.filemode() {
                    listing::PROGRAM => Standing::Program,
                    _ => Standing::File,
                };
                blob.map_or(Standing::Other, standing)
            }
        }
    }

    /// The commit that this one and another both come from; none: there is none here that
    /// can be found without reading what is too large.
    #[must_use]
    pub fn merge_base(&self, other: &Revision<'_>) -> Option<Self> {
        let inner = &self.repository.inner;
        ancestry::check(self.repository, other.commit.id(), self.commit.id()).ok()?;
        let common = inner.merge_base(self.commit.id(), other.commit.id()).ok()?;
        Some(Revision {
            repository: self.repository,
            commit: inner.find_commit(common).ok()?,
        })
    }

    /// The bytes of one file; none where it is absent or over the limit.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let root = self.commit.tree().ok()?;
        let entry = root.get_path(&self.repository.prefix.join(path)).ok()?;
        let odb = self.repository.inner.odb().ok()?;
        let (size, kind) = odb.read_header(entry.id()).ok()?;
        if kind != ObjectType::Blob || size as u64 > Limits::of(path).bytes {
            return None;
        }
        Some(odb.read(entry.id()).ok()?.data().to_vec())
    }

    /// Whether the commit has exactly these files.
    pub(super) fn equals(&self, files: &Tree) -> bool {
        let Ok(listed) = self.listing() else {
            return false;
        };
        let listed: Vec<_> = listed.iter().collect();
        let same = |(path, listed): &(&Arc<str>, &Entry)| {
            let entry = files.get(path);
            let bytes = entry
                .filter(|entry| {
                    (entry.mode, listed.mode, entry.lossy_name) == (Mode::File, Mode::File, false)
                })
                .and_then(|entry| entry.bytes.as_deref());
            bytes.is_some_and(|bytes| {
                let id = git2::Oid::hash_object(ObjectType::Blob, bytes).ok();
                id.is_some_and(|id| listing::blob(id) == listed.blob)
            })
        };
        listed.len() == files.len() && listed.par_iter().all(same)
    }
}
