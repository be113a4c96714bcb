//! The files of a folder as a tree. Links are not followed.

use super::ignored::Ignored;
use super::{FOLDERS, MAX_DEPTH, existing, link};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::document::Limits;
use mulu_core::tree::{Entry, Mode, Tree};
use rayon::prelude::*;
use std::cell::Cell;
use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A path found on disk, not read yet.
struct Listed {
    path: PathBuf,
    name: String,
    lossy: bool,
    mode: Mode,
    /// Whether there are bytes to read.
    file: bool,
}

/// Reads `registry/` and `schema/` under a folder, which need not be a Git
/// repository; without what Git ignores and doesn't keep.
///
/// # Errors
/// When there is no `registry/`, or a file cannot be read.
pub fn worktree(folder: &Path) -> Result<Tree, Error> {
    existing(folder)?;
    let mut listed = Vec::new();
    let mut found = false;
    for name in FOLDERS {
        let path = folder.join(name);
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        if metadata.is_symlink() {
            return Err(link(name));
        }
        if metadata.is_dir() {
            found |= name == FOLDERS[0];
            listed.extend(list(&path, name, 0)?);
        }
    }
    if !found {
        let message = Message::new("failure-no-registry");
        return Err(Error::not_found(
            message.arg("folder", folder.display().to_string()),
        ));
    }
    // Decided one after the other: the repository is asked, which no two may at once.
    let ignored = Ignored::of(folder);
    listed.retain(|listed| listed.lossy || !ignored.has(&listed.name));
    let entries: Vec<(String, Entry)> =
        listed.into_par_iter().map(read).collect::<Result<_, _>>()?;
    let mut tree = Tree::default();
    for (name, entry) in entries {
        tree.insert(name, entry);
    }
    Ok(tree)
}

/// Every path under a folder; the folders in it on all cores.
fn list(folder: &Path, name: &str, depth: usize) -> Result<Vec<Listed>, Error> {
    let fault = |error: io::Error| Error::reading(&folder.display().to_string(), &error);
    let entries: io::Result<Vec<DirEntry>> = fs::read_dir(folder).map_err(fault)?.collect();
    let mut entries = entries.map_err(fault)?;
    // Two names that are no UTF-8 may become one; which one must not depend on
    // the disk.
    entries.sort_by_key(DirEntry::file_name);
    let mut listed = Vec::new();
    let mut folders = Vec::new();
    for entry in entries {
        let file = entry.file_name();
        if file == ".git" {
            continue;
        }
        let name = format!("{name}/{}", file.to_string_lossy());
        let kind = entry.file_type().map_err(fault)?;
        let path = entry.path();
        let mode = if kind.is_symlink() {
            Mode::Symlink
        } else if kind.is_dir() && path.join(".git").exists() {
            Mode::Submodule
        } else if kind.is_dir() && depth < MAX_DEPTH {
            folders.push((path, name));
            continue;
        } else if kind.is_dir() || kind.is_file() {
            Mode::File
        } else {
            // A pipe, a socket, a device: nothing that Git would know.
            continue;
        };
        listed.push(Listed {
            path,
            name,
            lossy: file.to_str().is_none(),
            mode,
            file: kind.is_file(),
        });
    }
    let inside = folders
        .par_iter()
        .map(|(path, name)| list(path, name, depth + 1));
    let inside: Vec<Vec<Listed>> = inside.collect::<Result<_, Error>>()?;
    listed.extend(inside.into_iter().flatten());
    Ok(listed)
}

fn read(listed: Listed) -> Result<(String, Entry), Error> {
    let mut entry = Entry {
        mode: listed.mode,
        executable: false,
        bytes: None,
        unread: false,
        blob: None,
        size: 0,
        lossy_name: listed.lossy,
    };
    if listed.file {
        let fault = |error| Error::reading(&listed.path.display().to_string(), &error);
        (entry.size, entry.bytes) =
            content(&listed.path, Limits::of(&listed.name).bytes).map_err(fault)?;
    }
    Ok((listed.name, entry))
}

/// What a file holds is read here first: its size need not be asked for, and the
/// bytes are kept without slack.
const ROOM: usize = 64 << 10;

thread_local! {
    static BUFFER: Cell<Vec<u8>> = Cell::default();
}

/// The size of a file, and its bytes where they are within the limit.
fn content(path: &Path, limit: u64) -> io::Result<(u64, Option<Arc<[u8]>>)> {
    let mut file = File::open(path)?;
    let mut bytes = BUFFER.take();
    bytes.clear();
    bytes.reserve(ROOM);
    file.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
    let found = if bytes.len() as u64 > limit {
        (file.metadata()?.len().max(bytes.len() as u64), None)
    } else {
        (bytes.len() as u64, Some(bytes.as_slice().into()))
    };
    if bytes.capacity() <= 2 * ROOM {
        BUFFER.set(bytes);
    }
    Ok(found)
}
