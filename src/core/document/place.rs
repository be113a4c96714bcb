//! From byte offsets to the lines and columns that people read.

use crate::diagnostic::Span;

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// The line starts of one file, so that many places cost one pass.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a [u8],
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(
            (1u32..)
                .zip(text)
                .filter(|(_, byte)| **byte == b'\n')
                .map(|(next, _)| next),
        );
        Lines { text, starts }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a [u8] {
        self.text
    }

    /// The place of a byte offset; past the end it is the end.
    #[must_use]
    pub fn place(&self, offset: u32) -> Place {
        let offset = (offset as usize).min(self.text.len());
        let line = self
            .starts
            .partition_point(|start| *start as usize <= offset)
            - 1;
        let before = &self.text[self.starts[line] as usize..offset];
        // A character is counted by its first byte; the others are 0b10xxxxxx.
        let column = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
        Place {
            line: number(line + 1),
            column: number(column),
        }
    }

    /// The places of both ends of a span.
    #[must_use]
    pub fn range(&self, span: Span) -> (Place, Place) {
        (self.place(span.start), self.place(span.end))
    }
}

/// The bytes between two offsets.
pub(super) fn span(start: usize, end: usize) -> Span {
    Span::new(number(start), number(end))
}

/// Where the line of an offset begins.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let lines = Lines::new("name: 武隆\n单位: x\n".as_bytes());
        assert_eq!(lines.place(6), Place { line: 1, column: 7 });
        assert_eq!(lines.place(12), Place { line: 1, column: 9 });
        assert_eq!(lines.place(13), Place { line: 2, column: 1 });
        assert_eq!(lines.place(21), Place { line: 2, column: 5 });
    }
}
