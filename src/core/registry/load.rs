//! From a tree to a [`Registry`]: every document read, held against its schema
//! and typed; then linked.

use super::paths::{self, Found, Place};
use super::{DocId, Registry, Settings, Slot, link, matters, ownership, privacy, typed};
use crate::diagnostic::{self, Diagnostic, Label, Span, code};
use crate::document::{self, Document, NodeRef};
use crate::schema::{Kind, Schemas};
use crate::tree::{BlobId, Entry, Tree};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Where the settings stand.
const SETTINGS: &str = "registry/registry.yaml";

/// One file, read.
#[derive(Debug)]
struct Reading {
    place: Option<Place>,
    path: Arc<str>,
    document: Option<Arc<Document>>,
    broken: bool,
    text: Option<Arc<[u8]>>,
    diagnostics: Vec<Diagnostic>,
}

/// What was read so far, by path and Git's id of the content: where the same file
/// stands in several trees it is read once. Good for one set of schemas.
#[derive(Debug, Default)]
pub struct Readings {
    known: HashMap<(Arc<str>, BlobId), Arc<Reading>>,
    parsed: usize,
}

impl Readings {
    /// How many documents were parsed: those found here again are none.
    #[must_use]
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    fn of(&self, path: &Arc<str>, entry: &Entry) -> Option<Arc<Reading>> {
        let blob = entry.blob.filter(|_| !entry.unread)?;
        self.known.get(&(Arc::clone(path), blob)).cloned()
    }

    fn keep(&mut self, path: &Arc<str>, entry: &Entry, reading: &Arc<Reading>) {
        let Some(blob) = entry.blob.filter(|_| !entry.unread) else {
            return;
        };
        let new = self
            .known
            .insert((Arc::clone(path), blob), Arc::clone(reading));
        self.parsed += usize::from(new.is_none() && reading.document.is_some());
    }
}

/// Reads every document of the tree (the policy's apart), holds it against its
/// schema and resolves its references. What cannot be read is left out or
/// marked broken, and said in the findings. An unread file is there and no
/// evidence of anything, so a rule that asked for it would be unproven.
#[must_use]
pub fn load(tree: &Tree, schemas: &Schemas) -> (Registry, Vec<Diagnostic>) {
    let entries: Vec<(&Arc<str>, &Entry)> = tree.iter().collect();
    let readings: Vec<Arc<Reading>> = entries
        .par_iter()
        .filter_map(|(path, entry)| read(path, entry, schemas).map(Arc::new))
        .collect();
    assemble(tree, &readings)
}

/// The same for one of several trees that share files: what was read is kept.
#[must_use]
pub fn load_with(
    tree: &Tree,
    schemas: &Schemas,
    known: &mut Readings,
) -> (Registry, Vec<Diagnostic>) {
    let entries: Vec<(&Arc<str>, &Entry)> = tree.iter().collect();
    let found: Vec<Option<Arc<Reading>>> = entries
        .par_iter()
        .map(|(path, entry)| {
            let again = known.of(path, entry);
            again.or_else(|| read(path, entry, schemas).map(Arc::new))
        })
        .collect();
    for ((path, entry), reading) in entries.iter().zip(&found) {
        if let Some(reading) = reading {
            known.keep(path, entry, reading);
        }
    }
    let readings: Vec<Arc<Reading>> = found.into_iter().flatten().collect();
    assemble(tree, &readings)
}

fn assemble(tree: &Tree, readings: &[Arc<Reading>]) -> (Registry, Vec<Diagnostic>) {
    let mut registry = Registry {
        settings: Settings {
            locale: typed::LOCALE.to_owned(),
            timezone: typed::TIME_ZONE.to_owned(),
            ..Settings::default()
        },
        ..Registry::default()
    };
    let mut diagnostics = Vec::new();
    for reading in readings {
        insert(&mut registry, reading, &mut diagnostics);
    }
    finish(&mut registry, tree, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    (registry, diagnostics)
}

fn read(path: &Arc<str>, entry: &Entry, schemas: &Schemas) -> Option<Reading> {
    let path = Arc::clone(path);
    let nothing = |diagnostics| Reading {
        place: None,
        path: Arc::clone(&path),
        document: None,
        broken: true,
        text: None,
        diagnostics,
    };
    let place = match paths::place(&path, entry) {
        Found::Other => return None,
        Found::Fault(fault) => return Some(nothing(vec![fault])),
        Found::Document(place) => place,
    };
    if entry.unread {
        return Some(Reading {
            place: Some(place),
            ..nothing(Vec::new())
        });
    }
    let Some(bytes) = &entry.bytes else {
        let fault = document::too_large(&path, entry.size);
        return Some(Reading {
            place: Some(place),
            ..nothing(vec![fault])
        });
    };
    let (document, mut diagnostics) = document::read(&path, bytes);
    if let Some(document) = &document {
        // A file cut short by a syntax error would miss keys that are there.
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(schemas.validate(place.kind, document));
        }
    }
    privacy::check(&path, bytes, document.as_ref(), &mut diagnostics);
    let mine = |found: &Diagnostic| found.is_error() && !found.code.id.starts_with("privacy/");
    let broken = document.is_none() || diagnostics.iter().any(mine);
    let text = broken.then(|| Arc::clone(bytes));
    Some(Reading {
        place: Some(place),
        path,
        document: document.map(Arc::new),
        broken,
        text,
        diagnostics,
    })
}

