//! Construction projects and their frameworks: what they name, and what of them
//! contradicts itself.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::layout::ProjectId;
use crate::registry::{Framework, Project, Registry, Slot};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a framework must say besides who takes part (Art. 14-1).
const FRAMEWORK_PARTS: [&str; 4] = ["goals", "flows", "interfaces", "resources"];

/// The kind of a project that nothing comes before.
const NEW: &str = "new";

/// A field with its node and its day.
type Dated<'r> = (&'static str, NodeRef<'r>, Date);

fn date_of(node: NodeRef<'_>) -> Option<Date> {
    node.scalar_text()?.parse().ok()
}

impl<'r> Checker<'r, '_> {
    pub(super) fn project(&mut self, id: &'r ProjectId, project: &'r Project) {
        let root = self.root(project.doc);
        self.unit_exists(&project.unit, root.get("name").unwrap_or(root));
        for (system, node) in &project.systems {
            let at = self.node(project.doc, *node);
            self.system_exists(system, at);
        }
        for (unit, key) in [
            (&project.applicant, "applicant"),
            (&project.led_by, "led_by"),
        ] {
            if let (Some(unit), Some(at)) = (unit, root.get(key)) {
                self.unit_exists(unit, at);
            }
        }
        if let (Some(framework), Some(at)) = (&project.framework, root.get("framework")) {
            self.framework_exists(framework, at);
        }
        for (previous, node) in &project.previous {
            let at = self.node(project.doc, *node);
            self.project_exists(previous, at);
            if self.rows.contains(&**id) && self.rows.contains(&**previous) {
                let finding = Diagnostic::new(&code::PROJECT_CYCLE, at.label());
                self.push(finding.arg("name", &**previous));
            }
        }
        self.phases(id, project, root);
        self.project_dates(project, root);
        self.project_parts(root);
    }

    /// What follows an earlier project is an expansion and needs that one's evaluation
    /// (Art. 14-2, 30): a new one has none before it, and builds nothing that another
    /// new one has completed.
    fn phases(&mut self, id: &ProjectId, project: &Project, root: NodeRef<'r>) {
        if *project.kind != *NEW {
            return;
        }
        if let (false, Some(at)) = (project.previous.is_empty(), root.get("previous")) {
            self.push(Diagnostic::new(&code::PROJECT_PREVIOUS_OF_NEW, at.label()));
        }
        if project.completed_on.is_some() {
            return;
        }
        for (system, node) in &project.systems {
            let registry = self.registry;
            let others = registry.projects_on(system).iter().filter(|one| *one != id);
            let built = others.filter_map(|one| Some((one, registry.projects.get(one)?.valid()?)));
            let mut built = built
                .filter(|(_, one)| *one.kind == *NEW)
                .filter(|(_, one)| one.completed_on.is_some());
            if let Some((earlier, _)) = built.next() {
                let at = self.node(project.doc, *node).label();
                let finding = Diagnostic::new(&code::PROJECT_SECOND_PHASE, at);
                self.push(finding.arg("name", &**system).arg("other", &**earlier));
            }
        }
    }

    /// What an investment is made of, what each year has of it, and what is adjusted
    /// come to no more than the whole (Art. 8, 10, 26).
    fn project_parts(&mut self, root: NodeRef<'_>) {
        let investment = root.get("investment");
        let total = investment.and_then(|it| it.get("total")?.as_i64());
        let (Some(investment), Some(total)) = (investment, total) else {
            return;
        };
        for key in ["lines", "years"] {
            let Some(list) = investment.get(key) else {
                continue;
            };
            let amounts = list.items().filter_map(|item| item.get("amount")?.as_i64());
            let sum: i128 = amounts.map(i128::from).sum();
            self.part(&format!("investment.{key}"), sum, total, list);
        }
        for change in root.get("changes").into_iter().flat_map(NodeRef::items) {
            let after = change.get("total_after").and_then(NodeRef::as_i64);
            if let Some(adjusted) = change.get("adjusted") {
                let sum = i128::from(adjusted.as_i64().unwrap_or(0));
                let whole = after.map_or(total, |after| after.max(total));
                self.part("changes.adjusted", sum, whole, adjusted);
            }
        }
    }

    fn part(&mut self, field: &str, sum: i128, total: i64, at: NodeRef<'_>) {
        if sum > i128::from(total) {
            let finding = Diagnostic::new(&code::PROJECT_PARTS, at.label());
            let sum = i64::try_from(sum).unwrap_or(i64::MAX);
            let finding = finding.arg("field", field).arg("sum", sum);
            self.push(finding.arg("total", total));
        }
    }

    /// Begun, on trial, completed, accepted: in this order; planned to end after the
    /// beginning; and nothing is changed before there is a design of it.
    fn project_dates(&mut self, project: &Project, root: NodeRef<'r>) {
        let day = |key: &'static str, day: Option<Date>| Some((key, root.get(key)?, day?));
        let planned = root.get("planned_completion").and_then(date_of);
        let started = day("started_on", project.started_on);
        let trial = day("trial_from", project.trial_from);
        let completed = day("completed_on", project.completed_on);
        let applied = day("acceptance_applied_on", project.acceptance_applied_on);
        let planned = day("planned_completion", planned);
        for (before, after) in [
            (started, trial),
            (started, completed),
            (trial, completed),
            (completed, applied),
            (started, planned),
        ] {
            self.in_order(before, after);
        }
        let design = root.get("design").and_then(|it| it.get("prepared_on"));
        let design = design.zip(project.design_prepared_on);
        let design = design.map(|(node, day)| ("design.prepared_on", node, day));
        for change in root.get("changes").into_iter().flat_map(NodeRef::items) {
            let decided = change.get("decided_on");
            let decided = decided.and_then(|node| Some(("decided_on", node, date_of(node)?)));
            self.in_order(design.or(started), decided);
        }
    }

    fn in_order(&mut self, before: Option<Dated<'r>>, after: Option<Dated<'r>>) {
        let (Some((earlier, first, day)), Some((key, at, date))) = (before, after) else {
            return;
        };
        if date < day {
            let finding = Diagnostic::new(&code::PROJECT_DATES, at.label());
            let finding = finding.arg("field", key).arg("earlier", earlier);
            let first = first.label().note(Message::new("note-earlier-here"));
            self.push(finding.also(first));
        }
    }

    pub(super) fn framework(&mut self, framework: &'r Framework) {
        let root = self.root(framework.doc);
        self.unit_exists(&framework.lead, root.get("lead").unwrap_or(root));
        let mut contents: BTreeMap<&str, u32> = BTreeMap::new();
        for participant in &framework.participants {
            let node = self.node(framework.doc, participant.node);
            self.unit_exists(&participant.unit, node.get("unit").unwrap_or(node));
            let at = node.get("project").unwrap_or(node);
            self.project_exists(&participant.project, at);
            for (content, node) in &participant.content {
                let first = *contents.entry(content).or_insert(*node);
                if first != *node {
                    let first = self.node(framework.doc, first).label();
                    let at = self.node(framework.doc, *node).label();
                    let finding = Diagnostic::new(&code::FRAMEWORK_TWICE, at);
                    let first = first.note(Message::new("note-first-here"));
                    self.push(finding.arg("name", &**content).also(first));
                }
            }
        }
        for part in FRAMEWORK_PARTS {
            if root.get(part).is_none() {
                let at = root.get("name").unwrap_or(root).label();
                self.push(Diagnostic::new(&code::FRAMEWORK_INCOMPLETE, at).arg("field", part));
            }
        }
    }

    /// A project belongs to one framework, and that is the one that names it.
    pub(super) fn frameworks(&mut self) {
        let registry: &'r Registry = self.registry;
        let mut named: BTreeMap<&str, (&str, NodeRef<'r>)> = BTreeMap::new();
        for (id, slot) in &registry.frameworks {
            let Slot::Valid(framework) = slot else {
                continue;
            };
            self.framework(framework);
            for participant in &framework.participants {
                let node = self.node(framework.doc, participant.node);
                let at = node.get("project").unwrap_or(node);
                let project = &*participant.project;
                let (first, place) = *named.entry(project).or_insert((id, at));
                if first != &**id {
                    let finding = Diagnostic::new(&code::FRAMEWORK_TWO, at.label());
                    let place = place.label().note(Message::new("note-first-here"));
                    self.push(finding.arg("name", project).also(place));
                }
            }
        }
    }
}
