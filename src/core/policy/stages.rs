//! What the stages of projects contradict: one that was reached without the one that it
//! comes after, and money asked for what is over. Which stages these are the pack says.

use super::evaluate::Evaluator;
use super::pack::{Pack, Stage, Subject};
use super::request_ref::ProjectRef;
use super::session::Session;
use crate::diagnostic::{self, Diagnostic, code};
use crate::document::NodeRef;
use crate::layout::ProjectId;
use crate::registry::{DocId, Registry, Slot, Target};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is wrong with the stages that projects have reached by a day, and with money
/// that is asked for or given to those that are over (Art. 24, 27, 35).
#[must_use]
pub fn stage_findings(registry: &Registry, pack: &Pack, on: Date) -> Vec<Diagnostic> {
    let mut finder = Finder::of(registry, pack, on);
    if !finder.ended.is_empty() {
        finder.entries();
        finder.requests();
    }
    diagnostic::sort(&mut finder.found);
    finder.found
}

/// The projects that were over before a year began, as far as that shows by a day: no
/// money of that year is for them (Art. 27). None of a year that is past.
pub(crate) fn over_before(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    year: i16,
) -> BTreeSet<ProjectId> {
    let finder = Finder::of(registry, pack, on);
    let ended = finder.ended.keys().copied();
    let over = ended.filter(|project| finder.over_in(project, year).is_some());
    over.cloned().collect()
}

/// The stages from the first on that something is to be found about: what a project
/// was before doesn't matter.
fn needed(stages: &[Stage]) -> &[Stage] {
    let is_named = |id: &str| {
        let mut named = stages.iter().filter_map(|it| it.after.as_ref());
        named.any(|(before, _)| **before == *id)
    };
    let asked = |it: &Stage| it.after.is_some() || it.ended || is_named(&it.id);
    let first = stages.iter().position(asked).unwrap_or(stages.len());
    &stages[first..]
}

struct Finder<'r> {
    registry: &'r Registry,
    pack: &'r Pack,
    on: Date,
    stages: &'r [Stage],
    /// The projects that are over: by which stage, and since when, as far as that shows.
    ended: BTreeMap<&'r ProjectId, Reached<'r>>,
    found: Vec<Diagnostic>,
}

/// A stage that holds, and since when, as far as that shows.
type Reached<'r> = (&'r Stage, Option<Date>);

impl<'r> Finder<'r> {
    /// With what is found about the projects themselves.
    fn of(registry: &'r Registry, pack: &'r Pack, on: Date) -> Self {
        let mut finder = Finder {
            registry,
            pack,
            on,
            stages: needed(&pack.project.stages),
            ended: BTreeMap::new(),
            found: Vec::new(),
        };
        if !finder.stages.is_empty() {
            finder.projects();
        }
        finder
    }

    fn projects(&mut self) {
        let session = Session::new(self.registry, self.pack, self.on);
        for (id, slot) in &self.registry.projects {
            let id_text: Arc<str> = (**id).into();
            let (Slot::Valid(project), Some(at)) = (slot, ProjectRef::of(self.on.year(), &id_text))
            else {
                continue;
            };
            let mut evaluator = Evaluator::new(&session, (&at).into());
            evaluator.speak_of(Subject::Project);
            let reached = self.stages.iter().filter_map(|stage| {
                let observed = evaluator.truth(&stage.when);
                let since = observed.validity.since.map(|change| change.on);
                (observed.value == Some(true)).then_some((stage, since))
            });
            let reached: Vec<Reached<'r>> = reached.collect();
            self.out_of_order(project.doc, &reached);
            if let Some((stage, since)) = reached.last().filter(|(stage, _)| stage.ended) {
                self.ended.insert(id, (stage, *since));
            }
        }
    }

    /// A stage that needs another one before it.
    fn out_of_order(&mut self, doc: DocId, reached: &[Reached<'r>]) {
        for (stage, _) in reached {
            let Some((before, _)) = &stage.after else {
                continue;
            };
            if reached.iter().any(|(other, _)| other.id == *before) {
                continue;
            }
            let before = self.stages.iter().find(|it| it.id == *before);
            let root = self.registry.document(doc).root();
            let at = root.get("name").unwrap_or(root).label();
            let mut finding = Diagnostic::new(&code::PROJECT_STAGE, at);
            finding = finding.arg("stage", stage.title.clone());
            if let Some(before) = before {
                finding = finding.arg("before", before.title.clone());
            }
            self.found.push(finding);
        }
    }

    /// Lines of money for projects that were over before their year began.
    fn entries(&mut self) {
        let registry = self.registry;
        let files = [
            &registry.lists,
            &registry.plans,
            &registry.budgets,
            &registry.cloud,
            &registry.rolling,
        ];
        for (year, slot) in files.into_iter().flatten() {
            let Slot::Valid(list) = slot else { continue };
            for entry in &list.entries {
                let Some(Target::Project(project)) = &entry.target else {
                    continue;
                };
                let document = registry.document(list.doc);
                let node = document.node(entry.node);
                let at = node.get("project").unwrap_or(node);
                // A rolling plan is made in its first year, for later ones too.
                self.money_for(project, *year, at);
            }
        }
    }

    /// Requests for systems that have never been built but by projects that are over.
    fn requests(&mut self) {
        let registry = self.registry;
        for (id, slot) in &registry.requests {
            let Slot::Valid(request) = slot else { continue };
            let projects = registry.projects_on(&request.system);
            let over = projects.iter().all(|it| self.ended.contains_key(it));
            let Some(project) = projects
                .last()
                .filter(|_| over && !self.is_built(request.system.as_ref()))
            else {
                continue;
            };
            let root = registry.document(request.doc).root();
            let at = root.get("applicant").unwrap_or(root);
            self.money_for(project, id.year(), at);
        }
    }

    /// Whether a system says itself that it was built.
    fn is_built(&self, system: &str) -> bool {
        let system = self.registry.systems.get(system).and_then(Slot::valid);
        let root = system.map(|system| self.registry.document(system.doc).root());
        let built = root.and_then(|root| root.get("construction")?.get("completed_on"));
        built.is_some()
    }

    /// By which stage and since when a project is over before a year that isn't past.
    fn over_in(&self, project: &ProjectId, year: i16) -> Option<(&'r Stage, Date)> {
        let (stage, since) = self.ended.get(project)?;
        let since = since.unwrap_or(Date::MIN);
        (since.year() < year && year >= self.on.year()).then_some((*stage, since))
    }

    fn money_for(&mut self, project: &ProjectId, year: i16, at: NodeRef<'_>) {
        let Some((stage, since)) = self.over_in(project, year) else {
            return;
        };
        let finding = Diagnostic::new(&code::PROJECT_ENDED, at.label());
        let finding = finding
            .arg("name", &**project)
            .arg("stage", stage.title.clone())
            .arg("since", since.to_string());
        self.found.push(finding.arg("year", year.to_string()));
    }
}
