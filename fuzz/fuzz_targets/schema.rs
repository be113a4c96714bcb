//! Any document against every schema, and a schema of anybody's against a document.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_core::document::read;
use mulu_core::registry::kind_of;
use mulu_core::schema::Schemas;
use mulu_core::tree::Tree;
use std::sync::{Arc, LazyLock};

static SCHEMAS: LazyLock<Schemas> =
    LazyLock::new(|| Schemas::load(&Tree::default()).0.expect("the built-in schemas are sound"));

/// A path of each kind.
const PATHS: &[&str] = &[
    "registry/registry.yaml",
    "registry/units/a.yaml",
    "registry/systems/a/b.yaml",
    "registry/opinions/catalog/a/b.yaml",
    "registry/elements.yaml",
    "registry/lists/2027.yaml",
    "registry/plans/2027.yaml",
    "registry/requests/2027/a/b.yaml",
    "registry/policy/pack.yaml",
    "registry/policy/rules/a.yaml",
];

fuzz_target!(|bytes: &[u8]| {
    let bytes: Arc<[u8]> = Arc::from(bytes);
    for path in PATHS {
        let (document, _) = read(&Arc::from(*path), &bytes);
        if let (Some(kind), Some(document)) = (kind_of(path), &document) {
            for finding in SCHEMAS.validate(kind, document) {
                assert!(finding.primary.span.end as usize <= bytes.len());
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(&bytes) {
        let _ = Schemas::load(&Tree::from_texts([("schema/unit.schema.json", text)]));
    }
});
