//! What a path says: the kind of document, and its identity.

use crate::diagnostic::{Code, Diagnostic, Label, Message, Span, code};
use crate::schema::Kind;
use crate::tree::{Entry, Mode};
use std::sync::Arc;

/// The folder of all documents.
const ROOT: &str = "registry/";

/// The folders of documents, for "did you mean".
const FOLDERS: &[&str] = &[
    "units",
    "systems",
    "opinions",
    "lists",
    "plans",
    "requests",
    "policy",
    "elements.yaml",
    "registry.yaml",
];

/// A document's kind and identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its kind.
    pub(super) kind: Kind,
    /// The path without the leading folder and extension: `unit/system`,
    /// `authority/unit/system`, `2027`.
    pub(super) id: Arc<str>,
}

/// What a path of the tree is.
pub(super) enum Found {
    /// A document.
    Document(Place),
    /// Nothing of ours: a README, a schema.
    Other,
    /// Something that must not be there.
    Fault(Diagnostic),
}

/// Looks at one path of the tree.
pub(super) fn place(path: &Arc<str>, entry: &Entry) -> Found {
    // A file or link in the folder's own place hides the registry.
    let whole = (**path == *ROOT.trim_end_matches('/')).then_some("");
    let Some(rest) = path.strip_prefix(ROOT).or(whole) else {
        return Found::Other;
    };
    match entry.mode {
        Mode::Symlink => return fault(path, &code::PATH_SYMLINK),
        Mode::Submodule => return fault(path, &code::PATH_SUBMODULE),
        Mode::File => {}
    }
    if entry.lossy_name {
        return fault(path, &code::PATH_NOT_UTF8);
    }
    let name = rest.rsplit('/').next().unwrap_or_default();
    if name.ends_with(".md") || name == ".gitkeep" {
        return Found::Other;
    }
    let Some(stem) = rest.strip_suffix(".yaml") else {
        return wrong_extension(path, rest);
    };
    let parts: Vec<&str> = stem.split('/').collect();
    let Some(kind) = kind(&parts) else {
        return unknown(path, &parts);
    };
    if let Some(part) = parts.iter().find(|part| !is_slug(part)) {
        return Found::Fault(finding(path, &code::PATH_SLUG).arg("name", *part));
    }
    if matches!(kind, Kind::Pack | Kind::Rules | Kind::Fixture) {
        return Found::Other;
    }
    let yearly = matches!(kind, Kind::List | Kind::Plan | Kind::Request);
    if yearly && !is_year(parts[1]) {
        return Found::Fault(finding(path, &code::PATH_SLUG).arg("name", parts[1]));
    }
    Found::Document(Place {
        kind,
        id: parts[1..].join("/").into(),
    })
}

/// The kind of document that belongs at a path, whether or not its name is
/// sound; `None` for anything else.
#[must_use]
pub fn kind_of(path: &str) -> Option<Kind> {
    let stem = path.strip_prefix(ROOT)?.strip_suffix(".yaml")?;
    kind(&stem.split('/').collect::<Vec<_>>())
}

fn kind(parts: &[&str]) -> Option<Kind> {
    match parts {
        ["registry"] => Some(Kind::Settings),
        ["elements"] => Some(Kind::Elements),
        ["units", _] => Some(Kind::Unit),
        ["systems", _, _] => Some(Kind::System),
        ["opinions", _, _] | ["opinions", _, _, _] => Some(Kind::Opinions),
        ["lists", _] => Some(Kind::List),
        ["plans", _] => Some(Kind::Plan),
        ["requests", _, _, _] => Some(Kind::Request),
        ["policy", "pack"] => Some(Kind::Pack),
        ["policy", "fixture"] => Some(Kind::Fixture),
        ["policy", "rules", _] => Some(Kind::Rules),
        _ => None,
    }
}

