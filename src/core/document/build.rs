//! Puts a document together from events.

use super::node::{Document, INNER, NONE, Node, NodeKind};
use crate::diagnostic::Span;
use std::cell::Cell;
use std::sync::Arc;

/// What a document is put together in: kept from one file to the next on the
/// same thread, so that each document takes two allocations of the right size.
#[derive(Debug, Default)]
struct Workbench {
    nodes: Vec<Node>,
    children: Vec<u32>,
    /// The open collections, each with the start of its children in `pending`.
    open: Vec<(u32, usize)>,
    pending: Vec<u32>,
}

thread_local! {
    static WORKBENCH: Cell<Workbench> = Cell::default();
}

/// More nodes than this are not kept room for.
const ROOM: usize = 1 << 14;

/// Collections are opened and closed, scalars added in between.
#[derive(Debug)]
pub(super) struct Builder {
    path: Arc<str>,
    text: Arc<[u8]>,
    bench: Workbench,
    owned: Vec<Box<str>>,
    complete: bool,
}

impl Builder {
    /// A builder for the file at `path` with these bytes (valid UTF-8).
    pub(super) fn new(path: Arc<str>, text: Arc<[u8]>) -> Self {
        let mut bench = WORKBENCH.take();
        bench.nodes.clear();
        bench.children.clear();
        bench.open.clear();
        bench.pending.clear();
        Builder {
            path,
            text,
            bench,
            owned: Vec::new(),
            complete: true,
        }
    }

    fn push(&mut self, kind: NodeKind, span: Span, a: u32) -> u32 {
        let id = number(self.bench.nodes.len());
        let parent = self.bench.open.last().map_or(NONE, |(id, _)| *id);
        self.bench.nodes.push(Node::new(kind, span, parent, a));
        if !self.bench.open.is_empty() {
            self.bench.pending.push(id);
        }
        id
    }

    /// Adds a scalar and returns its id; the value is kept only where the text
    /// at `span` is not the value itself, quoted or not.
    pub(super) fn scalar(&mut self, kind: NodeKind, span: Span, value: &str) -> u32 {
        let text = self
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default();
        if text == value.as_bytes() {
            self.verbatim(kind, span)
        } else if matches!(text, [b'"' | b'\'', inner @ .., _] if inner == value.as_bytes()) {
            self.quoted(span)
        } else {
            self.owned.push(value.into());
            self.push(kind, span, number(self.owned.len() - 1))
        }
    }

    /// Adds a scalar that stands in the text just as its value is.
    pub(super) fn verbatim(&mut self, kind: NodeKind, span: Span) -> u32 {
        self.push(kind, span, NONE)
    }

    /// Adds text that stands in quotes just as its value is.
    pub(super) fn quoted(&mut self, span: Span) -> u32 {
        self.push(NodeKind::Str, span, INNER)
    }

    /// Opens a list or a mapping and returns its id.
    pub(super) fn open(&mut self, kind: NodeKind, start: u32) -> u32 {
        let id = self.push(kind, Span::new(start, start), NONE);
        self.bench.open.push((id, self.bench.pending.len()));
        id
    }

    /// Closes what was opened last. Without an end it ends with its last child,
    /// as block collections do.
    pub(super) fn close(&mut self, end: Option<u32>) {
        let Some((id, start)) = self.bench.open.pop() else {
            return;
        };
        let bench = &mut self.bench;
        if bench.nodes[id as usize].kind() == NodeKind::Map
            && !(bench.pending.len() - start).is_multiple_of(2)
        {
            bench.complete_entry(id);
        }
        let children = &bench.pending[start..];
        let last = children
            .last()
            .map(|child| bench.nodes[*child as usize].span().end);
        let node = &mut bench.nodes[id as usize];
        node.end_at(end.or(last).unwrap_or_default());
        if !children.is_empty() {
            node.a = number(bench.children.len());
            bench.children.push(number(children.len()));
            bench.children.extend_from_slice(children);
        }
        bench.pending.truncate(start);
    }

    /// Whether the next node is a key.
    pub(super) fn at_key(&self) -> bool {
        self.bench.open.last().is_some_and(|(id, start)| {
            self.bench.nodes[*id as usize].kind() == NodeKind::Map
                && (self.bench.pending.len() - start).is_multiple_of(2)
        })
    }

    /// How many collections are open.
    pub(super) fn depth(&self) -> usize {
        self.bench.open.len()
    }

    /// How many nodes there are so far.
    pub(super) fn len(&self) -> usize {
        self.bench.nodes.len()
    }

    /// The kind and place of the topmost node so far.
    pub(super) fn root(&self) -> Option<(NodeKind, Span)> {
        let root = self.bench.nodes.first()?;
        Some((root.kind(), root.span()))
    }

    /// Whether nothing has broken reading off.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// Remembers that reading ended before the file did.
    pub(super) fn broken_off(&mut self) {
        self.complete = false;
    }

    /// The finished document; what is still open is closed. `None` where the
    /// topmost node is no mapping, or there is none.
    pub(super) fn finish(mut self) -> Option<Document> {
        while self.depth() > 0 {
            self.close(None);
        }
        let (root, _) = self.root()?;
        let large = self.len() > ROOM;
        let (nodes, children) = if large {
            let bench = std::mem::take(&mut self.bench);
            (bench.nodes.into(), bench.children.into())
        } else {
            let bench = &self.bench;
            (
                bench.nodes.as_slice().into(),
                bench.children.as_slice().into(),
            )
        };
        WORKBENCH.set(self.bench);
        (root == NodeKind::Map).then_some(Document {
            path: self.path,
            text: self.text,
            nodes,
            children,
            owned: self.owned.into(),
            complete: self.complete,
        })
    }

    /// Forgets everything.
    pub(super) fn discard(self) {
        if self.len() <= ROOM {
            WORKBENCH.set(self.bench);
        }
    }
}

impl Workbench {
    /// A key at which reading broke off gets nothing as its value.
    fn complete_entry(&mut self, parent: u32) {
        let end = self.nodes.last().map_or(0, |node| node.span().end);
        let id = number(self.nodes.len());
        let nothing = Node::new(NodeKind::Null, Span::new(end, end), parent, NONE);
        self.nodes.push(nothing);
        self.pending.push(id);
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(NONE)
}
