//! One commit on top of what is here, made in a repository beside it and pushed as a branch.
//!
//! The clone itself is only read: the new objects lie in a folder of their own that knows the
//! clone's, and goes when it is pushed. It is pushed by the `git` program, as objects are
//! fetched: in one step that is whole or didn't happen, and only where the branch there stands
//! as was expected.

use super::fetch::Remote;
use super::{Repository, Revision};
use git2::{FileMode, ObjectType};
use mulu_core::diagnostic::{Error, Message};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A commit that is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewCommit<'a> {
    /// The files that it writes: paths below the folder of the registry, and contents.
    pub files: &'a [(&'a str, &'a [u8])],
    /// Name and address of its author.
    pub author: (&'a str, &'a str),
    /// Name and address of who commits it.
    pub committer: (&'a str, &'a str),
    /// What it says.
    pub message: &'a str,
    /// When: seconds of Unix time, and minutes east of Greenwich.
    pub at: (i64, i32),
}

/// From a commit's bytes to their signature, armoured.
pub type Sign<'a> = dyn Fn(&[u8]) -> Result<String, Error> + 'a;

/// A commit in a repository of its own, which goes with this value.
#[derive(Debug)]
pub struct Beside {
    folder: PathBuf,
    id: String,
}

/// Whether a branch was pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// It stands at the commit.
    Done,
    /// It stood elsewhere than was expected: nothing was written.
    Elsewhere,
}

impl Repository {
    /// Makes a signed commit of files on top of a revision, beside the repository.
    ///
    /// # Errors
    /// When the folder of temporary files can't be written, or the key can't sign.
    pub fn beside(
        &self,
        on: &Revision<'_>,
        new: &NewCommit<'_>,
        sign: &Sign<'_>,
    ) -> Result<Beside, Error> {
        let mut beside = Beside {
            folder: scratch()?,
            id: String::new(),
        };
        let fault = |error: git2::Error| Error::writing("git", &error.message());
        let inner = git2::Repository::init_bare(&beside.folder).map_err(fault)?;
        let known = self.inner.commondir().join("objects");
        let known = known
            .to_str()
            .ok_or_else(|| Error::reading("git", &"a path that is no UTF-8"))?;
        let alternates = beside.folder.join("objects/info/alternates");
        let written = std::fs::write(&alternates, format!("{known}\n"));
        written.map_err(|error| Error::writing(&alternates.display().to_string(), &error))?;
        drop(inner);
        let inner = git2::Repository::open_bare(&beside.folder).map_err(fault)?;
        let content = self.content(&inner, on, new).map_err(fault)?;
        let signature = sign(content.as_bytes())?;
        let id = inner.commit_signed(&content, &signature, None);
        beside.id = id.map_err(fault)?.to_string();
        Ok(beside)
    }

    /// The commit as it is signed.
    fn content(
        &self,
        inner: &git2::Repository,
        on: &Revision<'_>,
        new: &NewCommit<'_>,
    ) -> Result<String, git2::Error> {
        let parent = inner.find_commit(on.commit.id())?;
        let before = parent.tree()?;
        let mut tree = git2::build::TreeUpdateBuilder::new();
        for (path, bytes) in new.files {
            let path = format!("{}{path}", self.folder());
            let there = before.get_path(Path::new(&path)).ok();
            let mode = match there.map(|entry| entry.filemode()) {
                Some(mode) if mode == i32::from(FileMode::BlobExecutable) => {
                    FileMode::BlobExecutable
                }
                _ => FileMode::Blob,
            };
            let blob = inner.odb()?.write(ObjectType::Blob, bytes)?;
            tree.upsert(path, blob, mode);
        }
        let tree = inner.find_tree(tree.create_updated(inner, &before)?)?;
        let time = git2::Time::new(new.at.0, new.at.1);
        let author = git2::Signature::new(new.author.0, new.author.1, &time)?;
        let committer = git2::Signature::new(new.committer.0, new.committer.1, &time)?;
        let content =
            inner.commit_create_buffer(&author, &committer, new.message, &tree, &[&parent])?;
        let content = std::str::from_utf8(&content).map(str::to_owned);
        content.map_err(|_| git2::Error::from_str("a commit that is no UTF-8"))
    }
}

impl Beside {
    /// The commit's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Pushes the commit as a branch, where that stands at `expected` now; `None`: where there
    /// is none.
    ///
    /// # Errors
    /// When git is missing, or the remote doesn't take it; in git's own words.
    pub fn push(
        &self,
        remote: &Remote,
        branch: &str,
        expected: Option<&str>,
    ) -> Result<Pushed, Error> {
        let name = format!("refs/heads/{branch}");
        let lease = format!("--force-with-lease={name}:{}", expected.unwrap_or_default());
        let mut command = remote.git(&self.folder);
        command
            .args(["push", "--quiet", "--porcelain", "--no-verify", &lease])
            .args(["--", &remote.address(), &format!("{}:{name}", self.id)]);
        let failed = |reason: String| {
            let denied = ["403", "401", "denied", "not granted"];
            let message = match denied.iter().any(|word| reason.contains(word)) {
                true => Message::new("failure-push-denied"),
                false => Message::new("failure-push"),
            };
            let message = message.arg("address", remote.address());
            Error::outside(message.arg("reason", reason))
        };
        let output = command
            .output()
            .map_err(|error| failed(error.to_string()))?;
        if output.status.success() {
            return Ok(Pushed::Done);
        }
        let told = String::from_utf8_lossy(&output.stdout);
        if told.contains("(stale info)") || told.contains("(fetch first)") {
            return Ok(Pushed::Elsewhere);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let lines = told.lines().chain(said.lines());
        let why = ["rejected]", "fatal:", "denied", "not granted"];
        let mut telling = { lines }.filter(|line| why.iter().any(|word| line.contains(word)));
        let last = said.lines().last().unwrap_or_default();
        Err(failed(telling.next().unwrap_or(last).trim().to_owned()))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // What stays behind is in the folder of temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A new folder for this user alone.
fn scratch() -> Result<PathBuf, Error> {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let all = std::env::temp_dir();
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let mut tried = Ok(());
    // A name that is there already is somebody else's.
    for _ in 0..100 {
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        let folder = all.join(format!("mulu-{}-{number}", std::process::id()));
        tried = builder.create(&folder);
        if tried.is_ok() {
            return Ok(folder);
        }
    }
    let reason = tried
        .err()
        .map_or_else(String::new, |error| error.to_string());
    Err(Error::writing(&all.display().to_string(), &reason))
}
