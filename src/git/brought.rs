//! Which commits each commit of a line brought into it.

use super::{Repository, Revision};
use mulu_core::diagnostic::Error;
use std::collections::HashSet;

impl<'r> Revision<'r> {
    /// The address that its author wrote into it: anybody can write any.
    #[must_use]
    pub fn email(&self) -> String {
        String::from_utf8_lossy(self.commit.author().email_bytes()).into_owned()
    }

    /// Its first parent; `None`: it has none.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn first_parent(&self) -> Result<Option<Revision<'r>>, Error> {
        if self.commit.parent_count() == 0 {
            return Ok(None);
        }
        let fault = |error: git2::Error| Error::reading(&self.id(), &error.message());
        Ok(Some(Revision {
            repository: self.repository,
            commit: self.commit.parent(0).map_err(fault)?,
        }))
    }
}

impl Repository {
    /// For each commit of a line of first parents, the oldest first, those that it brought
    /// with it: all that are in its history, and in none of an earlier one's. A commit comes
    /// after its parents. Every commit is looked at once, and no date is believed.
    ///
    /// # Errors
    /// When a commit cannot be read.
    pub fn brought_by_each<'r>(
        &'r self,
        line: &[Revision<'r>],
    ) -> Result<Vec<Vec<Revision<'r>>>, Error> {
        let mut met: HashSet<git2::Oid> = line.iter().map(|one| one.commit.id()).collect();
        let mut all = Vec::with_capacity(line.len());
        for revision in line {
            let mut brought = Vec::new();
            for parent in revision.commit.parent_ids().skip(1) {
                self.unmet(parent, &mut met, &mut brought)?;
            }
            all.push(brought);
        }
        Ok(all)
    }

    /// The commits from one back that were not met, parents first.
    fn unmet<'r>(
        &'r self,
        from: git2::Oid,
        met: &mut HashSet<git2::Oid>,
        into: &mut Vec<Revision<'r>>,
    ) -> Result<(), Error> {
        let find = |id: git2::Oid| {
            let fault = |error: git2::Error| Error::reading(&id.to_string(), &error.message());
            self.inner.find_commit(id).map_err(fault)
        };
        if !met.insert(from) {
            return Ok(());
        }
        // What is being looked at, and how many of its parents were.
        let mut open = vec![(find(from)?, 0)];
        while let Some((commit, looked)) = open.last_mut() {
            if let Ok(parent) = commit.parent_id(*looked) {
                *looked += 1;
                if met.insert(parent) {
                    open.push((find(parent)?, 0));
                }
                continue;
            }
            if let Some((commit, _)) = open.pop() {
                into.push(Revision {
                    repository: self,
                    commit,
                });
            }
        }
        Ok(())
    }
}
