//! Where evidence stands: path, pointer, line and column of nodes.

use mulu_core::document::NodeRef;
use mulu_core::document::place::{Lines, Place};
use mulu_core::registry::{DocId, Registry};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Documents of this size and more (lists, plans, dictionaries) are read by
/// many decisions; their lines are found once.
const LARGE: usize = 16 * 1024;

/// The lines of the large documents, shared by all who ask.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    registry: &'a Registry,
    large: BTreeMap<DocId, OnceLock<Lines<'a>>>,
}

impl<'a> Shared<'a> {
    pub(crate) fn new(registry: &'a Registry) -> Self {
        let large = (0u32..)
            .zip(&registry.documents)
            .filter(|(_, document)| document.text().len() >= LARGE)
            .map(|(id, _)| (DocId(id), OnceLock::new()))
            .collect();
        Shared { registry, large }
    }
}

/// Places of nodes; the lines of small documents are kept while it lives.
#[derive(Debug)]
pub(crate) struct Places<'s, 'a> {
    shared: &'s Shared<'a>,
    small: BTreeMap<DocId, Lines<'a>>,
}

impl<'s, 'a> Places<'s, 'a> {
    pub(crate) fn new(shared: &'s Shared<'a>) -> Self {
        Places {
            shared,
            small: BTreeMap::new(),
        }
    }

    /// A node by its document and number.
    pub(crate) fn node(&self, (doc, node): (DocId, u32)) -> NodeRef<'a> {
        self.shared.registry.document(doc).node(node)
    }

    /// Where its value begins.
    pub(crate) fn place(&mut self, (doc, node): (DocId, u32)) -> Place {
        let registry = self.shared.registry;
        let start = registry.document(doc).node(node).span().start;
        let lines = || Lines::new(registry.document(doc).text());
        match self.shared.large.get(&doc) {
            Some(large) => large.get_or_init(lines).place(start),
            None => self.small.entry(doc).or_insert_with(lines).place(start),
        }
    }
}
