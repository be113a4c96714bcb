//! The listing of a tree from that of another that it shares most folders with: of
//! these nothing is read.

use super::listing::{self, SYMLINK};
use super::{FOLDERS, MAX_DEPTH, Repository};
use git2::{ObjectType, TreeEntry};
use mulu_core::diagnostic::Error;
use mulu_core::tree::Tree;

/// Lists a later tree like [`listing::of`], where `listed` is what that says of the
/// earlier one.
pub(super) fn of(
    repository: &Repository,
    (before, listed): (&git2::Tree<'_>, &Tree),
    after: &git2::Tree<'_>,
    revision: &str,
) -> Result<Tree, Error> {
    let mut later = Later {
        repository,
        tree: listed.clone(),
    };
    for folder in FOLDERS {
        let path = repository.prefix.join(folder);
        let (Ok(one), Ok(other)) = (before.get_path(&path), after.get_path(&path)) else {
            return listing::of(repository, after, revision);
        };
        if one.id() == other.id() && is_folder(&one) && is_folder(&other) {
            continue;
        }
        let found = if is_folder(&one) && is_folder(&other) {
            later.folder(&one, &other, folder, 0)?
        } else {
            None
        };
        if found.is_none() {
            return listing::of(repository, after, revision);
        }
    }
    if !later
        .tree
        .iter()
        .any(|(path, _)| path.starts_with("registry/"))
    {
        return listing::of(repository, after, revision);
    }
    Ok(later.tree)
}

struct Later<'r> {
    repository: &'r Repository,
    /// The earlier listing, on the way to the later one.
    tree: Tree,
}

impl Later<'_> {
    /// Brings a folder up to date; `None` where names are no UTF-8: several may
    /// become one, and the whole must be listed.
    fn folder(
        &mut self,
        before: &TreeEntry<'_>,
        after: &TreeEntry<'_>,
        name: &str,
        depth: usize,
    ) -> Result<Option<()>, Error> {
        let fault = |error: git2::Error| Error::reading(name, &error.message());
        let inner = &self.repository.inner;
        let before = inner.find_tree(before.id()).map_err(fault)?;
        let after = inner.find_tree(after.id()).map_err(fault)?;
        for entry in &before {
            let Ok(text) = std::str::from_utf8(entry.name_bytes()) else {
                return Ok(None);
            };
            if after.get_name_bytes(entry.name_bytes()).is_none() {
                self.remove(&format!("{name}/{text}"));
            }
        }
        for entry in &after {
            let Ok(text) = std::str::from_utf8(entry.name_bytes()) else {
                return Ok(None);
            };
            let known = before.get_name_bytes(entry.name_bytes());
            let same = |known: &TreeEntry<'_>| {
                (known.id(), known.filemode()) == (entry.id(), entry.filemode())
            };
            if known.as_ref().is_some_and(same) {
                continue;
            }
            let path = format!("{name}/{text}");
            if let Some(known) = known.filter(|known| is_folder(known) && is_folder(&entry))
                && depth < MAX_DEPTH
            {
                let found = self.folder(&known, &entry, &path, depth + 1)?;
                if found.is_none() {
                    return Ok(None);
                }
                continue;
            }
            self.remove(&path);
            listing::list_entry(self.repository, &entry, name, depth, &mut self.tree)?;
        }
        Ok(Some(()))
    }

    fn remove(&mut self, path: &str) {
        self.tree.remove(path);
        self.tree.remove_under(path);
    }
}

fn is_folder(entry: &TreeEntry<'_>) -> bool {
    entry.kind() == Some(ObjectType::Tree) && entry.filemode() != SYMLINK
}
