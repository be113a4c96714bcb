//! Nodes in an arena: 16 bytes each, strings borrowed from the text where the
//! text has them verbatim.
//!
//! Places are kept as byte ranges for keys and values alike; pointers, lines
//! and columns are derived when asked for. Ids rise in the order of the file,
//! so that a node's position among its siblings is found by bisection.

use super::Limits;
use crate::diagnostic::Span;
use std::sync::Arc;

pub(super) const NONE: u32 = u32::MAX;
/// The value is the text between the quotes.
pub(super) const INNER: u32 = u32::MAX - 1;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `null`, `~` or nothing.
    Null,
    /// `true`, `false`.
    Bool,
    /// A whole number that fits `i64`.
    Int,
    /// Any other number.
    Float,
    /// Text; dates too.
    Str,
    /// A list.
    Seq,
    /// A mapping, keys in the order written.
    Map,
}

/// The highest bits of a node's start tell what it is.
const KIND_SHIFT: u32 = 29;
const _: () = assert!(Limits::EVERY.bytes < 1 << KIND_SHIFT);

/// The kinds by the number that nodes keep.
const KINDS: [NodeKind; 8] = [
    NodeKind::Null,
    NodeKind::Bool,
    NodeKind::Int,
    NodeKind::Float,
    NodeKind::Str,
    NodeKind::Seq,
    NodeKind::Map,
    NodeKind::Null,
];

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// The kind and the first byte.
    start: u32,
    end: u32,
    pub(super) parent: u32,
    /// Scalars: index into `owned`, or NONE where the span's text is the value,
    /// or INNER where that is so within the quotes.
    /// Collections: where in `children` their number stands, then they
    /// themselves (a mapping has two an entry); NONE where there are none.
    pub(super) a: u32,
}

impl Node {
    pub(super) fn new(kind: NodeKind, span: Span, parent: u32, a: u32) -> Self {
        Node {
            start: span.start | (kind as u32) << KIND_SHIFT,
            end: span.end,
            parent,
            a,
        }
    }

    pub(super) fn kind(&self) -> NodeKind {
        KINDS[(self.start >> KIND_SHIFT) as usize]
    }

    pub(super) fn span(&self) -> Span {
        Span {
            start: self.start & ((1 << KIND_SHIFT) - 1),
            end: self.end,
        }
    }

    /// Sets the end, which is never before the start.
    pub(super) fn end_at(&mut self, end: u32) {
        self.end = end.max(self.span().start);
    }
}

/// One file's nodes. The root is a mapping.
#[derive(Debug)]
pub struct Document {
    pub(super) path: Arc<str>,
    pub(super) text: Arc<[u8]>,
    pub(super) nodes: Box<[Node]>,
    pub(super) children: Box<[u32]>,
    pub(super) owned: Box<[Box<str>]>,
    pub(super) complete: bool,
}

/// A node of a document; cheap to copy.
#[derive(Clone, Copy)]
pub struct NodeRef<'a> {
    doc: &'a Document,
    id: u32,
}

impl Document {
    /// The file's path, relative to the folder that holds `registry/`.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The file's bytes; where some of them are no text, others stand in their
    /// place, so that offsets stay the same.
    #[must_use]
    pub fn text(&self) -> &Arc<[u8]> {
        &self.text
    }

    /// The topmost node.
    #[must_use]
    pub fn root(&self) -> NodeRef<'_> {
        NodeRef { doc: self, id: 0 }
    }

    /// Whether reading reached the end of the file. Where a syntax error or a
    /// limit ended it, nothing can be said of what is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The node with an id that [`NodeRef::id`] gave for this document.
    ///
    /// # Panics
    /// When the id is of another document and too large for this one.
    #[must_use]
    pub fn node(&self, id: u32) -> NodeRef<'_> {
        assert!(
            (id as usize) < self.nodes.len(),
            "node id of another document"
        );
        NodeRef { doc: self, id }
    }

    /// Every node, parents before their children.
    pub fn iter(&self) -> impl Iterator<Item = NodeRef<'_>> {
        (0u32..)
            .take(self.nodes.len())
            .map(move |id| NodeRef { doc: self, id })
    }
}

