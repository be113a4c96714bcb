//! References between documents, both ways, and what documents contradict.

mod entries;
mod opinions;
mod projects;
mod settings;
mod systems;
mod unique;
mod units;

use super::nearest::Nearest;
use super::{Authority, AuthorityId, DocId, Registry, Slot, cycle};
use crate::diagnostic::{Code, Diagnostic, Label, Message, Span, code};
use crate::document::NodeRef;
use crate::layout::{ELEMENTS, Kind, SETTINGS};
use crate::schema::Schemas;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Every reference that leads nowhere, and every contradiction.
pub(super) fn check(
    registry: &Registry,
    schemas: &Schemas,
    diagnostics: &mut Vec<Diagnostic>,
) -> Faulty {
    let mut checker = Checker {
        registry,
        schemas,
        diagnostics,
        faulty: Faulty::new(),
        nearest: Nearest::new(),
        circles: cycle::units_in_circles(registry),
        rows: cycle::projects_in_circles(registry),
    };
    checker.time_zone();
    checker.authorities();
    checker.elements();
    for (id, slot) in &registry.units {
        if let Slot::Valid(unit) = slot {
            checker.unit(id, unit);
        }
    }
    for slot in registry.systems.values() {
        if let Slot::Valid(system) = slot {
            checker.system(system);
        }
    }
    for files in registry.opinions.values() {
        for (subject, slot) in files {
            if let Slot::Valid(file) = slot {
                checker.opinions(subject, file);
            }
        }
    }
    checker.unique();
    checker.frameworks();
    for (id, slot) in &registry.projects {
        if let Slot::Valid(project) = slot {
            checker.project(id, project);
        }
    }
    for (kind, lists) in [
        (Kind::List, &registry.lists),
        (Kind::Plan, &registry.plans),
        (Kind::Budget, &registry.budgets),
        (Kind::Cloud, &registry.cloud),
        (Kind::Rolling, &registry.rolling),
    ] {
        for (year, slot) in lists {
            if let Slot::Valid(list) = slot {
                checker.entries(kind, *year, list);
            }
        }
    }
    for slot in registry.requests.values() {
        if let Slot::Valid(request) = slot {
            checker.request(request);
        }
    }
    checker.faulty
}

/// Files of authorities that the settings don't name: nobody may attest there.
/// They are said, and taken out of the model before anything reads them.
pub(super) fn drop_unknown_authorities(
    registry: &mut Registry,
    counting: Option<&BTreeMap<AuthorityId, Authority>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let nearest = Nearest::new();
    let all = std::mem::take(&mut registry.opinions);
    let own = &registry.settings.authorities;
    let unknown: BTreeMap<_, _> = all
        .iter()
        .filter(|(authority, _)| !own.contains_key(*authority))
        .map(|(authority, files)| (authority.clone(), files.clone()))
        .collect();
    let counting = counting.unwrap_or(own);
    let known = all.into_iter();
    registry.opinions = known
        .filter(|(authority, _)| counting.contains_key(authority))
        .collect();
    for (authority, files) in &unknown {
        let near = nearest.of(authority, registry.settings.authorities.keys());
        let near = near.map(|near| (near.to_string(), registry.authority_name(near)));
        for slot in files.values() {
            let at = match slot {
                Slot::Valid(file) => {
                    let root = registry.document(file.doc).root();
                    root.get("opinions").unwrap_or(root).label()
                }
                Slot::Broken(path) => Label::new(Arc::clone(path), Span::default()),
                Slot::Absent => continue,
            };
            let code = &code::REFERENCE_AUTHORITY;
            diagnostics.push(unknown_name(code, authority, at, near.clone()));
        }
    }
}

/// The nodes that have an error of their own: what reads them is unproven.
pub(super) type Faulty = BTreeSet<(DocId, u32)>;

struct Checker<'r, 'd> {
    registry: &'r Registry,
    schemas: &'r Schemas,
    faulty: Faulty,
    diagnostics: &'d mut Vec<Diagnostic>,
    nearest: Nearest,
    circles: BTreeSet<&'r str>,
    rows: BTreeSet<&'r str>,
}

