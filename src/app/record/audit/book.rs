//! Opinions through the history: who recorded each entry, rewrote it, took it out, put it
//! back, or said that an order was carried out. A file that cannot be read at some commit is
//! held against what it said before.

mod sides;

use super::papers::Papers;
use super::walk::Step;
use mulu_core::document::place::Lines;
use mulu_core::document::{self, Document, NodeRef};
use mulu_core::layout::{self, Kind, Subject, parse};
use mulu_core::review::became;
use mulu_record::audit::facts::Lifted;
use mulu_record::audit::{Entry, Lost};
use sides::Sides;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All entries that there were.
#[derive(Default)]
pub(super) struct Book {
    entries: Vec<Entry>,
    files: BTreeMap<Arc<str>, File>,
    /// Entries that aren't there any more, by file and by what they said.
    gone: BTreeMap<(Arc<str>, String), usize>,
}

/// A file as it was last read, with the places of its entries in the book.
struct File {
    document: Document,
    at: Vec<usize>,
}

impl Book {
    /// Takes in what a commit of the line did.
    pub(super) fn turn(&mut self, step: &Step<'_>) {
        let paths = step.kinds().filter(|(kind, _)| *kind == Kind::Opinions);
        let paths: BTreeSet<&str> = paths.map(|(_, path)| path).collect();
        if !step.moves.is_empty() {
            for path in &paths {
                self.rename(path, step);
            }
        }
        for path in paths {
            self.file(&path.into(), step);
        }
    }

    /// Follows a file whose subject has another name since.
    fn rename(&mut self, path: &str, step: &Step<'_>) {
        let new = step.moves.new_path(path);
        let free = new.filter(|new| !self.files.contains_key(&**new));
        let Some((new, file)) = free.and_then(|new| Some((new, self.files.remove(path)?))) else {
            return;
        };
        let new: Arc<str> = new.into();
        let subject = subject_of(&new);
        for at in &file.at {
            self.entries[*at].path = Arc::clone(&new);
            self.entries[*at].subject = subject.clone();
        }
        self.files.insert(new, file);
    }

    fn file(&mut self, path: &Arc<str>, step: &Step<'_>) {
        let after = match step.revision.bytes(path) {
            Some(bytes) => match read(path, bytes) {
                Some(document) => Some(document),
                // It isn't gone, and nobody can say what it says.
                None => return,
            },
            None => None,
        };
        let before = self.files.remove(path);
        let sides = Sides::new(path, step);
        let was = before.as_ref().map(|file| listed(&file.document));
        let was = was.unwrap_or_default();
        let is = after.as_ref().map(listed).unwrap_or_default();
        let became = became(&was, &is);
        let known = before.as_ref().map_or(&[][..], |file| &file.at);
        let mut at: Vec<Option<usize>> = vec![None; is.len()];
        let mut lost = Vec::new();
        for ((entry, place), old) in known.iter().zip(&became).zip(&was) {
            match place {
                Some(place) => {
                    at[*place] = Some(*entry);
                    self.carried(*entry, (*old, is[*place]), &sides);
                }
                None => lost.push((*entry, *old)),
            }
        }
        let at = self.recorded(&is, at, &lost, &sides);
        for (number, entry) in at.iter().enumerate() {
            self.entries[*entry].number = number + 1;
        }
        if let Some(document) = after {
            let file = File { document, at };
            self.files.insert(Arc::clone(path), file);
        }
    }

