//! One revision merged into another, in memory: no file, no index and no object
//! of the repository is written.

use super::join::{self, Unjoined};
use super::{FOLDERS, Repository, Revision, ancestry, bounds, later};
use git2::{ErrorCode, Oid};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::tree::Tree;
use std::path::Path;
use std::sync::Arc;

/// What a merge would bring.
#[derive(Debug)]
pub struct Merged {
    /// The base's files, unread.
    pub base: Tree,
    /// The registry's files, unread. Where there are conflicts: those of the
    /// revision merged.
    pub tree: Tree,
    /// Files that both sides changed in ways that can't be joined.
    pub conflicts: Vec<Arc<str>>,
    /// Files changed that are no part of the registry.
    pub outside: Vec<Arc<str>>,
}

impl Repository {
    /// Merges a head into a base.
    ///
    /// # Errors
    /// When the two have no common history here, the head has too many files or
    /// names that Git wouldn't write, or an object cannot be read or is too large.
    pub fn merge(&self, base: &Revision<'_>, head: &Revision<'_>) -> Result<Merged, Error> {
        let fault = |error: git2::Error| Error::reading(&head.id(), &error.message());
        let (ours, theirs) = (base.commit.id(), head.commit.id());
        ancestry::check(self, ours, theirs)?;
        let common = self.inner.merge_base(ours, theirs);
        let common = common.map_err(|error| match error.code() {
            ErrorCode::NotFound => self.unrelated(base, head),
            _ => fault(error),
        })?;
        let before = base.commit.tree().map_err(fault)?;
        bounds::check(self, &before, head.commit.tree_id(), &head.id())?;
        let mut conflicts = Vec::new();
        let tree = if common == ours {
            head.commit.tree_id()
        } else if common == theirs {
            base.commit.tree_id()
        } else {
            let (tree, found) = self.join(base, head)?;
            conflicts = found;
            tree
        };
        let root = self.inner.find_tree(tree).map_err(fault)?;
        let listed = base.listing()?;
        Ok(Merged {
            tree: later::of(self, (&before, &listed), &root, &head.id())?,
            base: listed,
            conflicts,
            outside: self.outside(&before, &root).map_err(fault)?,
        })
    }

    fn unrelated(&self, base: &Revision<'_>, head: &Revision<'_>) -> Error {
        let key = if self.inner.is_shallow() {
            "failure-no-common-history-shallow"
        } else {
            "failure-no-common-history"
        };
        let message = Message::new(key).arg("base", base.id());
        Error::bad_input(message.arg("head", head.id()))
    }

    /// A true merge. Its tree is written to a pack in memory.
    fn join(
        &self,
        base: &Revision<'_>,
        head: &Revision<'_>,
    ) -> Result<(Oid, Vec<Arc<str>>), Error> {
        let fault = |error: git2::Error| Error::reading(&head.id(), &error.message());
        // From now on objects are written to memory: joined files, and the tree.
        let odb = self.inner.odb().map_err(fault)?;
        odb.add_new_mempack_backend(i32::MAX).map_err(fault)?;
        let joined = join::commits(&self.inner, base.commit.id(), head.commit.id());
        let joined = joined.map_err(|why| match why {
            Unjoined::Fault(error) => fault(error),
            Unjoined::Tangled => {
                let message = Message::new("failure-tangled").arg("base", base.id());
                Error::bad_input(message.arg("head", head.id()))
            }
        })?;
        let shown = |path: &Vec<u8>| {
            let path = String::from_utf8_lossy(path).into_owned();
            let inside = Path::new(&path).strip_prefix(&self.prefix);
            let inside = inside.map(|inside| inside.to_string_lossy().into_owned());
            Arc::from(inside.unwrap_or(path))
        };
        match joined.tree {
            Some(tree) if joined.conflicts.is_empty() => Ok((tree, Vec::new())),
            _ => {
                let conflicts = joined.conflicts.iter().map(shown).collect();
                Ok((head.commit.tree_id(), conflicts))
            }
        }
    }

    /// Paths that differ outside the folders of the registry.
    fn outside(
        &self,
        before: &git2::Tree<'_>,
        after: &git2::Tree<'_>,
    ) -> Result<Vec<Arc<str>>, git2::Error> {
        let mut options = git2::DiffOptions::new();
        options.skip_binary_check(true);
        let diff = self
            .inner
            .diff_tree_to_tree(Some(before), Some(after), Some(&mut options))?;
        let folders = FOLDERS.map(|folder| self.prefix.join(folder));
        let paths = diff.deltas().filter_map(|delta| {
            let file = [delta.new_file(), delta.old_file()];
            let path = file.iter().find_map(git2::DiffFile::path)?.to_path_buf();
            let inside = folders.iter().any(|folder| path.starts_with(folder));
            (!inside).then(|| path.to_string_lossy().into())
        });
        Ok(paths.collect())
    }
}
