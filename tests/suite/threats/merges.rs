//! A merge is what the two sides and their ancestor make it: no machine has a say, and
//! it is what Git makes of it.

use crate::district::{District, ON};
use crate::support::{Folder, program};
use std::path::Path;
use std::process::Command;

const SYSTEM: &str = "registry/systems/school/x.yaml";

/// A system of many lines.
fn lines(first: &str, last: &str) -> String {
    let middle: String = (0..12).map(|number| format!("# {number}\n")).collect();
    format!("name: {first}\nstatus: building\n{middle}summary: {last}\n")
}

/// Two branches that change a file: at both ends of it, or in the same line.
fn parted(same: bool) -> District {
    let district = District::with(|folder| folder.write(SYSTEM, lines("x", "x")));
    district.on("change", |folder| {
        folder.write(SYSTEM, lines("theirs", "x"))
    });
    district.on("main", |folder| {
        folder.write(
            SYSTEM,
            match same {
                true => lines("ours", "x"),
                false => lines("x", "ours"),
            },
        );
    });
    district
}

/// The review as a machine with a home says it.
fn reviewed(district: &District, home: &Path) -> String {
    let args = [
        "review",
        "main..change",
        "--author",
        "school-chen",
        "--on",
        ON,
        "--format",
        "json",
    ];
    let mut command = program(args);
    command.current_dir(district.path()).env("HOME", home);
    command.env("XDG_CONFIG_HOME", home.join(".config"));
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a machine, or the repository on it, can be set to.
fn settings(district: &District, home: &Folder, merge: &str) {
    let attributes = format!("* {merge}\n*.yaml {merge}\n");
    home.write("attributes", &attributes);
    home.write(".config/git/attributes", &attributes);
    let drivers =
        "[merge]\n\tdefault = union\n\trenames = false\n[merge \"ours\"]\n\tdriver = true\n";
    let of_home = format!(
        "[core]\n\tattributesFile = {}\n{drivers}",
        home.join("attributes").display()
    );
    home.write(".gitconfig", of_home);
    let git = district.repository().path();
    let write = |path: &str, text: &str| {
        std::fs::create_dir_all(git.join(path).parent().unwrap()).unwrap();
        std::fs::write(git.join(path), text).unwrap();
    };
    write("info/attributes", &attributes);
    let config = std::fs::read_to_string(git.join("config")).unwrap();
    write("config", &format!("{config}{drivers}"));
    // Not committed: it lies there.
    std::fs::write(district.path().join(".gitattributes"), &attributes).unwrap();
}

#[test]
fn a_machine_has_no_say_in_a_merge() {
    let plain = Folder::empty();
    for same in [true, false] {
        let district = parted(same);
        let alone = reviewed(&district, plain.path());
        let review: serde_json::Value = serde_json::from_str(&alone).unwrap();
        let conflicts = review["conflicts"].as_array().unwrap();
        assert_eq!(conflicts.len(), usize::from(same), "{alone}");
        for merge in [
            "merge=union",
            "merge=ours",
            "merge=binary",
            "-merge",
            "binary",
        ] {
            let (district, home) = (parted(same), Folder::empty());
            settings(&district, &home, merge);
            assert_eq!(reviewed(&district, home.path()), alone, "{merge}");
        }
    }
}

#[test]
fn attributes_in_the_tree_have_no_say_in_a_merge() {
    for (same, merge) in [(true, "merge=union"), (false, "-merge")] {
        let district = parted(same);
        let attributes = format!("*.yaml {merge}\n");
        district.on("change", |folder| {
            folder.write(".gitattributes", &attributes)
        });
        district.on("main", |folder| {
            folder.write("registry/.gitattributes", &attributes)
        });
        let review = district.review("change", "school-chen");
        let conflicts = review.json["conflicts"].as_array().unwrap();
        assert_eq!(conflicts.len(), usize::from(same), "{merge}");
    }
}

/// An edit of either side.
type Edit = fn(&Folder);

/// What Git says of merging two commits: the tree, where there is no conflict.
fn git(folder: &Path) -> Option<Option<String>> {
    let args = [
        "-c",
        "merge.renames=false",
        "merge-tree",
        "--write-tree",
        "--no-messages",
        "main",
        "change",
    ];
    let output = Command::new("git")
        .args(args)
        .current_dir(folder)
        .output()
        .ok()?;
    let tree = String::from_utf8(output.stdout).ok()?;
    match output.status.code()? {
        0 => Some(Some(tree.lines().next()?.to_owned())),
        1 => Some(None),
        // A Git that doesn't know how.
        _ => None,
    }
}

/// What stands in the tree that Git made, and what was merged here.
fn agrees(name: &str, base: Edit, ours: Edit, theirs: Edit) {
    let district = District::with(base);
    district.on("change", theirs);
    district.on("main", ours);
    agrees_in(name, &district);
}

fn agrees_in(name: &str, district: &District) {
    let Some(expected) = git(district.path()) else {
        return;
    };
    let repository = mulu_git::Repository::open(district.path()).unwrap();
    let revision = |name: &str| repository.revision(name).unwrap();
    let merged = repository
        .merge(&revision("main"), &revision("change"))
        .unwrap();
    assert_eq!(
        merged.conflicts.is_empty(),
        expected.is_some(),
        "{name}: {merged:?}"
    );
    let Some(tree) = expected else { return };
    let objects = district.repository();
    let tree = objects
        .find_tree(git2::Oid::from_str(&tree).unwrap())
        .unwrap();
    let mut theirs = Vec::new();
    tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
        let path = format!("{folder}{}", entry.name().unwrap());
        if entry.kind() == Some(git2::ObjectType::Blob) && path.starts_with("registry/") {
            theirs.push((path, entry.id().to_string()));
        }
        git2::TreeWalkResult::Ok
    })
    .unwrap();
    theirs.sort();
    let blob = |entry: &mulu_core::tree::Entry| format!("{:?}", entry.blob.unwrap());
    let files = merged.tree.iter();
    let ours = files.filter(|(path, _)| path.starts_with("registry/"));
    let ours: Vec<_> = ours
        .map(|(path, entry)| (path.to_string(), blob(entry)))
        .collect();
    assert_eq!(ours, theirs, "{name}");
}