    /// The places of all entries in the book: those that are new are recorded, and those that
    /// are lost marked so.
    fn recorded(
        &mut self,
        is: &[NodeRef<'_>],
        at: Vec<Option<usize>>,
        lost: &[(usize, NodeRef<'_>)],
        sides: &Sides<'_, '_>,
    ) -> Vec<usize> {
        let mut all = Vec::with_capacity(at.len());
        let mut new = Vec::new();
        for (known, entry) in at.into_iter().zip(is) {
            all.push(known.unwrap_or_else(|| {
                let at = self.enter(*entry, sides);
                new.push(at);
                at
            }));
        }
        for (gone, said) in lost {
            let matter = Arc::clone(&self.entries[*gone].matter);
            let free = new.iter().position(|at| {
                let entry = &self.entries[*at];
                entry.matter == matter && entry.lost.is_none()
            });
            let instead = free.map(|at| new.swap_remove(at));
            if let Some(instead) = instead {
                self.entries[instead].instead = true;
            }
            self.entries[*gone].lost = Some(Lost {
                act: sides.remover(*said),
                instead,
                restored: None,
            });
            let key = (Arc::clone(sides.path), said.to_json().to_string());
            self.gone.insert(key, *gone);
        }
        all
    }

    /// An entry that wasn't there before, or is back; its place in the book.
    fn enter(&mut self, entry: NodeRef<'_>, sides: &Sides<'_, '_>) -> usize {
        let path = sides.path;
        let act = sides.writer(entry);
        let said = entry.to_json().to_string();
        if let Some(at) = self.gone.remove(&(Arc::clone(path), said)) {
            if let Some(lost) = &mut self.entries[at].lost {
                lost.restored = Some(act);
            }
            return at;
        }
        let located = parse(path);
        let authority = located.and_then(|located| located.authority());
        let resolved = day(entry, "resolved_on");
        let lifted = entry.get("resolved_on").map(|_| Lifted {
            act: act.clone(),
            on: resolved,
            bare: text(entry, "note").is_none() && text(entry, "document").is_none(),
        });
        self.entries.push(Entry {
            path: Arc::clone(path),
            number: 0,
            line: None,
            authority: authority.map(|id| id.text()).unwrap_or_default(),
            subject: subject_of(path),
            matter: text(entry, "matter").unwrap_or_default(),
            scope: text(entry, "scope"),
            issued_on: day(entry, "issued_on"),
            recorded: act,
            stock: sides.step.first,
            possible: None,
            instead: false,
            lost: None,
            lifted,
        });
        self.entries.len() - 1
    }

    /// An entry that goes on standing: an order that was carried out, a note that says on what.
    fn carried(&mut self, at: usize, (was, is): (NodeRef<'_>, NodeRef<'_>), sides: &Sides<'_, '_>) {
        let noted = text(is, "note").is_some() && text(was, "note") != text(is, "note");
        let open = was.get("resolved_on").is_none();
        let entry = &mut self.entries[at];
        if open && is.get("resolved_on").is_some() {
            entry.lifted = Some(Lifted {
                act: sides.writer(is),
                on: day(is, "resolved_on"),
                bare: !noted,
            });
        } else if let Some(lifted) = &mut entry.lifted {
            lifted.bare &= !noted;
        }
    }

    /// The entries, with their lines and since when they could be recorded.
    pub(super) fn entries(mut self, papers: &Papers) -> Vec<Entry> {
        for file in self.files.values() {
            let lines = Lines::new(file.document.text());
            for (at, entry) in file.at.iter().zip(listed(&file.document)) {
                self.entries[*at].line = Some(lines.place(entry.span().start).line);
            }
        }
        for entry in &mut self.entries {
            let document = entry.subject.kind().document();
            let path = layout::path(document, &entry.subject.of());
            entry.possible = papers.papers.get(&*path).map(|paper| paper.made.on);
        }
        self.entries
    }
}

/// A document that can be read to its end.
fn read(path: &Arc<str>, bytes: Vec<u8>) -> Option<Document> {
    let document = document::read(path, &bytes.into()).0;
    document.filter(Document::is_complete)
}

/// The entries of a file of opinions.
fn listed(document: &Document) -> Vec<NodeRef<'_>> {
    let list = document.root().get("opinions");
    list.into_iter().flat_map(NodeRef::items).collect()
}

fn subject_of(path: &str) -> Subject {
    let subject = parse(path).and_then(|located| located.subject());
    subject.unwrap_or_default()
}

fn text(entry: NodeRef<'_>, key: &str) -> Option<Arc<str>> {
    let text = entry.get(key).and_then(NodeRef::scalar_text);
    text.filter(|text| !text.trim().is_empty()).map(Arc::from)
}

fn day(entry: NodeRef<'_>, key: &str) -> Option<jiff::civil::Date> {
    text(entry, key)?.parse().ok()
}
