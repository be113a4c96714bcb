//! Any bytes as a file of rules beside the others: no panic, and a pack that is taken
//! can judge.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_core::policy;
use mulu_core::schema::Schemas;
use mulu_core::tree::{Entry, Tree};
use std::sync::LazyLock;

static SCHEMAS: LazyLock<Schemas> =
    LazyLock::new(|| Schemas::load(&Tree::default()).0.expect("the built-in schemas are sound"));

fuzz_target!(|bytes: &[u8]| {
    let mut tree = policy::builtin::tree();
    tree.insert("registry/policy/rules/catalog.yaml", Entry::file(bytes));
    let (pack, findings) = policy::load(&tree, &SCHEMAS);
    assert!(pack.is_some() || !findings.is_empty());
});