#[test]
fn a_merge_is_what_git_makes_of_it() {
    const A: &str = "registry/systems/school/a.yaml";
    const IN: &str = "registry/systems/school/deep/er/b.yaml";
    let base: Edit = |folder| {
        folder.write(A, lines("a", "a"));
        folder.write(IN, lines("b", "b"));
    };
    let first: Edit = |folder| folder.write(A, lines("first", "a"));
    let last: Edit = |folder| folder.write(A, lines("a", "last"));
    let other: Edit = |folder| folder.write(A, lines("other", "a"));
    let inner: Edit = |folder| folder.write(IN, lines("inner", "b"));
    let gone: Edit = |folder| folder.remove(A);
    let folder_gone: Edit =
        |folder| std::fs::remove_dir_all(folder.join("registry/systems/school/deep")).unwrap();
    let beside: Edit = |folder| folder.write("registry/systems/school/deep/c.yaml", "c");
    let added: Edit = |folder| folder.write("registry/systems/school/n.yaml", "one");
    let added_otherwise: Edit = |folder| folder.write("registry/systems/school/n.yaml", "two");
    let into_folder: Edit = |folder| {
        folder.remove(A);
        folder.write("registry/systems/school/a.yaml/x.yaml", "x");
    };
    let into_file: Edit = |folder| {
        std::fs::remove_dir_all(folder.join("registry/systems/school/deep")).unwrap();
        folder.write("registry/systems/school/deep", "x");
    };
    let binary: Edit = |folder| folder.write(A, [0, 1, 2]);
    let no_end: Edit = |folder| folder.write(A, lines("a", "a").trim_end());
    let run: Edit = |folder| {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder.join(A), std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    let edits: [(&str, Edit); 15] = [
        ("first", first),
        ("last", last),
        ("other", other),
        ("inner", inner),
        ("gone", gone),
        ("folder gone", folder_gone),
        ("beside", beside),
        ("added", added),
        ("added otherwise", added_otherwise),
        ("into a folder", into_folder),
        ("into a file", into_file),
        ("binary", binary),
        ("no end", no_end),
        ("run", run),
        ("nothing", |folder| folder.write("README.md", "x")),
    ];
    // A sixth of all pairs, or with `MULU_SWEEP=all` every one, both ways round.
    let all = crate::support::is_whole_sweep();
    for (at, (one, ours)) in edits.iter().enumerate() {
        for (to, (two, theirs)) in edits.iter().enumerate() {
            let tricky = (*one, *two) == ("folder gone", "into a file");
            if all || tricky || (at + 2 * to) % 6 == 0 {
                agrees(&format!("{one}, {two}"), base, *ours, *theirs);
            }
        }
    }
}

/// Lines that cross each other: the ancestors are joined before the sides are.
#[test]
fn lines_that_cross_are_joined_by_joined_ancestors() {
    let write = |first: &'static str, last: &'static str| {
        move |folder: &Folder| folder.write(SYSTEM, lines(first, last))
    };
    for (ours, theirs) in [
        (("first", "mine"), ("theirs", "last")),
        (("first", "mine"), ("first", "last")),
        (("mine", "last"), ("theirs", "last")),
        (("first", "last"), ("first", "last")),
    ] {
        let district = District::with(write("x", "x"));
        district.on("change", write("x", "last"));
        district.on("main", write("first", "x"));
        let repository = district.repository();
        let tip = |name: &str| {
            let branch = repository
                .find_branch(name, git2::BranchType::Local)
                .unwrap();
            branch.get().peel_to_commit().unwrap()
        };
        let (main, change) = (tip("main"), tip("change"));
        let joined = |name: &str, (first, last): (&str, &str), parents: [&git2::Commit<'_>; 2]| {
            let mut update = git2::build::TreeUpdateBuilder::new();
            let blob = repository.blob(lines(first, last).as_bytes()).unwrap();
            update.upsert(SYSTEM, blob, git2::FileMode::Blob);
            let tree = update
                .create_updated(repository, &main.tree().unwrap())
                .unwrap();
            let tree = repository.find_tree(tree).unwrap();
            let time = git2::Time::new(main.time().seconds() + 7200, 0);
            let author = git2::Signature::new("a", "a@example.org", &time).unwrap();
            let made = repository
                .commit(None, &author, &author, name, &tree, &parents)
                .unwrap();
            repository
                .reference(&format!("refs/heads/{name}"), made, true, "")
                .unwrap();
        };
        joined("main", ours, [&main, &change]);
        joined("change", theirs, [&change, &main]);
        agrees_in(&format!("{ours:?} {theirs:?}"), &district);
    }
}
