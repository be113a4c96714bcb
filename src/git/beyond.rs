//! What a head has that a base hasn't: its commits, with what they say of themselves.

use super::{Repository, Revision, ancestry};
use git2::Oid;

impl Repository {
    /// The commits of a head that a base doesn't have, the latest first, as many as one asks
    /// for. One that cannot be read ends them; none where one is too large to be read.
    #[must_use]
    pub fn beyond<'r>(
        &'r self,
        base: &Revision<'_>,
        head: &Revision<'_>,
        most: usize,
    ) -> Vec<Revision<'r>> {
        if ancestry::check(self, base.commit.id(), head.commit.id()).is_err() {
            return Vec::new();
        }
        let walk = || -> Result<Vec<Oid>, git2::Error> {
            let mut walk = self.inner.revwalk()?;
            walk.set_sorting(git2::Sort::TOPOLOGICAL)?;
            walk.push(head.commit.id())?;
            walk.hide(base.commit.id())?;
            walk.take(most).collect()
        };
        let ids = walk().unwrap_or_default().into_iter();
        ids.map_while(|id| self.commit(&id.to_string()).ok())
            .collect()
    }
}

impl<'r> Revision<'r> {
    /// The commits that it follows; one that isn't here is left out.
    #[must_use]
    pub fn parents(&self) -> Vec<Revision<'r>> {
        let parents = self.commit.parent_ids();
        let read = |id: Oid| self.repository.commit(&id.to_string()).ok();
        parents.filter_map(read).collect()
    }

    /// How many commits it follows, whether they are here or not.
    #[must_use]
    pub fn parent_count(&self) -> usize {
        self.commit.parent_count()
    }

    /// What its author says of it, as it stands in the commit; `None`: it is no text.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        std::str::from_utf8(self.commit.message_raw_bytes()).ok()
    }
}
