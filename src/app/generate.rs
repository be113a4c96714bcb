//! `generate` onto a disk: a registry for measurements, with the rules of a
//! real one.

use super::Error;
use mulu_core::diagnostic::Message;
use mulu_generate::Order;
use mulu_git::worktree;
use rayon::prelude::*;
use std::io;
use std::path::Path;

/// What of a registry are its rules.
const RULES: &str = "registry/policy/";

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files.
    pub files: u64,
    /// How many bytes.
    pub bytes: u64,
}

impl Written {
    fn and(self, other: Written) -> Written {
        Written {
            files: self.files + other.files,
            bytes: self.bytes + other.bytes,
        }
    }
}

/// Writes a generated registry into a folder, which must be new or empty, with
/// the rules of the registry in another.
///
/// # Errors
/// When there are no rules, the folder has something in it, or a file cannot
/// be written.
pub fn generate(rules: &Path, folder: &Path, order: Order) -> Result<Written, Error> {
    let tree = worktree(rules)?;
    let rules: Vec<(&str, &[u8])> = tree
        .iter()
        .filter(|(path, _)| path.starts_with(RULES))
        .filter_map(|(path, entry)| Some((&**path, entry.bytes.as_deref()?)))
        .collect();
    if rules.is_empty() {
        return Err(Error::not_found(Message::new("failure-no-rules")));
    }
    must_be_empty(folder)?;
    let copied = rules
        .par_iter()
        .map(|(path, bytes)| write(folder, path, bytes));
    let made = order.files().par_bridge().map(|file| {
        let file = file.map_err(|error| Error::writing("YAML", &error.to_string()))?;
        write(folder, &file.path, file.text.as_bytes())
    });
    let sum = |a: Written, b: Written| Ok(a.and(b));
    let copied: Written = copied.try_reduce(Written::default, sum)?;
    Ok(copied.and(made.try_reduce(Written::default, sum)?))
}

fn must_be_empty(folder: &Path) -> Result<(), Error> {
    let name = folder.display().to_string();
    let mut entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|error| Error::reading(&name, &error))?,
    };
    if entries.next().is_none() {
        return Ok(());
    }
    let message = Message::new("failure-folder-not-empty");
    Err(Error::bad_input(message.arg("folder", name)))
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> Result<Written, Error> {
    let file = folder.join(path);
    let fault = |error: io::Error| Error::writing(&file.display().to_string(), &error);
    match std::fs::write(&file, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let parent = file.parent().unwrap_or(folder);
            std::fs::create_dir_all(parent).map_err(fault)?;
            std::fs::write(&file, bytes).map_err(fault)?;
        }
        written => written.map_err(fault)?,
    }
    Ok(Written {
        files: 1,
        bytes: bytes.len() as u64,
    })
}
