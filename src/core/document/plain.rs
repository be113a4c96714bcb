//! The plain part of YAML that registry documents are written in, read straight
//! into nodes: block mappings and lists, scalars on one line, brackets on one line,
//! comments.
//!
//! It knows nothing of errors. At the first thing that is not certainly of that
//! part, or that would have to be reported, it gives up, and the general parser
//! reads the whole document. So it need not accept all that is allowed, but what
//! it accepts it reads as the general parser does: the same nodes at the same
//! places. `plain/tests.rs` and `fuzz/` hold both against each other.

mod flow;
mod line;
mod scalar;
#[cfg(test)]
mod tests;

use super::{Builder, Document, MAX_DEPTH, NodeKind};
use std::sync::Arc;

/// Deeper than this the limits come near; the general parser counts.
const DEEPEST: usize = MAX_DEPTH / 2;

/// The nodes of a text without findings so far, if it is plain.
pub(super) fn read(path: &Arc<str>, text: &Arc<[u8]>, max_nodes: usize) -> Option<Document> {
    if has_strange_bytes(text) {
        return None;
    }
    let mut reader = Reader {
        text,
        at: 0,
        line: 0,
        builder: Builder::new(Arc::clone(path), Arc::clone(text)),
        levels: Vec::with_capacity(16),
        awaiting: None,
        max_nodes,
    };
    match reader.document() {
        Some(()) => reader.builder.finish(),
        None => {
            reader.builder.discard();
            None
        }
    }
}

/// Tabs, and the two characters that YAML doesn't count as printable and
/// [`super::bytes`] doesn't look for.
fn has_strange_bytes(text: &[u8]) -> bool {
    memchr::memchr(b'\t', text).is_some()
        || memchr::memmem::find_iter(text, b"\xEF\xBF")
            .any(|at| matches!(text.get(at + 2), Some(0xBE | 0xBF)))
}

/// An open block collection.
#[derive(Clone, Copy)]
struct Level {
    /// The column of its keys or dashes.
    indent: usize,
    list: bool,
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    /// Where the line begins.
    line: usize,
    builder: Builder,
    levels: Vec<Level>,
    /// Where nothing would stand, if nothing follows a key or a dash.
    awaiting: Option<usize>,
    max_nodes: usize,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<()> {
        while let Some(indent) = self.next_content() {
            let dash = self.at_dash();
            self.find_level(indent, dash)?;
            self.entry()?;
        }
        self.nothing()?;
        (!self.levels.is_empty()).then_some(())
    }

    /// Opens or closes collections until the innermost one is that of the line.
    fn find_level(&mut self, indent: usize, dash: bool) -> Option<()> {
        if indent == 0 && self.is_marker() {
            return None;
        }
        match self.levels.last() {
            None if indent == 0 && !dash => return self.open(indent, dash),
            None => return None,
            Some(top) => {
                let inside = indent > top.indent || (dash && !top.list && indent == top.indent);
                if self.awaiting.is_some() && inside {
                    self.awaiting = None;
                    return self.open(indent, dash);
                }
                // Text over several lines, or a line that belongs nowhere.
                if indent > top.indent {
                    return None;
                }
            }
        }
        self.nothing()?;
        while let Some(top) = self.levels.last() {
            // The entries of a list may stand right below its key.
            if indent == top.indent && dash == top.list {
                return Some(());
            }
            if indent > top.indent || (indent == top.indent && !top.list) {
                return None;
            }
            self.levels.pop();
            self.builder.close(None);
        }
        None
    }

    fn open(&mut self, indent: usize, list: bool) -> Option<()> {
        self.room()?;
        let mut start = self.line + indent;
        if self.levels.last().is_some_and(|top| top.indent == indent) {
            // Where the dashes are no further in than the key above, the parser
            // has the list begin with its first entry, which must be here then.
            start = self.text[start + 1..]
                .iter()
                .position(|byte| *byte != b' ')?
                + start
                + 1;
            if matches!(self.text[start], b'\n' | b'#') {
                return None;
            }
        }
        self.levels.push(Level { indent, list });
        let kind = if list { NodeKind::Seq } else { NodeKind::Map };
        self.builder.open(kind, number(start)?);
        Some(())
    }

    /// Gives up where a limit comes near.
    fn room(&self) -> Option<()> {
        (self.builder.depth() < DEEPEST && self.builder.len() < self.max_nodes).then_some(())
    }

    /// Puts nothing where a value is awaited.
    fn nothing(&mut self) -> Option<()> {
        if let Some(at) = self.awaiting.take() {
            self.room()?;
            let at = number(at)?;
            self.builder
                .verbatim(NodeKind::Null, crate::diagnostic::Span::new(at, at));
        }
        Some(())
    }

    /// One entry of the innermost collection, with those that it opens on the
    /// same line.
    fn entry(&mut self) -> Option<()> {
        while self.levels.last()?.list {
            self.at += 1;
            if self.awaits()? {
                return Some(());
            }
            let indent = self.at - self.line;
            if self.at_dash() {
                self.open(indent, true)?;
                continue;
            }
            if matches!(self.byte()?, b'[' | b'{') {
                self.flow()?;
                return self.ends_line().then_some(());
            }
            let scalar = self.scalar(false)?;
            if self.byte() != Some(b':') {
                self.value(&scalar)?;
                return self.ends_line().then_some(());
            }
            self.open(indent, false)?;
            self.key(&scalar)?;
            return self.entry_value();
        }
        let key = self.scalar(false)?;
        self.key(&key)?;
        self.entry_value()
    }

    /// What stands behind the colon of a key.
    fn entry_value(&mut self) -> Option<()> {
        if self.awaits()? {
            return Some(());
        }
        if matches!(self.byte()?, b'[' | b'{') {
            self.flow()?;
        } else {
            let scalar = self.scalar(false)?;
            self.value(&scalar)?;
        }
        self.ends_line().then_some(())
    }

    /// Whether the value must stand on lines that follow.
    fn awaits(&mut self) -> Option<bool> {
        // Nothing stands behind its dash and whatever follows that, and at the
        // colon of its key.
        let list = self.levels.last()?.list;
        let place = self.at;
        let bare = matches!(self.byte(), None | Some(b'\n'));
        if !self.ends_line() {
            return Some(false);
        }
        if list && !bare {
            return None;
        }
        self.awaiting = Some(place - usize::from(!list));
        Some(true)
    }
}

/// An offset as nodes keep them.
fn number(offset: usize) -> Option<u32> {
    u32::try_from(offset).ok()
}
