//! `migrate`: the plan of a work tree, and its changes written into the files.

use super::{Error, file};
use mulu_core::diagnostic::Message;
use mulu_core::migrate::{self, Plan};
use mulu_core::tree::Tree;
use mulu_git::{Repository, worktree};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// A registry to be brought over.
#[derive(Debug)]
pub struct Migration {
    /// What is to be done.
    pub plan: Plan,
    /// The files as they lie there now.
    pub tree: Tree,
    /// The commit that they are of, byte by byte, before anything was written.
    pub commit: Option<String>,
    /// Whether the changes were written.
    pub written: bool,
    /// Files that were to be written and were left alone, and why.
    pub left: Vec<(Arc<str>, Message)>,
}

impl Migration {
    /// Whether something is left to change or to decide.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let unwritten = !self.written && self.plan.changes() > 0;
        unwritten || !self.left.is_empty() || self.plan.questions() > 0
    }
}

/// Plans what brings the registry in a folder to the second contract, and writes the
/// changes where that is wanted: all of them, or none where one of the files has
/// changes that Git doesn't have yet.
///
/// # Errors
/// When there is no registry, it cannot be read, its own rules are broken, or a file
/// to be written isn't committed.
pub fn migrate(folder: &Path, write: bool) -> Result<Migration, Error> {
    let tree = worktree(folder)?;
    let plan = migrate::plan(&tree)?;
    let repository = Repository::open(folder).ok();
    let commit = repository
        .as_ref()
        .and_then(|repository| repository.clean_head(&tree));
    let mut done = Migration {
        plan,
        tree,
        commit,
        written: write,
        left: Vec::new(),
    };
    if write {
        // Without Git nobody could tell what was there; that is the owner's choice.
        if let Some(repository) = &repository {
            committed(repository, &done.plan)?;
        }
        written(folder, &mut done);
    }
    Ok(done)
}

/// How many files a complaint names.
const NAMED: usize = 5;

fn committed(repository: &Repository, plan: &Plan) -> Result<(), Error> {
    let paths = plan.written().map(|(path, _)| &**path);
    let open = repository.uncommitted(paths);
    if open.is_empty() {
        return Ok(());
    }
    let mut names: Vec<String> = open
        .iter()
        .take(NAMED)
        .map(|path| format!("`{path}`"))
        .collect();
    if open.len() > NAMED {
        names.push(format!("… ({})", open.len()));
    }
    let message = Message::new("failure-migrate-uncommitted");
    Err(Error::bad_input(message.arg("files", names)))
}

fn written(folder: &Path, done: &mut Migration) {
    let mut tree = done.tree.clone();
    for (path, bytes) in done.plan.written() {
        let was = done.tree.bytes(path).unwrap_or_default();
        match replace(&folder.join(&**path), was, bytes) {
            Ok(()) => {
                if let Some(entry) = done.plan.after.get(path) {
                    tree.insert(Arc::clone(path), entry.clone());
                }
            }
            Err(why) => done.left.push((Arc::clone(path), why)),
        }
    }
    done.tree = tree;
}

/// Puts new content in the place of what was read: whole or not at all.
fn replace(path: &Path, was: &[u8], bytes: &[u8]) -> Result<(), Message> {
    let unwritable =
        |error: io::Error| Message::new("migrate-left-unwritable").arg("reason", error.to_string());
    let metadata = fs::symlink_metadata(path).map_err(unwritable)?;
    if !metadata.is_file() {
        return Err(Message::new("migrate-left-irregular"));
    }
    if fs::read(path).map_err(unwritable)? != was {
        return Err(Message::new("migrate-left-changed"));
    }
    // Moving another file here needs no leave to write this one: it is asked for.
    File::options().write(true).open(path).map_err(unwritable)?;
    let content = |out: &mut dyn Write| out.write_all(bytes);
    file::replace(path, Some(metadata.permissions()), content).map_err(unwritable)
}
