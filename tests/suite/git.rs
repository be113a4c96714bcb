//! Trees of work trees and revisions, with real repositories.

use crate::support::{Folder, commit, commit_tree};
use jiff::civil::date;
use jiff::tz::TimeZone;
use mulu_core::document::Limits;
use mulu_core::tree::{Mode, Tree};
use mulu_git::{NewCommit, Pushed, Remote, Repository, worktree};
use std::path::Path;

/// 2026-01-01T00:00:00Z.
const NEW_YEAR: i64 = 1_767_225_600;
const DAY: i64 = 86_400;

fn small() -> Folder {
    Folder::with([
        ("registry/registry.yaml", "title: 目录\n"),
        ("registry/units/health.yaml", "name: 卫生\n"),
        ("schema/unit.schema.json", "{}"),
        ("README.md", "not of the registry"),
    ])
}

fn paths(tree: &Tree) -> Vec<&str> {
    tree.iter().map(|(path, _)| &**path).collect()
}

/// The tree of a commit, without Git's ids of its files: a folder has none.
fn committed(repository: &Repository, revision: &str) -> Tree {
    let read = repository.revision(revision).unwrap().tree().unwrap();
    let mut tree = Tree::default();
    for (path, entry) in read.iter() {
        let mut entry = entry.clone();
        assert!(entry.blob.take().is_some(), "{path}");
        tree.insert(path.clone(), entry);
    }
    tree
}

fn key<T: std::fmt::Debug>(result: Result<T, mulu_core::diagnostic::Error>) -> String {
    result.unwrap_err().message.key.into_owned()
}

#[test]
fn a_folder_and_its_commit_are_the_same_tree() {
    let folder = small();
    let disk = worktree(folder.path()).unwrap();
    assert_eq!(
        paths(&disk),
        [
            "registry/registry.yaml",
            "registry/units/health.yaml",
            "schema/unit.schema.json"
        ]
    );
    let id = folder.commit(NEW_YEAR);
    let repository = Repository::open(folder.path()).unwrap();
    let head = repository.revision("HEAD").unwrap();
    assert_eq!(head.id(), id.to_string());
    assert_eq!(committed(&repository, "HEAD"), disk);
    assert_eq!(
        head.bytes("registry/registry.yaml").unwrap(),
        "title: 目录\n".as_bytes()
    );
    assert_eq!(head.bytes("registry/units"), None);
}

#[test]
fn a_folder_within_a_repository_has_paths_of_its_own() {
    let folder = Folder::with([
        ("wulong/registry/registry.yaml", "title: a\n"),
        ("other/registry/registry.yaml", "title: b\n"),
    ]);
    folder.commit(NEW_YEAR);
    let inside = folder.join("wulong");
    let repository = Repository::open(&inside).unwrap();
    let tree = committed(&repository, "HEAD");
    assert_eq!(tree, worktree(&inside).unwrap());
    assert_eq!(tree.bytes("registry/registry.yaml").unwrap(), b"title: a\n");
    assert!(repository.clean_head(&tree).is_some());
}

#[test]
fn a_bare_repository_is_read() {
    let folder = small();
    let id = folder.commit(NEW_YEAR);
    let bare = Folder::empty();
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(folder.path().to_str().unwrap(), bare.path())
        .unwrap();
    let repository = Repository::open(bare.path()).unwrap();
    let tree = committed(&repository, &id.to_string()[..8]);
    assert_eq!(tree, worktree(folder.path()).unwrap());
    assert_eq!(key(worktree(bare.path())), "failure-no-registry");
}

#[test]
fn names_of_revisions_that_mean_nothing() {
    let folder = small();
    assert_eq!(
        key(Repository::open(folder.path())),
        "failure-no-repository"
    );
    assert_eq!(
        key(Repository::open(&folder.join("absent"))),
        "failure-no-folder"
    );
    git2::Repository::init(folder.path()).unwrap();
    let repository = Repository::open(folder.path()).unwrap();
    assert_eq!(key(repository.revision("HEAD")), "failure-no-commit");
    assert_eq!(
        key(repository.at(date(2026, 1, 1), &TimeZone::UTC)),
        "failure-no-commit"
    );
    folder.commit(NEW_YEAR);
    for name in ["mian", "HEAD~1", "HEAD:registry", "a..b", "", "@{-1}", "\0"] {
        assert_eq!(
            key(repository.revision(name)),
            "failure-unknown-revision",
            "{name:?}"
        );
    }
    folder.remove("registry/registry.yaml");
    folder.remove("registry/units/health.yaml");
    folder.commit(NEW_YEAR + 1);
    let head = repository.revision("HEAD").unwrap();
    assert_eq!(key(head.tree()), "failure-no-registry-in");
}

