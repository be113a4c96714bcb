//! The pack that the program brings along, for a registry that has none of its
//! own: Wulong's measures, the same files that stand in this repository.

use crate::tree::{Entry, Tree};

/// The folder of a registry's own pack.
pub(super) const FOLDER: &str = "registry/policy/";

/// What outputs print in place of the policy's commit.
pub const NAME: &str = "built-in";

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The pack's files: path and text.
        const FILES: &[(&str, &str)] = &[
            $((
                concat!("registry/policy/", $name),
                include_str!(concat!("../../../registry/policy/", $name)),
            )),*
        ];
    };
}

files!(
    "coverage.yaml",
    "fixture.yaml",
    "pack.yaml",
    "rules/accept.yaml",
    "rules/acceptance.yaml",
    "rules/build.yaml",
    "rules/catalog.yaml",
    "rules/evaluation.yaml",
    "rules/integration.yaml",
    "rules/project-design.yaml",
    "rules/project-money.yaml",
    "rules/project-sharing.yaml",
    "rules/project.yaml",
    "rules/request-expenses.yaml",
    "rules/request.yaml",
    "rules/security.yaml",
    "rules/sharing.yaml",
    "rules/supervision.yaml",
    "rules/unit.yaml",
);

/// Whether a tree brings a pack of its own, sound or not.
#[must_use]
pub fn is_overridden(tree: &Tree) -> bool {
    tree.iter().any(|(path, _)| is_part(path))
}

/// Whether a path is the pack's folder, should it be a link, or lies in it.
pub(super) fn is_part(path: &str) -> bool {
    path.starts_with(FOLDER) || path == FOLDER.trim_end_matches('/')
}

/// The pack's files as a tree.
#[must_use]
pub fn tree() -> Tree {
    let mut tree = Tree::default();
    for (path, text) in FILES {
        tree.insert(*path, Entry::file(text.as_bytes()));
    }
    tree
}
