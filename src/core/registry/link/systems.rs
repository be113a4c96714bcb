//! Systems: their unit, resources, elements and what they reuse.

use super::{Checker, unknown};
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::registry::{Element, Slot, System};
use std::collections::BTreeMap;
use std::sync::Arc;

impl<'r> Checker<'r, '_> {
    pub(super) fn system(&mut self, system: &System) {
        let root = self.root(system.doc);
        self.unit_exists(&system.unit, root.get("name").unwrap_or(root));
        if let (Some(unit), Some(at)) = (&system.led_by, root.get("led_by")) {
            self.unit_exists(unit, at);
        }
        if let (Some(other), Some(at)) = (&system.merged_into, root.get("merged_into")) {
            self.system_exists(other, at);
        }
        self.steps(root);
        self.resources(system);
        let registry = self.registry;
        if let Slot::Valid(elements) = &registry.elements {
            self.collected(system, elements);
        }
        let reuses = root.get("data").and_then(|data| data.get("reuses"));
        for at in reuses.into_iter().flat_map(NodeRef::items) {
            self.reuse(at);
        }
    }

    /// Approved, completed, in operation: in this order, as far as dates go.
    fn steps(&mut self, root: NodeRef<'_>) {
        let construction = root.get("construction");
        let of = |key| construction.and_then(|construction| construction.get(key));
        let approved = of("approval").and_then(|approval| approval.get("approved_on"));
        let completed = of("completed_on");
        for (earlier, later) in [
            (approved, completed),
            (completed, root.get("operating_since")),
        ] {
            let (Some(earlier), Some(later)) = (earlier, later) else {
                continue;
            };
            // ISO dates are in the order of their texts.
            if later.scalar_text() < earlier.scalar_text() {
                let finding = Diagnostic::new(&code::SYSTEM_DATES, later.label());
                let first = earlier.label().note(Message::new("note-earlier-here"));
                self.push(finding.also(first));
            }
        }
    }

    fn resources(&mut self, system: &System) {
        let data = self.root(system.doc).get("data");
        let entries = data.and_then(|data| data.get("resources"));
        let entries = entries.into_iter().flat_map(NodeRef::items);
        let mut seen: BTreeMap<&str, (u32, NodeRef<'_>)> = BTreeMap::new();
        for ((name, node), entry) in system.resources.iter().zip(entries) {
            let (first, whole) = *seen.entry(name).or_insert((*node, entry));
            if first != *node {
                // Opinions name them: which of the two is meant nobody knows.
                self.mark(whole);
                self.mark(entry);
                let at = self.node(system.doc, *node).label();
                let first = self.node(system.doc, first).label();
                let finding = Diagnostic::new(&code::SYSTEM_DUPLICATE_RESOURCE, at);
                let first = first.note(Message::new("note-first-here"));
                self.push(finding.arg("name", &**name).also(first));
            }
        }
    }

    fn collected(&mut self, system: &System, elements: &'r BTreeMap<Arc<str>, Element>) {
        for (name, node) in &system.collects {
            let at = self.node(system.doc, *node);
            if !elements.contains_key(name) {
                let near = self.nearest.of(name, elements.keys());
                let near = near.map(|near| (near.to_string(), &*elements[near].name));
                self.push(unknown(&code::REFERENCE_ELEMENT, name, at, near));
            }
        }
    }

    /// `unit/system#resource`
    fn reuse(&mut self, at: NodeRef<'_>) {
        let text = at.scalar_text().unwrap_or_default();
        let (id, resource) = text.split_once('#').unwrap_or((text, ""));
        self.system_exists(id, at);
        let Some(Slot::Valid(system)) = self.registry.systems.get(id) else {
            return;
        };
        if !system.resources.iter().any(|(name, _)| **name == *resource) {
            let names = system.resources.iter().map(|(name, _)| name);
            let near = self.nearest.of(resource, names);
            let near = near.map(|near| (format!("{id}#{near}"), &**near));
            self.push(unknown(&code::REFERENCE_RESOURCE, text, at, near));
        }
    }
}