#[test]
fn links_and_submodules_are_not_followed() {
    let folder = small();
    folder.write("secret.yaml", "name: secret\n");
    let id = folder.commit(NEW_YEAR);
    let repository = git2::Repository::open(folder.path()).unwrap();
    let blob = repository.blob(b"../../secret.yaml").unwrap();
    let mut index = repository.index().unwrap();
    for (path, mode, id) in [
        ("registry/units/link.yaml", 0o120_000, blob),
        ("registry/units/module", 0o160_000, id),
    ] {
        let entry = index_entry(path, mode, id);
        index.add(&entry).unwrap();
    }
    commit_tree(&repository, index.write_tree().unwrap(), NEW_YEAR);
    let opened = Repository::open(folder.path()).unwrap();
    let tree = opened.revision("HEAD").unwrap().tree().unwrap();
    let link = tree.get("registry/units/link.yaml").unwrap();
    assert_eq!((link.mode, &link.bytes), (Mode::Symlink, &None));
    let module = tree.get("registry/units/module").unwrap();
    assert_eq!((module.mode, &module.bytes), (Mode::Submodule, &None));
}

fn index_entry(path: &str, mode: u32, id: git2::Oid) -> git2::IndexEntry {
    let none = git2::IndexTime::new(0, 0);
    git2::IndexEntry {
        ctime: none,
        mtime: none,
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

#[cfg(unix)]
#[test]
fn links_on_disk_are_not_followed_either() {
    use std::os::unix::fs::symlink;
    let folder = small();
    folder.write("secret.yaml", "name: secret\n");
    symlink("../../secret.yaml", folder.join("registry/units/link.yaml")).unwrap();
    symlink("../..", folder.join("registry/units/loop")).unwrap();
    folder.write("registry/units/module/.git", "gitdir: elsewhere\n");
    folder.write("registry/.git/config", "[core]\n");
    let tree = worktree(folder.path()).unwrap();
    for (path, mode) in [
        ("registry/units/link.yaml", Mode::Symlink),
        ("registry/units/loop", Mode::Symlink),
        ("registry/units/module", Mode::Submodule),
    ] {
        let entry = tree.get(path).unwrap();
        assert_eq!((entry.mode, &entry.bytes), (mode, &None), "{path}");
    }
    assert_eq!(tree.len(), 6, "{:?}", paths(&tree));

    let other = Folder::empty();
    symlink(folder.join("registry"), other.join("registry")).unwrap();
    assert_eq!(key(worktree(other.path())), "failure-folder-is-link");
    other.commit(NEW_YEAR);
    let repository = Repository::open(other.path()).unwrap();
    let head = repository.revision("HEAD").unwrap();
    assert_eq!(key(head.tree()), "failure-folder-is-link");
}

#[test]
fn what_is_too_large_is_known_and_not_read() {
    let folder = small();
    let limit = usize::try_from(Limits::ONE.bytes).unwrap();
    folder.write("registry/units/full.yaml", vec![b'#'; limit]);
    folder.write("registry/units/over.yaml", vec![b'#'; limit + 1]);
    folder.commit(NEW_YEAR);
    let repository = Repository::open(folder.path()).unwrap();
    let disk = worktree(folder.path()).unwrap();
    assert_eq!(
        committed(&repository, "HEAD"),
        disk,
        "both ways of reading have the same limits"
    );
    let over = disk.get("registry/units/over.yaml").unwrap();
    assert_eq!((over.size, &over.bytes), (Limits::ONE.bytes + 1, &None));
    let full = disk.get("registry/units/full.yaml").unwrap();
    assert!(full.bytes.is_some());
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_utf8_is_kept_and_marked() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = small();
    let name = folder
        .join("registry/units")
        .join(OsStr::from_bytes(b"\xce\xc4.yaml"));
    if std::fs::write(name, "name: a\n").is_err() {
        return; // A file system that has no such names.
    }
    folder.commit(NEW_YEAR);
    let disk = worktree(folder.path()).unwrap();
    let entry = disk
        .get("registry/units/\u{fffd}\u{fffd}.yaml")
        .or_else(|| disk.get("registry/units/\u{fffd}.yaml"));
    assert!(entry.unwrap().lossy_name);
    let repository = Repository::open(folder.path()).unwrap();
    assert_eq!(committed(&repository, "HEAD"), disk);
}

#[test]
fn the_work_tree_is_clean_only_byte_by_byte() {
    let folder = small();
    let id = folder.commit(NEW_YEAR).to_string();
    let clean = || {
        let tree = worktree(folder.path()).unwrap();
        Repository::open(folder.path()).unwrap().clean_head(&tree)
    };
    assert_eq!(clean(), Some(id.clone()));
    folder.write("README.md", "what is not of the registry doesn't count");
    assert_eq!(clean(), Some(id.clone()));
    folder.write("registry/units/new.yaml", "name: 新\n");
    assert_eq!(clean(), None);
    folder.write(".gitignore", "new.yaml\n");
    assert_eq!(
        clean(),
        Some(id.clone()),
        "what is ignored is no part of it"
    );
    folder.remove("registry/units/new.yaml");
    assert_eq!(clean(), Some(id.clone()));
    folder.write("registry/units/health.yaml", "name: 卫生\r\n");
    let repository = git2::Repository::open(folder.path()).unwrap();
    let mut config = repository.config().unwrap();
    config.set_str("core.autocrlf", "true").unwrap();
    assert_eq!(clean(), None, "no filter makes other bytes the same");
    folder.remove("registry/units/health.yaml");
    assert_eq!(clean(), None);
    folder.write("registry/units/health.yaml", "name: 卫生\n");
    assert_eq!(clean(), Some(id));
}

#[test]
fn the_last_commit_of_a_day_is_found_in_the_time_zone() {
    let folder = small();
    let first = folder.commit(NEW_YEAR).to_string();
    folder.write("registry/units/health.yaml", "name: 甲\n");
    // 23:30 in Chongqing on 2 January.
    let second = folder.commit(NEW_YEAR + DAY + 15 * 3600 + 1800).to_string();
    folder.write("registry/units/health.yaml", "name: 乙\n");
    // 00:30 on 3 January there, still the 2nd in UTC.
    let third = folder.commit(NEW_YEAR + DAY + 16 * 3600 + 1800).to_string();
    let repository = Repository::open(folder.path()).unwrap();
    let chongqing = TimeZone::get("Asia/Shanghai").unwrap();
    let at = |day, zone: &TimeZone| repository.at(day, zone).map(|found| found.id());
    assert_eq!(at(date(2026, 1, 1), &chongqing), Ok(first));
    assert_eq!(at(date(2026, 1, 2), &chongqing), Ok(second));
    assert_eq!(at(date(2026, 1, 3), &chongqing), Ok(third.clone()));
    assert_eq!(at(date(2026, 1, 2), &TimeZone::UTC), Ok(third.clone()));
    assert_eq!(at(date(2027, 1, 1), &TimeZone::UTC), Ok(third));
    assert_eq!(
        key(repository.at(date(2025, 12, 31), &chongqing)),
        "failure-before-history"
    );
}

/// `git` itself sees the same files, where there is a `git`.
#[test]
fn git_itself_lists_the_same() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        let output = command.args(args).current_dir(project).output().ok()?;
        output.status.success().then_some(output.stdout)
    };
    let listing = ["ls-tree", "-rlz", "HEAD", "registry", "schema"];
    let Some(listed) = git(&listing) else { return };
    let Ok(repository) = Repository::open(project) else {
        return;
    };
    let tree = repository.revision("HEAD").unwrap().tree().unwrap();
    let mut theirs = Vec::new();
    for line in String::from_utf8(listed).unwrap().split_terminator('\0') {
        let (facts, path) = line.split_once('\t').unwrap();
        let size = facts.split_whitespace().last().unwrap();
        theirs.push((path.to_owned(), size.parse::<u64>().unwrap()));
    }
    theirs.sort();
    let ours: Vec<_> = tree
        .iter()
        .map(|(path, entry)| (path.to_string(), entry.size))
        .collect();
    assert_eq!(ours, theirs);
    let shown = git(&["cat-file", "blob", "HEAD:registry/registry.yaml"]).unwrap();
    assert_eq!(tree.bytes("registry/registry.yaml").unwrap(), shown);
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let folder = small();
    folder.commit(NEW_YEAR);
    folder.write("registry/units/health.yaml", "name: 甲\n");
    let last = folder.commit(NEW_YEAR + 10 * DAY);
    // What `git clone --depth 1` leaves behind.
    std::fs::write(folder.join(".git/shallow"), format!("{last}\n")).unwrap();
    let repository = Repository::open(folder.path()).unwrap();
    assert!(repository.at(date(2026, 1, 11), &TimeZone::UTC).is_ok());
    assert_eq!(
        key(repository.at(date(2026, 1, 5), &TimeZone::UTC)),
        "failure-shallow"
    );
    assert_eq!(
        key(repository.revision("HEAD~1")),
        "failure-unknown-revision-shallow"
    );
}

