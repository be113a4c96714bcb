//! A commit's files as a tree, read as Git objects.

use super::{FOLDERS, Failure, MAX_DEPTH, Repository};
use crate::diagnostic::Message;
use crate::document::Limits;
use crate::tree::{BlobId, Entry, Mode, Tree};
use git2::ObjectType;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

/// The file mode of a symbolic link.
const SYMLINK: i32 = 0o120_000;

/// How many blobs one worker reads at a time, with a handle of its own.
const CHUNK: usize = 2048;

/// A commit of a repository.
#[derive(Debug)]
pub struct Revision<'r> {
    pub(super) repository: &'r Repository,
    pub(super) commit: git2::Commit<'r>,
}

/// A path found in the commit, not read yet.
struct Listed {
    name: String,
    lossy: bool,
    mode: Mode,
    id: git2::Oid,
}

impl Revision<'_> {
    /// The commit's id.
    #[must_use]
    pub fn id(&self) -> String {
        self.commit.id().to_string()
    }

    /// The commit's day in a time zone.
    ///
    /// # Errors
    /// When the commit's time is out of any calendar.
    pub fn date(&self, zone: &TimeZone) -> Result<Date, Failure> {
        let time = Timestamp::from_second(self.commit.time().seconds());
        let fault = |error| Failure::reading(&self.id(), &error);
        Ok(time.map_err(fault)?.to_zoned(zone.clone()).date())
    }

    /// The registry's files as they stand in the commit.
    ///
    /// # Errors
    /// When there is no `registry/`, or an object cannot be read.
    pub fn tree(&self) -> Result<Tree, Failure> {
        let listed = self.listed()?;
        let registry = |listed: &Listed| listed.name.starts_with("registry/");
        if !listed.iter().any(registry) {
            let message = Message::new("failure-no-registry-in");
            return Err(Failure::new(message.arg("revision", self.id())));
        }
        self.read(&listed)
    }

    /// The bytes of one file; none where it is absent or over the limit.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let root = self.commit.tree().ok()?;
        let entry = root.get_path(&self.repository.prefix.join(path)).ok()?;
        let odb = self.repository.inner.odb().ok()?;
        let (size, kind) = odb.read_header(entry.id()).ok()?;
        if kind != ObjectType::Blob || size as u64 > Limits::of(path).bytes {
            return None;
        }
        Some(odb.read(entry.id()).ok()?.data().to_vec())
    }

    /// Whether the commit has exactly these files.
    pub(super) fn equals(&self, files: &Tree) -> bool {
        let Ok(listed) = self.listed() else {
            return false;
        };
        let same = |listed: &Listed| {
            let entry = files.get(&listed.name);
            let bytes = entry
                .filter(|entry| {
                    (entry.mode, listed.mode, entry.lossy_name) == (Mode::File, Mode::File, false)
                })
                .and_then(|entry| entry.bytes.as_deref());
            bytes.is_some_and(|bytes| {
                git2::Oid::hash_object(ObjectType::Blob, bytes).ok() == Some(listed.id)
            })
        };
        listed.len() == files.len() && listed.par_iter().all(same)
    }

    /// Every path of the commit that a registry consists of.
    fn listed(&self) -> Result<Vec<Listed>, Failure> {
        let fault = |error: git2::Error| Failure::reading(&self.id(), &error.message());
        let root = self.commit.tree().map_err(fault)?;
        let mut listed = Vec::new();
        for folder in FOLDERS {
            let Ok(entry) = root.get_path(&self.repository.prefix.join(folder)) else {
                continue;
            };
            match (entry.kind(), entry.filemode()) {
                (Some(ObjectType::Tree), _) => {
                    let tree = self.repository.inner.find_tree(entry.id()).map_err(fault)?;
                    self.list(&tree, folder, 0, &mut listed)?;
                }
                (Some(ObjectType::Commit), _) | (_, SYMLINK) => return Err(Failure::link(folder)),
                _ => {}
            }
        }
        Ok(listed)
    }

    fn list(
        &self,
        tree: &git2::Tree<'_>,
        name: &str,
        depth: usize,
        listed: &mut Vec<Listed>,
    ) -> Result<(), Failure> {
        for entry in tree {
            let text = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            let lossy = std::str::from_utf8(entry.name_bytes()).is_err();
            let name = format!("{name}/{text}");
            let mode = match (entry.kind(), entry.filemode()) {
                (Some(ObjectType::Tree), _) if depth < MAX_DEPTH => {
                    let folder = self.repository.inner.find_tree(entry.id());
                    let fault = |error: git2::Error| Failure::reading(&name, &error.message());
                    self.list(&folder.map_err(fault)?, &name, depth + 1, listed)?;
                    continue;
                }
                (Some(ObjectType::Commit), _) => Mode::Submodule,
                (_, SYMLINK) => Mode::Symlink,
                _ => Mode::File,
            };
            listed.push(Listed {
                name,
                lossy,
                mode,
                id: entry.id(),
            });
        }
        Ok(())
    }

    /// Reads the blobs on all cores; a handle of libgit2 belongs to one thread.
    fn read(&self, listed: &[Listed]) -> Result<Tree, Failure> {
        let path = self.repository.inner.path();
        let chunks: Vec<Vec<(String, Entry)>> = listed
            .par_chunks(CHUNK)
            .map(|chunk| {
                let fault = |error: git2::Error| Failure::reading("git", &error.message());
                let repository = git2::Repository::open(path).map_err(fault)?;
                let odb = repository.odb().map_err(fault)?;
                chunk.iter().map(|listed| entry(&odb, listed)).collect()
            })
            .collect::<Result<_, Failure>>()?;
        let mut tree = Tree::default();
        for (name, entry) in chunks.into_iter().flatten() {
            tree.insert(name, entry);
        }
        Ok(tree)
    }
}

fn entry(odb: &git2::Odb<'_>, listed: &Listed) -> Result<(String, Entry), Failure> {
    let fault = |error: git2::Error| Failure::reading(&listed.name, &error.message());
    let mut entry = Entry {
        mode: listed.mode,
        bytes: None,
        unread: false,
        blob: None,
        size: 0,
        lossy_name: listed.lossy,
    };
    if listed.mode == Mode::File {
        entry.blob = listed.id.as_bytes().try_into().ok().map(BlobId);
        // The header knows the size without inflating the content.
        let (size, kind) = odb.read_header(listed.id).map_err(fault)?;
        entry.size = size as u64;
        if kind == ObjectType::Blob && entry.size <= Limits::of(&listed.name).bytes {
            entry.bytes = Some(odb.read(listed.id).map_err(fault)?.data().into());
        }
    }
    Ok((listed.name.clone(), entry))
}
