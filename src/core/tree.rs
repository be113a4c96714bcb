//! The files of a registry at one moment, as a value.
//!
//! The git adapter builds it from a commit or a work tree, tests build it from
//! text; nothing above knows which. Paths are relative to the folder that
//! holds `registry/` and use `/`.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// What Git knows a path to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A file.
    File,
    /// A symbolic link; its bytes are not followed.
    Symlink,
    /// A submodule; it has no bytes here.
    Submodule,
}

/// The id that Git gives to a file's content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(pub [u8; 20]);

impl std::fmt::Debug for BlobId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// One path of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// File, link or submodule.
    pub mode: Mode,
    /// Whether Git has it as a program that may be run; of files on a disk nobody asks,
    /// since some disks say so of all.
    pub executable: bool,
    /// The bytes; `None` where the file is over the size limit or unread.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether nobody asked for the bytes: the file is known to be there.
    pub unread: bool,
    /// Git's id of the content, where it comes from a commit.
    pub blob: Option<BlobId>,
    /// The size in bytes, known even where the bytes were not read.
    pub size: u64,
    /// Whether the name had bytes that are no UTF-8 (they are replaced here).
    pub lossy_name: bool,
}

impl Entry {
    /// An ordinary file.
    #[must_use]
    pub fn file(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Entry {
            mode: Mode::File,
            executable: false,
            size: bytes.len() as u64,
            bytes: Some(bytes),
            unread: false,
            blob: None,
            lossy_name: false,
        }
    }

    fn is_file(&self, blob: BlobId) -> bool {
        self.mode == Mode::File && self.blob == Some(blob)
    }

    /// Whether the content is the same: by Git's ids where both have one, else
    /// by the bytes. What neither tells apart is taken for different.
    #[must_use]
    pub fn is_same(&self, other: &Entry) -> bool {
        if (self.mode, self.executable) != (other.mode, other.executable) {
            return false;
        }
        match (self.blob, other.blob) {
            (Some(one), Some(two)) => one == two,
            _ => self.bytes.is_some() && self.bytes == other.bytes,
        }
    }
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Absent,
    /// A file.
    File(BlobId),
    /// A file that may be run.
    Program(BlobId),
    /// A link, a submodule, a folder.
    Other,
}

impl Standing {
    /// Whether it is what a tree has there. What cannot be told is not.
    #[must_use]
    pub fn is(self, entry: Option<&Entry>) -> bool {
        match (self, entry) {
            (Standing::Absent, None) => true,
            (Standing::File(blob), Some(entry)) => entry.is_file(blob) && !entry.executable,
            (Standing::Program(blob), Some(entry)) => entry.is_file(blob) && entry.executable,
            _ => false,
        }
    }
}

/// A path at which two trees differ.
#[derive(Clone, Copy, Debug)]
pub struct Difference<'t> {
    /// The path.
    pub path: &'t Arc<str>,
    /// What was there.
    pub before: Option<&'t Entry>,
    /// What is there now.
    pub after: Option<&'t Entry>,
}

/// Files by path, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    entries: BTreeMap<Arc<str>, Entry>,
}

impl Tree {
    /// Puts an entry at a path, in place of what was there.
    pub fn insert(&mut self, path: impl Into<Arc<str>>, entry: Entry) {
        self.entries.insert(path.into(), entry);
    }

    /// A tree of text files, for tests and examples.
    #[must_use]
    pub fn from_texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.insert(path, Entry::file(text.as_bytes()));
        }
        tree
    }

    /// The entry at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// The bytes of the file at a path.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.get(path)?.bytes.as_deref()
    }

    /// Every path and its entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Entry)> {
        self.entries.iter()
    }

    /// Takes out all that lies in a folder.
    pub fn remove_under(&mut self, folder: &str) {
        let inside = format!("{folder}/");
        let from = (Bound::Included(inside.as_str()), Bound::Unbounded);
        let from = self.entries.range::<str, _>(from);
        let paths = from.map(|(path, _)| Arc::clone(path));
        let paths: Vec<Arc<str>> = paths.take_while(|path| path.starts_with(&inside)).collect();
        for path in paths {
            self.entries.remove(&path);
        }
    }

    /// Takes a path out; what was there.
    pub fn remove(&mut self, path: &str) -> Option<Entry> {
        self.entries.remove(path)
    }

    /// The paths at which a later tree differs from this one, in order.
    #[must_use]
    pub fn differences<'t>(&'t self, later: &'t Tree) -> Vec<Difference<'t>> {
        let mut found = Vec::new();
        let (mut before, mut after) = (self.iter().peekable(), later.iter().peekable());
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return found,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((one, _)), Some((other, _))) => one.cmp(other),
            };
            let was = before.next_if(|_| order.is_le());
            let is = after.next_if(|_| order.is_ge());
            let same = matches!((was, is), (Some((_, was)), Some((_, is))) if was.is_same(is));
            if let Some((path, _)) = was.or(is).filter(|_| !same) {
                found.push(Difference {
                    path,
                    before: was.map(|(_, entry)| entry),
                    after: is.map(|(_, entry)| entry),
                });
            }
        }
    }

    /// What both trees have at some paths.
    #[must_use]
    pub fn between<'t>(&'t self, later: &'t Tree, paths: &'t [Arc<str>]) -> Vec<Difference<'t>> {
        let at = |path: &'t Arc<str>| Difference {
            path,
            before: self.get(path),
            after: later.get(path),
        };
        paths.iter().map(at).collect()
    }

    /// How many paths there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
