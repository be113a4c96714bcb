//! From the files under `registry/policy/` to a [`Pack`].
//!
//! The pack is read like any document: limits, places, schema. What the schema
//! cannot say (expressions, references, order of dates) is checked here and in
//! [`super::lint`]. Any error means that there is no pack: nothing is decided
//! rather than decided wrongly.

mod articles;
mod audit;
mod first;
mod matters;
mod parameters;
mod project;
mod rules;
mod tables;

use super::builtin::{self, FOLDER};
use super::dates::Dates;
use super::functions::env;
use super::lint::did_you_mean;
use super::pack::{Language, Sentence};
use super::terms::Terms;
use super::{Localized, Pack, audience, lint};
use crate::diagnostic::{self, Diagnostic, Label, Message, Span, code};
use crate::document::{self, Document, NodeRef};
use crate::schema::{Kind, Schemas};
use crate::tree::{Entry, Mode, Tree};
use std::sync::Arc;

/// The most rules that a pack has: each is compiled, and asked of every request on both sides of
/// a change.
const MOST_RULES: usize = 1_000;

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
    let mut reading = Reading::default();
    let mut found = false;
    let mut documents = Vec::new();
    for (path, kind, bytes) in files(tree) {
        let (document, faults) = document::read(path, bytes);
        diagnostics.extend(faults);
        documents.extend(document.map(|document| (kind, document)));
    }
    let second = documents.iter().any(is_second);
    for (kind, document) in documents {
        let mut faults = schemas.validate(kind, &document);
        if second && !faults.iter().any(Diagnostic::is_error) {
            // A schema of one's own may forbid more. What it lets pass beyond the
            // program's own, nothing would read.
            faults.extend(schemas.validate_as_built_in(kind, &document));
        }
        let sound = !faults.iter().any(Diagnostic::is_error);
        diagnostics.extend(faults);
        if sound {
            found |= kind == Kind::Pack;
            reading.read(kind, &document, schemas, &mut diagnostics);
        }
    }
    reading.terms.unused(&reading.own, &mut diagnostics);
    let mut pack = reading.whole();
    match pack.language {
        Language::First => pack.matters = first::matters(),
        Language::Second => pack.dates = Dates::of(schemas),
    }
    (pack.for_offices, pack.stages_for_offices) = audience::for_offices(&pack);
    let whole = !diagnostics.iter().any(Diagnostic::is_error);
    if !found && whole {
        diagnostics.push(absent());
    } else if whole {
        diagnostics.extend(lint::check(&pack, schemas));
        if pack.language == Language::First {
            first::in_one_sentence(&mut diagnostics);
        }
    }
    diagnostic::sort(&mut diagnostics);
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    (sound.then_some(pack), diagnostics)
}

/// Whether a document is a pack that says that it is of the second language.
fn is_second((kind, document): &(Kind, Document)) -> bool {
    let language = document.root().get("language");
    *kind == Kind::Pack && language.and_then(NodeRef::as_i64) == Some(2)
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
        "coverage.yaml" => Some(Kind::Coverage),
        "fixture.yaml" => Some(Kind::Fixture),
        rest => {
            let name = rest.strip_prefix("rules/")?.strip_suffix(".yaml")?;
            (!name.contains('/')).then_some(Kind::Rules)
        }
    }
}

/// A pack while its files are read, one after another.
#[derive(Default)]
struct Reading {
    pack: Pack,
    /// The terms of `pack.yaml`, which every file may use.
    terms: Terms,
    /// The names of these.
    own: Vec<Arc<str>>,
    /// Sentences of articles that a file of their own has.
    coverage: Vec<(Arc<str>, Vec<Sentence>)>,
}

impl Reading {
    fn read(
        &mut self,
        kind: Kind,
        document: &Document,
        schemas: &Schemas,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let root = document.root();
        match kind {
            Kind::Pack => {
                tables::language(&mut self.pack, root, diagnostics);
                let env = env(self.pack.language);
                self.own = self.terms.read(root, env, diagnostics);
                tables::pack(&mut self.pack, root, schemas, diagnostics);
                matters::read(&mut self.pack, root, schemas, diagnostics);
                project::read(&mut self.pack, root, &self.terms, diagnostics);
                audit::read(&mut self.pack, root, diagnostics);
            }
            Kind::Coverage => {
                let all = root.get("articles").into_iter().flat_map(NodeRef::items);
                let read = |node| (text(node, "id"), articles::sentences(node));
                self.coverage.extend(all.map(read));
            }
            Kind::Fixture => self.pack.fixture = tables::fixture(root, diagnostics),
            _ => self.rules(root, diagnostics),
        }
    }

    /// The pack, with the sentences of its articles.
    fn whole(mut self) -> Pack {
        for (id, sentences) in self.coverage {
            let mut articles = self.pack.articles.iter_mut();
            if let Some(article) = articles.find(|article| article.id == id) {
                article.sentences.extend(sentences);
            }
        }
        self.pack
    }

    fn rules(&mut self, root: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let env = env(self.pack.language);
        let mut terms = self.terms.clone();
        let own = terms.read(root, env, diagnostics);
        for node in root.get("rules").into_iter().flat_map(NodeRef::items) {
            if self.pack.rules.len() == MOST_RULES {
                let found = Diagnostic::new(&code::POLICY_COST, node.label());
                let found = found.arg("reason", Message::new("cost-rules"));
                diagnostics.push(found.arg("limit", MOST_RULES));
                break;
            }
            match rules::rule(node, env, &terms) {
                Ok(rule) => self.pack.rules.push(rule),
                Err(faults) => diagnostics.extend(faults),
            }
        }
        terms.unused(&own, diagnostics);
    }
}

/// A word that the schema lets pass and the program doesn't understand: nothing
/// may be read out of it.
fn not_understood<'a>(node: NodeRef<'_>, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let value = node.scalar_text().unwrap_or_default();
    let found = Diagnostic::new(&code::POLICY_NOT_UNDERSTOOD, node.label())
        .arg("value", value)
        .arg("values", known.join(", "));
    let help = did_you_mean(value, known.iter().copied());
    help.into_iter().fold(found, Diagnostic::help)
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
    let texts = node.get(key).into_iter().flat_map(languages);
    Localized::new(texts.map(|(tag, text)| (tag, text.scalar_text().unwrap_or_default())))
}

/// The languages of a text; keys of one's own are none.
fn languages(text: NodeRef<'_>) -> impl Iterator<Item = (&str, NodeRef<'_>)> {
    let entries = text.entries();
    let named = entries.map(|(tag, text)| (tag.scalar_text().unwrap_or_default(), text));
    named.filter(|(tag, _)| !tag.starts_with("x-"))
}
