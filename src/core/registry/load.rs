//! From a tree to a [`Registry`]: every document read, held against its schema
//! and typed; then linked.

use super::paths::{self, Found};
use super::{
    Authority, DocId, Registry, Settings, Slot, link, matters, named, ownership, privacy, typed,
};
use crate::diagnostic::{self, Diagnostic, Label, Span, code};
use crate::document::{self, Document, NodeRef};
use crate::layout::{self, AuthorityId, Kind, Located, ProjectId, SETTINGS, SystemId};
use crate::schema::Schemas;
use crate::tree::{BlobId, Entry, Tree};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// One file, read.
#[derive(Debug)]
struct Reading {
    /// What it is; `None` for a path that has no document.
    kind: Option<Kind>,
    path: Arc<str>,
    document: Option<Arc<Document>>,
    broken: bool,
    /// What a broken document says; `None` where nobody asked for it.
    said: Option<Said>,
    diagnostics: Vec<Diagnostic>,
}

/// What a broken document says.
#[derive(Debug)]
struct Said {
    /// Its bytes; `None` where they are too many.
    text: Option<Arc<[u8]>>,
    /// Whether its nodes are all that it says.
    readable: bool,
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
    assemble(tree, schemas, &readings, None)
}

/// The same for one of several trees that share files: what was read is kept. `counting`
/// are the authorities whose opinions count, where they aren't those of the tree's own
/// settings: whoever proposes to remove one doesn't get rid of what it says.
#[must_use]
pub fn load_with(
    tree: &Tree,
    schemas: &Schemas,
    counting: Option<&BTreeMap<AuthorityId, Authority>>,
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
    assemble(tree, schemas, &readings, counting)
}

fn assemble(
    tree: &Tree,
    schemas: &Schemas,
    readings: &[Arc<Reading>],
    counting: Option<&BTreeMap<AuthorityId, Authority>>,
) -> (Registry, Vec<Diagnostic>) {
    let mut registry = Registry {
        settings: Settings {
            locale: typed::LOCALE.to_owned(),
            timezone: typed::TIME_ZONE.to_owned(),
            ..Settings::default()
        },
        ..Registry::default()
    };
    let mut diagnostics: Vec<Diagnostic> = paths::executable(tree).collect();
    for reading in readings {
        insert(&mut registry, reading, schemas, &mut diagnostics);
    }
    finish(&mut registry, (tree, counting), schemas, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    (registry, diagnostics)
}

fn read(path: &Arc<str>, entry: &Entry, schemas: &Schemas) -> Option<Reading> {
    let mut reading = read_content(path, entry, schemas);
    if let Some(reading) = &mut reading {
        privacy::check_name(path, &mut reading.diagnostics);
    }
    reading
}

fn read_content(path: &Arc<str>, entry: &Entry, schemas: &Schemas) -> Option<Reading> {
    let path = Arc::clone(path);
    let nothing = |diagnostics| Reading {
        kind: None,
        path: Arc::clone(&path),
        document: None,
        broken: true,
        said: None,
        diagnostics,
    };
    let kind = match paths::place(&path, entry) {
        Found::Other => return None,
        Found::Fault(fault) => return Some(nothing(vec![fault])),
        Found::Document(located) => located.kind,
    };
    if entry.unread {
        return Some(Reading {
            kind: Some(kind),
            ..nothing(Vec::new())
        });
    }
    let Some(bytes) = &entry.bytes else {
        let fault = document::too_large(&path, entry.size);
        let said = Some(Said {
            text: None,
            readable: false,
        });
        return Some(Reading {
            kind: Some(kind),
            said,
            ..nothing(vec![fault])
        });
    };
    let (document, mut diagnostics) = document::read(&path, bytes);
    let readable = !diagnostics.iter().any(Diagnostic::is_error);
    if let Some(document) = &document {
        // A file cut short by a syntax error would miss keys that are there.
        if readable {
            diagnostics.extend(schemas.validate(kind, document));
        }
    }
    privacy::check(&path, bytes, document.as_ref(), &mut diagnostics);
    let mine = |found: &Diagnostic| found.is_error() && !found.code.id.starts_with("privacy/");
    let broken = document.is_none() || diagnostics.iter().any(mine);
    let said = broken.then(|| Said {
        text: Some(Arc::clone(bytes)),
        readable,
    });
    Some(Reading {
        kind: Some(kind),
        path,
        document: document.map(Arc::new),
        broken,
        said,
        diagnostics,
    })
}

fn insert(
    registry: &mut Registry,
    reading: &Reading,
    schemas: &Schemas,
    diagnostics: &mut Vec<Diagnostic>,
) {
    diagnostics.extend_from_slice(&reading.diagnostics);
    let doc = DocId(u32::try_from(registry.documents.len()).unwrap_or(u32::MAX));
    if let Some(document) = &reading.document {
        registry.documents.push(Arc::clone(document));
    }
    let located = reading.kind.and_then(|_| layout::parse(&reading.path));
    let Some(located) = located else { return };
    if reading.broken {
        broken(registry, &located, reading);
    } else {
        valid(registry, &located, doc, schemas);
    }
}

/// A document that is there and no evidence.
fn broken(registry: &mut Registry, at: &Located<'_>, reading: &Reading) {
    let path = Arc::clone(&reading.path);
    registry.broken.insert(Arc::clone(&path));
    let year = at.year().unwrap_or_default();
    match at.kind {
        Kind::Unit => put(&mut registry.units, at.unit(), Slot::Broken(path)),
        Kind::System => {
            let system = at.system().unwrap_or_default();
            if let Some(said) = &reading.said {
                let text = said.text.as_deref();
                let document = reading.document.as_deref().filter(|_| said.readable);
                registry.broken_systems.insert(&system, document, text);
            }
            registry.systems.insert(system, Slot::Broken(path));
        }
        Kind::Opinions => {
            let authority = at.authority().unwrap_or_default();
            let files = registry.opinions.entry(authority).or_default();
            put(files, at.subject(), Slot::Broken(path));
        }
        Kind::Elements => registry.elements = Slot::Broken(path),
        Kind::List => drop(registry.lists.insert(year, Slot::Broken(path))),
        Kind::Plan => drop(registry.plans.insert(year, Slot::Broken(path))),
        Kind::Budget => drop(registry.budgets.insert(year, Slot::Broken(path))),
        Kind::Cloud => drop(registry.cloud.insert(year, Slot::Broken(path))),
        Kind::Rolling => drop(registry.rolling.insert(year, Slot::Broken(path))),
        Kind::Project => put(&mut registry.projects, at.project(), Slot::Broken(path)),
        Kind::Framework => put(&mut registry.frameworks, at.framework(), Slot::Broken(path)),
        Kind::Request => put(&mut registry.requests, at.request(), Slot::Broken(path)),
        Kind::Settings
        | Kind::Decisions
        | Kind::Pack
        | Kind::Rules
        | Kind::Coverage
        | Kind::Fixture => {}
    }
}

/// A document that its schema accepts.
fn valid(registry: &mut Registry, at: &Located<'_>, doc: DocId, schemas: &Schemas) {
    let document = Arc::clone(&registry.documents[doc.0 as usize]);
    let root: NodeRef<'_> = document.root();
    let year = at.year().unwrap_or_default();
    let entries = || Slot::Valid(typed::entries(doc, root));
    match at.kind {
        Kind::Settings => registry.settings = typed::settings(root),
        Kind::Unit => {
            let unit = Slot::Valid(typed::unit(doc, root));
            put(&mut registry.units, at.unit(), unit);
        }
        Kind::System => {
            let system = at.system().unwrap_or_default();
            let typed = typed::system(doc, &system, root, schemas);
            registry.systems.insert(system, Slot::Valid(typed));
        }
        Kind::Opinions => {
            let authority = at.authority().unwrap_or_default();
            let files = registry.opinions.entry(authority).or_default();
            put(files, at.subject(), Slot::Valid(typed::opinions(doc, root)));
        }
        Kind::Elements => registry.elements = Slot::Valid(typed::elements(root)),
        Kind::List => drop(registry.lists.insert(year, entries())),
        Kind::Plan => drop(registry.plans.insert(year, entries())),
        Kind::Budget => drop(registry.budgets.insert(year, entries())),
        Kind::Cloud => drop(registry.cloud.insert(year, entries())),
        Kind::Rolling => drop(registry.rolling.insert(year, entries())),
        Kind::Project => {
            let project = at.project().unwrap_or_default();
            let typed = typed::project(doc, &project, root);
            registry.projects.insert(project, Slot::Valid(typed));
        }
        Kind::Framework => {
            let framework = Slot::Valid(typed::framework(doc, root));
            put(&mut registry.frameworks, at.framework(), framework);
        }
        Kind::Request => {
            let request = at.request().unwrap_or_default();
            let typed = typed::request(doc, &request, root);
            registry.requests.insert(request, Slot::Valid(typed));
        }
        Kind::Decisions | Kind::Pack | Kind::Rules | Kind::Coverage | Kind::Fixture => {}
    }
}

/// A path of a kind has the captures of its pattern.
fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: Option<K>, value: V) {
    if let Some(key) = key {
        map.insert(key, value);
    }
}

