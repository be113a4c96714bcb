//! What broken systems may say: which of them could mean an element.
//!
//! A broken document is evidence of nothing, but it may be meant to collect what
//! another system collects. What it says counts by its values: a slug may be
//! written with escapes. What cannot be read may say anything.

use crate::document::{self, Document};
use crate::layout::SystemId;
use std::collections::HashMap;
use std::sync::Arc;

/// Which systems mention what, in one pass over their texts.
#[derive(Debug, Default)]
pub struct Mentions {
    words: HashMap<Box<str>, Few>,
    /// Those that may say anything.
    anything: Few,
}

/// Two are enough to know another than oneself.
#[derive(Debug, Default)]
struct Few([Option<SystemId>; 2]);

impl Few {
    fn insert(&mut self, system: &SystemId) {
        if self.0.iter().flatten().any(|known| known == system) {
            return;
        }
        if let Some(free) = self.0.iter_mut().find(|place| place.is_none()) {
            *free = Some(system.clone());
        }
    }

    fn has_other_than(&self, system: &str) -> bool {
        self.0.iter().flatten().any(|known| **known != *system)
    }
}

impl Mentions {
    /// Takes in a broken system: its nodes if it could be read, its text if there is
    /// any; neither where it is too large.
    pub fn insert(&mut self, system: &SystemId, document: Option<&Document>, text: Option<&[u8]>) {
        match (document, text) {
            (Some(document), text) => {
                for value in document.iter().filter_map(document::NodeRef::scalar_text) {
                    self.text(system, value.as_bytes());
                }
                self.text(system, text.unwrap_or_default());
            }
            (None, Some(text)) if is_literal(text) => self.text(system, text),
            (None, _) => self.anything.insert(system),
        }
    }

    fn text(&mut self, system: &SystemId, text: &[u8]) {
        for word in words(text) {
            match self.words.get_mut(word) {
                Some(few) => few.insert(system),
                None => {
                    let mut few = Few::default();
                    few.insert(system);
                    self.words.insert(word.into(), few);
                }
            }
        }
    }

    /// Whether a broken system other than this one may mean an element.
    #[must_use]
    pub fn may_mean(&self, element: &str, other_than: &str) -> bool {
        let said = self.words.get(element);
        self.anything.has_other_than(other_than)
            || said.is_some_and(|few| few.has_other_than(other_than))
    }
}

/// Whether a slug stands in a text just as it is, if it is meant: no escapes, and
/// the encoding that we read.
fn is_literal(text: &[u8]) -> bool {
    !text.contains(&b'\\') && std::str::from_utf8(text).is_ok()
}

/// Whether the bytes of a system may mean what `is_meant` looks for in text; `None`:
/// a file too large to be read.
#[must_use]
pub fn may_say(
    path: &Arc<str>,
    bytes: Option<&Arc<[u8]>>,
    is_meant: impl Fn(&[u8]) -> bool,
) -> bool {
    let Some(bytes) = bytes else {
        return true;
    };
    if is_meant(bytes) {
        return true;
    }
    if is_literal(bytes) {
        return false;
    }
    match readable(path, bytes) {
        Some(document) => document
            .iter()
            .filter_map(document::NodeRef::scalar_text)
            .any(|value| is_meant(value.as_bytes())),
        None => true,
    }
}

/// A document without a fault of reading.
fn readable(path: &Arc<str>, bytes: &Arc<[u8]>) -> Option<Document> {
    let (document, findings) = document::read(path, bytes);
    let faulty = findings.iter().any(crate::diagnostic::Diagnostic::is_error);
    document.filter(|_| !faulty)
}

/// What could be slugs in a text.
fn words(text: &[u8]) -> impl Iterator<Item = &str> {
    let is_part = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    text.split(move |byte| !is_part(byte))
        .filter_map(|word| std::str::from_utf8(word).ok())
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;

    fn mentions(text: &[u8]) -> Mentions {
        let (document, findings) = read(&"x.yaml".into(), &text.into());
        let faulty = findings.iter().any(crate::diagnostic::Diagnostic::is_error);
        let mut mentions = Mentions::default();
        let document = document.filter(|_| !faulty);
        mentions.insert(&SystemId::new("a", "b"), document.as_ref(), Some(text));
        mentions
    }

    #[test]
    fn what_is_said_counts_by_its_value() {
        for text in [
            "collects: [crop-pest]\n",
            "collects: [\"crop-\\u0070est\"]\n",
            "collects: [crop-pest\n",
            "-crop-pest: {\n",
            "broken: \"\\u0070\n",
            "a: \u{7}\\\n",
        ] {
            let said = mentions(text.as_bytes());
            assert!(said.may_mean("crop-pest", "c/d"), "{text}");
            assert!(!said.may_mean("crop-pest", "a/b"), "{text}");
        }
        for text in [
            "collects: [crop-pests]\n",
            "collects: [\"crop\\u002Fpest\"]\n",
            "a: [x\n",
            "",
        ] {
            assert!(
                !mentions(text.as_bytes()).may_mean("crop-pest", "c/d"),
                "{text}"
            );
        }
        assert!(mentions(b"\xFF\xFEa\0").may_mean("crop-pest", "c/d"));
        let mut large = Mentions::default();
        large.insert(&SystemId::new("a", "b"), None, None);
        assert!(large.may_mean("crop-pest", "c/d"));
    }
}
