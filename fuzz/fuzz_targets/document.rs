//! Any bytes as a document: no panic, places within the file and on characters,
//! and the reader of the plain part says what the general parser says.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_core::diagnostic::Diagnostic;
use mulu_core::document::{Document, read, read_generally};
use std::fmt::Write;
use std::sync::Arc;

fuzz_target!(|bytes: &[u8]| {
    let (path, bytes) = (Arc::from("x.yaml"), Arc::from(bytes));
    let (document, findings) = read(&path, &bytes);
    let (general, general_findings) = read_generally(&path, &bytes);
    assert_eq!(findings, general_findings);
    assert_eq!(document.as_ref().map(told), general.as_ref().map(told));
    for finding in &findings {
        assert!(finding.primary.span.end as usize <= bytes.len());
    }
    assert!(document.is_some() || findings.iter().any(Diagnostic::is_error));
});

/// Everything that can be known of a document.
fn told(document: &Document) -> String {
    let text = std::str::from_utf8(document.text()).expect("text is repaired");
    let mut out = String::new();
    for node in document.iter() {
        let span = node.span();
        assert!(text.get(span.start as usize..span.end as usize).is_some());
        let parent = node.parent().map(|parent| parent.id());
        let key = node.key().map(|key| key.id());
        let told = (node.kind(), span, parent, key, node.scalar_text(), node.len());
        let _ = writeln!(out, "{told:?} {} {}", node.is_verbatim(), node.pointer());
    }
    out
}
