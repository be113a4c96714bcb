//! Opinions: on whom, and in which order of dates; what a pack says of them is
//! held against them by `attest`.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::layout::{Subject, SubjectKind};
use crate::registry::{Opinion, Opinions};

impl Checker<'_, '_> {
    pub(super) fn opinions(&mut self, subject: &Subject, file: &Opinions) {
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
            self.dates(opinion, at);
        }
    }

    fn dates(&mut self, opinion: &Opinion, at: NodeRef<'_>) {
        let later = [
            ("valid_until", opinion.valid_until),
            ("due_on", opinion.due_on),
            ("resolved_on", opinion.resolved_on),
        ];
        for (key, date) in later {
            if date.is_some_and(|date| date < opinion.issued_on) {
                self.mark(at);
                let place = at.get(key).unwrap_or(at).label();
                let issued = at.get("issued_on").unwrap_or(at).label();
                let finding = Diagnostic::new(&code::OPINION_DATES, place).arg("field", key);
                self.push(finding.also(issued.note(Message::new("note-issued-here"))));
            }
        }
    }
}
