//! What a proposed tree may be, before anything goes through it: a few objects
//! can stand for more files than there is memory, and names that no Git program
//! writes can stand for two files at once.

use super::Repository;
use git2::{ObjectType, Oid};
use mulu_core::diagnostic::{Error, Message};
use std::collections::{BTreeMap, BTreeSet};

/// The most files in folders that are new or different.
const MOST: u64 = 200_000;

/// The deepest nesting of folders.
const DEEPEST: usize = 100;

/// Refuses a tree that is too much, or no tree that Git would write. Only what
/// another doesn't have is looked at.
pub(super) fn check(
    repository: &Repository,
    before: &git2::Tree<'_>,
    after: &git2::Tree<'_>,
    revision: &str,
) -> Result<(), Error> {
    let mut bounds = Bounds {
        repository,
        revision,
        known: BTreeMap::new(),
    };
    let files = bounds.files(Some(before), after, 0)?;
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
}

impl Bounds<'_> {
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
        let fault = |error: git2::Error| Error::reading(self.revision, &error.message());
        let mut names = BTreeSet::new();
        let mut files: u64 = 0;
        for entry in folder {
            let name = entry.name_bytes();
            if !names.insert(name.to_vec()) || !is_name(name) {
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
            let find = |id| self.repository.inner.find_tree(id);
            let earlier = earlier
                .filter(|one| one.kind() == Some(ObjectType::Tree))
                .map(|one| find(one.id()))
                .transpose()
                .map_err(fault)?;
            let inside = match self.known.get(&entry.id()) {
                Some(files) if earlier.is_none() => *files,
                _ => {
                    let folder = find(entry.id()).map_err(fault)?;
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

/// Whether Git would give a file or a folder this name.
fn is_name(name: &[u8]) -> bool {
    let reserved: [&[u8]; 3] = [b"", b".", b".."];
    !name.contains(&b'/') && !reserved.contains(&name) && !name.eq_ignore_ascii_case(b".git")
}
