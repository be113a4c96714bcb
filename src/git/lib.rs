//! Trees from the world: a work tree on disk, or any revision of a repository.
//!
//! Revisions are read as Git objects through libgit2: nothing is checked out,
//! no hook or filter runs, nothing of the work tree is touched. Nobody else
//! knows a repository.

mod ancestry;
mod beside;
mod beyond;
mod blame;
mod bounds;
mod branches;
mod brought;
mod fetch;
mod history;
mod ignored;
mod join;
mod later;
mod line;
mod listing;
mod merge;
mod notes;
mod patch;
mod repository;
mod revision;
mod worktree;

pub use beside::{Beside, NewCommit, Pushed, Sign};
pub use blame::{Blame, CommitSignature};
pub use branches::Ahead;
pub use fetch::Remote;
pub use history::Ids;
pub use line::{Backwards, Standing};
pub use merge::Merged;
pub use notes::{Note, Notes};
pub use patch::patch;
pub use repository::Repository;
pub use revision::Revision;
pub use worktree::worktree;

use mulu_core::diagnostic::{Error, Message};
use std::path::{Path, PathBuf};

/// The folders that a registry's tree consists of.
const FOLDERS: [&str; 2] = ["registry", "schema"];

/// The deepest folder that is looked into, here and on disk.
const MAX_DEPTH: usize = 32;

/// A folder of the registry that is a link or a submodule: what it leads to is no
/// part of this history.
fn link(name: &str) -> Error {
    Error::broken_registry(Message::new("failure-folder-is-link").arg("name", name))
}

/// The folder without links on its way, where it exists.
fn existing(folder: &Path) -> Result<PathBuf, Error> {
    match folder.canonicalize() {
        Ok(real) if real.is_dir() => Ok(real),
        _ => {
            let message = Message::new("failure-no-folder");
            Err(Error::not_found(
                message.arg("folder", folder.display().to_string()),
            ))
        }
    }
}
