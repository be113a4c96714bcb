//! Git trees that no Git program would write, object by object.

use crate::district::District;
use git2::{ObjectType, Oid, Repository};

/// A name in a tree: mode, bytes, object.
pub(super) type Name<'a> = (&'a str, &'a [u8], Oid);

/// The mode of a file, a folder, a link, a submodule.
pub(super) const FILE: &str = "100644";
pub(super) const FOLDER: &str = "40000";
pub(super) const LINK: &str = "120000";
pub(super) const MODULE: &str = "160000";

/// Writes a file's content.
pub(super) fn blob(repository: &Repository, bytes: &[u8]) -> Oid {
    repository.blob(bytes).unwrap()
}

/// Writes a tree with exactly these names, in this order.
pub(super) fn tree(repository: &Repository, names: &[Name<'_>]) -> Oid {
    let mut bytes = Vec::new();
    for (mode, name, id) in names {
        bytes.extend_from_slice(mode.as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(name);
        bytes.push(0);
        bytes.extend_from_slice(id.as_bytes());
    }
    let odb = repository.odb().unwrap();
    odb.write(ObjectType::Tree, &bytes).unwrap()
}

/// The tree of `main` with more names in one of its folders.
pub(super) fn grown(repository: &Repository, folder: &str, more: &[Name<'_>]) -> Oid {
    let main = repository.find_reference("refs/heads/main").unwrap();
    let root = main.peel_to_tree().unwrap();
    let segments: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    put(repository, &root, &segments, more)
}

fn put(repository: &Repository, at: &git2::Tree<'_>, segments: &[&str], more: &[Name<'_>]) -> Oid {
    let mut names: Vec<(String, Vec<u8>, Oid)> = at
        .iter()
        .map(|entry| {
            let mode = format!("{:o}", entry.filemode_raw());
            (mode, entry.name_bytes().to_vec(), entry.id())
        })
        .collect();
    if let [first, rest @ ..] = segments {
        let name = names.iter_mut().find(|name| name.1 == first.as_bytes());
        let name = name.unwrap_or_else(|| panic!("no folder {first}"));
        let inside = repository.find_tree(name.2).unwrap();
        name.2 = put(repository, &inside, rest, more);
    } else {
        let more = more.iter();
        names.extend(more.map(|(mode, name, id)| ((*mode).to_owned(), name.to_vec(), *id)));
    }
    // Git sorts folders as if their names ended in a slash.
    names.sort_by_key(|(mode, name, _)| {
        let mut key = name.clone();
        if mode == FOLDER {
            key.push(b'/');
        }
        key
    });
    let names: Vec<Name<'_>> = names
        .iter()
        .map(|(mode, name, id)| (mode.as_str(), name.as_slice(), *id))
        .collect();
    tree(repository, &names)
}

/// The tree of a commit where one of its files is a program.
pub(super) fn marked(repository: &Repository, commit: &str, path: &str) -> Oid {
    let tree = repository.revparse_single(commit).unwrap();
    let tree = tree.peel_to_tree().unwrap();
    let file = tree.get_path(path.as_ref()).unwrap().id();
    let mut update = git2::build::TreeUpdateBuilder::new();
    update.upsert(path, file, git2::FileMode::BlobExecutable);
    update.create_updated(repository, &tree).unwrap()
}

/// Proposes a tree in a branch on top of `main`. The commit's id.
pub(super) fn propose(district: &District, branch: &str, tree: Oid) -> String {
    let repository = district.repository();
    let main = repository.find_reference("refs/heads/main").unwrap();
    let main = main.peel_to_commit().unwrap();
    let tree = repository.find_tree(tree).unwrap();
    let time = git2::Time::new(main.time().seconds() + 3600, 0);
    let author = git2::Signature::new("a", "a@example.org", &time).unwrap();
    let name = format!("refs/heads/{branch}");
    let commit = repository.commit(Some(&name), &author, &author, "change", &tree, &[&main]);
    commit.unwrap().to_string()
}
