//! Wulong's own rule pack: it is sound, and its cases hold.

use crate::support::files;
use mulu_core::policy::{self, rule_tests};
use mulu_core::schema::Schemas;
use mulu_core::tree::{Entry, Tree};

/// The pack's files as they stand in this repository.
pub(crate) fn pack_tree() -> Tree {
    let mut tree = Tree::default();
    for (path, bytes) in files("registry/policy") {
        tree.insert(path, Entry::file(bytes));
    }
    tree
}

#[test]
fn the_pack_has_no_fault_and_its_cases_hold() {
    let tree = pack_tree();
    let (schemas, faults) = Schemas::load(&tree);
    assert!(faults.is_empty(), "{faults:#?}");
    let schemas = schemas.unwrap();
    let (pack, faults) = policy::load(&tree, &schemas);
    assert!(faults.is_empty(), "{faults:#?}");
    let (results, faults) = rule_tests::run(&pack.unwrap(), &schemas, None);
    let failed: Vec<_> = results
        .iter()
        .filter(|case| case.found != Some(case.expected))
        .collect();
    assert!(failed.is_empty() && faults.is_empty(), "{failed:#?}");
    assert!(results.len() >= 100, "only {} cases", results.len());
}
