//! What is wrong with the ownership table, and which files it leaves to nobody.

use super::owner::OwnerForm;
use super::{FieldPattern, RESERVED, pattern};
use crate::diagnostic::{Diagnostic, Label, Message, Span, code};
use crate::document::NodeRef;
use crate::layout::SETTINGS;
use crate::registry::nearest::Nearest;
use crate::registry::paths::kind_of;
use crate::registry::{Identity, Registry, Slot, link};
use crate::schema::Schemas;
use crate::tree::Tree;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Patterns that cannot be read, owners that don't exist, fields that no schema has,
/// names that mean something else, files nobody owns.
pub(in crate::registry) fn check(
    registry: &Registry,
    tree: &Tree,
    schemas: &Schemas,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut checker = Checker {
        registry,
        schemas,
        nearest: Nearest::new(),
        diagnostics,
    };
    if let Some(doc) = registry.doc_by_path(SETTINGS) {
        let root = registry.document(doc).root();
        checker.lines(root);
        checker.reserved_authorities(root);
    }
    checker.units();
    checker.unowned(tree);
}

struct Checker<'r, 'd> {
    registry: &'r Registry,
    schemas: &'r Schemas,
    nearest: Nearest,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Checker<'_, '_> {
    fn lines(&mut self, root: NodeRef<'_>) {
        for line in items(root, "ownership") {
            let path = line.get("path").and_then(NodeRef::scalar_text);
            let path = path.unwrap_or_default();
            if !pattern::is_sound(path) {
                let at = line.get("path").unwrap_or(line).label();
                let finding = Diagnostic::new(&code::OWNERSHIP_PATTERN, at);
                self.diagnostics.push(finding.arg("pattern", path));
                continue;
            }
            for field in items(line, "fields") {
                self.field(path, field.scalar_text().unwrap_or_default(), field);
            }
            for author in items(line, "authors") {
                self.owner(path, author.scalar_text().unwrap_or_default(), author);
            }
            for approver in items(line, "approvers") {
                for alternative in approver.scalar_text().unwrap_or_default().split('|') {
                    if OwnerForm::parse(alternative) == OwnerForm::Anyone {
                        self.unreadable(alternative, approver);
                    } else {
                        self.owner(path, alternative, approver);
                    }
                }
            }
        }
    }

    fn owner(&mut self, path: &str, text: &str, at: NodeRef<'_>) {
        let form = OwnerForm::parse(text);
        if let Some(name) = form.capture()
            && !pattern::captured(path).any(|captured| captured == name)
        {
            let finding = Diagnostic::new(&code::OWNERSHIP_CAPTURE, at.label());
            let finding = finding.arg("name", text).arg("pattern", path);
            let names: Vec<String> = pattern::captured(path)
                .map(|name| format!("`{{{name}}}`"))
                .collect();
            let help =
                |names: Vec<String>| Message::new("help-captures").arg("names", names.join(", "));
            self.diagnostics.push(match names.is_empty() {
                true => finding,
                false => finding.help(help(names)),
            });
            return;
        }
        match form {
            OwnerForm::Unreadable(_) => self.unreadable(text, at),
            OwnerForm::Stated(pointer) => self.field(path, &pointer, at),
            OwnerForm::Authority(id) => self.authority(&id, at),
            OwnerForm::Anyone | OwnerForm::Captured { .. } => {}
        }
    }

    fn authority(&mut self, id: &Arc<str>, at: NodeRef<'_>) {
        let known = &self.registry.settings.authorities;
        if known.contains_key(id) {
            return;
        }
        let near = self.nearest.of(id, known.keys());
        let near = near.map(|near| (near.to_string(), self.registry.authority_name(near)));
        let code = &code::REFERENCE_AUTHORITY;
        self.diagnostics
            .push(link::unknown_name(code, id, at.label(), near));
    }

    fn unreadable(&mut self, text: &str, at: NodeRef<'_>) {
        let finding = Diagnostic::new(&code::OWNERSHIP_OWNER, at.label());
        self.diagnostics.push(finding.arg("name", text));
    }

    /// A field that no document at such a path can have.
    fn field(&mut self, path: &str, text: &str, at: NodeRef<'_>) {
        let field = FieldPattern::parse(text);
        let mut kinds = BTreeSet::new();
        for example in pattern::examples(path) {
            kinds.extend(kind_of(&format!("registry/{example}")));
        }
        let has = |field: &FieldPattern| {
            let mut kinds = kinds.iter();
            kinds.any(|kind| self.schemas.has_field(*kind, &field.tokens()))
        };
        if !field.is_some_and(|field| has(&field)) {
            let finding = Diagnostic::new(&code::OWNERSHIP_FIELD, at.label());
            let finding = finding.arg("field", text).arg("pattern", path);
            self.diagnostics.push(finding);
        }
    }

    fn reserved_authorities(&mut self, root: NodeRef<'_>) {
        let entries = root
            .get("authorities")
            .into_iter()
            .flat_map(NodeRef::entries);
        for (key, _) in entries {
            let name = key.scalar_text().unwrap_or_default();
            if RESERVED.contains(&name) {
                let finding = Diagnostic::new(&code::SETTINGS_RESERVED, key.label());
                self.diagnostics.push(finding.arg("name", name));
            }
        }
    }

    fn units(&mut self) {
        for (id, slot) in &self.registry.units {
            let Slot::Valid(unit) = slot else { continue };
            let root = self.registry.document(unit.doc).root();
            if RESERVED.contains(&&**id) {
                let finding = Diagnostic::new(&code::SETTINGS_RESERVED, root.label());
                self.diagnostics.push(finding.arg("name", &**id));
            }
            for at in items(root, "maintainers") {
                let name = at.scalar_text().unwrap_or_default();
                if Identity::parse(name).is_none() {
                    let finding = Diagnostic::new(&code::UNIT_MAINTAINER, at.label());
                    self.diagnostics.push(finding.arg("name", name));
                }
            }
        }
    }

    fn unowned(&mut self, tree: &Tree) {
        let misplaced: BTreeSet<Arc<str>> = self
            .diagnostics
            .iter()
            .filter(|found| found.code.id.starts_with("path/"))
            .map(|found| Arc::clone(&found.primary.path))
            .collect();
        let table = &self.registry.settings.ownership;
        for (path, entry) in tree.iter() {
            // Who reads a part answers for that part.
            if entry.unread || misplaced.contains(path) {
                continue;
            }
            let Some(inside) = path.strip_prefix("registry/") else {
                continue;
            };
            if inside.ends_with(".yaml") && !table.has(inside) {
                let label = Label::new(Arc::clone(path), Span::default());
                let finding = Diagnostic::new(&code::PATH_UNOWNED, label);
                self.diagnostics.push(finding.arg("path", &**path));
            }
        }
    }
}

fn items<'a>(node: NodeRef<'a>, key: &str) -> impl Iterator<Item = NodeRef<'a>> + use<'a> {
    node.get(key).into_iter().flat_map(NodeRef::items)
}
