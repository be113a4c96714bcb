//! What is found from the other side: the projects that name a system, the lines
//! that name a system or a project. Made when first asked for.

use super::{DocId, Registry};
use crate::document::{Document, NodeRef};
use crate::layout::{self, Kind, ROOT};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Kinds of yearly documents whose lines name systems and projects: the name in
/// rules, the folder, the key of the lines.
const YEARLY: [(&str, &str, &str); 5] = [
    ("list", "lists", "projects"),
    ("plan", "plans", "projects"),
    ("budget", "budgets", "entries"),
    ("cloud", "cloud", "entries"),
    ("rolling", "rolling", "projects"),
];

/// A yearly document and its lines.
#[derive(Debug)]
pub struct Lines {
    /// Its document.
    pub doc: DocId,
    /// The nodes of the lines by the system that they name, each in order.
    by_system: BTreeMap<Arc<str>, Vec<u32>>,
    /// The same by project: a project may have the name of a system.
    by_project: BTreeMap<Arc<str>, Vec<u32>>,
}

impl Lines {
    /// The nodes of the lines that name a system.
    #[must_use]
    pub fn of_system(&self, system: &str) -> &[u32] {
        self.by_system.get(system).map_or(&[], Vec::as_slice)
    }

    /// The nodes of the lines that name a project.
    #[must_use]
    pub fn of_project(&self, project: &str) -> &[u32] {
        self.by_project.get(project).map_or(&[], Vec::as_slice)
    }
}

/// What is found from the other side.
#[derive(Debug, Default)]
pub struct Index {
    /// By the name of the kind in rules and by year.
    lines: BTreeMap<&'static str, BTreeMap<i16, Lines>>,
    /// By system: the projects that name it, in order.
    projects_of: BTreeMap<Arc<str>, Vec<Arc<str>>>,
}

impl Index {
    /// The names of the kinds of yearly documents.
    pub fn kinds() -> impl Iterator<Item = &'static str> {
        YEARLY.iter().map(|(name, ..)| *name)
    }

    /// The folder of a kind of yearly documents.
    #[must_use]
    pub fn folder(kind: &str) -> Option<&'static str> {
        let found = YEARLY.iter().find(|(name, ..)| *name == kind);
        found.map(|(_, folder, _)| *folder)
    }

    /// The documents of a kind by year.
    #[must_use]
    pub fn lines(&self, kind: &str) -> Option<&BTreeMap<i16, Lines>> {
        self.lines.get(kind)
    }

    /// The projects that name a system.
    #[must_use]
    pub fn projects_of(&self, system: &str) -> &[Arc<str>] {
        self.projects_of.get(system).map_or(&[], Vec::as_slice)
    }

    pub(super) fn of(registry: &Registry) -> Self {
        let mut index = Index::default();
        for (at, document) in (0..).zip(&registry.documents) {
            let path = document.path();
            let Some(located) = layout::parse(path) else {
                continue;
            };
            if located.kind == Kind::Project {
                index.project(&located.id.into(), document);
            } else if let Some(year) = located.year().filter(|_| !registry.is_broken(path)) {
                let inside = path.strip_prefix(ROOT).unwrap_or(path);
                index.yearly(layout::folder(inside), year, DocId(at), document);
            }
        }
        index
    }

    fn project(&mut self, id: &Arc<str>, document: &Document) {
        let systems = document.root().get("systems");
        for system in systems.into_iter().flat_map(NodeRef::items) {
            let Some(system) = system.scalar_text() else {
                continue;
            };
            let projects = self.projects_of.entry(system.into()).or_default();
            if projects.last() != Some(id) {
                projects.push(Arc::clone(id));
            }
        }
    }

    fn yearly(&mut self, folder: &str, year: i16, doc: DocId, document: &Document) {
        let kind = YEARLY.iter().find(|(_, known, _)| *known == folder);
        let Some((kind, _, key)) = kind else {
            return;
        };
        let named_by = |field: &str| {
            let mut named: BTreeMap<Arc<str>, Vec<u32>> = BTreeMap::new();
            let lines = document.root().get(key).into_iter();
            for line in lines.flat_map(NodeRef::items) {
                if let Some(name) = line.get(field).and_then(NodeRef::scalar_text) {
                    named.entry(name.into()).or_default().push(line.id());
                }
            }
            named
        };
        let lines = Lines {
            doc,
            by_system: named_by("system"),
            by_project: named_by("project"),
        };
        self.lines.entry(kind).or_default().insert(year, lines);
    }
}

impl Registry {
    /// The paths of the broken yearly documents of a folder, of some years.
    #[must_use]
    pub fn broken_years(&self, folder: &str, first: i16, last: i16) -> Vec<Arc<str>> {
        if self.broken.is_empty() {
            return Vec::new();
        }
        let inside = format!("{ROOT}{folder}/");
        let of_years = |path: &&Arc<str>| {
            let year = layout::parse(path).and_then(|located| located.year());
            year.is_some_and(|year| (first..=last).contains(&year))
        };
        let from: Arc<str> = inside.as_str().into();
        let all = self.broken.range(from..);
        let all = all.take_while(|path| path.starts_with(&inside));
        all.filter(of_years).cloned().collect()
    }
}
