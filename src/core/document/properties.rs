//! Whatever the bytes: no panic, places within the file, pointers that lead
//! back.

use super::{Document, NodeRef, read};
use proptest::prelude::*;
use std::sync::Arc;

/// Pieces that YAML reacts to, so that random text gets somewhere.
fn yamlish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a: "),
        Just("b: "),
        Just("- "),
        Just("\n"),
        Just("\n  "),
        Just("\n    "),
        Just("x"),
        Just("武隆"),
        Just("：测"),
        Just("'"),
        Just("\""),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(", "),
        Just(": "),
        Just("? "),
        Just("&a "),
        Just("*a"),
        Just("!t "),
        Just("# c"),
        Just("|\n"),
        Just(">-\n"),
        Just("---\n"),
        Just("\t"),
        Just("\r\n"),
        Just("\r"),
        Just("~"),
        Just("010"),
        Just("\\u4e2d"),
        Just("\u{FEFF}"),
        Just("\u{3000}"),
        Just("\u{85}"),
        Just("%"),
        Just("<<: "),
        Just("/~"),
        Just("\0"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn hold(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (document, findings) = read(&Arc::from("x.yaml"), &Arc::from(bytes));
    for finding in &findings {
        for label in std::iter::once(&finding.primary).chain(&finding.secondary) {
            prop_assert!(label.span.start <= label.span.end);
            prop_assert!(label.span.end as usize <= bytes.len(), "{:?}", finding);
        }
    }
    if document.is_none() {
        prop_assert!(findings.iter().any(crate::diagnostic::Diagnostic::is_error));
    }
    document.as_ref().map_or(Ok(()), places)
}

fn places(document: &Document) -> Result<(), TestCaseError> {
    let text = std::str::from_utf8(document.text()).expect("text is repaired");
    for node in document.iter() {
        let span = node.span();
        prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
        let _ = (node.as_i64(), node.as_f64(), node.as_bool(), node.as_str());
        if let Some(key) = node.key() {
            prop_assert_eq!(key.pointer(), node.pointer());
        }
    }
    reachable(document.root())
}

fn reachable(node: NodeRef<'_>) -> Result<(), TestCaseError> {
    let found = node.document().at(&node.pointer());
    let unique = has_unique_keys(node);
    prop_assert!(
        !unique || found.is_some_and(|found| found.id() == node.id()),
        "{:?}",
        node
    );
    for (_, value) in node.entries() {
        reachable(value)?;
    }
    for item in node.items() {
        reachable(item)?;
    }
    Ok(())
}

/// Whether no mapping above the node has a key twice, or one that is no text.
fn has_unique_keys(node: NodeRef<'_>) -> bool {
    let mut above = node.parent();
    while let Some(parent) = above {
        let keys: Vec<_> = parent.entries().map(|(key, _)| key.scalar_text()).collect();
        if keys
            .iter()
            .enumerate()
            .any(|(i, key)| key.is_none() || keys[..i].contains(key))
        {
            return false;
        }
        above = parent.parent();
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        hold(&bytes)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,100}") {
        hold(text.as_bytes())?;
    }

    #[test]
    fn anything_like_yaml(text in yamlish()) {
        hold(text.as_bytes())?;
    }
}
