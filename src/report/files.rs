//! The text of files, for those who show places in it.

use mulu_core::diagnostic::Label;
use mulu_core::document::place::{Lines, Place};
use mulu_core::tree::Tree;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a tree with their lines, each counted once.
#[derive(Debug)]
pub(super) struct Files<'a> {
    tree: &'a Tree,
    lines: BTreeMap<Arc<str>, Lines<'a>>,
}

impl<'a> Files<'a> {
    /// The files of a tree.
    pub(super) fn new(tree: &'a Tree) -> Self {
        Files {
            tree,
            lines: BTreeMap::new(),
        }
    }

    /// The bytes of a file; none where it is absent or wasn't read.
    pub(super) fn bytes(&self, path: &str) -> &'a [u8] {
        self.tree.bytes(path).unwrap_or_default()
    }

    /// Both ends of a label's span; the first place of a file without text.
    pub(super) fn range(&mut self, label: &Label) -> (Place, Place) {
        self.lines(&label.path).range(label.span)
    }

    /// The lines of a file; of one without text a single empty one.
    pub(super) fn lines(&mut self, path: &Arc<str>) -> &Lines<'a> {
        let text = self.bytes(path);
        { self.lines.entry(Arc::clone(path)) }.or_insert_with(|| Lines::new(text))
    }
}
