//! Drafts of the pages' form: what somebody has answered so far, on disk before anybody is
//! told that it was saved.
//!
//! One file of SQLite. The log is written ahead and synchronised at every save, so that
//! what was answered once is there after a crash of program or machine. Nothing is
//! overwritten: each save is another version, and the last hundred are kept.

use super::{failed, handed};
use mulu_core::diagnostic::{Error, Message};
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a draft that nobody touches is kept, in days.
pub const KEPT: i64 = 90;
/// How many drafts there are at most: who fills a disk is stopped.
const MOST: i64 = 20_000;
/// How many versions of a draft are kept.
const VERSIONS: i64 = 100;

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS drafts (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, base BLOB, begun_by TEXT NOT NULL,
  version INTEGER NOT NULL, saved INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS versions (
  draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, version INTEGER NOT NULL,
  content TEXT NOT NULL, saved INTEGER NOT NULL, PRIMARY KEY (draft, version)) STRICT, WITHOUT ROWID;
";

/// The drafts of a server.
#[derive(Debug)]
pub struct Drafts {
    connection: Mutex<Connection>,
}

/// A draft as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What its link ends with.
    pub id: String,
    /// The file that it is to become.
    pub path: String,
    /// The file as it was when the draft was begun; `None`: there was none.
    pub base: Option<Vec<u8>>,
    /// Who began it.
    pub by: String,
    /// How often it was saved.
    pub version: i64,
    /// What was answered, as its owner writes it.
    pub content: String,
}

impl Drafts {
    /// Opens the file, makes it where there is none, and drops what nobody touched for
    /// [`KEPT`] days.
    ///
    /// # Errors
    /// When it cannot be opened, or is none of ours.
    pub fn open(path: &Path) -> Result<Self, Error> {
        private(path).map_err(|error| Error::writing(&path.display().to_string(), &error))?;
        Self::with(Connection::open(path).map_err(failed)?)
    }

    fn with(connection: Connection) -> Result<Self, Error> {
        let prepare = || -> rusqlite::Result<()> {
            connection.busy_timeout(std::time::Duration::from_secs(5))?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.execute_batch(TABLES)?;
            connection.execute_batch(handed::TABLE)
        };
        prepare().map_err(failed)?;
        let drafts = Drafts {
            connection: Mutex::new(connection),
        };
        drafts.tidy().map_err(failed)?;
        Ok(drafts)
    }

