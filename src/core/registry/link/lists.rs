//! Lists, plans and requests.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::registry::{ProjectList, Request};
use std::collections::BTreeMap;

impl Checker<'_, '_> {
    pub(super) fn list(&mut self, list: &ProjectList) {
        let mut seen: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for entry in &list.projects {
            let node = self.node(list.doc, entry.node);
            let at = node.get("system").unwrap_or(node);
            self.system_exists(&entry.system, at);
            let first = *seen
                .entry((&entry.system, &entry.kind))
                .or_insert(entry.node);
            if first != entry.node {
                let first = self.node(list.doc, first);
                let first = first.get("system").unwrap_or(first).label();
                let finding = Diagnostic::new(&code::LIST_DUPLICATE_ENTRY, at.label());
                let first = first.note(Message::new("note-first-here"));
                self.push(finding.arg("name", &*entry.system).also(first));
            }
        }
    }

    pub(super) fn request(&mut self, request: &Request) {
        let root = self.root(request.doc);
        let applicant = root.get("applicant").unwrap_or(root);
        self.unit_exists(&request.applicant, applicant);
        self.system_exists(&request.system, applicant);
    }
}
