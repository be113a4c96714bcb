//! Lists and mappings in brackets, on one line.

use super::{Reader, number};
use crate::document::NodeKind;

impl Reader<'_> {
    /// The collection whose bracket stands here; goes behind its end.
    pub(super) fn flow(&mut self) -> Option<()> {
        self.room()?;
        let (kind, close) = match self.byte()? {
            b'{' => (NodeKind::Map, b'}'),
            _ => (NodeKind::Seq, b']'),
        };
        self.builder.open(kind, number(self.at)?);
        self.at += 1;
        self.spaces();
        while self.byte()? != close {
            self.flow_entry(kind)?;
            self.spaces();
            match self.byte()? {
                b',' => {
                    self.at += 1;
                    self.spaces();
                    if self.byte()? == close {
                        return None;
                    }
                }
                byte if byte == close => {}
                _ => return None,
            }
        }
        self.at += 1;
        self.builder.close(Some(number(self.at)?));
        Some(())
    }

    fn flow_entry(&mut self, kind: NodeKind) -> Option<()> {
        if kind == NodeKind::Map {
            let key = self.scalar(true)?;
            self.key(&key)?;
            self.spaces();
        }
        if matches!(self.byte()?, b'[' | b'{') {
            return self.flow();
        }
        let value = self.scalar(true)?;
        // A colon here would be a mapping without brackets, or an error.
        if self.byte() == Some(b':') {
            return None;
        }
        self.value(&value)
    }
}
