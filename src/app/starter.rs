//! `init`: what a registry of one's own begins with. The rules, the schemas and the
//! table of who owns what are the program's own; everything else stands beside this
//! file as it is written.

use super::{Error, Input, codeowners, fresh};
use mulu_core::diagnostic::Message;
use mulu_core::document::edit::flow;
use mulu_core::layout::{Kind, SETTINGS};
use mulu_core::policy::builtin;
use std::path::Path;

/// The settings of the registry in this repository, but for its title.
const SETTINGS_TEXT: &str = include_str!("../../registry/registry.yaml");

/// The units behind the authorities, and one department: each file behind a line with
/// its path.
const UNITS: &str = include_str!("starter/units.txt");

/// Where GitHub looks for who owns what.
const CODEOWNERS: &str = ".github/CODEOWNERS";

macro_rules! files {
    ($($path:literal = $file:literal),* $(,)?) => {
        /// Where each of them stands, and its text.
        const FILES: &[(&str, &str)] = &[$(($path, include_str!($file))),*];
    };
}

files!(
    "README.md" = "starter/README.md",
    ".editorconfig" = "starter/editorconfig",
    ".gitattributes" = "starter/gitattributes",
    ".gitignore" = "starter/gitignore",
    ".vscode/extensions.json" = "starter/vscode/extensions.json",
    ".vscode/settings.json" = "starter/vscode/settings.json",
    ".github/actions/program/action.yml" = "starter/github/action.yml",
    ".github/actions/program/fetch.sh" = "starter/github/fetch.sh",
    ".github/workflows/approved.yml" = "../../.github/workflows/approved.yml",
    ".github/workflows/pages.yml" = "starter/github/pages.yml",
    ".github/workflows/review.yml" = "starter/github/review.yml",
    ".github/workflows/sweep.yml" = "starter/github/sweep.yml",
    ".github/PULL_REQUEST_TEMPLATE.md" = "../../.github/PULL_REQUEST_TEMPLATE.md",
    ".github/ISSUE_TEMPLATE/1-register.yml" = "../../.github/ISSUE_TEMPLATE/1-register.yml",
    ".github/ISSUE_TEMPLATE/2-request.yml" = "../../.github/ISSUE_TEMPLATE/2-request.yml",
    ".github/ISSUE_TEMPLATE/3-question.yml" = "../../.github/ISSUE_TEMPLATE/3-question.yml",
    ".github/ISSUE_TEMPLATE/4-error.yml" = "../../.github/ISSUE_TEMPLATE/4-error.yml",
    ".github/ISSUE_TEMPLATE/config.yml" = "../../.github/ISSUE_TEMPLATE/config.yml",
);

/// What a repository may have of its own: where it has, that stays.
const OWN: &[&str] = &["README.md", ".editorconfig", ".gitattributes", ".gitignore"];

/// What became of the files of a new registry, each in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// Written.
    pub written: Vec<String>,
    /// There before, and left as they are.
    pub kept: Vec<String>,
}

/// Writes a new registry into a folder, which may have other things in it: what every
/// repository has, such as a README, stays as it is.
///
/// # Errors
/// When one of the other files is there already: nothing is written then; or when one
/// cannot be written.
pub fn init(folder: &Path, title: &str) -> Result<Begun, Error> {
    let is_there = |path: &str| folder.join(path).exists();
    let is_kept = |path: &str| OWN.contains(&path) && is_there(path);
    let (kept, files): (Vec<_>, Vec<_>) = files(title)
        .into_iter()
        .partition(|(path, _)| is_kept(path));
    let paths = files.iter().map(|(path, _)| &**path);
    let there = paths.chain([CODEOWNERS]).find(|path| is_there(path));
    if let Some(path) = there {
        let message = Message::new("failure-init-exists").arg("path", path);
        return Err(Error::bad_input(message));
    }
    for (path, text) in &files {
        fresh::write(folder, path, text.as_bytes())?;
    }
    let input = Input {
        folder: folder.to_owned(),
        ..Input::default()
    };
    fresh::write(folder, CODEOWNERS, codeowners(&input)?.as_bytes())?;
    let mut written: Vec<String> = files.into_iter().map(|(path, _)| path).collect();
    written.push(CODEOWNERS.to_owned());
    written.sort();
    let kept = kept.into_iter().map(|(path, _)| path).collect();
    Ok(Begun { written, kept })
}

fn files(title: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    files.push((SETTINGS.to_owned(), settings(title)));
    let units = UNITS.split("=== ").filter_map(|unit| unit.split_once('\n'));
    files.extend(units.map(|(path, text)| (path.to_owned(), text.to_owned())));
    for kind in Kind::all() {
        let schema = kind.row().built_in.unwrap_or_default();
        let path = kind.schema_path();
        // Several kinds may share one.
        if files.iter().all(|(known, _)| *known != path) {
            files.push((path, schema.to_owned()));
        }
    }
    let policy = builtin::tree();
    let policy = policy.iter().filter_map(|(path, entry)| {
        let text = std::str::from_utf8(entry.bytes.as_deref()?).ok()?;
        Some((path.to_string(), text.to_owned()))
    });
    files.extend(policy);
    files
}

/// The settings under another title.
fn settings(title: &str) -> String {
    let title = format!("title: {}", flow(&title.into()));
    let lines = SETTINGS_TEXT
        .lines()
        .map(|line| match line.starts_with("title:") {
            true => title.as_str(),
            false => line,
        });
    lines.map(|line| format!("{line}\n")).collect()
}
