//! RFC 6901 pointers: from a node to its pointer and back.

use super::{Document, NodeKind, NodeRef};
use crate::diagnostic::Label;
use std::borrow::Cow;
use std::sync::Arc;

/// The tokens of an RFC 6901 pointer, unescaped.
pub fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescaped)
}

/// A token as the key that it means.
pub(crate) fn unescaped(token: &str) -> Cow<'_, str> {
    match token.contains('~') {
        true => Cow::Owned(token.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(token),
    }
}

impl Document {
    /// The node at an RFC 6901 pointer.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<NodeRef<'_>> {
        let mut node = self.root();
        for token in tokens(pointer) {
            node = match node.kind() {
                NodeKind::Map => node.get(&token)?,
                NodeKind::Seq => node.index(token.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }
}

impl NodeRef<'_> {
    /// The RFC 6901 pointer to it.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut tokens: Vec<Cow<'_, str>> = Vec::new();
        let mut node = self;
        while let Some(parent) = node.parent() {
            tokens.push(token(node, parent));
            node = parent;
        }
        tokens
            .iter()
            .rev()
            .fold(String::new(), |pointer, token| pointer + "/" + token)
    }

    /// A label at its place.
    #[must_use]
    pub fn label(self) -> Label {
        Label::new(Arc::clone(self.document().path()), self.span()).at(self.pointer())
    }
}

/// The last token of the pointer to `node`; a key has its value's.
fn token<'a>(node: NodeRef<'a>, parent: NodeRef<'a>) -> Cow<'a, str> {
    let position = parent
        .children()
        .binary_search(&node.id())
        .unwrap_or_default();
    if parent.kind() == NodeKind::Seq {
        return Cow::Owned(position.to_string());
    }
    let key = parent.sibling(parent.children()[position - position % 2]);
    escaped(key.scalar_text().unwrap_or_default())
}

/// A key as a token of a pointer.
#[must_use]
pub fn escaped(key: &str) -> Cow<'_, str> {
    match key.contains(['~', '/']) {
        true => Cow::Owned(key.replace('~', "~0").replace('/', "~1")),
        false => Cow::Borrowed(key),
    }
}
