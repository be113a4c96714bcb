//! Going along lines: what stands here, and what of a line is left.

use super::Reader;

impl Reader<'_> {
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Goes to the next line that says something; its indentation.
    pub(super) fn next_content(&mut self) -> Option<usize> {
        loop {
            self.line = self.at;
            self.spaces();
            match self.byte()? {
                b'\n' => self.at += 1,
                b'#' => self.skip_line(),
                _ => return Some(self.at - self.line),
            }
        }
    }

    pub(super) fn spaces(&mut self) {
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
    }

    pub(super) fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    }

    /// Whether nothing but a comment is left of the line, which is left then.
    /// Wants to stand behind what ends a value.
    pub(super) fn ends_line(&mut self) -> bool {
        let end = self.at;
        self.spaces();
        match self.byte() {
            None => true,
            Some(b'\n') => {
                self.at += 1;
                true
            }
            Some(b'#') if self.at > end => {
                self.skip_line();
                true
            }
            _ => false,
        }
    }

    /// Whether a dash stands here that begins an entry of a list.
    pub(super) fn at_dash(&self) -> bool {
        self.byte() == Some(b'-') && self.is_blank(self.at + 1)
    }

    /// Whether a byte separates: a space, the end of the line or of the file.
    pub(super) fn is_blank(&self, at: usize) -> bool {
        matches!(self.text.get(at), None | Some(b' ' | b'\n'))
    }

    /// `---`, `...` and `%` are no content at the beginning of a line.
    pub(super) fn is_marker(&self) -> bool {
        let rest = &self.text[self.at..];
        rest.starts_with(b"---") || rest.starts_with(b"...") || rest.starts_with(b"%")
    }
}
