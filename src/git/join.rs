//! Two trees joined with what they have in common, name by name.
//!
//! Nothing of the machine has a say: no attributes (`.gitattributes`, `info/attributes`,
//! those of a user or a system), no drivers, no settings. So a merge is judged alike
//! everywhere. What can't be joined line by line is a conflict.

use super::bounds;
use super::listing::PROGRAM;
use git2::{MergeFileInput, MergeFileOptions, ObjectType, Oid, Repository, Tree, TreeEntry};
use std::collections::BTreeSet;

/// The mode of a folder, and of a file.
const FOLDER: i32 = 0o040_000;
const FILE: i32 = 0o100_644;

/// The largest file that is joined line by line, in bytes: as large as a document may be.
const MOST_BYTES: usize = 1 << 20;

/// The most bytes that are joined in one merge.
const MOST_IN_ALL: usize = 32 << 20;

/// How many common ancestors of ancestors are joined, where lines cross each other.
const MOST_CROSSINGS: usize = 16;

/// What a binary file has in its first bytes.
const BINARY_WITHIN: usize = 8_000;

/// What came of joining.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The tree; where something is in conflict, of the rest.
    pub(super) tree: Option<Oid>,
    /// Paths from the top that can't be joined.
    pub(super) conflicts: BTreeSet<Vec<u8>>,
}

/// Why two commits are not joined at all.
#[derive(Debug)]
pub(super) enum Unjoined {
    /// Their histories cross too often.
    Tangled,
    /// An object can't be read.
    Fault(git2::Error),
}

impl From<git2::Error> for Unjoined {
    fn from(error: git2::Error) -> Self {
        Unjoined::Fault(error)
    }
}

/// Joins two commits by all that is their last common ancestor.
pub(super) fn commits(repository: &Repository, ours: Oid, theirs: Oid) -> Result<Joined, Unjoined> {
    let mut crossings = 0;
    join_commits(repository, (ours, theirs), &mut crossings)
}

fn join_commits(
    repository: &Repository,
    (ours, theirs): (Oid, Oid),
    crossings: &mut usize,
) -> Result<Joined, Unjoined> {
    let bases: Vec<Oid> = repository.merge_bases(ours, theirs)?.to_vec();
    let tree = |id: Oid| repository.find_commit(id).and_then(|commit| commit.tree());
    let mut doubtful = BTreeSet::new();
    let ancestor = match *bases.as_slice() {
        [] => None,
        [only] => Some(tree(only)?),
        // Two that are none of each other's are joined to one, as Git does.
        [one, other] if *crossings < MOST_CROSSINGS => {
            *crossings += 1;
            let inner = join_commits(repository, (one, other), crossings)?;
            doubtful = inner.conflicts;
            inner.tree.map(|id| repository.find_tree(id)).transpose()?
        }
        _ => return Err(Unjoined::Tangled),
    };
    let mut join = Join::new(repository, &doubtful);
    let sides = [ancestor.as_ref(), Some(&tree(ours)?), Some(&tree(theirs)?)];
    let tree = join.folders(sides, b"")?;
    Ok(Joined {
        tree,
        conflicts: join.conflicts,
    })
}

struct Join<'r> {
    repository: &'r Repository,
    /// Paths of which nobody knows what the ancestor said.
    doubtful: &'r BTreeSet<Vec<u8>>,
    conflicts: BTreeSet<Vec<u8>>,
    bytes: usize,
}

/// What stands under a name: an object and its mode.
type Place = Option<(Oid, i32)>;

impl<'r> Join<'r> {
    fn new(repository: &'r Repository, doubtful: &'r BTreeSet<Vec<u8>>) -> Self {
        Join {
            repository,
            doubtful,
            conflicts: BTreeSet::new(),
            bytes: 0,
        }
    }