fn insert(registry: &mut Registry, reading: &Reading, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend_from_slice(&reading.diagnostics);
    let doc = DocId(u32::try_from(registry.documents.len()).unwrap_or(u32::MAX));
    if let Some(document) = &reading.document {
        registry.documents.push(Arc::clone(document));
    }
    let Some(place) = &reading.place else { return };
    if reading.broken {
        broken(
            registry,
            place,
            Arc::clone(&reading.path),
            reading.text.clone(),
        );
    } else {
        valid(registry, place, doc);
    }
}

fn broken(registry: &mut Registry, place: &Place, path: Arc<str>, text: Option<Arc<[u8]>>) {
    let id = Arc::clone(&place.id);
    match place.kind {
        Kind::Unit => drop(registry.units.insert(id, Slot::Broken(path))),
        Kind::System => {
            registry
                .broken_systems
                .insert(Arc::clone(&id), text.unwrap_or_default());
            registry.systems.insert(id, Slot::Broken(path));
        }
        Kind::Opinions => {
            let (authority, subject) = split(&id);
            let files = registry.opinions.entry(authority).or_default();
            files.insert(subject, Slot::Broken(path));
        }
        Kind::Elements => registry.elements = Slot::Broken(path),
        Kind::List => drop(registry.lists.insert(year(&id), Slot::Broken(path))),
        Kind::Plan => drop(registry.plans.insert(year(&id), Slot::Broken(path))),
        Kind::Request => drop(registry.requests.insert(id, Slot::Broken(path))),
        _ => {}
    }
}

fn valid(registry: &mut Registry, place: &Place, doc: DocId) {
    let id = Arc::clone(&place.id);
    let document = Arc::clone(&registry.documents[doc.0 as usize]);
    let root: NodeRef<'_> = document.root();
    match place.kind {
        Kind::Settings => registry.settings = typed::settings(root),
        Kind::Unit => {
            let unit = typed::unit(doc, root);
            registry.units.insert(id, Slot::Valid(unit));
        }
        Kind::System => {
            let system = typed::system(doc, &id, root);
            registry.systems.insert(id, Slot::Valid(system));
        }
        Kind::Opinions => {
            let opinions = typed::opinions(doc, root);
            let (authority, subject) = split(&id);
            let files = registry.opinions.entry(authority).or_default();
            files.insert(subject, Slot::Valid(opinions));
        }
        Kind::Elements => registry.elements = Slot::Valid(typed::elements(root)),
        Kind::List | Kind::Plan => {
            let list = Slot::Valid(typed::project_list(doc, root));
            let lists = if place.kind == Kind::List {
                &mut registry.lists
            } else {
                &mut registry.plans
            };
            lists.insert(year(&id), list);
        }
        Kind::Request => {
            let request = typed::request(doc, &id, root);
            registry.requests.insert(id, Slot::Valid(request));
        }
        _ => {}
    }
}

fn split(id: &str) -> (Arc<str>, Arc<str>) {
    let (authority, subject) = id.split_once('/').unwrap_or((id, ""));
    (authority.into(), subject.into())
}

fn year(id: &str) -> i16 {
    id.parse().unwrap_or_default()
}

/// What needs all documents: indexes, references, owners.
fn finish(registry: &mut Registry, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    if tree.get(SETTINGS).is_none() && tree.get("registry").is_none() {
        let label = Label::new(SETTINGS, Span::default());
        diagnostics.push(Diagnostic::new(&code::PATH_MISSING, label));
    }
    if registry.settings.authorities.is_empty() {
        let unknown = || super::Authority { unit: "".into() };
        let ids = matters::authorities().map(|id| (Arc::from(id), unknown()));
        registry.settings.authorities = ids.collect();
    }
    link::drop_unknown_authorities(registry, diagnostics);
    registry.collectors = collectors(registry);
    link::check(registry, diagnostics);
    link::drop_foreign_opinions(registry);
    ownership::check(registry, tree, diagnostics);
}

/// Who collects which element, retired systems apart.
fn collectors(registry: &Registry) -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    let mut collectors: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
    for (id, slot) in &registry.systems {
        let Slot::Valid(system) = slot else { continue };
        if system.status == super::Status::Retired {
            continue;
        }
        for (element, _) in &system.collects {
            collectors
                .entry(Arc::clone(element))
                .or_default()
                .push(Arc::clone(id));
        }
    }
    collectors
}
