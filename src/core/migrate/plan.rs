//! The plan as a whole: changes, the registry as it is then, and what it still lacks.

use super::apply::Applied;
use super::opinions::{Yearless, yearless};
use super::target::Target;
use super::{Change, File, Plan, Question, Reason, absent, apply, ownership, question, settings};
use crate::diagnostic::{Arg, Diagnostic, Error, Message, Span};
use crate::document::Document;
use crate::layout::{self, Kind};
use crate::policy::builtin;
use crate::registry::{self, Registry};
use crate::tree::{Entry, Mode, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is to be done to bring a registry to the second contract.
///
/// # Errors
/// When its rules are of the second language and cannot be read: mending these comes
/// first.
pub fn plan(tree: &Tree) -> Result<Plan, Error> {
    let target = Target::of(tree)?;
    let mut work = Work {
        files: BTreeMap::new(),
        notes: Vec::new(),
        after: target.tree.clone(),
        is_first: target.first_rules || !builtin::is_overridden(tree),
    };
    let (before, _) = registry::load(&target.tree, &target.schemas);
    for document in &before.documents {
        work.document(document, &before, &target);
    }
    let (mut registry, mut findings) = registry::load(&work.after, &target.schemas);
    findings.extend(registry.attest(&target.schemas, Some(&target.vocabulary)));
    work.years(&registry, &target);
    for document in &registry.documents {
        let context = (&registry, &target.schemas, &target.pack);
        work.ask(document.path(), absent::questions(document, context));
    }
    findings.extend(target.rule_faults(tree));
    work.findings(findings, &registry);
    for (path, lacks) in &target.old_schemas {
        let asked = question::of_schema(path, lacks, &registry);
        work.ask(path, [asked]);
    }
    work.finish(tree, registry, target)
}

/// The plan while it is made.
struct Work {
    files: BTreeMap<Arc<str>, File>,
    notes: Vec<Message>,
    after: Tree,
    /// Whether nothing tells that the registry was made by the second contract.
    is_first: bool,
}

impl Work {
    fn ask(&mut self, path: &Arc<str>, questions: impl IntoIterator<Item = Question>) {
        let mut questions = questions.into_iter().peekable();
        if questions.peek().is_some() {
            let file = self.files.entry(Arc::clone(path)).or_default();
            file.questions.extend(questions);
        }
    }

    /// Makes the changes of one document.
    fn document(&mut self, document: &Document, before: &Registry, target: &Target) {
        let path = document.path();
        let changes = self.changes(document, before, target);
        let entry = self
            .after
            .get(path)
            .filter(|entry| entry.mode == Mode::File);
        let Some(bytes) = entry.and_then(|entry| entry.bytes.clone()) else {
            return;
        };
        if changes.is_empty() {
            return;
        }
        let Applied { bytes, made, left } = apply::apply(path, &bytes, changes);
        self.after.insert(Arc::clone(path), Entry::file(bytes));
        let by_hand = left.into_iter();
        let by_hand =
            by_hand.map(|(change, why)| apply::by_hand(change, why, before.supplier(path)));
        let file = self.files.entry(Arc::clone(path)).or_default();
        file.changes.extend(made);
        file.questions.extend(by_hand);
    }

    fn changes(&mut self, document: &Document, before: &Registry, target: &Target) -> Vec<Change> {
        let root = document.root();
        let Some(located) = layout::parse(document.path()) else {
            return Vec::new();
        };
        match located.kind {
            Kind::Settings => {
                let mut changes = settings::units(root);
                if self.is_first {
                    changes.extend(settings::currency(root, &target.schemas));
                    let (lines, notes) = ownership::changes(root, &before.settings);
                    changes.extend(lines);
                    self.notes.extend(notes);
                }
                changes
            }
            Kind::Opinions => {
                let subject = located.subject();
                let yearless =
                    subject.map(|subject| yearless(root, subject.kind(), &target.vocabulary));
                let yearless = yearless.into_iter().flatten();
                yearless.filter_map(|one| one.change()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// For which year an opinion was given that names none.
    fn years(&mut self, registry: &Registry, target: &Target) {
        for document in &registry.documents {
            let path = document.path();
            let located = layout::parse(path);
            let Some(subject) = located.and_then(|located| located.subject()) else {
                continue;
            };
            let of = subject.of();
            let found = yearless(document.root(), subject.kind(), &target.vocabulary);
            let ask = |one: Yearless<'_>| Question {
                pointer: one.scope.pointer(),
                span: one.scope.span(),
                ask: Message::new("migrate-ask-year").arg("category", title(target, one.category)),
                help: asked_in(registry, &of, one.category).into_iter().collect(),
                who: registry.supplier(path),
                reason: Reason::Contract(Message::new("migrate-why-year")),
            };
            self.ask(path, found.into_iter().map(ask));
        }
    }

    /// Errors that nothing was asked about yet.
    fn findings(&mut self, findings: Vec<Diagnostic>, registry: &Registry) {
        let asked: BTreeSet<(Arc<str>, String)> = self
            .files
            .iter()
            .flat_map(|(path, file)| {
                let pointers = file.questions.iter().map(|one| one.pointer.clone());
                pointers.map(|pointer| (Arc::clone(path), pointer))
            })
            .collect();
        for found in findings.into_iter().filter(Diagnostic::is_error) {
            let (path, question) = question::of_finding(found, registry);
            if !asked.contains(&(Arc::clone(&path), question.pointer.clone())) {
                self.ask(&path, [question]);
            }
        }
    }

    fn finish(mut self, tree: &Tree, registry: Registry, target: Target) -> Result<Plan, Error> {
        if target.first_rules {
            self.notes.push(Message::new("migrate-note-rules"));
        }
        let people = registry.units.values().filter_map(registry::Slot::valid);
        let people = people.flat_map(|unit| &unit.maintainers);
        let plain = people.filter(|person| person.account.is_none()).count();
        if plain > 0 {
            self.notes
                .push(Message::new("migrate-note-accounts").arg("count", plain));
        }
        for (path, file) in &mut self.files {
            let document = registry.doc_by_path(path).map(|id| registry.document(id));
            file.questions
                .sort_by_key(|one| document.map_or(one.span, |document| one.place(document)));
        }
        // What the second contract takes the place of stands there all the same.
        for (path, entry) in tree.iter() {
            if self.after.get(path).is_none() {
                self.after.insert(Arc::clone(path), entry.clone());
            }
        }
        Ok(Plan {
            files: self.files,
            notes: self.notes,
            after: self.after,
            registry,
            schemas: target.schemas,
            pack: target.pack,
        })
    }
}

/// What a category is called; its id where it has no title.
fn title(target: &Target, category: &str) -> Arg {
    let known = target.vocabulary.expenses.get(category);
    let title = known
        .map(|known| &known.title)
        .filter(|title| !title.is_empty());
    title.map_or_else(|| category.into(), |title| title.clone().into())
}

/// In which years money is asked for a category of a system.
fn asked_in(registry: &Registry, system: &str, category: &str) -> Option<Message> {
    let requests = registry.requests.iter().filter(|(id, request)| {
        let request = request.valid();
        id.system() == system
            && request
                .is_some_and(|request| request.items.iter().any(|item| *item.category == *category))
    });
    let years: Vec<String> = requests.map(|(id, _)| id.year().to_string()).collect();
    (!years.is_empty()).then(|| Message::new("migrate-help-years").arg("years", years))
}

impl Question {
    /// The bytes that it is about, in a document that may lack its place.
    #[must_use]
    pub fn place(&self, document: &Document) -> Span {
        nearest(document, &self.pointer).unwrap_or(self.span)
    }
}

impl Change {
    /// The bytes that it is about, in the document before or after it.
    #[must_use]
    pub fn place(&self, document: &Document) -> Span {
        nearest(document, &self.pointer).unwrap_or_default()
    }
}

/// What stands at a pointer or, where nothing does, what it would stand in.
fn nearest(document: &Document, pointer: &str) -> Option<Span> {
    let mut pointer = pointer;
    loop {
        if let Some(node) = document.at(pointer) {
            let key = node.key().map(|key| key.span());
            return Some(match (node.is_scalar(), key) {
                (false, Some(key)) => key,
                _ => node.span(),
            });
        }
        pointer = pointer.rsplit_once('/')?.0;
    }
}