    /// Joins folders: of the ancestor, ours, theirs. None where nothing is left in it.
    fn folders(
        &mut self,
        [ancestor, ours, theirs]: [Option<&Tree<'_>>; 3],
        path: &[u8],
    ) -> Result<Option<Oid>, git2::Error> {
        let mut names = BTreeSet::new();
        for tree in [ancestor, ours, theirs].into_iter().flatten() {
            names.extend(tree.iter().map(|entry| entry.name_bytes().to_vec()));
        }
        let mut joined = self.repository.treebuilder(ours)?;
        for name in &names {
            let place = |tree: Option<&Tree<'_>>| place(tree?.get_name_bytes(name));
            let sides = [place(ancestor), place(ours), place(theirs)];
            let inside = [path, name.as_slice()].join(&b'/');
            let inside = inside.strip_prefix(b"/").unwrap_or(&inside);
            let found = self.places(sides, inside)?;
            match found {
                _ if found == sides[1] => {}
                Some((id, mode)) => _ = joined.insert(name.as_slice(), id, mode)?,
                None => joined.remove(name.as_slice())?,
            }
        }
        match joined.len() {
            0 => Ok(None),
            _ => joined.write().map(Some),
        }
    }

    /// What stands at a path once it is joined; ours where that is a conflict.
    fn places(&mut self, sides: [Place; 3], path: &[u8]) -> Result<Place, git2::Error> {
        let [ancestor, ours, theirs] = sides;
        if ours == theirs {
            return Ok(ours);
        }
        let is_doubtful = self.doubtful.contains(path);
        if ancestor == ours && !is_doubtful {
            return Ok(theirs);
        }
        if ancestor == theirs && !is_doubtful {
            return Ok(ours);
        }
        // Who takes a folder away and who puts a file in its place agree about what was in it.
        if ancestor.is_some_and(|(_, mode)| mode == FOLDER) && !is_doubtful {
            match (ours, theirs) {
                (None, Some((_, mode))) if mode != FOLDER => return Ok(theirs),
                (Some((_, mode)), None) if mode != FOLDER => return Ok(ours),
                _ => {}
            }
        }
        let is_folder = |place: Place| place.is_none_or(|(_, mode)| mode == FOLDER);
        if is_folder(ours) && is_folder(theirs) {
            let repository = self.repository;
            let tree = |place: Place| {
                let folder = place.filter(|(_, mode)| *mode == FOLDER);
                folder.map(|(id, _)| repository.find_tree(id)).transpose()
            };
            let trees = [tree(ancestor)?, tree(ours)?, tree(theirs)?];
            let joined = self.folders(trees.each_ref().map(Option::as_ref), path)?;
            return Ok(joined.map(|id| (id, FOLDER)));
        }
        let joined = match (ancestor, ours, theirs) {
            _ if is_doubtful => None,
            (Some(ancestor), Some(ours), Some(theirs)) => self.files([ancestor, ours, theirs])?,
            _ => None,
        };
        if joined.is_none() {
            self.conflicts.insert(path.to_vec());
        }
        Ok(joined.or(ours))
    }

    /// Joins a file's contents line by line, and its mode; none: a conflict.
    fn files(&mut self, sides: [(Oid, i32); 3]) -> Result<Place, git2::Error> {
        let is_file = |(_, mode): &(Oid, i32)| matches!(*mode, FILE | PROGRAM);
        if !sides.iter().all(is_file) {
            return Ok(None);
        }
        let ([base, mine, other], modes) = (sides.map(|(id, _)| id), sides.map(|(_, mode)| mode));
        let mode = if modes[0] == modes[1] {
            modes[2]
        } else {
            modes[1]
        };
        let content = if mine == other || base == other {
            Some(mine)
        } else if base == mine {
            Some(other)
        } else {
            self.lines([base, mine, other])?
        };
        Ok(content.map(|id| (id, mode)))
    }

    fn lines(&mut self, ids: [Oid; 3]) -> Result<Option<Oid>, git2::Error> {
        for id in ids {
            let size = bounds::size(self.repository, id, ObjectType::Blob)?;
            self.bytes = self.bytes.saturating_add(size);
            if size > MOST_BYTES || self.bytes > MOST_IN_ALL {
                return Ok(None);
            }
        }
        let blobs = ids.map(|id| self.repository.find_blob(id));
        let [Ok(base), Ok(mine), Ok(other)] = blobs else {
            return blobs
                .into_iter()
                .find_map(Result::err)
                .map_or(Ok(None), Err);
        };
        let is_binary = |blob: &git2::Blob<'_>| {
            blob.content()
                .iter()
                .take(BINARY_WITHIN)
                .any(|byte| *byte == 0)
        };
        if [&base, &mine, &other].into_iter().any(is_binary) {
            return Ok(None);
        }
        let sides = [&base, &mine, &other].map(|blob| {
            let mut input = MergeFileInput::new();
            input.content(blob.content());
            input
        });
        let mut options = MergeFileOptions::new();
        let joined = git2::merge_file(&sides[0], &sides[1], &sides[2], Some(&mut options))?;
        if !joined.is_automergeable() {
            return Ok(None);
        }
        self.repository.blob(joined.content()).map(Some)
    }
}

fn place(entry: Option<TreeEntry<'_>>) -> Place {
    entry.map(|entry| (entry.id(), entry.filemode()))
}