#[test]
fn a_linked_work_tree_is_a_repository_too() {
    let folder = small();
    let id = folder.commit(NEW_YEAR);
    let place = Folder::empty();
    let repository = git2::Repository::open(folder.path()).unwrap();
    let linked = place.join("linked");
    repository.worktree("linked", &linked, None).unwrap();
    let opened = Repository::open(&linked).unwrap();
    let tree = worktree(&linked).unwrap();
    assert_eq!(opened.clean_head(&tree), Some(id.to_string()));
    assert_eq!(committed(&opened, "HEAD"), tree);
    commit(folder.path(), NEW_YEAR + DAY);
    assert_eq!(opened.clean_head(&tree), Some(id.to_string()));
}

/// A registry whose title says which commit it is, with commits of some days.
fn dated(days: &[(i64, &str)]) -> Folder {
    let folder = Folder::with(crate::district::files());
    for (day, title) in days {
        let settings = folder.join("registry/registry.yaml");
        let text = std::fs::read_to_string(&settings).unwrap();
        let rest = text.split_once('\n').unwrap().1.to_owned();
        folder.write("registry/registry.yaml", format!("title: {title}\n{rest}"));
        folder.commit(NEW_YEAR + day * DAY);
    }
    folder
}

/// The title that the registry had on a day, and what was said of its history.
fn title_on(folder: &Folder, day: &str) -> (String, String) {
    let ran = folder.mulu([
        "fund", "2027", "--at", day, "--format", "json", "--lang", "en",
    ]);
    let json: serde_json::Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
    (json["registry"].as_str().unwrap().to_owned(), ran.err)
}

