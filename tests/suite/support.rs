//! A folder made for one test: files, commits, and the program run on it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the program came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    /// The exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// A temporary folder, gone at the end of the test.
pub(crate) struct Folder {
    temporary: tempfile::TempDir,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Folder {
            temporary: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with files.
    pub(crate) fn with<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let folder = Folder::empty();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// A path in it.
    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file, with the folders on its way.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.join(path)).unwrap();
    }

    /// Copies a folder of this project into it, under the same name.
    pub(crate) fn copy(&self, name: &str) {
        self.copy_as(name, name);
    }

    /// The same under another name.
    pub(crate) fn copy_as(&self, name: &str, to: &str) {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        copy(&from, &self.join(to));
    }

    /// Commits all files at a second of Unix time; makes the repository where
    /// there is none. The commit's id.
    pub(crate) fn commit(&self, seconds: i64) -> git2::Oid {
        commit(self.path(), seconds)
    }

    /// Runs the program in the folder, with nothing in its environment.
    pub(crate) fn mulu<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        self.mulu_with(args, &[])
    }

    /// The same with some variables.
    pub(crate) fn mulu_with<A: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = A>,
        variables: &[(&str, &str)],
    ) -> Ran {
        let output = program(args)
            .current_dir(self.path())
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program with arguments and an empty environment.
pub(crate) fn program<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
    command.args(args).env_clear().stdin(Stdio::null());
    command
}

/// What a long sweep tries at one of its steps: one of them in turn, and with
/// `MULU_SWEEP=all` every one.
pub(crate) fn sampled<T: Clone>(all: &[T], step: usize) -> Vec<T> {
    match is_whole_sweep() {
        true => all.to_vec(),
        false => all.iter().cycle().skip(step).take(1).cloned().collect(),
    }
}

/// Whether sweeps try everything.
pub(crate) fn is_whole_sweep() -> bool {
    std::env::var_os("MULU_SWEEP").is_some_and(|value| value == "all")
}

/// Every file below a folder of this project, by its path in the project.
pub(crate) fn files(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(entry.path()).unwrap();
            found.insert(path, bytes);
        }
    }
    found
}

/// Commits all files of a folder.
pub(crate) fn commit(folder: &Path, seconds: i64) -> git2::Oid {
    let repository =
        git2::Repository::open(folder).unwrap_or_else(|_| git2::Repository::init(folder).unwrap());
    let mut index = repository.index().unwrap();
    index
        .add_all(["*"], git2::IndexAddOption::FORCE, None)
        .unwrap();
    index.update_all(["*"], None).unwrap();
    index.write().unwrap();
    let tree = index.write_tree().unwrap();
    commit_tree(&repository, tree, seconds)
}

/// Commits a tree on top of `HEAD`.
pub(crate) fn commit_tree(
    repository: &git2::Repository,
    tree: git2::Oid,
    seconds: i64,
) -> git2::Oid {
    let tree = repository.find_tree(tree).unwrap();
    let time = git2::Time::new(seconds, 0);
    let author = git2::Signature::new("a", "a@example.org", &time).unwrap();
    let parent = repository
        .head()
        .ok()
        .map(|head| head.peel_to_commit().unwrap());
    let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
    repository
        .commit(Some("HEAD"), &author, &author, "change", &tree, &parents)
        .unwrap()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
