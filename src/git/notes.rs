//! Notes on commits, as Git keeps them: a ref whose tree has a file a commit, named by the
//! commit's id, perhaps with folders of two characters on its way.

use super::{Repository, bounds};
use git2::{ErrorCode, ObjectType, Oid};
use mulu_core::diagnostic::Error;
use std::collections::BTreeMap;

/// What stands on a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A note.
    Text(Vec<u8>),
    /// One that is larger than was asked for.
    TooLarge,
    /// Several, in one and another layout: Git would show them joined.
    Several,
}

/// The notes of a ref.
#[derive(Debug)]
pub struct Notes<'r> {
    repository: &'r Repository,
    tip: git2::Commit<'r>,
    tree: git2::Tree<'r>,
}

impl Repository {
    /// The notes of a ref (`refs/notes/commits`); none: there is no such ref here.
    ///
    /// # Errors
    /// When it names no tree, or that cannot be read.
    pub fn notes(&self, reference: &str) -> Result<Option<Notes<'_>>, Error> {
        let fault = |error: git2::Error| Error::reading(reference, &error.message());
        let id = match self.inner.refname_to_id(reference) {
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            id => id.map_err(fault)?,
        };
        if bounds::is_large(&self.inner, id) {
            return Err(bounds::large(reference));
        }
        let tip = self.inner.find_commit(id).map_err(fault)?;
        Ok(Some(Notes {
            repository: self,
            tree: self.folder_of_notes(tip.tree_id()).map_err(fault)?,
            tip,
        }))
    }

    /// A folder of notes; whoever may push one may push a very large one.
    fn folder_of_notes(&self, id: Oid) -> Result<git2::Tree<'_>, git2::Error> {
        match bounds::size(&self.inner, id, ObjectType::Tree)? > bounds::MOST_NAMES {
            true => Err(git2::Error::from_str("a folder of notes is too large")),
            false => self.inner.find_tree(id),
        }
    }
}

impl Notes<'_> {
    /// The note on a commit, of at most so many bytes; none: there is none.
    ///
    /// # Errors
    /// When an object cannot be read.
    pub fn of(&self, commit: &str, most: u64) -> Result<Option<Note>, Error> {
        let fault = |error: git2::Error| Error::reading(commit, &error.message());
        let mut found = Vec::new();
        let mut tree = self.tree.clone();
        let mut rest = commit;
        loop {
            let here = tree.get_name(rest);
            found.extend(here.filter(is_blob).map(|entry| entry.id()));
            let Some((folder, inside)) = rest.split_at_checked(2) else {
                break;
            };
            let below = tree
                .get_name(folder)
                .map(|entry| (entry.kind(), entry.id()));
            let Some((Some(ObjectType::Tree), id)) = below else {
                break;
            };
            tree = self.repository.folder_of_notes(id).map_err(fault)?;
            rest = inside;
        }
        match found.as_slice() {
            [] => Ok(None),
            [id] => self.read(*id, most).map(Some).map_err(fault),
            _ => Ok(Some(Note::Several)),
        }
    }

    /// The commits whose note was changed or taken away after it had been written, each with the
    /// last commit of the notes that did it.
    ///
    /// # Errors
    /// When an object cannot be read.
    pub fn rewritten(&self) -> Result<BTreeMap<String, String>, Error> {
        let fault = |error: git2::Error| Error::reading("notes", &error.message());
        let mut found = BTreeMap::new();
        let mut walk = self.repository.inner.revwalk().map_err(fault)?;
        walk.simplify_first_parent().map_err(fault)?;
        walk.push(self.tip.id()).map_err(fault)?;
        for id in walk {
            let commit = id.and_then(|id| self.repository.inner.find_commit(id));
            let commit = commit.map_err(fault)?;
            for of in self.changed(&commit).map_err(fault)? {
                found.entry(of).or_insert_with(|| commit.id().to_string());
            }
        }
        Ok(found)
    }

    /// The commits whose note a commit of the notes changed or took away. A note that only
    /// went into another folder is the same.
    fn changed(&self, commit: &git2::Commit<'_>) -> Result<Vec<String>, git2::Error> {
        let Ok(parent) = commit.parent(0) else {
            return Ok(Vec::new());
        };
        let of = |commit: &git2::Commit<'_>| self.repository.folder_of_notes(commit.tree_id());
        let (before, after) = (of(&parent)?, of(commit)?);
        let inner = &self.repository.inner;
        let diff = inner.diff_tree_to_tree(Some(&before), Some(&after), None)?;
        let (mut was, mut is) = (BTreeMap::new(), BTreeMap::new());
        for delta in diff.deltas() {
            for (side, file) in [(&mut was, delta.old_file()), (&mut is, delta.new_file())] {
                let path = file.path().filter(|_| !file.id().is_zero());
                let name = path.map(|path| path.to_string_lossy().replace('/', ""));
                side.extend(name.map(|name| (name, file.id())));
            }
        }
        let is_other = |(name, id): &(String, Oid)| is.get(name) != Some(id);
        let others = was.into_iter().filter(is_other);
        Ok(others.map(|(name, _)| name).collect())
    }

    fn read(&self, id: Oid, most: u64) -> Result<Note, git2::Error> {
        let odb = self.repository.inner.odb()?;
        // The header knows the size without inflating the content.
        let (size, _) = odb.read_header(id)?;
        Ok(match size as u64 > most {
            true => Note::TooLarge,
            false => Note::Text(odb.read(id)?.data().to_vec()),
        })
    }
}

fn is_blob(entry: &git2::TreeEntry<'_>) -> bool {
    entry.kind() == Some(ObjectType::Blob)
}
