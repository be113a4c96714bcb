//! The line of first parents, the oldest commit first: of each what it changed, what moved,
//! and which of the commits that it brought wrote in which file.

use crate::history::Past;
use jiff::civil::Date;
use mulu_core::diagnostic::Error;
use mulu_core::layout::{Kind, parse};
use mulu_core::review::Moves;
use mulu_git::{Repository, Revision};
use mulu_record::audit::{Act, Person};
use std::collections::BTreeMap;

/// A commit of the line.
pub(super) struct Step<'r> {
    /// It.
    pub(super) revision: Revision<'r>,
    /// The one before it.
    pub(super) before: Option<Revision<'r>>,
    /// The day from which on it stands.
    pub(super) day: Date,
    /// Whether it is the first that has a registry.
    pub(super) first: bool,
    /// The paths of the registry that it changed.
    pub(super) changed: Vec<String>,
    /// What has another name since.
    pub(super) moves: Moves,
    /// The commits that it brought with it and that wrote a file, parents first.
    writers: BTreeMap<String, Vec<Revision<'r>>>,
}

/// The steps of a line, one after the other.
pub(super) struct Walk<'w, 'r> {
    repository: &'r Repository,
    line: std::slice::Iter<'w, Revision<'r>>,
    brought: std::vec::IntoIter<Vec<Revision<'r>>>,
    days: &'w BTreeMap<String, Date>,
    before: Option<Revision<'r>>,
    begun: bool,
    past: Past,
}

impl<'w, 'r> Walk<'w, 'r> {
    /// Of a line, the oldest commit first.
    ///
    /// # Errors
    /// When a commit cannot be read.
    pub(super) fn new(
        repository: &'r Repository,
        line: &'w [Revision<'r>],
        days: &'w BTreeMap<String, Date>,
    ) -> Result<Self, Error> {
        Ok(Walk {
            repository,
            line: line.iter(),
            brought: repository.brought_by_each(line)?.into_iter(),
            days,
            before: None,
            begun: false,
            past: Past::default(),
        })
    }

    fn step(
        &mut self,
        revision: &Revision<'r>,
        brought: Vec<Revision<'r>>,
    ) -> Result<Step<'r>, Error> {
        let changed = self.repository.changed(revision)?;
        let before = self.before.replace(revision.clone());
        let day = self.days.get(&revision.id()).copied().unwrap_or(Date::MAX);
        let has = !changed.is_empty() && revision.has_registry();
        let first = has && !self.begun;
        self.begun |= has;
        let mut writers: BTreeMap<String, Vec<Revision<'r>>> = BTreeMap::new();
        for one in brought.into_iter().filter(|_| !changed.is_empty()) {
            for path in self.repository.changed(&one)? {
                writers.entry(path).or_default().push(one.clone());
            }
        }
        let moves = match &before {
            Some(before) if has && !first => self.moves((before, revision), day, &changed)?,
            _ => Moves::default(),
        };
        Ok(Step {
            revision: revision.clone(),
            before,
            day,
            first,
            changed,
            moves,
            writers,
        })
    }

    /// What has another name since: looked for only where documents that have one are gone,
    /// and others new.
    fn moves(
        &mut self,
        (before, after): (&Revision<'r>, &Revision<'r>),
        day: Date,
        changed: &[String],
    ) -> Result<Moves, Error> {
        let named = |path: &&String| {
            let kind = parse(path).map(|at| at.kind);
            matches!(kind, Some(Kind::Unit | Kind::System | Kind::Project))
        };
        let is_there = |revision: &Revision<'_>, path: &str| revision.bytes(path).is_some();
        let (mut gone, mut new) = (false, false);
        for path in changed.iter().filter(named) {
            match (is_there(before, path), is_there(after, path)) {
                (true, false) => gone = true,
                (false, true) => new = true,
                _ => {}
            }
        }
        if !gone || !new || !before.has_registry() {
            return Ok(Moves::default());
        }
        let one = self.past.at(self.repository, before, day)?;
        let other = self.past.at(self.repository, after, day)?;
        Ok(Moves::of(&one.registry, &other.registry))
    }
}

impl<'r> Iterator for Walk<'_, 'r> {
    type Item = Result<Step<'r>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let revision = self.line.next()?;
        let brought = self.brought.next().unwrap_or_default();
        Some(self.step(revision, brought))
    }
}

impl<'r> Step<'r> {
    /// The commits that it brought and that wrote a file, parents first; none: it was written
    /// by the commit of the line itself.
    pub(super) fn writers(&self, path: &str) -> &[Revision<'r>] {
        self.writers.get(path).map_or(&[], Vec::as_slice)
    }

    /// What somebody did by a commit that it brought.
    pub(super) fn act(&self, by: &Revision<'_>) -> Act {
        Act {
            commit: by.id(),
            author: Person {
                name: by.author(),
                email: by.email(),
            },
            on: self.day,
            pull: self.revision.pull(),
        }
    }

    /// What it did itself.
    pub(super) fn own(&self) -> Act {
        self.act(&self.revision)
    }

    /// Who wrote a file last.
    pub(super) fn last(&self, path: &str) -> Act {
        let last = self.writers(path).last();
        last.map_or_else(|| self.own(), |by| self.act(by))
    }

    /// The kinds of what it changed, with the paths.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Kind, &str)> {
        let paths = self.changed.iter().map(String::as_str);
        paths.filter_map(|path| Some((parse(path)?.kind, path)))
    }
}
