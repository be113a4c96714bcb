//! Who vouched: for each line of a file the commit that wrote it, through merges and moves; and
//! what a commit is signed with.

use super::{Repository, Revision};
use mulu_core::diagnostic::Error;
use std::sync::Arc;

/// A file's lines with the commits that wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blame {
    /// The id of a commit a line, from the first line on.
    pub lines: Vec<String>,
    /// The path that each line had there, relative to the folder of the registry.
    pub paths: Vec<Arc<str>>,
}

impl Blame {
    /// The commit that wrote a line, counted from 1.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&str> {
        let at = usize::try_from(line).ok()?.checked_sub(1)?;
        self.lines.get(at).map(String::as_str)
    }

    /// The path of the file in which a commit wrote a line of it, whatever it is called since.
    #[must_use]
    pub fn path_in(&self, commit: &str) -> Option<&Arc<str>> {
        let at = self.lines.iter().position(|line| line == commit)?;
        self.paths.get(at)
    }
}

/// A commit's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitSignature {
    /// It, armoured.
    pub armoured: String,
    /// The bytes that it is of.
    pub signed: Vec<u8>,
}

impl Repository {
    /// The commits that wrote the lines of a file as it stands in a revision. A file that was
    /// moved is followed.
    ///
    /// # Errors
    /// When there is no such file, or the history isn't all here.
    pub fn blame(&self, revision: &Revision<'_>, path: &str) -> Result<Blame, Error> {
        let fault = |error: git2::Error| Error::reading(path, &error.message());
        let mut options = git2::BlameOptions::new();
        options.newest_commit(revision.commit.id());
        let whole = self.prefix.join(path);
        let blame = self
            .inner
            .blame_file(&whole, Some(&mut options))
            .map_err(fault)?;
        let mut found = Blame::default();
        for hunk in blame.iter() {
            let (id, count) = (hunk.final_commit_id().to_string(), hunk.lines_in_hunk());
            let there = hunk
                .path()
                .and_then(|path| path.strip_prefix(&self.prefix).ok());
            let there = there.map_or_else(|| path.into(), |there| there.to_string_lossy());
            let there: Arc<str> = there.into();
            found.lines.extend(std::iter::repeat_n(id, count));
            found.paths.extend(std::iter::repeat_n(there, count));
        }
        Ok(found)
    }

    /// The commit of the line of first parents that brought another into it; the first of
    /// `line` is the newest. None: none did.
    #[must_use]
    pub fn brought<'l, 'r>(
        &self,
        line: &'l [Revision<'r>],
        commit: &Revision<'_>,
    ) -> Option<&'l Revision<'r>> {
        // Whoever has it, has it in all that follows.
        let has = |one: &Revision<'_>| self.is_within(commit, one);
        let count = line.partition_point(has);
        count.checked_sub(1).and_then(|at| line.get(at))
    }
}

impl Revision<'_> {
    /// What it is signed with; none: it isn't.
    #[must_use]
    pub fn signature(&self) -> Option<CommitSignature> {
        let inner = &self.repository.inner;
        let (armoured, signed) = inner.extract_signature(&self.commit.id(), None).ok()?;
        Some(CommitSignature {
            armoured: String::from_utf8_lossy(&armoured).into_owned(),
            signed: signed.to_vec(),
        })
    }
}
