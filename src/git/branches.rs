//! Branches that have something that a line hasn't: what is proposed, where nobody asks a forge.

use super::{Repository, Revision, ancestry};
use git2::Oid;

/// A branch ahead of a line.
#[derive(Debug)]
pub struct Ahead<'r> {
    /// Its short name: `fix`, or `origin/fix` where it is known of another repository.
    pub name: String,
    /// Where it stands.
    pub head: Revision<'r>,
    /// How many commits it has that the line hasn't.
    pub commits: usize,
}

impl Repository {
    /// The branches that are ahead of a revision, the latest first, each head once: a
    /// branch of one's own before the same of another repository. Those that share no
    /// history with it propose nothing for it.
    #[must_use]
    pub fn ahead<'r>(&'r self, of: &Revision<'r>) -> Vec<Ahead<'r>> {
        let base = of.commit.id();
        let mut found: Vec<Ahead<'r>> = Vec::new();
        for kind in [git2::BranchType::Local, git2::BranchType::Remote] {
            let branches = self.inner.branches(Some(kind)).into_iter().flatten();
            for (branch, _) in branches.flatten() {
                let name = String::from_utf8_lossy(branch.name_bytes().unwrap_or_default());
                let tip = branch.get().resolve().ok().and_then(|tip| tip.target());
                let readable = |tip: &Oid| ancestry::check(self, base, *tip).is_ok();
                let tip = tip.filter(readable);
                let Some(Ok(commit)) = tip.map(|tip| self.inner.find_commit(tip)) else {
                    continue;
                };
                let known = found.iter().any(|one| one.head.commit.id() == commit.id());
                if known || self.inner.merge_base(base, commit.id()).is_err() {
                    continue;
                }
                let counts = self.inner.graph_ahead_behind(commit.id(), base);
                let (commits, _) = counts.unwrap_or_default();
                if commits > 0 {
                    let head = Revision {
                        repository: self,
                        commit,
                    };
                    found.push(Ahead {
                        name: name.into_owned(),
                        head,
                        commits,
                    });
                }
            }
        }
        found.sort_by(|one, other| {
            let time = |of: &Ahead<'_>| of.head.commit.time().seconds();
            let latest = time(other).cmp(&time(one));
            latest.then_with(|| one.name.cmp(&other.name))
        });
        found
    }
}
