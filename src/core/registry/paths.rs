//! What a path of the tree is: a document with its identity, nothing of ours, or a fault.

use crate::diagnostic::{Arg, Code, Diagnostic, Label, Message, Span, code, suggest};
use crate::layout::{self, Kind, Located, ROOT, SCHEMAS, SlugFault};
use crate::tree::{Entry, Mode, Tree};
use std::sync::Arc;

/// What a path of the tree is.
pub(super) enum Found<'p> {
    /// A document.
    Document(Located<'p>),
    /// Nothing of ours: a README, a schema.
    Other,
    /// Something that must not be there.
    Fault(Diagnostic),
}

/// Looks at one path of the tree.
pub(super) fn place<'p>(path: &'p Arc<str>, entry: &Entry) -> Found<'p> {
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
    let Some(located) = layout::parse(path) else {
        return misplaced(path, rest);
    };
    if let Some((name, why)) = located.fault() {
        return Found::Fault(named(path, name, why));
    }
    if located.kind.is_policy() || located.kind.row().built_in.is_none() {
        return Found::Other;
    }
    Found::Document(located)
}

/// Files that are programs to Git: none of a registry's needs to be one.
pub(super) fn executable(tree: &Tree) -> impl Iterator<Item = Diagnostic> {
    let ours = |path: &str| path.starts_with(ROOT) || path.starts_with(SCHEMAS);
    let programs = tree.iter().filter(|(_, entry)| entry.executable);
    let programs = programs.filter(move |(path, _)| ours(path));
    programs.map(|(path, _)| finding(path, &code::PATH_EXECUTABLE))
}

/// The kind of document that belongs at a path, whether or not its name is
/// sound; `None` for anything else.
#[must_use]
pub fn kind_of(path: &str) -> Option<Kind> {
    layout::parse(path).map(|located| located.kind)
}

/// A name that nothing may have.
fn named(path: &Arc<str>, name: &str, why: SlugFault) -> Diagnostic {
    let why = match why {
        SlugFault::Form => return finding(path, &code::PATH_SLUG).arg("name", name),
        SlugFault::Reserved => "folder",
        SlugFault::Device => "device",
    };
    let finding = finding(path, &code::PATH_RESERVED);
    finding.arg("name", name).arg("why", why)
}

fn finding(path: &Arc<str>, code: &'static Code) -> Diagnostic {
    Diagnostic::new(code, Label::new(Arc::clone(path), Span::default())).arg("path", &**path)
}

fn fault(path: &Arc<str>, code: &'static Code) -> Found<'static> {
    Found::Fault(finding(path, code))
}

/// No document's place: another extension, or another folder.
fn misplaced(path: &Arc<str>, rest: &str) -> Found<'static> {
    let name = rest.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let likely = ["yml", "yaml", "json"].contains(&extension.to_ascii_lowercase().as_str());
    if extension != "yaml" && likely {
        let help = Message::new("help-rename-file").arg("name", format!("{stem}.yaml"));
        return Found::Fault(finding(path, &code::PATH_EXTENSION).help(help));
    }
    let finding = finding(path, &code::PATH_UNKNOWN);
    let first = layout::folder(rest);
    let folders = layout::folders();
    if !folders.contains(&first) {
        let near = suggest::close(first, &folders);
        let help = near.map(suggest::did_you_mean).unwrap_or_else(|| {
            let folders: Vec<String> = folders.iter().map(ToString::to_string).collect();
            Message::new("help-registry-folders").arg("folders", folders)
        });
        return Found::Fault(finding.help(help));
    }
    let forms: Vec<Arg> = layout::forms(first).map(Arg::form).collect();
    let help = Message::new("help-path-form").arg("form", forms);
    Found::Fault(finding.help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(path: &str) -> Result<Option<Kind>, &'static str> {
        match place(&path.into(), &Entry::file(*b"")) {
            Found::Document(located) => Ok(Some(located.kind)),
            Found::Other => Ok(None),
            Found::Fault(fault) => Err(fault.code.id),
        }
    }

    #[test]
    fn what_others_read_is_none_of_ours() {
        let opinions = "registry/opinions/catalog/health/platform.yaml";
        assert_eq!(look(opinions), Ok(Some(Kind::Opinions)));
        for other in [
            "registry/README.md",
            "registry/policy/rules/a.yaml",
            "schema/unit.schema.json",
        ] {
            assert_eq!(look(other), Ok(None), "{other}");
        }
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
            ("registry/units/nul.yaml", "path/reserved"),
            ("registry/systems/a/projects.yaml", "path/reserved"),
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
        let form = Arg::form("systems/{unit}/{system}.yaml");
        let form = Message::new("help-path-form").arg("form", vec![form]);
        assert_eq!(help("registry/systems/b.yaml"), form);
        assert_eq!(help("registry/else/b.yaml").key, "help-registry-folders");
        let renamed = Message::new("help-rename-file").arg("name", "a.yaml");
        assert_eq!(help("registry/units/a.yml"), renamed);
    }
}
