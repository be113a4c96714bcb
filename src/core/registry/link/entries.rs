//! Lines of lists, plans, budgets, cloud and rolling plans; requests.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::layout::Kind;
use crate::registry::{Entries, Entry, Request, Slot, Target};
use std::collections::BTreeMap;

impl<'r> Checker<'r, '_> {
    /// Every line of a file: what it names, and whether it stands there once.
    pub(super) fn entries(&mut self, kind: Kind, year: i16, list: &'r Entries) {
        let by_kind = self.named_by(kind).is_none();
        let mut seen: BTreeMap<(&Target, Option<i16>, Option<&str>), u32> = BTreeMap::new();
        for entry in &list.entries {
            let node = self.node(list.doc, entry.node);
            if let (Some(unit), Some(at)) = (&entry.unit, node.get("unit")) {
                self.unit_exists(unit, at);
            }
            let Some(target) = &entry.target else {
                self.mark(node);
                self.push(Diagnostic::new(&code::ENTRY_TARGET, node.label()));
                continue;
            };
            let at = node.get(target.field()).unwrap_or(node);
            self.target_exists(target, at);
            self.fits_kind(kind, entry, target, node);
            let of_kind = entry.kind.as_deref().filter(|_| by_kind);
            let key = (target, entry.year, of_kind);
            let first = *seen.entry(key).or_insert(entry.node);
            if first != entry.node {
                let first = self.node(list.doc, first);
                self.mark(first);
                self.mark(node);
                let first = first.get(target.field()).unwrap_or(first).label();
                let finding = Diagnostic::new(&code::LIST_DUPLICATE_ENTRY, at.label());
                let first = first.note(Message::new("note-first-here"));
                self.push(finding.arg("name", target.id()).also(first));
            }
            self.follows(kind, year, entry, target, node);
        }
    }

    fn target_exists(&mut self, target: &Target, at: NodeRef<'_>) {
        match target {
            Target::System(system) => self.system_exists(system, at),
            Target::Project(project) => self.project_exists(project, at),
        }
    }

    /// Which kinds of a line name systems and which projects, as the schema says
    /// (`x-names`). One that doesn't is of the first contract: there a system stood
    /// once with each kind.
    fn named_by(&self, kind: Kind) -> Option<&serde_json::Value> {
        ["projects", "entries"].iter().find_map(|list| {
            let pointer = format!("/properties/{list}/items/properties/kind/x-names");
            self.schemas.json(kind).pointer(&pointer)
        })
    }

    fn fits_kind(&mut self, kind: Kind, entry: &Entry, target: &Target, node: NodeRef<'_>) {
        let Some(word) = entry.kind.as_deref() else {
            return;
        };
        let names = self.named_by(kind);
        let wanted = names.and_then(|names| names.get(word)?.as_str());
        if let Some(wanted) = wanted.filter(|wanted| *wanted != target.field()) {
            let at = node.get(target.field()).unwrap_or(node);
            let finding = Diagnostic::new(&code::ENTRY_KIND, at.label());
            let finding = finding
                .arg("kind", word)
                .arg("field", target.field())
                .arg("wanted", wanted);
            self.mark(node);
            self.push(finding);
        }
    }

    /// A plan follows the list (Art. 8, 10), a budget the plan (Art. 10); what was
    /// added or changed in the year has its own day.
    fn follows(
        &mut self,
        kind: Kind,
        year: i16,
        entry: &Entry,
        target: &Target,
        node: NodeRef<'_>,
    ) {
        let (before, code) = match kind {
            Kind::Plan if entry.adjusted_on.is_none() => {
                (&self.registry.lists, &code::PLAN_NOT_IN_LIST)
            }
            Kind::Budget => (&self.registry.plans, &code::BUDGET_NOT_IN_PLAN),
            _ => return,
        };
        let Some(Slot::Valid(before)) = before.get(&year) else {
            return;
        };
        if !before.of(target).any(|known| known.kind == entry.kind) {
            let at = node.get(target.field()).unwrap_or(node).label();
            let finding = Diagnostic::new(code, at).arg("name", target.id());
            self.push(finding.arg("year", year.to_string()));
        }
    }

    pub(super) fn request(&mut self, request: &Request) {
        let root = self.root(request.doc);
        let applicant = root.get("applicant").unwrap_or(root);
        self.unit_exists(&request.applicant, applicant);
        self.system_exists(&request.system, applicant);
    }
}
