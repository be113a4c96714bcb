//! What a proposed tree may be, before anything goes through it: a few objects
//! can stand for more files than there is memory, a few bytes for an object larger
//! than it, and names that no Git program writes for two files at once.

use super::Repository;
use git2::{ObjectType, Oid};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::document::Limits;
use mulu_core::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The most files in folders that are new or different.
const MOST: u64 = 200_000;

/// The deepest nesting of folders.
const DEEPEST: usize = 100;

/// Files of a registry that may change at once; one that has many may change them all.
const MOST_CHANGES: usize = 2_000;

/// The largest commit or tag, in bytes.
const MOST_WORDS: usize = 1 << 20;

/// The most bytes that new folders take as Git objects, all together; some 500,000 names.
pub(super) const MOST_NAMES: usize = 32 << 20;

/// New contents that any registry may grow by at once, in bytes; one that has many
/// files already may grow by so much more for each.
const MOST_BYTES: u64 = 16 << 20;
const MORE_BYTES_A_FILE: u64 = 1 << 10;

/// The size of an object, of which nothing is inflated but the header.
///
/// # Errors
/// When there is no such object, or it is of another kind.
pub(super) fn size(
    repository: &git2::Repository,
    id: Oid,
    kind: ObjectType,
) -> Result<usize, git2::Error> {
    let (size, found) = repository.odb()?.read_header(id)?;
    match found == kind {
        true => Ok(size),
        false => Err(git2::Error::from_str("an object of another kind")),
    }
}

/// Whether an object that is to be a commit, or a tag of one, is too large for that.
/// What isn't there is somebody else's complaint.
pub(super) fn is_large(repository: &git2::Repository, id: Oid) -> bool {
    let header = repository.odb().and_then(|odb| odb.read_header(id));
    header.is_ok_and(|(size, _)| size > MOST_WORDS)
}

/// Too large an object to be read.
pub(super) fn large(revision: &str) -> Error {
    let message = Message::new("failure-large-object").arg("revision", revision);
    Error::broken_registry(message)
}

/// Refuses a tree that is too much, or no tree that Git would write. Only what
/// another doesn't have is looked at.
pub(super) fn check(
    repository: &Repository,
    before: &git2::Tree<'_>,
    after: Oid,
    revision: &str,
) -> Result<(), Error> {
    let mut bounds = Bounds {
        repository,
        revision,
        known: BTreeMap::new(),
        names: 0,
    };
    let after = bounds.folder(after)?;
    let files = bounds.files(Some(before), &after, 0)?;
    if files > MOST {
        return Err(
            bounds.refused(Message::new("failure-too-many-files").arg("limit", MOST.to_string()))
        );
    }
    Ok(())
}

struct Bounds<'a> {
    repository: &'a Repository,
    revision: &'a str,
    /// Folders that are nowhere in the other tree, with the files in them.
    known: BTreeMap<Oid, u64>,
    /// The bytes of the folders read so far.
    names: usize,
}

