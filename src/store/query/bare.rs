//! A query's text without what stands in quotes and comments.

/// The text with quotes and comments blanked byte by byte, so that places
/// stay. It helps to find words for a sentence; nothing is permitted by it.
pub(super) fn bare(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut bare = bytes.to_vec();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let end = match byte {
            b'-' if rest.starts_with(b"--") => find(rest, 2, b"\n"),
            b'/' if rest.starts_with(b"/*") => find(rest, 2, b"*/"),
            b'\'' | b'"' | b'`' => find(rest, 1, &[*byte]),
            b'[' => find(rest, 1, b"]"),
            _ => {
                at += 1;
                continue;
            }
        };
        bare[at..at + end].fill(b' ');
        at += end;
    }
    // What was blanked ends where an ASCII character does: it is text still.
    String::from_utf8_lossy(&bare).into_owned()
}

/// Where a text ends that closes with `close`, looked for behind `open` bytes.
fn find(rest: &[u8], open: usize, close: &[u8]) -> usize {
    let inside = &rest[open.min(rest.len())..];
    let length = inside.windows(close.len()).position(|it| it == close);
    length.map_or(rest.len(), |length| open + length + close.len())
}

/// Line and column, from 1, of a byte.
pub(super) fn place(text: &str, at: usize) -> Option<(i64, i64)> {
    let before = text.get(..at)?;
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    let column = last.chars().count() + 1;
    Some((i64::try_from(line).ok()?, i64::try_from(column).ok()?))
}

/// Whether a character is part of a name.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
