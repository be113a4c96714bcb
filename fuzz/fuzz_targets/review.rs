//! Any bytes in place of a system, a request or an opinion: the registry loads, the
//! facts that changed are told, and what others may mean is found.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_core::diagnostic::Diagnostic;
use mulu_core::document::{facts, read};
use mulu_core::registry;
use mulu_core::schema::Schemas;
use mulu_core::tree::{Entry, Tree};
use mulu_generate::Order;
use std::sync::{Arc, LazyLock};

const ORDER: Order = Order {
    seed: 1,
    systems: 8,
    invalid: 0,
    year: 2027,
};

static BASE: LazyLock<(Schemas, Tree)> = LazyLock::new(|| {
    let tree = mulu_generate::tree(ORDER).expect("a generated registry");
    (Schemas::load(&tree).0.expect("the built-in schemas are sound"), tree)
});

fuzz_target!(|bytes: &[u8]| {
    let (schemas, base) = &*BASE;
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let paths: Vec<&Arc<str>> = base.iter().map(|(path, _)| path).collect();
    let path = paths[usize::from(*which) % paths.len()];
    let mut merged = base.clone();
    merged.insert(Arc::clone(path), Entry::file(bytes));
    let (_, findings) = registry::load(&merged, schemas);
    for finding in findings.iter().filter(|finding| finding.primary.path == *path) {
        assert!(finding.primary.span.end as usize <= bytes.len());
    }
    let before = base.get(path).and_then(|entry| entry.bytes.as_ref());
    // Of a broken document no facts are told.
    let document = |bytes: &Arc<[u8]>| {
        let (document, findings) = read(path, bytes);
        document.filter(|_| !findings.iter().any(Diagnostic::is_error))
    };
    let (before, after) = (before.and_then(document), document(&Arc::from(bytes)));
    let _ = facts(before.as_ref(), after.as_ref());
    assert!(facts(after.as_ref(), after.as_ref()).is_empty());
});
