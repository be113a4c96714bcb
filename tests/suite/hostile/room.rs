//! Wulong's registry in a repository, and commits on top of it that somebody made to
//! do harm.

use super::cost::{self, Cost};
use super::{Input, MEMORY, TIME};
use crate::support::{Folder, Ran, commit, program};
use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Oid, Repository};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write as _;

/// A path with what stands there.
pub(super) type File = (String, Vec<u8>);

/// A repository with Wulong's registry on `main`.
pub(super) struct Room {
    folder: Folder,
    pub(super) repository: Repository,
    /// What commands cost on a change that does no harm.
    bases: RefCell<BTreeMap<String, Cost>>,
}

impl Room {
    pub(super) fn new() -> Self {
        let folder = Folder::empty();
        folder.copy("registry");
        folder.copy("schema");
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main");
        let repository = Repository::init_opts(folder.path(), &options).unwrap();
        // 2026-11-02, Beijing time.
        commit(folder.path(), 1_793_577_600);
        Room {
            folder,
            repository,
            bases: RefCell::default(),
        }
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// What a file says on `main`.
    pub(super) fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// The tree of `main` with some files put into it.
    pub(super) fn with(&self, files: &[File]) -> Oid {
        let mut update = TreeUpdateBuilder::new();
        for (path, bytes) in files {
            let blob = self.repository.blob(bytes).unwrap();
            update.upsert(path.as_str(), blob, FileMode::Blob);
        }
        let main = self.main().tree().unwrap();
        update.create_updated(&self.repository, &main).unwrap()
    }

    pub(super) fn main(&self) -> git2::Commit<'_> {
        let head = self.repository.head().unwrap();
        head.peel_to_commit().unwrap()
    }

    /// Proposes a tree on top of `main`: the commit's id.
    pub(super) fn propose(&self, tree: Oid) -> Oid {
        let tree = self.repository.find_tree(tree).unwrap();
        self.commit(&tree, &[&self.main()])
    }

    /// Commits a tree.
    pub(super) fn commit(&self, tree: &git2::Tree<'_>, parents: &[&git2::Commit<'_>]) -> Oid {
        let time = git2::Time::new(1_793_581_200, 0);
        let author = git2::Signature::new("a", "a@example.org", &time).unwrap();
        let made = self
            .repository
            .commit(None, &author, &author, "change", tree, parents);
        made.unwrap()
    }

    /// Tries an input: what the program says to it, within bounds.
    pub(super) fn try_out(&self, input: &Input) -> Result<(), String> {
        let revision = (input.make)(self);
        let (ran, cost) = self.run(&input.args, &revision);
        let base = self.base(input.beside.as_ref().unwrap_or(&input.args));
        let (cpu, memory) = (
            cost.cpu.saturating_sub(base.cpu),
            cost.memory.saturating_sub(base.memory),
        );
        let took = format!("{cpu:?}, {} MB beyond the base's {base:?}", memory >> 20);
        if std::env::var_os("MULU_HOSTILE").is_some() {
            let line = format!("{}: {took}; code {:?}\n", input.name, ran.code);
            std::io::stderr().write_all(line.as_bytes()).unwrap();
        }
        let text = format!("{}\n{}", ran.out, ran.err);
        let missing = input.says.iter().filter(|words| !text.contains(**words));
        let missing: Vec<_> = missing.collect();
        let shown: String = text.chars().take(3_000).collect();
        match ran.code {
            Some(0..=2) if cpu > TIME || memory > MEMORY => Err(format!("took {took}")),
            Some(0..=2) if text.contains("panicked") => Err(shown),
            Some(0..=2) if !missing.is_empty() => Err(format!("doesn't say {missing:?}:\n{shown}")),
            Some(0..=2) => Ok(()),
            other => Err(format!("ended with {other:?} after {took}:\n{shown}")),
        }
    }

    fn run(&self, args: &[String], revision: &str) -> (Ran, Cost) {
        let mut command = program(args.iter().map(|arg| arg.replace("{rev}", revision)));
        command
            .args(["--lang", "en"])
            .current_dir(self.folder.path());
        cost::run(command)
    }

    /// What a command costs on a change that only adds a line.
    fn base(&self, args: &[String]) -> Cost {
        let key = args.join(" ");
        if let Some(known) = self.bases.borrow().get(&key) {
            return *known;
        }
        let path = "registry/requests/2027/health-commission/family-doctor.yaml";
        let text = self.text(path) + "# 一行\n";
        let harmless = self.propose(self.with(&[(path.to_owned(), text.into_bytes())]));
        let (ran, cost) = self.run(args, &harmless.to_string());
        assert!(matches!(ran.code, Some(0..=2)), "{args:?}: {ran:#?}");
        self.bases.borrow_mut().insert(key, cost);
        cost
    }
}
