//! The pack that the program brings along holds what its own cases say.

use super::{builtin, load, rule_tests};
use crate::schema::Schemas;

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