impl<'a> Bounds<'a> {
    /// Reads a folder, if there is room for it.
    fn folder(&mut self, id: Oid) -> Result<git2::Tree<'a>, Error> {
        let fault = |error: git2::Error| Error::reading(self.revision, &error.message());
        let inner = &self.repository.inner;
        let size = size(inner, id, ObjectType::Tree).map_err(fault)?;
        self.names = self.names.saturating_add(size);
        if self.names > MOST_NAMES {
            return Err(large(self.revision));
        }
        inner.find_tree(id).map_err(fault)
    }

    /// How many files there are, each folder counted as often as it occurs but
    /// gone through once.
    fn files(
        &mut self,
        before: Option<&git2::Tree<'_>>,
        folder: &git2::Tree<'_>,
        depth: usize,
    ) -> Result<u64, Error> {
        if depth > DEEPEST {
            return Err(self.refused(Message::new("failure-too-deep").arg("limit", DEEPEST)));
        }
        let repository = self.repository;
        let revision = self.revision;
        let fault = |error: git2::Error| Error::reading(revision, &error.message());
        let (mut names, mut last) = (BTreeSet::new(), Vec::new());
        let mut files: u64 = 0;
        for entry in folder {
            let name = entry.name_bytes();
            let place = order(&entry);
            let sorted = last < place;
            last = place;
            if !sorted || !names.insert(name.to_vec()) || !is_name(name) {
                return Err(self.refused(Message::new("failure-malformed-tree")));
            }
            let earlier = before.and_then(|before| before.get_name_bytes(name));
            if earlier.as_ref().is_some_and(|one| one.id() == entry.id()) {
                continue;
            }
            if entry.kind() != Some(ObjectType::Tree) {
                files = files.saturating_add(1);
                continue;
            }
            let find = |id| repository.inner.find_tree(id);
            let earlier = earlier
                .filter(|one| one.kind() == Some(ObjectType::Tree))
                .map(|one| find(one.id()))
                .transpose()
                .map_err(fault)?;
            let inside = match self.known.get(&entry.id()) {
                Some(files) if earlier.is_none() => *files,
                _ => {
                    let folder = self.folder(entry.id())?;
                    let inside = self.files(earlier.as_ref(), &folder, depth + 1)?;
                    if earlier.is_none() {
                        self.known.insert(entry.id(), inside);
                    }
                    inside
                }
            };
            files = files.saturating_add(inside);
        }
        Ok(files)
    }

    fn refused(&self, message: Message) -> Error {
        Error::broken_registry(message.arg("revision", self.revision))
    }
}

impl Repository {
    /// Refuses changes of a registry of so many files that are too much to be read: their
    /// number is bounded, and the sum of the new contents, each counted as often as it
    /// occurs, for as often it is looked through. What is over the limit of its own path
    /// isn't read, and counts for nothing.
    ///
    /// # Errors
    /// When it is too much, or an object cannot be read.
    pub fn weigh(&self, files: usize, new: &Tree, changed: &[Arc<str>]) -> Result<(), Error> {
        let many = MOST_CHANGES + 2 * files;
        if changed.len() > many {
            let message = Message::new("failure-too-many-changes");
            return Err(Error::broken_registry(
                message.arg("limit", many.to_string()),
            ));
        }
        let fault = |error: git2::Error| Error::reading("git", &error.message());
        let odb = self.inner.odb().map_err(fault)?;
        let most = MOST_BYTES + MORE_BYTES_A_FILE * files as u64;
        let mut known = BTreeMap::new();
        let mut sum: u64 = 0;
        for path in changed {
            let Some(blob) = new.get(path).and_then(|entry| entry.blob) else {
                continue;
            };
            let size = match known.get(&blob) {
                Some(size) => *size,
                None => {
                    let id = Oid::from_bytes(&blob.0).map_err(fault)?;
                    let (size, _) = odb.read_header(id).map_err(fault)?;
                    known.insert(blob, size as u64);
                    size as u64
                }
            };
            if size <= Limits::of(path).bytes {
                sum = sum.saturating_add(size);
            }
        }
        if sum > most {
            let message = Message::new("failure-too-many-bytes");
            let message = message.arg("size", (sum >> 20).to_string());
            return Err(Error::broken_registry(
                message.arg("limit", (most >> 20).to_string()),
            ));
        }
        Ok(())
    }
}

/// What Git sorts the entries of a folder by. In one that isn't sorted some programs find a
/// name, and others don't.
fn order(entry: &git2::TreeEntry<'_>) -> Vec<u8> {
    let mut name = entry.name_bytes().to_vec();
    if entry.kind() == Some(ObjectType::Tree) {
        name.push(b'/');
    }
    name
}

/// Whether Git would give a file or a folder this name.
fn is_name(name: &[u8]) -> bool {
    let reserved: [&[u8]; 3] = [b"", b".", b".."];
    !name.contains(&b'/') && !reserved.contains(&name) && !name.eq_ignore_ascii_case(b".git")
}
