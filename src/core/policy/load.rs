//! From the files under `registry/policy/` to a [`Pack`].
//!
//! The pack is read like any document: limits, places, schema. What the schema
//! cannot say (expressions, references, order of dates) is checked here and in
//! [`super::lint`]. Any error means that there is no pack: nothing is decided
//! rather than decided wrongly.

mod rules;
mod tables;

use super::builtin::{self, FOLDER};
use super::{Localized, Pack, lint};
use crate::diagnostic::{self, Diagnostic, Label, Span, code};
use crate::document::{self, Document, NodeRef};
use crate::schema::{Kind, Schemas};
use crate::tree::{Entry, Mode, Tree};
use std::sync::Arc;

/// Reads, compiles and checks the pack of a tree, or the built-in one where the
/// tree has none. `None` where anything is wrong with it.
#[must_use]
pub fn load(tree: &Tree, schemas: &Schemas) -> (Option<Pack>, Vec<Diagnostic>) {
    if builtin::is_overridden(tree) {
        read_pack(tree, schemas)
    } else {
        read_pack(&builtin::tree(), schemas)
    }
}

fn read_pack(tree: &Tree, schemas: &Schemas) -> (Option<Pack>, Vec<Diagnostic>) {
    let mut diagnostics: Vec<Diagnostic> = tree.iter().filter_map(unread).collect();
    let mut pack = Pack::default();
    let mut found = false;
    for (path, kind, bytes) in files(tree) {
        let (document, faults) = document::read(path, bytes);
        diagnostics.extend(faults);
        let Some(document) = document else { continue };
        let faults = schemas.validate(kind, &document);
        let sound = !faults.iter().any(Diagnostic::is_error);
        diagnostics.extend(faults);
        if sound {
            found |= kind == Kind::Pack;
            read(&mut pack, kind, &document, &mut diagnostics);
        }
    }
    let whole = !diagnostics.iter().any(Diagnostic::is_error);
    if !found && whole {
        diagnostics.push(absent());
    } else if whole {
        diagnostics.extend(lint::check(&pack, schemas));
    }
    diagnostic::sort(&mut diagnostics);
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    (sound.then_some(pack), diagnostics)
}

fn absent() -> Diagnostic {
    Diagnostic::new(
        &code::POLICY_MISSING,
        Label::new("registry/policy/pack.yaml", Span::default()),
    )
}

/// A part of the pack that is there and cannot be read: judging by the rest
/// would be judging by other rules.
fn unread((path, entry): (&Arc<str>, &Entry)) -> Option<Diagnostic> {
    if !builtin::is_part(path) {
        return None;
    }
    let link = |code| {
        let label = Label::new(Arc::clone(path), Span::default());
        Diagnostic::new(code, label).arg("path", &**path)
    };
    match entry.mode {
        Mode::Symlink => Some(link(&code::PATH_SYMLINK)),
        Mode::Submodule => Some(link(&code::PATH_SUBMODULE)),
        Mode::File if entry.bytes.is_none() && kind(path).is_some() => {
            Some(document::too_large(path, entry.size))
        }
        Mode::File => None,
    }
}

/// The pack's files in the order in which rules are listed.
fn files(tree: &Tree) -> impl Iterator<Item = (&Arc<str>, Kind, &Arc<[u8]>)> {
    tree.iter().filter_map(|(path, entry)| {
        let kind = kind(path)?;
        Some((path, kind, entry.bytes.as_ref()?))
    })
}

fn kind(path: &str) -> Option<Kind> {
    match path.strip_prefix(FOLDER)? {
        "pack.yaml" => Some(Kind::Pack),
        "fixture.yaml" => Some(Kind::Fixture),
        rest => {
            let name = rest.strip_prefix("rules/")?.strip_suffix(".yaml")?;
            (!name.contains('/')).then_some(Kind::Rules)
        }
    }
}

fn read(pack: &mut Pack, kind: Kind, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let root = document.root();
    match kind {
        Kind::Pack => tables::pack(pack, root, diagnostics),
        Kind::Fixture => pack.fixture = tables::fixture(root, diagnostics),
        _ => {
            for node in root.get("rules").into_iter().flat_map(NodeRef::items) {
                match rules::rule(node, pack.language) {
                    Ok(rule) => pack.rules.push(rule),
                    Err(faults) => diagnostics.extend(faults),
                }
            }
        }
    }
}

/// The text under a key; empty where the schema let it be absent.
fn text(node: NodeRef<'_>, key: &str) -> Arc<str> {
    node.get(key)
        .and_then(NodeRef::scalar_text)
        .unwrap_or_default()
        .into()
}

/// The text under a key, in the languages that it is written in.
fn localized(node: NodeRef<'_>, key: &str) -> Localized {
    let texts = node.get(key).into_iter().flat_map(NodeRef::entries);
    let texts = texts.map(|(language, text)| {
        let language = language.scalar_text().unwrap_or_default();
        (language, text.scalar_text().unwrap_or_default())
    });
    Localized::new(texts)
}