/// The merge queue landed `slow` behind `two`, and its machine's clock was a month slow:
/// before `two` landed nobody had either.
#[test]
fn a_slow_clock_changes_nothing_about_what_stood_when() {
    let folder = dated(&[(0, "one"), (60, "two"), (31, "slow"), (90, "four")]);
    for (day, title) in [
        ("2026-01-20", "one"),
        ("2026-02-15", "one"),
        ("2026-03-02", "slow"),
        ("2026-03-20", "slow"),
        ("2026-04-30", "four"),
    ] {
        let (found, said) = title_on(&folder, day);
        assert_eq!(found, title, "{day}");
        let words = "A commit on the line of first parents has a day that doesn't";
        assert!(
            said.contains(words) && said.contains("2026-02-01"),
            "{said}"
        );
    }
    let diff = folder.mulu(["diff", "2026-01-20", "2026-02-15", "--lang", "en"]);
    assert!(diff.err.contains("line of first parents"), "{diff:#?}");
    assert!(diff.out.contains("0 files"), "{diff:#?}");
    let orderly = dated(&[(0, "one"), (60, "two")]);
    assert_eq!(
        title_on(&orderly, "2026-02-15"),
        ("one".to_owned(), String::new())
    );
}

/// A clock years ahead doesn't keep what follows from standing.
#[test]
fn a_clock_years_ahead_holds_nothing_up() {
    let folder = dated(&[(0, "one"), (9_000, "ahead"), (40, "three"), (50, "four")]);
    for (day, title) in [
        ("2026-01-20", "one"),
        ("2026-02-12", "three"),
        ("2026-03-01", "four"),
    ] {
        assert_eq!(title_on(&folder, day).0, title, "{day}");
    }
}

