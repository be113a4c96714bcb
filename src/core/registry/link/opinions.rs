//! Opinions: whose matter, on whom, about what, in which order of dates.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::layout::{Subject, SubjectKind};
use crate::registry::{Opinion, Opinions, Slot, matters};

/// Matters whose scope is a data resource.
const RESOURCE_SCOPED: &[&str] = &["sharing-review", "withholding-approval"];

impl Checker<'_, '_> {
    pub(super) fn opinions(&mut self, authority: &str, subject: &Subject, file: &Opinions) {
        let root = self.root(file.doc);
        let first = root.get("opinions").unwrap_or(root);
        let of = subject.of();
        match subject.kind() {
            SubjectKind::Unit => self.unit_exists(&of, first),
            SubjectKind::System => self.system_exists(&of, first),
            SubjectKind::Project => self.project_exists(&of, first),
            SubjectKind::Framework => self.framework_exists(&of, first),
        }
        for opinion in &file.opinions {
            let at = self.node(file.doc, opinion.node);
            self.matter(authority, opinion, at);
            self.dates(opinion, at);
            self.scope(subject, opinion, at);
        }
    }

    fn matter(&mut self, authority: &str, opinion: &Opinion, at: NodeRef<'_>) {
        if matters::of(authority).any(|own| own == &*opinion.matter) {
            return;
        }
        let at = at.get("matter").unwrap_or(at);
        let finding = Diagnostic::new(&code::OPINION_WRONG_AUTHORITY, at.label())
            .arg("matter", &*opinion.matter)
            .arg("authority", self.registry.authority_name(authority));
        self.push(match matters::owner(&opinion.matter) {
            Some(owner) => finding.help(
                Message::new("help-matter-belongs-to")
                    .arg("name", owner)
                    .arg("title", self.registry.authority_name(owner)),
            ),
            None => finding,
        });
    }

    fn dates(&mut self, opinion: &Opinion, at: NodeRef<'_>) {
        let later = [
            ("valid_until", opinion.valid_until),
            ("due_on", opinion.due_on),
            ("resolved_on", opinion.resolved_on),
        ];
        for (key, date) in later {
            if date.is_some_and(|date| date < opinion.issued_on) {
                let place = at.get(key).unwrap_or(at).label();
                let issued = at.get("issued_on").unwrap_or(at).label();
                let finding = Diagnostic::new(&code::OPINION_DATES, place).arg("field", key);
                self.push(finding.also(issued.note(Message::new("note-issued-here"))));
            }
        }
    }

    fn scope(&mut self, subject: &str, opinion: &Opinion, at: NodeRef<'_>) {
        let Some(scope) = &opinion.scope else { return };
        if !RESOURCE_SCOPED.contains(&&*opinion.matter) {
            return;
        }
        let Some(Slot::Valid(system)) = self.registry.systems.get(subject) else {
            return;
        };
        if !system.resources.iter().any(|(name, _)| name == scope) {
            let at = at.get("scope").unwrap_or(at);
            let finding = Diagnostic::new(&code::OPINION_UNKNOWN_SCOPE, at.label())
                .arg("name", &**scope)
                .arg("system", &*system.name);
            let names = system.resources.iter().map(|(name, _)| name);
            self.push(match self.nearest.of(scope, names) {
                Some(near) => finding
                    .help(Message::new("help-did-you-mean").arg("suggestion", format!("`{near}`"))),
                None => finding,
            });
        }
    }
}
