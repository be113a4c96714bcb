//! The pack that the program brings along holds what its own cases say; the second
//! language means what `docs/POLICY.md` says.

use super::{builtin, functions, load, rule_tests};
use crate::schema::Schemas;

mod projects;
mod second;
mod world;

#[test]
fn the_built_in_pack_has_no_finding_and_its_cases_hold() {
    let tree = builtin::tree();
    let schemas = Schemas::load(&tree).0.unwrap();
    let (pack, findings) = load(&tree, &schemas);
    assert_eq!(findings, []);
    let (results, failed) = rule_tests::run(&pack.unwrap(), &schemas, None);
    assert_eq!(failed, []);
    assert!(results.len() > 100);
}

#[test]
fn the_documentation_lists_the_functions_of_the_table() {
    let documentation = include_str!("../../../docs/POLICY.md");
    let page = functions::page();
    assert!(
        documentation.contains(&page),
        "docs/POLICY.md should have:\n\n{page}"
    );
}
