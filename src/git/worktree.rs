//! The files of a folder as a tree. Links are not followed.

use super::{FOLDERS, Failure};
use crate::diagnostic::Message;
use crate::document::MAX_BYTES;
use crate::tree::{Entry, Mode, Tree};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// The deepest folder that is looked into.
const MAX_DEPTH: usize = 32;

/// A path found on disk, not read yet.
struct Listed {
    path: PathBuf,
    name: String,
    lossy: bool,
    mode: Mode,
}

/// Reads `registry/` and `schema/` under a folder, which need not be a Git
/// repository.
///
/// # Errors
/// When there is no `registry/`, or a file cannot be read.
pub fn worktree(folder: &Path) -> Result<Tree, Failure> {
    if !folder.join(FOLDERS[0]).is_dir() {
        let message = Message::new("failure-no-registry");
        return Err(Failure::new(
            message.arg("folder", folder.display().to_string()),
        ));
    }
    let mut listed = Vec::new();
    for name in FOLDERS {
        let path = folder.join(name);
        if path.is_dir() {
            list(&path, name, 0, &mut listed)?;
        }
    }
    let entries: Vec<(String, Entry)> =
        listed.into_par_iter().map(read).collect::<Result<_, _>>()?;
    let mut tree = Tree::default();
    for (name, entry) in entries {
        tree.insert(name, entry);
    }
    Ok(tree)
}

fn list(folder: &Path, name: &str, depth: usize, listed: &mut Vec<Listed>) -> Result<(), Failure> {
    let fault = |error: std::io::Error| Failure::reading(&folder.display().to_string(), &error);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let file = entry.file_name();
        let text = file.to_string_lossy();
        let name = format!("{name}/{text}");
        let lossy = file.to_str().is_none();
        let kind = entry.file_type().map_err(fault)?;
        let path = entry.path();
        if kind.is_symlink() {
            listed.push(Listed {
                path,
                name,
                lossy,
                mode: Mode::Symlink,
            });
        } else if kind.is_dir() && path.join(".git").exists() {
            listed.push(Listed {
                path,
                name,
                lossy,
                mode: Mode::Submodule,
            });
        } else if kind.is_dir() && depth < MAX_DEPTH {
            list(&path, &name, depth + 1, listed)?;
        } else {
            listed.push(Listed {
                path,
                name,
                lossy,
                mode: Mode::File,
            });
        }
    }
    Ok(())
}

fn read(listed: Listed) -> Result<(String, Entry), Failure> {
    let Listed {
        path,
        name,
        lossy,
        mode,
    } = listed;
    let fault = |error: std::io::Error| Failure::reading(&path.display().to_string(), &error);
    let mut entry = Entry {
        mode,
        bytes: None,
        size: 0,
        lossy_name: lossy,
    };
    if mode == Mode::File {
        let metadata = fs::metadata(&path).map_err(fault)?;
        entry.size = metadata.len();
        if metadata.is_file() && entry.size <= MAX_BYTES {
            entry.bytes = Some(fs::read(&path).map_err(fault)?.into());
        }
    }
    Ok((name, entry))
}
