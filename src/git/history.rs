//! What came when: commits on the line of first parents, each with what it changed.

use super::{FOLDERS, Repository, Revision};
use git2::{DiffOptions, FileMode, Sort};
use mulu_core::diagnostic::{Error, Message};
use std::collections::BTreeMap;
use std::path::Path;

/// Git's ids of what a file was before a commit and is since; none: there is no file.
pub type Ids = (Option<String>, Option<String>);

impl Revision<'_> {
    /// Who wrote the commit, by the name in it: anybody can write any name.
    #[must_use]
    pub fn author(&self) -> String {
        String::from_utf8_lossy(self.commit.author().name_bytes()).into_owned()
    }

    /// The first line of its message.
    #[must_use]
    pub fn subject(&self) -> String {
        let message = String::from_utf8_lossy(self.commit.message_bytes()).into_owned();
        message.lines().next().unwrap_or_default().to_owned()
    }

    /// The pull request that it merged, by what GitHub writes: `Merge pull request
    /// #12 …`, or `… (#12)` where it squashed.
    #[must_use]
    pub fn pull(&self) -> Option<u64> {
        pull(&self.subject())
    }
}

fn pull(subject: &str) -> Option<u64> {
    let merged = subject.strip_prefix("Merge pull request #");
    let merged = merged.and_then(|rest| rest.split(' ').next());
    let squashed = || {
        subject
            .strip_suffix(')')?
            .rsplit_once("(#")
            .map(|(_, number)| number)
    };
    merged.or_else(squashed)?.parse().ok()
}

impl Revision<'_> {
    /// The ids of what it was made upon, the first parent first.
    #[must_use]
    pub fn parent_ids(&self) -> Vec<String> {
        self.commit.parent_ids().map(|id| id.to_string()).collect()
    }
}

impl Repository {
    /// The commits from a revision back, the newest first, along first parents; and
    /// not those that another revision has as well.
    ///
    /// # Errors
    /// When the history isn't all here, or an object cannot be read.
    pub fn line<'r>(
        &'r self,
        from: &Revision<'r>,
        without: Option<&Revision<'r>>,
    ) -> Result<Vec<Revision<'r>>, Error> {
        if self.inner.is_shallow() {
            return Err(Error::outside(Message::new("failure-history-shallow")));
        }
        let fault = |error: git2::Error| Error::reading(&from.id(), &error.message());
        let mut walk = self.inner.revwalk().map_err(fault)?;
        walk.set_sorting(Sort::TOPOLOGICAL).map_err(fault)?;
        walk.simplify_first_parent().map_err(fault)?;
        walk.push(from.commit.id()).map_err(fault)?;
        if let Some(without) = without {
            walk.hide(without.commit.id()).map_err(fault)?;
        }
        let mut line = Vec::new();
        for id in walk {
            let commit = id
                .and_then(|id| self.inner.find_commit(id))
                .map_err(fault)?;
            line.push(Revision {
                repository: self,
                commit,
            });
        }
        Ok(line)
    }

    /// The files of the registry that a commit changed against its first parent, by path.
    ///
    /// # Errors
    /// When an object cannot be read.
    pub fn landed(&self, revision: &Revision<'_>) -> Result<BTreeMap<String, Ids>, Error> {
        let fault = |error: git2::Error| Error::reading(&revision.id(), &error.message());
        let diff = self.difference(revision).map_err(fault)?;
        let mut landed: BTreeMap<String, Ids> = BTreeMap::new();
        for delta in diff.deltas() {
            let (before, after) = (delta.old_file(), delta.new_file());
            if let Some(path) = before.path().and_then(|path| self.inside(path)) {
                landed.entry(path).or_default().0 = blob(&before);
            }
            if let Some(path) = after.path().and_then(|path| self.inside(path)) {
                landed.entry(path).or_default().1 = blob(&after);
            }
        }
        Ok(landed)
    }

    /// A commit against its first parent.
    fn difference(&self, revision: &Revision<'_>) -> Result<git2::Diff<'_>, git2::Error> {
        let after = revision.commit.tree()?;
        let before = match revision.commit.parent_count() {
            0 => None,
            _ => Some(revision.commit.parent(0)?.tree()?),
        };
        let mut options = DiffOptions::new();
        options.skip_binary_check(true);
        self.inner
            .diff_tree_to_tree(before.as_ref(), Some(&after), Some(&mut options))
    }

    /// A path of the repository as one of the registry; none: it is no part of it.
    fn inside(&self, path: &Path) -> Option<String> {
        let path = path.strip_prefix(&self.prefix).ok()?;
        let ours = FOLDERS.iter().any(|folder| path.starts_with(folder));
        ours.then(|| path.to_string_lossy().into_owned())
    }

    /// The paths of the registry that a commit changed against its first parent.
    ///
    /// # Errors
    /// When an object cannot be read.
    pub fn changed(&self, revision: &Revision<'_>) -> Result<Vec<String>, Error> {
        let fault = |error: git2::Error| Error::reading(&revision.id(), &error.message());
        let diff = self.difference(revision).map_err(fault)?;
        let paths = diff.deltas().filter_map(|delta| {
            let files = [delta.new_file(), delta.old_file()];
            files.iter().find_map(|file| self.inside(file.path()?))
        });
        Ok(paths.collect())
    }
}

/// Git's id of a file's content; none: there is none, or it is a link or a submodule.
fn blob(file: &git2::DiffFile<'_>) -> Option<String> {
    let is_file = matches!(file.mode(), FileMode::Blob | FileMode::BlobExecutable);
    (is_file && !file.id().is_zero()).then(|| file.id().to_string())
}

#[cfg(test)]
mod tests {
    use super::pull;

    #[test]
    fn a_pull_request_is_known_by_what_github_writes() {
        assert_eq!(pull("Merge pull request #12 from a/b"), Some(12));
        assert_eq!(pull("requests: the health commission asks (#7)"), Some(7));
        for other in ["see #7", "Merge branch 'x'", "(#x)", "a (#7) b"] {
            assert_eq!(pull(other), None, "{other}");
        }
    }
}
