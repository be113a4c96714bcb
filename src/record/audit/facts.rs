//! What the history says, gathered: what questions are asked of.

use super::{Person, Place};
use crate::finding::Finding;
use crate::note::Noted;
use jiff::civil::Date;
use mulu_core::decision::{Decision, Snapshot, Verdict};
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::{Subject, SubjectKind};
use mulu_core::registry::Registry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A commit that did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its id.
    pub commit: String,
    /// Who wrote it.
    pub author: Person,
    /// The day from which on what it did was part of the registry.
    pub on: Date,
    /// The pull request that brought it.
    pub pull: Option<u64>,
}

impl Act {
    /// What a sentence says of it: `1234567`, the day, the author.
    #[must_use]
    pub fn said(&self) -> Arg {
        let commit = mulu_core::decision::Provenance::short(&self.commit);
        let said = Message::new("audit-act")
            .arg("commit", commit)
            .arg("on", self.on.to_string());
        Arg::from(said.arg("author", self.author.name.as_str()))
    }
}

/// One entry of an authority's opinions, through the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its file, by the name that it has or last had.
    pub path: Arc<str>,
    /// Its place in that, from 1.
    pub number: usize,
    /// The line on the audited day; `None`: it isn't there any more.
    pub line: Option<u32>,
    /// Whose it is.
    pub authority: Arc<str>,
    /// What it is on.
    pub subject: Subject,
    /// What it is about.
    pub matter: Arc<str>,
    /// Its scope.
    pub scope: Option<Arc<str>>,
    /// The day that it bears; `None`: none that can be read.
    pub issued_on: Option<Date>,
    /// Who recorded it.
    pub recorded: Act,
    /// Whether it came with the first commit, that brought the stock: who gave it, and when,
    /// isn't in this history.
    pub stock: bool,
    /// The day on which the document of its subject came into the registry; before that
    /// nobody could record it.
    pub possible: Option<Date>,
    /// Whether it stands in the place of one that was rewritten.
    pub instead: bool,
    /// Who changed it or took it out.
    pub lost: Option<Lost>,
    /// Who said that it was carried out, and on which day; `None`: nobody did.
    pub lifted: Option<Lifted>,
}

/// What became of an entry that isn't there any more as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Who did it.
    pub act: Act,
    /// The entry that stands in its place, by its place among the facts.
    pub instead: Option<usize>,
    /// Who put it back.
    pub restored: Option<Act>,
}

/// That an order was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    /// Who said so.
    pub act: Act,
    /// The day that it bears.
    pub on: Option<Date>,
    /// Whether nothing says on what: neither a note nor a document came with it.
    pub bare: bool,
}

/// A document of a department, through the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The commit that made it.
    pub made: Act,
    /// Whether that was the first, that brought the stock.
    pub stock: bool,
    /// Who wrote in it since the stock, each person once, with the first time.
    pub writers: Vec<Act>,
}

/// A commit that turned the verdict on a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// `unit/system`.
    pub system: Arc<str>,
    /// The verdict before it, and with it.
    pub verdicts: (Verdict, Verdict),
    /// How many days after the request was made; before it: below nothing.
    pub days: i32,
    /// Whether only authorities' opinions turned it.
    pub attested: bool,
    /// What it wrote that turned it.
    pub places: Vec<Place>,
}

/// A merge that brought something of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// It.
    pub act: Act,
    /// The files of the year that it changed.
    pub paths: Vec<Arc<str>>,
    /// What is on record of who agreed.
    pub noted: Noted,
}

impl Merge {
    /// The files, and who merged them.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let place = |path: &Arc<str>| Place {
            path: Arc::clone(path),
            line: None,
            act: Some(self.act.clone()),
        };
        self.paths.iter().map(place).collect()
    }
}

/// How far things may be apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most days between the day that an opinion bears and the one it was recorded on.
    pub late: i32,
    /// How many days around a request what turned its verdict is asked for.
    pub near: i32,
}

/// What the audited year is about, and what the history says of it.
#[derive(Debug)]
pub struct Facts<'f> {
    /// The registry on the audited day.
    pub snapshot: Snapshot<'f>,
    /// The budget year.
    pub year: i16,
    /// The decisions of the year.
    pub decisions: &'f [Decision],
    /// Systems, projects and units that the year's money is for or went through.
    pub subjects: BTreeSet<Subject>,
    /// The systems by year in which they were paid: asked for, and eligible or listed.
    pub paid: BTreeMap<i16, BTreeSet<Arc<str>>>,
    /// All opinions, those that are gone, too.
    pub entries: Vec<Entry>,
    /// The documents of departments by their paths.
    pub papers: BTreeMap<Arc<str>, Paper>,
    /// What turned verdicts, in the order of the history.
    pub turns: Vec<Turn>,
    /// The merges that brought something of the year, in the order of the history.
    pub merges: Vec<Merge>,
    /// Where days of the history run backwards.
    pub backwards: Option<Message>,
    /// How far things may be apart.
    pub limits: Limits,
}

impl Facts<'_> {
    /// The entries on what the year is about.
    pub fn of_year(&self) -> impl Iterator<Item = &Entry> {
        let all = self.entries.iter();
        all.filter(|entry| self.subjects.contains(&entry.subject))
    }

    /// The entry at a place of a file that stands on the audited day.
    #[must_use]
    pub fn standing(&self, path: &str, line: u32) -> Option<&Entry> {
        let mut all = self.entries.iter();
        all.find(|entry| *entry.path == *path && entry.line == Some(line))
    }

    /// What a subject is called.
    #[must_use]
    pub fn name(&self, subject: &Subject) -> String {
        name(self.snapshot.registry, subject)
    }

    /// A finding on an entry: of what it is, about what, of which day.
    #[must_use]
    pub fn about(&self, finding: Finding, entry: &Entry) -> Finding {
        let issued = entry.issued_on.map(|on| on.to_string());
        finding
            .arg("name", self.name(&entry.subject))
            .arg("matter", self.matter(&entry.matter))
            .arg("issued", issued.unwrap_or_default())
    }

    /// What a matter is called.
    #[must_use]
    pub fn matter(&self, id: &str) -> Arg {
        let matter = self.snapshot.pack.matters.get(id);
        let title = matter.map(|matter| matter.title.clone());
        title.map_or_else(|| Arg::from(id), Arg::from)
    }

    /// Whether a matter is an order.
    #[must_use]
    pub fn is_order(&self, id: &str) -> bool {
        let matter = self.snapshot.pack.matters.get(id);
        matter.is_some_and(|matter| matter.order)
    }
}

impl Entry {
    /// Where it stands, and who recorded it.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place_by(&self.recorded)
    }

    /// Where it stands, and who did something to it.
    #[must_use]
    pub fn place_by(&self, act: &Act) -> Place {
        Place {
            path: Arc::clone(&self.path),
            line: self.line,
            act: Some(act.clone()),
        }
    }
}

/// What a subject of opinions is called; its id where it has no name to give.
#[must_use]
pub fn name(registry: &Registry, subject: &Subject) -> String {
    let id = subject.of();
    let name = match subject.kind() {
        SubjectKind::Unit => registry.unit_name(&id),
        SubjectKind::System => registry.system_name(&id),
        SubjectKind::Project => registry.project_name(&id),
        SubjectKind::Framework => &id,
    };
    name.to_owned()
}

/// Days from one to another.
#[must_use]
pub fn days(from: Date, to: Date) -> i32 {
    from.until(to)
        .map(|span| span.get_days())
        .unwrap_or_default()
}