impl<'r> Checker<'r, '_> {
    fn node(&self, doc: DocId, node: u32) -> NodeRef<'r> {
        self.registry.document(doc).node(node)
    }

    fn root(&self, doc: DocId) -> NodeRef<'r> {
        self.registry.document(doc).root()
    }

    /// What stands at a node is no evidence.
    fn mark(&mut self, node: NodeRef<'_>) {
        let path = node.document().path();
        if let Some(doc) = self.registry.doc_by_path(path) {
            self.faulty.insert((doc, node.id()));
        }
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Says that a unit doesn't exist, where it doesn't.
    fn unit_exists(&mut self, unit: &str, at: NodeRef<'_>) {
        if !self.registry.units.contains_key(unit) {
            let near = self
                .nearest
                .of_many("unit", unit, self.registry.units.keys());
            let near = near
                .as_deref()
                .map(|near| (near.to_owned(), self.registry.unit_name(near)));
            self.diagnostics
                .push(unknown(&code::REFERENCE_UNIT, unit, at, near));
        }
    }

    /// Says that a system doesn't exist, where it doesn't.
    fn system_exists(&mut self, system: &str, at: NodeRef<'_>) {
        if !self.registry.systems.contains_key(system) {
            let near = self
                .nearest
                .of_many("system", system, self.registry.systems.keys());
            let near = near
                .as_deref()
                .map(|near| (near.to_owned(), self.registry.system_name(near)));
            self.diagnostics
                .push(unknown(&code::REFERENCE_SYSTEM, system, at, near));
        }
    }

    /// Says that a project doesn't exist, where it doesn't.
    fn project_exists(&mut self, project: &str, at: NodeRef<'_>) {
        if !self.registry.projects.contains_key(project) {
            let known = self.registry.projects.keys();
            let near = self.nearest.of_many("project", project, known);
            let near = near
                .as_deref()
                .map(|near| (near.to_owned(), self.registry.project_name(near)));
            self.diagnostics
                .push(unknown(&code::REFERENCE_PROJECT, project, at, near));
        }
    }

    /// Says that a framework doesn't exist, where it doesn't.
    fn framework_exists(&mut self, framework: &str, at: NodeRef<'_>) {
        let known = &self.registry.frameworks;
        if !known.contains_key(framework) {
            let near = self.nearest.of(framework, known.keys());
            let near = near.map(|near| {
                let valid = known.get(near).and_then(Slot::valid);
                let name = valid.map_or(&**near, |framework| &*framework.name);
                (near.to_string(), name)
            });
            self.diagnostics
                .push(unknown(&code::REFERENCE_FRAMEWORK, framework, at, near));
        }
    }

    fn authorities(&mut self) {
        let Some(doc) = self.registry.doc_by_path(SETTINGS) else {
            return;
        };
        let root = self.root(doc);
        for (id, authority) in &self.registry.settings.authorities {
            let at = root.get("authorities").and_then(|all| all.get(id));
            let at = at.unwrap_or(root);
            let several = at.get("units").into_iter().flat_map(NodeRef::items);
            let one = at.get("unit").unwrap_or(at);
            let places = at.get("unit").into_iter().chain(several);
            let places: Vec<NodeRef<'_>> = places.collect();
            for (unit, at) in authority.units.iter().zip(places.iter().chain([&one])) {
                self.unit_exists(unit, *at);
            }
            self.four_eyes(id, authority, at);
        }
    }

    fn elements(&mut self) {
        let Slot::Valid(elements) = &self.registry.elements else {
            return;
        };
        let Some(doc) = self.registry.doc_by_path(ELEMENTS) else {
            return;
        };
        for element in elements.values() {
            let Some(source) = &element.source else {
                continue;
            };
            let entry = self.node(doc, element.node);
            self.system_exists(source, entry.get("source").unwrap_or(entry));
        }
    }
}

fn unknown(
    code: &'static Code,
    name: &str,
    at: NodeRef<'_>,
    near: Option<(String, &str)>,
) -> Diagnostic {
    unknown_name(code, name, at.label(), near)
}

/// A name that nothing has, with the one that was probably meant and its title.
pub(super) fn unknown_name(
    code: &'static Code,
    name: &str,
    at: Label,
    near: Option<(String, &str)>,
) -> Diagnostic {
    let finding = Diagnostic::new(code, at).arg("name", name);
    match near {
        Some((name, title)) => finding.help(
            Message::new("help-did-you-mean-titled")
                .arg("name", name)
                .arg("title", title),
        ),
        None => finding,
    }
}
