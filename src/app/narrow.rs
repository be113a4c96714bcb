//! `check FILE…`: findings of some files alone, and line ends said once.

use super::{Error, unknown};
use mulu_core::diagnostic::code::DOCUMENT_CRLF;
use mulu_core::diagnostic::{Diagnostic, Label, Message, Span};
use mulu_core::tree::Tree;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// From how many files on Windows line ends are one finding.
const MANY: usize = 3;

/// The files of a tree that some paths name, each a file or a folder, relative to the
/// folder that the command runs in.
///
/// # Errors
/// When a path names nothing of the registry.
pub fn chosen(tree: &Tree, folder: &Path, paths: &[PathBuf]) -> Result<BTreeSet<String>, Error> {
    let mut chosen = BTreeSet::new();
    for path in paths {
        let name = inside(folder, path);
        let within = format!("{name}/");
        let all = name.is_empty();
        let known = || tree.iter().map(|(path, _)| &**path);
        let is_meant = |path: &&str| all || **path == *name || path.starts_with(&within);
        let mut mine = known().filter(is_meant).peekable();
        if mine.peek().is_none() {
            let near = super::nearest(&name, known());
            let near = near.map(|near| (near, near.into()));
            return Err(unknown("failure-unknown-file", &name, near));
        }
        chosen.extend(mine.map(str::to_owned));
    }
    Ok(chosen)
}

/// A path as the tree has it, relative to the folder that holds `registry/`.
fn inside(folder: &Path, path: &Path) -> String {
    let real = path.canonicalize();
    let top = folder.canonicalize();
    let inside = match (&real, &top) {
        (Ok(real), Ok(top)) => real.strip_prefix(top).ok(),
        _ => None,
    };
    let shown = inside.unwrap_or(path).to_string_lossy().replace('\\', "/");
    let shown = shown.trim_end_matches('/');
    shown.strip_prefix("./").unwrap_or(shown).to_owned()
}

/// The findings of some files; of all where none is named.
#[must_use]
pub fn of_files(found: Vec<Diagnostic>, files: Option<&BTreeSet<String>>) -> Vec<Diagnostic> {
    let Some(files) = files else {
        return found;
    };
    let mine = |found: &Diagnostic| files.contains(&*found.primary.path);
    found.into_iter().filter(mine).collect()
}

/// The findings with those of line ends in one, where they are many: it is one setting
/// that is wrong, not so many files.
#[must_use]
pub fn folded(found: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_crlf = |found: &&Diagnostic| *found.code == DOCUMENT_CRLF;
    let many = found.iter().filter(is_crlf).count();
    let first = found.iter().find(is_crlf);
    let Some(first) = first.filter(|_| many >= MANY) else {
        return found.to_vec();
    };
    let label = Label::new(first.primary.path.clone(), Span::default());
    let mut one = Diagnostic::new(&DOCUMENT_CRLF, label).help(Message::new("help-line-ends"));
    one.message = Message::new("document-crlf-many").arg("files", many);
    let others = found.iter().filter(|found| !is_crlf(found)).cloned();
    let mut all: Vec<Diagnostic> = others.chain([one]).collect();
    mulu_core::diagnostic::sort(&mut all);
    all
}