impl<'a> NodeRef<'a> {
    fn node(self) -> &'a Node {
        &self.doc.nodes[self.id as usize]
    }

    pub(super) fn children(self) -> &'a [u32] {
        let node = self.node();
        if node.a == NONE || !matches!(node.kind(), NodeKind::Seq | NodeKind::Map) {
            return &[];
        }
        let at = node.a as usize;
        let count = self.doc.children[at] as usize;
        &self.doc.children[at + 1..=at + count]
    }

    pub(super) fn sibling(self, id: u32) -> NodeRef<'a> {
        NodeRef { doc: self.doc, id }
    }

    /// The document it belongs to.
    #[must_use]
    pub fn document(self) -> &'a Document {
        self.doc
    }

    /// Its number within the document.
    #[must_use]
    pub fn id(self) -> u32 {
        self.id
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        self.node().kind()
    }

    /// Whether it is neither a list nor a mapping.
    #[must_use]
    pub fn is_scalar(self) -> bool {
        !matches!(self.kind(), NodeKind::Seq | NodeKind::Map)
    }

    /// Its bytes in the file.
    #[must_use]
    pub fn span(self) -> Span {
        self.node().span()
    }

    /// The text of a scalar, whatever its kind: what the author wrote, with
    /// quotes and escapes undone. `None` for lists and mappings.
    #[must_use]
    pub fn scalar_text(self) -> Option<&'a str> {
        let node = self.node();
        match (node.kind(), node.a) {
            (NodeKind::Seq | NodeKind::Map, _) => None,
            (_, NONE | INNER) => std::str::from_utf8(self.scalar_bytes()).ok(),
            (_, owned) => Some(&self.doc.owned[owned as usize]),
        }
    }

    /// The same as bytes, for comparisons; nothing for lists and mappings.
    pub(super) fn scalar_bytes(self) -> &'a [u8] {
        let node = self.node();
        let span = node.span();
        let (start, end) = (span.start as usize, span.end as usize);
        match (node.kind(), node.a) {
            (NodeKind::Seq | NodeKind::Map, _) => &[],
            (_, NONE) => &self.doc.text[start..end],
            (_, INNER) => &self.doc.text[start + 1..end - 1],
            (_, owned) => self.doc.owned[owned as usize].as_bytes(),
        }
    }

    /// Whether it is text, and this one.
    #[must_use]
    pub fn is_text(self, text: &str) -> bool {
        self.kind() == NodeKind::Str && self.scalar_bytes() == text.as_bytes()
    }

    /// Whether the scalar stands in the file just as its value is, without
    /// quotes, escapes or folding.
    #[must_use]
    pub fn is_verbatim(self) -> bool {
        self.node().a == NONE
    }

    /// The value of text.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        (self.kind() == NodeKind::Str).then(|| self.scalar_text())?
    }

    /// The value of a whole number.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        (self.kind() == NodeKind::Int).then(|| self.scalar_text()?.parse().ok())?
    }

    /// The value of any number.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        match self.kind() {
            NodeKind::Int | NodeKind::Float => self.scalar_text()?.parse().ok(),
            _ => None,
        }
    }

    /// The value of `true` or `false`.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == NodeKind::Bool).then(|| self.scalar_text() == Some("true"))
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == NodeKind::Null
    }

    /// The value under a key of a mapping.
    #[must_use]
    pub fn get(self, key: &str) -> Option<NodeRef<'a>> {
        self.entries()
            .find(|(k, _)| k.scalar_bytes() == key.as_bytes() && k.is_scalar())
            .map(|(_, value)| value)
    }

    /// The key and the value of the entry at a position of a mapping.
    #[must_use]
    pub fn entry(self, position: usize) -> Option<(NodeRef<'a>, NodeRef<'a>)> {
        if self.kind() != NodeKind::Map {
            return None;
        }
        match self.children().get(2 * position..2 * position + 2)? {
            [key, value] => Some((self.sibling(*key), self.sibling(*value))),
            _ => None,
        }
    }

    /// The entry of a list.
    #[must_use]
    pub fn index(self, index: usize) -> Option<NodeRef<'a>> {
        if self.kind() != NodeKind::Seq {
            return None;
        }
        self.children().get(index).map(|id| self.sibling(*id))
    }

    /// Keys and values of a mapping in the order written; nothing else has any.
    pub fn entries(self) -> impl ExactSizeIterator<Item = (NodeRef<'a>, NodeRef<'a>)> {
        let children = if self.kind() == NodeKind::Map {
            self.children()
        } else {
            &[]
        };
        children
            .chunks_exact(2)
            .map(move |pair| (self.sibling(pair[0]), self.sibling(pair[1])))
    }

    /// The entries of a list; nothing else has any.
    pub fn items(self) -> impl ExactSizeIterator<Item = NodeRef<'a>> {
        let children = if self.kind() == NodeKind::Seq {
            self.children()
        } else {
            &[]
        };
        children.iter().map(move |id| self.sibling(*id))
    }

    /// How many entries a list or mapping has.
    #[must_use]
    pub fn len(self) -> usize {
        match self.kind() {
            NodeKind::Map => self.children().len() / 2,
            _ => self.children().len(),
        }
    }

    /// Whether a list or mapping has no entry; true for scalars.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The list or mapping that it stands in.
    #[must_use]
    pub fn parent(self) -> Option<NodeRef<'a>> {
        let parent = self.node().parent;
        (parent != NONE).then(|| self.sibling(parent))
    }

    /// The key that it is the value of.
    #[must_use]
    pub fn key(self) -> Option<NodeRef<'a>> {
        let parent = self.parent()?;
        if parent.kind() != NodeKind::Map {
            return None;
        }
        let siblings = parent.children();
        let position = siblings.binary_search(&self.id).ok()?;
        (position % 2 == 1).then(|| parent.sibling(siblings[position - 1]))
    }

    /// The same as a JSON value, for those who change it.
    #[must_use]
    pub fn to_json(self) -> serde_json::Value {
        use serde_json::Value;
        match self.kind() {
            NodeKind::Null => Value::Null,
            NodeKind::Bool => self.as_bool().into(),
            NodeKind::Int => self.as_i64().into(),
            NodeKind::Float => self.as_f64().into(),
            NodeKind::Str => self.as_str().into(),
            NodeKind::Seq => self.items().map(NodeRef::to_json).collect(),
            NodeKind::Map => self
                .entries()
                .map(|(key, value)| {
                    (
                        key.scalar_text().unwrap_or_default().to_owned(),
                        value.to_json(),
                    )
                })
                .collect(),
        }
    }
}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.doc.path, self.pointer())
    }
}
