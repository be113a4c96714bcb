//! What became of drafts that were handed in: written before anything is sent, so that whoever
//! goes on after a crash knows what may have arrived.

use super::drafts::Drafts;
use super::failed;
use mulu_core::diagnostic::Error;
use rusqlite::{OptionalExtension, params};

/// The table beside that of drafts; it goes with its draft.
pub(super) const TABLE: &str = "
CREATE TABLE IF NOT EXISTS handed (
  draft TEXT PRIMARY KEY REFERENCES drafts ON DELETE CASCADE, digest TEXT NOT NULL,
  by_whom TEXT NOT NULL, branch TEXT NOT NULL, head TEXT NOT NULL, before TEXT,
  pull INTEGER, address TEXT, saved INTEGER NOT NULL) STRICT;
";

/// A draft that was handed in, as far as that came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedIn {
    /// The draft.
    pub draft: String,
    /// The digest of what was handed in.
    pub digest: String,
    /// Who handed it in.
    pub by: String,
    /// The branch.
    pub branch: String,
    /// The commit that it was to stand at.
    pub head: String,
    /// The commit that it stood at before; `None`: there was no branch.
    pub before: Option<String>,
    /// The number of the pull request; `None`: none is known to have been opened.
    pub pull: Option<u64>,
    /// Its address.
    pub address: Option<String>,
}

impl Drafts {
    /// What became of a draft; `None`: it was never handed in.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn handed_in(&self, draft: &str) -> Result<Option<HandedIn>, Error> {
        let find = "SELECT digest, by_whom, branch, head, before, pull, address FROM handed \
             WHERE draft = ?1";
        let connection = self.connection();
        let found = connection.query_row(find, [draft], |row| {
            let pull: Option<i64> = row.get(5)?;
            Ok(HandedIn {
                draft: draft.to_owned(),
                digest: row.get(0)?,
                by: row.get(1)?,
                branch: row.get(2)?,
                head: row.get(3)?,
                before: row.get(4)?,
                pull: pull.and_then(|pull| u64::try_from(pull).ok()),
                address: row.get(6)?,
            })
        });
        found.optional().map_err(failed)
    }

    /// Keeps what becomes of a draft, on disk when this returns; what is handed in is kept as
    /// if it had been saved.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn hand_in(&self, of: &HandedIn) -> Result<(), Error> {
        let mut connection = self.connection();
        let pull = of.pull.and_then(|pull| i64::try_from(pull).ok());
        let mut write = || -> rusqlite::Result<()> {
            let all = connection.transaction()?;
            let keep = "INSERT OR REPLACE INTO handed \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, unixepoch())";
            let HandedIn {
                draft,
                digest,
                by,
                branch,
                head,
                before,
                address,
                ..
            } = of;
            all.execute(
                keep,
                params![draft, digest, by, branch, head, before, pull, address],
            )?;
            all.execute(
                "UPDATE drafts SET saved = unixepoch() WHERE id = ?1",
                [draft],
            )?;
            all.commit()
        };
        write().map_err(failed)
    }
}
