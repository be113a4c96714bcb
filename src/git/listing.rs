//! The files of a Git tree: listed by name and id, and read where asked for.

use super::{FOLDERS, MAX_DEPTH, Repository, link};
use git2::{ErrorCode, ObjectType, Oid};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::document::Limits;
use mulu_core::tree::{BlobId, Entry, Mode, Tree};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The file mode of a symbolic link.
pub(super) const SYMLINK: i32 = 0o120_000;

/// The file mode of a file that may be run.
pub(super) const PROGRAM: i32 = 0o100_755;

/// The most files of a registry: a few objects can stand for more than there is memory.
const MOST_FILES: usize = 2_000_000;

/// How many blobs one worker reads at a time, with a handle of its own.
const CHUNK: usize = 2048;

/// Lists what a registry consists of; nothing is read.
pub(super) fn of(
    repository: &Repository,
    root: &git2::Tree<'_>,
    revision: &str,
) -> Result<Tree, Error> {
    let fault = |error: git2::Error| Error::reading(revision, &error.message());
    let mut tree = Tree::default();
    for folder in FOLDERS {
        let Ok(entry) = root.get_path(&repository.prefix.join(folder)) else {
            continue;
        };
        match (entry.kind(), entry.filemode()) {
            (Some(ObjectType::Tree), _) => {
                let inside = repository.inner.find_tree(entry.id()).map_err(fault)?;
                list(repository, &inside, folder, 0, &mut tree)?;
            }
            (Some(ObjectType::Commit), _) | (_, SYMLINK) => return Err(link(folder)),
            _ => {}
        }
    }
    if !tree.iter().any(|(path, _)| path.starts_with("registry/")) {
        let message = Message::new("failure-no-registry-in");
        return Err(Error::not_found(message.arg("revision", revision)));
    }
    Ok(tree)
}

fn list(
    repository: &Repository,
    folder: &git2::Tree<'_>,
    name: &str,
    depth: usize,
    tree: &mut Tree,
) -> Result<(), Error> {
    for entry in folder {
        list_entry(repository, &entry, name, depth, tree)?;
    }
    Ok(())
}

/// Lists a file, or a folder with all that is in it, under the name of the folder
/// that it is in.
pub(super) fn list_entry(
    repository: &Repository,
    entry: &git2::TreeEntry<'_>,
    folder: &str,
    depth: usize,
    tree: &mut Tree,
) -> Result<(), Error> {
    let text = String::from_utf8_lossy(entry.name_bytes());
    let lossy_name = std::str::from_utf8(entry.name_bytes()).is_err();
    let name = format!("{folder}/{text}");
    let mode = match (entry.kind(), entry.filemode()) {
        (Some(ObjectType::Tree), _) if depth < MAX_DEPTH => {
            let inside = repository.inner.find_tree(entry.id());
            let fault = |error: git2::Error| Error::reading(&name, &error.message());
            return list(repository, &inside.map_err(fault)?, &name, depth + 1, tree);
        }
        (Some(ObjectType::Commit), _) => Mode::Submodule,
        (_, SYMLINK) => Mode::Symlink,
        _ => Mode::File,
    };
    let file = mode == Mode::File;
    let entry = Entry {
        mode,
        executable: entry.filemode() == PROGRAM,
        bytes: None,
        unread: file,
        blob: file.then(|| blob(entry.id())).flatten(),
        size: 0,
        lossy_name,
    };
    tree.insert(name, entry);
    if tree.len() > MOST_FILES {
        let message = Message::new("failure-too-many-files").arg("revision", folder);
        return Err(Error::broken_registry(
            message.arg("limit", MOST_FILES.to_string()),
        ));
    }
    Ok(())
}

/// Git's id of a content as the core knows it.
pub(super) fn blob(id: Oid) -> Option<BlobId> {
    id.as_bytes().try_into().ok().map(BlobId)
}

impl Repository {
    /// Reads the unread files of a tree that are asked for, on all cores; a handle of
    /// libgit2 belongs to one thread. What is over its size limit stays without
    /// bytes.
    ///
    /// # Errors
    /// When an object cannot be read.
    pub fn read(&self, tree: &mut Tree, wanted: impl Fn(&str) -> bool) -> Result<(), Error> {
        self.read_with(tree, &Tree::default(), wanted)
    }

    /// Reads files of a tree where much was read already: contents that another tree has are
    /// shared with it.
    ///
    /// # Errors
    /// When an object cannot be read.
    pub fn read_with(
        &self,
        tree: &mut Tree,
        known: &Tree,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<(), Error> {
        let known: HashMap<BlobId, &Entry> = known
            .iter()
            .filter(|(_, entry)| !entry.unread)
            .filter_map(|(_, entry)| Some((entry.blob?, entry)))
            .collect();
        let unread: Vec<(Arc<str>, Entry)> = tree
            .iter()
            .filter(|(path, entry)| entry.unread && wanted(path))
            .map(|(path, entry)| (Arc::clone(path), entry.clone()))
            .collect();
        let path = self.inner.path();
        let chunks: Vec<Vec<(Arc<str>, Entry)>> = unread
            .par_chunks(CHUNK)
            .map(|chunk| {
                let fault = |error: git2::Error| Error::reading("git", &error.message());
                let repository = git2::Repository::open(path).map_err(fault)?;
                let odb = repository.odb().map_err(fault)?;
                let read = chunk.iter().map(|(path, entry)| {
                    let read = content(&odb, &known, path, entry);
                    // What a merge joined is known to the handle that merged.
                    let read = read.or_else(|error| match error.code() {
                        ErrorCode::NotFound => Ok(entry.clone()),
                        _ => Err(Error::reading(path, &error.message())),
                    });
                    Ok((Arc::clone(path), read?))
                });
                read.collect()
            })
            .collect::<Result<_, Error>>()?;
        let fault = |error: git2::Error| Error::reading("git", &error.message());
        let odb = self.inner.odb().map_err(fault)?;
        for (path, mut entry) in chunks.into_iter().flatten() {
            if entry.unread {
                let fault = |error: git2::Error| Error::reading(&path, &error.message());
                entry = content(&odb, &known, &path, &entry).map_err(fault)?;
            }
            tree.insert(path, entry);
        }
        Ok(())
    }
}

fn content(
    odb: &git2::Odb<'_>,
    known: &HashMap<BlobId, &Entry>,
    path: &str,
    entry: &Entry,
) -> Result<Entry, git2::Error> {
    let mut entry = entry.clone();
    entry.unread = false;
    let limit = Limits::of(path).bytes;
    let Some(blob) = entry.blob else {
        return Ok(entry);
    };
    let same = known.get(&blob).filter(|same| same.size <= limit);
    if let Some(same) = same.filter(|same| same.bytes.is_some()) {
        entry.size = same.size;
        entry.bytes.clone_from(&same.bytes);
        return Ok(entry);
    }
    let id = Oid::from_bytes(&blob.0)?;
    // The header knows the size without inflating the content.
    let (size, kind) = odb.read_header(id)?;
    entry.size = size as u64;
    if kind == ObjectType::Blob && entry.size <= limit {
        entry.bytes = Some(odb.read(id)?.data().into());
    }
    Ok(entry)
}