/// `[a-z0-9]+(-[a-z0-9]+)*`, 64 characters at most.
pub(super) fn is_slug(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= 64 && text.split('-').all(part)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with('2') && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn finding(path: &Arc<str>, code: &'static Code) -> Diagnostic {
    Diagnostic::new(code, Label::new(Arc::clone(path), Span::default())).arg("path", &**path)
}

fn fault(path: &Arc<str>, code: &'static Code) -> Found {
    Found::Fault(finding(path, code))
}

fn wrong_extension(path: &Arc<str>, rest: &str) -> Found {
    let name = rest.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let near = ["yml", "yaml", "json"].contains(&extension.to_ascii_lowercase().as_str());
    if !near {
        return unknown(path, &rest.split('/').collect::<Vec<_>>());
    }
    let help = Message::new("help-rename-file").arg("name", format!("{stem}.yaml"));
    Found::Fault(finding(path, &code::PATH_EXTENSION).help(help))
}

fn unknown(path: &Arc<str>, parts: &[&str]) -> Found {
    let finding = finding(path, &code::PATH_UNKNOWN);
    let first = parts.first().copied().unwrap_or_default();
    let near = FOLDERS
        .iter()
        .filter(|folder| **folder != first)
        .map(|folder| (strsim::damerau_levenshtein(first, folder), *folder))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    Found::Fault(match near {
        Some((_, name)) => {
            finding.help(Message::new("help-did-you-mean").arg("suggestion", format!("`{name}`")))
        }
        None => finding.help(form(first)),
    })
}

/// Which paths a folder has; without a folder of ours, which folders there are.
fn form(folder: &str) -> Message {
    let form = match folder {
        "units" => "units/<unit>.yaml",
        "systems" => "systems/<unit>/<system>.yaml",
        "opinions" => "opinions/<authority>/<unit>.yaml, opinions/<authority>/<unit>/<system>.yaml",
        "lists" => "lists/<year>.yaml",
        "plans" => "plans/<year>.yaml",
        "requests" => "requests/<year>/<unit>/<system>.yaml",
        "policy" => "policy/pack.yaml, policy/fixture.yaml, policy/rules/<family>.yaml",
        _ => return Message::new("help-registry-folders"),
    };
    Message::new("help-path-form").arg("form", form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(path: &str) -> Result<Option<Place>, &'static str> {
        match place(&path.into(), &Entry::file(*b"")) {
            Found::Document(place) => Ok(Some(place)),
            Found::Other => Ok(None),
            Found::Fault(fault) => Err(fault.code.id),
        }
    }

    #[test]
    fn a_path_is_an_identity() {
        let place = look("registry/opinions/catalog/health/platform.yaml")
            .unwrap()
            .unwrap();
        assert_eq!(
            (place.kind, &*place.id),
            (Kind::Opinions, "catalog/health/platform")
        );
        let place = look("registry/requests/2027/health/platform.yaml")
            .unwrap()
            .unwrap();
        assert_eq!(
            (place.kind, &*place.id),
            (Kind::Request, "2027/health/platform")
        );
        assert_eq!(look("registry/README.md"), Ok(None));
        assert_eq!(look("registry/policy/rules/a.yaml"), Ok(None));
        assert_eq!(look("schema/unit.schema.json"), Ok(None));
    }

    #[test]
    fn what_is_no_document_is_said() {
        for (path, code) in [
            ("registry/units/a.yml", "path/extension"),
            ("registry/units/a.YAML", "path/extension"),
            ("registry/unit/a.yaml", "path/unknown"),
            ("registry/units/a/b.yaml", "path/unknown"),
            ("registry/units/A.yaml", "path/slug"),
            ("registry/units/a--b.yaml", "path/slug"),
            ("registry/units/单位.yaml", "path/slug"),
            ("registry/requests/27/a/b.yaml", "path/slug"),
            ("registry/notes.txt", "path/unknown"),
        ] {
            assert_eq!(look(path), Err(code), "{path}");
        }
    }

    #[test]
    fn where_it_belongs_is_said() {
        let help = |path: &str| match place(&path.into(), &Entry::file(*b"")) {
            Found::Fault(fault) => fault.help[0].clone(),
            _ => Message::new("none"),
        };
        let meant = Message::new("help-did-you-mean").arg("suggestion", "`systems`");
        assert_eq!(help("registry/system/a/b.yaml"), meant);
        let form = Message::new("help-path-form").arg("form", "systems/<unit>/<system>.yaml");
        assert_eq!(help("registry/systems/b.yaml"), form);
        assert_eq!(help("registry/else/b.yaml").key, "help-registry-folders");
        let renamed = Message::new("help-rename-file").arg("name", "a.yaml");
        assert_eq!(help("registry/units/a.yml"), renamed);
    }
}
