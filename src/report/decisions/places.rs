//! Where evidence stands: path, pointer, line and column of nodes.

use crate::document::NodeRef;
use crate::document::place::{Lines, Place};
use crate::registry::{DocId, Registry};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Documents of this size and more (lists, plans, dictionaries) are read by
/// many decisions; their lines are found once.
const LARGE: usize = 16 * 1024;

/// The lines of the large documents, shared by all who ask.
#[derive(Debug)]
pub(in crate::report) struct Shared<'a> {
    registry: &'a Registry,
    large: BTreeMap<DocId, OnceLock<Lines<'a>>>,
}

impl<'a> Shared<'a> {
    pub(in crate::report) fn new(registry: &'a Registry) -> Self {
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
pub(in crate::report) struct Places<'s, 'a> {
    shared: &'s Shared<'a>,
    small: BTreeMap<DocId, Lines<'a>>,
}

impl<'s, 'a> Places<'s, 'a> {
    pub(in crate::report) fn new(shared: &'s Shared<'a>) -> Self {
        Places {
            shared,
            small: BTreeMap::new(),
        }
    }

    /// A node by its document and number.
    pub(in crate::report) fn node(&self, (doc, node): (DocId, u32)) -> NodeRef<'a> {
        self.shared.registry.document(doc).node(node)
    }

    /// Where its value begins.
    pub(in crate::report) fn place(&mut self, (doc, node): (DocId, u32)) -> Place {
        let registry = self.shared.registry;
        let start = registry.document(doc).node(node).span().start;
        let lines = || Lines::new(registry.document(doc).text());
        match self.shared.large.get(&doc) {
            Some(large) => large.get_or_init(lines).place(start),
            None => self.small.entry(doc).or_insert_with(lines).place(start),
        }
    }
}
