//! Puts a document together from events.

use super::node::{Document, INNER, NONE, Node, NodeKind};
use crate::diagnostic::Span;
use std::sync::Arc;

/// Collections are opened and closed, scalars added in between.
#[derive(Debug)]
pub struct Builder {
    document: Document,
    /// The open collections, each with the start of its children in `pending`.
    open: Vec<(u32, usize)>,
    pending: Vec<u32>,
}

impl Builder {
    /// A builder for the file at `path` with these bytes (valid UTF-8).
    #[must_use]
    pub fn new(path: Arc<str>, text: Arc<[u8]>) -> Self {
        let document = Document {
            path,
            nodes: Vec::with_capacity(text.len() / 16),
            text,
            children: Vec::new(),
            owned: Vec::new(),
            complete: true,
        };
        Builder {
            document,
            open: Vec::new(),
            pending: Vec::new(),
        }
    }

    fn push(&mut self, kind: NodeKind, span: Span, a: u32) -> u32 {
        let id = number(self.document.nodes.len());
        self.document.nodes.push(Node {
            kind,
            span,
            parent: self.open.last().map_or(NONE, |(id, _)| *id),
            a,
            b: 0,
        });
        if !self.open.is_empty() {
            self.pending.push(id);
        }
        id
    }

    /// Adds a scalar and returns its id; the value is kept only where the text
    /// at `span` is not the value itself, quoted or not.
    pub fn scalar(&mut self, kind: NodeKind, span: Span, value: &str) -> u32 {
        let text = self
            .document
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default();
        let a = if text == value.as_bytes() {
            NONE
        } else if matches!(text, [b'"' | b'\'', inner @ .., _] if inner == value.as_bytes()) {
            INNER
        } else {
            self.document.owned.push(value.into());
            number(self.document.owned.len() - 1)
        };
        self.push(kind, span, a)
    }

    /// Opens a list or a mapping and returns its id.
    pub fn open(&mut self, kind: NodeKind, start: u32) -> u32 {
        let id = self.push(kind, Span::new(start, start), 0);
        self.open.push((id, self.pending.len()));
        id
    }

    /// Closes what was opened last. Without an end it ends with its last child,
    /// as block collections do.
    pub fn close(&mut self, end: Option<u32>) {
        let Some((id, start)) = self.open.pop() else {
            return;
        };
        if self.document.nodes[id as usize].kind == NodeKind::Map
            && !(self.pending.len() - start).is_multiple_of(2)
        {
            self.complete_entry(id);
        }
        let children = &self.pending[start..];
        let last = children
            .last()
            .map(|child| self.document.nodes[*child as usize].span.end);
        let (from, count) = (number(self.document.children.len()), number(children.len()));
        self.document.children.extend_from_slice(children);
        self.pending.truncate(start);
        let node = &mut self.document.nodes[id as usize];
        node.a = from;
        node.b = count;
        node.span.end = end.or(last).unwrap_or_default().max(node.span.start);
    }

    /// A key at which reading broke off gets nothing as its value.
    fn complete_entry(&mut self, parent: u32) {
        let end = self
            .document
            .nodes
            .last()
            .map_or(0, |node| node.span.end.max(node.span.start));
        let id = number(self.document.nodes.len());
        self.document.nodes.push(Node {
            kind: NodeKind::Null,
            span: Span::new(end, end),
            parent,
            a: NONE,
            b: 0,
        });
        self.pending.push(id);
    }

    /// Whether the next node is a key.
    #[must_use]
    pub fn at_key(&self) -> bool {
        self.open.last().is_some_and(|(id, start)| {
            self.document.nodes[*id as usize].kind == NodeKind::Map
                && (self.pending.len() - start).is_multiple_of(2)
        })
    }

    /// How many collections are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// How many nodes there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.document.nodes.len()
    }

    /// Whether there is no node yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.document.nodes.is_empty()
    }

    /// The kind and place of the topmost node so far.
    #[must_use]
    pub fn root(&self) -> Option<(NodeKind, Span)> {
        let root = self.document.nodes.first()?;
        Some((root.kind, root.span))
    }

    /// Whether nothing has broken reading off.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.document.complete
    }

    /// Remembers that reading ended before the file did.
    pub fn broken_off(&mut self) {
        self.document.complete = false;
    }

    /// The finished document; what is still open is closed. `None` where the
    /// topmost node is no mapping, or there is none.
    #[must_use]
    pub fn finish(mut self) -> Option<Document> {
        while self.depth() > 0 {
            self.close(None);
        }
        self.document.nodes.shrink_to_fit();
        self.document.children.shrink_to_fit();
        let root = self.document.nodes.first()?;
        (root.kind == NodeKind::Map).then_some(self.document)
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(NONE)
}
