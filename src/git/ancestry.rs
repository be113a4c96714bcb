//! Whether the commits between a proposal and what it is based on can be read: a commit is
//! inflated whole, however much a few bytes stand for, and any of them may be somebody's wish.

use super::{Repository, bounds};
use git2::Oid;
use mulu_core::diagnostic::Error;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

/// On which sides a commit lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sides {
    base: bool,
    head: bool,
}

impl Sides {
    fn with(self, other: Sides) -> Sides {
        Sides {
            base: self.base || other.base,
            head: self.head || other.head,
        }
    }

    fn is_of_head_alone(self) -> bool {
        self.head && !self.base
    }
}

/// Refuses a head where a commit that it has and the base hasn't is too large to be read.
///
/// Both histories are gone through from the newest commit on, until no commit is left that may
/// be the head's alone; none is read before its size is known. What isn't here (a shallow
/// clone) ends a way.
///
/// # Errors
/// When there is such a commit.
pub(super) fn check(repository: &Repository, base: Oid, head: Oid) -> Result<(), Error> {
    let mut walk = Walk {
        repository,
        queue: BinaryHeap::new(),
        sides: HashMap::new(),
        alone: BTreeSet::new(),
    };
    let nowhere = Sides::default();
    let (of_base, of_head) = (
        Sides {
            base: true,
            ..nowhere
        },
        Sides {
            head: true,
            ..nowhere
        },
    );
    walk.meet(base, of_base)?;
    walk.meet(head, of_head)?;
    walk.end()
}

struct Walk<'r> {
    repository: &'r Repository,
    /// Commits to go on from, the newest first.
    queue: BinaryHeap<(i64, Oid)>,
    sides: HashMap<Oid, Sides>,
    /// Those in the queue that are the head's alone, as far as anybody knows yet.
    alone: BTreeSet<Oid>,
}

impl Walk<'_> {
    /// Meets a commit on a way; one that lies on no side that it wasn't known to lie on leads
    /// nowhere new.
    fn meet(&mut self, id: Oid, from: Sides) -> Result<(), Error> {
        let known = self.sides.get(&id).copied();
        let sides = known.unwrap_or_default().with(from);
        if known == Some(sides) {
            return Ok(());
        }
        let inner = &self.repository.inner;
        if known.is_none() && bounds::is_large(inner, id) {
            return Err(bounds::large(&id.to_string()));
        }
        self.sides.insert(id, sides);
        if let Ok(commit) = inner.find_commit(id) {
            self.queue.push((commit.time().seconds(), id));
            match sides.is_of_head_alone() {
                true => drop(self.alone.insert(id)),
                false => drop(self.alone.remove(&id)),
            }
        }
        Ok(())
    }

    fn end(mut self) -> Result<(), Error> {
        while !self.alone.is_empty() {
            let Some((_, id)) = self.queue.pop() else {
                return Ok(());
            };
            self.alone.remove(&id);
            let sides = self.sides.get(&id).copied().unwrap_or_default();
            let Ok(commit) = self.repository.inner.find_commit(id) else {
                continue;
            };
            for parent in commit.parent_ids() {
                self.meet(parent, sides)?;
            }
        }
        Ok(())
    }
}