/// Commits what is there once more, at a time that libgit2 would write otherwise.
fn commit_at(folder: &Folder, seconds: i64) -> String {
    let repository = git2::Repository::open(folder.path()).unwrap();
    let head = repository.head().unwrap();
    let parent = head.peel_to_commit().unwrap();
    let who = format!("a <a@example.org> {seconds} +0000");
    let text = format!(
        "tree {}\nparent {}\nauthor {who}\ncommitter {who}\n\nchange\n",
        parent.tree_id(),
        parent.id()
    );
    let odb = repository.odb().unwrap();
    let id = odb
        .write(git2::ObjectType::Commit, text.as_bytes())
        .unwrap();
    repository
        .reference(head.name().unwrap(), id, true, "change")
        .unwrap();
    id.to_string()
}

#[test]
fn a_time_beyond_the_calendar_is_said_in_words_with_its_cure() {
    let folder = dated(&[(0, "one"), (40, "two")]);
    for seconds in [569_000_000_000, -5_000_000_000] {
        let id = commit_at(&folder, seconds);
        for args in [
            &["fund", "2027", "--rev", "HEAD"][..],
            &["review", "HEAD~1..HEAD"],
        ] {
            let ran = folder.mulu([args, &["--lang", "en"]].concat());
            assert_eq!(ran.code, Some(2), "{ran:#?}");
            for words in [&*id, "beyond the calendar", "--on YYYY-MM-DD"] {
                assert!(ran.err.contains(words), "{ran:#?}");
            }
            assert!(!ran.err.contains("parameter"), "{ran:#?}");
            let named = folder.mulu([args, &["--on", "2026-12-01"]].concat());
            assert_eq!(named.code, Some(0), "{named:#?}");
        }
        assert_eq!(title_on(&folder, "2026-03-01").0, "two");
    }
}

/// Two servers at a time, or one that knows less than it thinks: a branch is pushed where it
/// stands as was expected, and the clone it was made of stays as it is.
#[test]
fn a_branch_is_pushed_only_from_where_it_was_expected_to_stand() {
    let (here, there) = (small(), Folder::empty());
    let first = here.commit(NEW_YEAR);
    let at = there.join("a/b.git");
    let theirs = git2::Repository::init_bare(&at).unwrap();
    let remote = Remote {
        server: format!("file://{}", there.path().display()),
        repository: "a/b".to_owned(),
        token: Some("secret".to_owned()),
    };
    let repository = Repository::open(here.path()).unwrap();
    let own = git2::Repository::open(here.path()).unwrap();
    let count = || {
        let mut count = 0;
        let objects = own.odb().unwrap();
        objects
            .foreach(|_| {
                count += 1;
                true
            })
            .unwrap();
        count
    };
    let before = count();
    let made = |text: &str| {
        let new = NewCommit {
            files: &[("registry/units/health.yaml", text.as_bytes())],
            author: ("wang", "wang@users.invalid"),
            committer: ("mulu", "mulu@users.invalid"),
            message: "x\n",
            at: (NEW_YEAR + DAY, 480),
        };
        let on = repository.commit(&first.to_string()).unwrap();
        let sign = |_: &[u8]| Ok("-----BEGIN SSH SIGNATURE-----\n".to_owned());
        repository.beside(&on, &new, &sign).unwrap()
    };
    let (one, other) = (made("name: 卫健\n"), made("name: 卫健委\n"));
    let push = |of: &mulu_git::Beside, expected: Option<&str>| {
        of.push(&remote, "mulu/x", expected).unwrap()
    };
    let stands = || {
        theirs
            .refname_to_id("refs/heads/mulu/x")
            .unwrap()
            .to_string()
    };
    assert_eq!(push(&one, Some(other.id())), Pushed::Elsewhere);
    assert_eq!(push(&one, None), Pushed::Done);
    assert_eq!(push(&other, None), Pushed::Elsewhere);
    assert_eq!(push(&other, Some(&first.to_string())), Pushed::Elsewhere);
    assert_eq!(stands(), one.id());
    assert_eq!(push(&other, Some(one.id())), Pushed::Done);
    assert_eq!(stands(), other.id());
    assert_eq!(count(), before, "the clone is only read");
    // What the files beside it say stays.
    let tip = theirs.find_commit(git2::Oid::from_str(other.id()).unwrap());
    let tree = tip.unwrap().tree().unwrap();
    assert!(tree.get_name("README.md").is_some());
}
