//! What is proposed to a branch, as far as the repository itself knows: other branches
//! that are ahead of it.

use super::{Error, days};
use jiff::civil::Date;
use mulu_git::Repository;
use std::path::Path;

/// A branch with something that the main line hasn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The branch, as Git names it.
    pub branch: String,
    /// The commit it stands at.
    pub commit: String,
    /// The day of that commit, where the registry is.
    pub day: Date,
    /// Who wrote it, by the name in it: anybody can write any name.
    pub author: String,
    /// Its first line.
    pub subject: String,
    /// How many commits it is ahead.
    pub commits: usize,
}

/// The branches that are ahead of a commit, the latest first, as many as one asks for.
///
/// # Errors
/// When there is no such commit, or it cannot be read.
pub fn proposed(folder: &Path, tip: &str, most: usize) -> Result<Vec<Proposed>, Error> {
    let repository = Repository::open(folder)?;
    let line = repository.commit(tip)?;
    let zone = days::zone_of(&line)?;
    let ahead = repository.ahead(&line).into_iter().take(most);
    let found = ahead.map(|one| {
        Ok(Proposed {
            commit: one.head.id(),
            day: one.head.date(&zone)?,
            author: one.head.author(),
            subject: one.head.subject(),
            branch: one.name,
            commits: one.commits,
        })
    });
    found.collect()
}
