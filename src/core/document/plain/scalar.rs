//! Keys and values on one line.

use super::{Reader, number};
use crate::diagnostic::Span;
use crate::document::{NodeKind, scalar};

/// A scalar that was found and is not yet a node.
pub(super) struct Scalar {
    span: Span,
    style: Style,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Quoted,
    /// In single quotes, with some of them doubled.
    Doubled,
}

/// Longer keys are none for YAML.
const LONGEST_KEY: u32 = 1000;

impl Reader<'_> {
    /// Finds the scalar that stands here and goes behind it and the spaces after
    /// it; in brackets or not.
    pub(super) fn scalar(&mut self, flow: bool) -> Option<Scalar> {
        match self.byte()? {
            quote @ (b'"' | b'\'') => self.quoted(quote),
            b'-' if self.is_blank(self.at + 1) || flow => None,
            b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|'
            | b'>' | b'%' | b'@' | b'`' | b'\n' => None,
            _ => self.plain(flow),
        }
    }

    /// Stops at the colon of a key, before a comment, or at the end of the line; in
    /// brackets, at what separates there.
    fn plain(&mut self, flow: bool) -> Option<Scalar> {
        let start = self.at;
        let mut last = start;
        while let Some(byte) = self.byte() {
            match byte {
                b'\n' => break,
                b' ' => {
                    self.at += 1;
                    continue;
                }
                b':' if self.is_blank(self.at + 1) => break,
                b':' if flow && self.is_flow(self.at + 1) => return None,
                b'#' if last < self.at => {
                    // A comment: what separates it stays to be seen.
                    self.at = last;
                    break;
                }
                b',' | b']' | b'}' if flow => break,
                b'[' | b'{' if flow => return None,
                _ => {}
            }
            self.at += 1;
            last = self.at;
        }
        // Allowed, and so rare that the general parser may have it.
        if self.byte() == Some(b':') && last < self.at {
            return None;
        }
        if !flow && self.byte() != Some(b':') {
            self.at = last;
        }
        Some(Scalar {
            span: Span::new(number(start)?, number(last)?),
            style: Style::Plain,
        })
    }

    fn is_flow(&self, at: usize) -> bool {
        matches!(self.text.get(at), Some(b',' | b'[' | b']' | b'{' | b'}'))
    }

    fn quoted(&mut self, quote: u8) -> Option<Scalar> {
        let start = self.at;
        let mut style = Style::Quoted;
        self.at += 1;
        loop {
            match self.byte()? {
                b'\n' => return None,
                b'\\' if quote == b'"' => return None,
                byte if byte == quote => {
                    self.at += 1;
                    if quote == b'"' || self.byte() != Some(b'\'') {
                        break;
                    }
                    style = Style::Doubled;
                }
                _ => {}
            }
            self.at += 1;
        }
        Some(Scalar {
            span: Span::new(number(start)?, number(self.at)?),
            style,
        })
    }

    /// Makes a scalar a key and goes behind the colon that must stand here.
    pub(super) fn key(&mut self, key: &Scalar) -> Option<()> {
        let is_key = self.byte() == Some(b':')
            && self.is_blank(self.at + 1)
            && key.span.end - key.span.start <= LONGEST_KEY;
        if !is_key {
            return None;
        }
        self.at += 1;
        self.node(key, true)
    }

    /// Makes a scalar a value.
    pub(super) fn value(&mut self, value: &Scalar) -> Option<()> {
        self.node(value, false)
    }

    fn node(&mut self, found: &Scalar, key: bool) -> Option<()> {
        self.room()?;
        let span = found.span;
        let text = &self.text[span.start as usize..span.end as usize];
        match found.style {
            Style::Quoted => {
                self.builder.quoted(span);
            }
            Style::Doubled => {
                let text = std::str::from_utf8(text).ok()?;
                let value = text[1..text.len() - 1].replace("''", "'");
                self.builder.scalar(NodeKind::Str, span, &value);
            }
            Style::Plain => {
                let kind = kind(text, key)?;
                self.builder.verbatim(kind, span);
            }
        }
        Some(())
    }
}

/// What an unquoted scalar is; none where a value is ambiguous, which must be said.
fn kind(text: &[u8], key: bool) -> Option<NodeKind> {
    // No word and no number begins beyond ASCII.
    if text.first().is_some_and(|first| !first.is_ascii()) {
        return Some(NodeKind::Str);
    }
    let meaning = scalar::resolve(std::str::from_utf8(text).ok()?);
    (key || !meaning.ambiguous).then_some(meaning.kind)
}