/// What needs all documents: indexes, references, owners.
fn finish(
    registry: &mut Registry,
    (tree, counting): (&Tree, Option<&BTreeMap<AuthorityId, Authority>>),
    schemas: &Schemas,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if tree.get(SETTINGS).is_none() && tree.get("registry").is_none() {
        let label = Label::new(SETTINGS, Span::default());
        diagnostics.push(Diagnostic::new(&code::PATH_MISSING, label));
    }
    if registry.settings.authorities.is_empty() {
        let ids = matters::authorities().map(|id| (id.into(), Authority::default()));
        registry.settings.authorities = ids.collect();
    }
    link::drop_unknown_authorities(registry, counting, diagnostics);
    registry.collectors = collectors(registry);
    registry.projects_by_system = projects_by_system(registry);
    registry.faulty = link::check(registry, schemas, diagnostics);
    ownership::check(registry, tree, schemas, diagnostics);
    named::advise(registry, diagnostics);
}

/// Who collects which element, retired systems apart.
fn collectors(registry: &Registry) -> BTreeMap<Arc<str>, Vec<SystemId>> {
    let mut collectors: BTreeMap<Arc<str>, Vec<SystemId>> = BTreeMap::new();
    for (id, slot) in &registry.systems {
        let Slot::Valid(system) = slot else { continue };
        if system.retired {
            continue;
        }
        for (element, _) in &system.collects {
            collectors
                .entry(Arc::clone(element))
                .or_default()
                .push(id.clone());
        }
    }
    collectors
}

/// Which projects name a system, in the order of their ids.
fn projects_by_system(registry: &Registry) -> BTreeMap<SystemId, Vec<ProjectId>> {
    let mut projects: BTreeMap<SystemId, Vec<ProjectId>> = BTreeMap::new();
    for (id, slot) in &registry.projects {
        let Slot::Valid(project) = slot else { continue };
        for (system, _) in &project.systems {
            let mine = projects.entry(system.clone()).or_default();
            if mine.last() != Some(id) {
                mine.push(id.clone());
            }
        }
    }
    projects
}