    pub(super) fn connection(&self) -> MutexGuard<'_, Connection> {
        let connection = self.connection.lock();
        connection.unwrap_or_else(PoisonError::into_inner)
    }

    fn tidy(&self) -> rusqlite::Result<()> {
        let days = "DELETE FROM drafts WHERE saved < unixepoch() - ?1 * 86400";
        self.connection().execute(days, [KEPT]).map(drop)
    }

    /// A secret of this file's, the same for as long as the file is there: `fresh` where
    /// there is none yet.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn secret(&self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, Error> {
        let connection = self.connection();
        let keep = "INSERT INTO secrets (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        let kept = connection.execute(keep, params![name, fresh]);
        kept.map_err(failed)?;
        let find = "SELECT value FROM secrets WHERE name = ?1";
        let found = connection.query_row(find, [name], |row| row.get(0));
        found.map_err(failed)
    }

    /// Begins a draft, as version 1.
    ///
    /// # Errors
    /// When there are too many, or it cannot be written.
    pub fn begin(&self, draft: &Draft) -> Result<(), Error> {
        self.tidy().map_err(failed)?;
        let mut connection = self.connection();
        let count = "SELECT count(*) FROM drafts";
        let count: i64 = connection
            .query_row(count, [], |row| row.get(0))
            .map_err(failed)?;
        if count >= MOST {
            return Err(Error::outside(Message::new("write-too-many-drafts")));
        }
        let Draft { id, path, base, .. } = draft;
        let mut write = || -> rusqlite::Result<()> {
            let all = connection.transaction()?;
            let begin = "INSERT INTO drafts VALUES (?1, ?2, ?3, ?4, 1, unixepoch())";
            all.execute(begin, params![id, path, base, draft.by])?;
            let version = "INSERT INTO versions VALUES (?1, 1, ?2, unixepoch())";
            all.execute(version, params![id, draft.content])?;
            all.commit()
        };
        write().map_err(failed)
    }

    /// A draft as it stands; `None`: there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<Draft>, Error> {
        let find = "SELECT d.path, d.base, d.begun_by, d.version, v.content FROM drafts d \
             JOIN versions v ON v.draft = d.id AND v.version = d.version WHERE d.id = ?1";
        let connection = self.connection();
        let found = connection.query_row(find, [id], |row| {
            Ok(Draft {
                id: id.to_owned(),
                path: row.get(0)?,
                base: row.get(1)?,
                by: row.get(2)?,
                version: row.get(3)?,
                content: row.get(4)?,
            })
        });
        found.optional().map_err(failed)
    }

    /// What somebody began: id and path, what was saved last first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(&self, by: &str, most: usize) -> Result<Vec<(String, String)>, Error> {
        let connection = self.connection();
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            let find = "SELECT id, path FROM drafts WHERE begun_by = ?1 \
                 ORDER BY saved DESC, rowid DESC LIMIT ?2";
            let mut find = connection.prepare(find)?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let found = find.query_map(params![by, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
            found.collect()
        };
        read().map_err(failed)
    }

    /// What a draft said at an earlier version; `None`: it is not kept.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn earlier(&self, id: &str, version: i64) -> Result<Option<String>, Error> {
        let find = "SELECT content FROM versions WHERE draft = ?1 AND version = ?2";
        let connection = self.connection();
        let found = connection.query_row(find, params![id, version], |row| row.get(0));
        found.optional().map_err(failed)
    }

    /// Saves a draft as the next version, on disk when this returns; `false`: somebody
    /// saved it meanwhile, and nothing was written.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, draft: &Draft) -> Result<bool, Error> {
        let Draft { id, version, .. } = draft;
        let mut connection = self.connection();
        let mut write = || -> rusqlite::Result<bool> {
            let all = connection.transaction()?;
            let next = "UPDATE drafts SET version = version + 1, saved = unixepoch(), base = ?3 \
                 WHERE id = ?1 AND version = ?2";
            if all.execute(next, params![id, version, draft.base])? == 0 {
                return Ok(false);
            }
            let say = "INSERT INTO versions VALUES (?1, ?2 + 1, ?3, unixepoch())";
            all.execute(say, params![id, version, draft.content])?;
            let old = "DELETE FROM versions WHERE draft = ?1 AND version <= ?2 - ?3";
            all.execute(old, params![id, version, VERSIONS])?;
            all.commit()?;
            Ok(true)
        };
        write().map_err(failed)
    }
}

/// Makes the file readable for nobody else, before anything is in it.
fn private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(id: &str) -> Draft {
        Draft {
            id: id.to_owned(),
            path: "registry/units/a.yaml".to_owned(),
            base: None,
            by: "wang".to_owned(),
            version: 1,
            content: "{}".to_owned(),
        }
    }

    #[test]
    fn whoever_saves_second_is_told_and_nothing_is_overwritten() {
        let drafts = Drafts::with(Connection::open_in_memory().unwrap()).unwrap();
        drafts.begin(&draft("a")).unwrap();
        let mine = Draft {
            content: "mine".to_owned(),
            ..draft("a")
        };
        assert!(drafts.save(&mine).unwrap());
        let other = Draft {
            content: "other".to_owned(),
            ..draft("a")
        };
        assert!(!drafts.save(&other).unwrap());
        let found = drafts.find("a").unwrap().unwrap();
        assert_eq!((found.version, &*found.content), (2, "mine"));
        assert_eq!(drafts.earlier("a", 1).unwrap().as_deref(), Some("{}"));
        assert_eq!(drafts.find("b").unwrap(), None);
        let mine = [("a".to_owned(), "registry/units/a.yaml".to_owned())];
        assert_eq!(drafts.of("wang", 9).unwrap(), mine);
        assert_eq!(drafts.of("li", 9).unwrap(), []);
    }

    #[test]
    fn a_secret_stays_what_it_was() {
        let drafts = Drafts::with(Connection::open_in_memory().unwrap()).unwrap();
        assert_eq!(drafts.secret("key", b"one").unwrap(), b"one");
        assert_eq!(drafts.secret("key", b"two").unwrap(), b"one");
    }
}
