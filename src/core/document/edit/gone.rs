//! An entry taken away: the lines that it stands on, or its place between commas.
//! A comment on a line of its own is nobody's to take along: then nothing goes.

use super::Refusal;
use super::splice::{Splice, bytes, end, ends, lead};
use crate::document::{NodeKind, NodeRef};

/// Takes an entry out of the mapping or list that it is in, where others stay.
pub(super) fn remove(node: NodeRef<'_>) -> Result<Splice, Refusal> {
    let above = node.parent().ok_or(Refusal::Absent)?;
    let entries: Vec<(usize, usize)> = match above.kind() {
        NodeKind::Map => above
            .entries()
            .map(|(key, value)| (ends(key).0, end((key, value))))
            .collect(),
        _ => above.items().map(ends).collect(),
    };
    let first = node.key().unwrap_or(node);
    let from = ends(first).0;
    let at = entries.iter().position(|(start, _)| *start == from);
    let at = at.ok_or(Refusal::Form)?;
    // What has no other entry is taken away as a whole, by whoever wants that.
    if entries.len() < 2 {
        return Err(Refusal::Form);
    }
    let (from, to) = match bytes(above).first() {
        Some(b'{' | b'[') => between(above, &entries, at)?,
        _ => lines(first, &entries, at)?,
    };
    let text = String::new();
    Ok(Splice { from, to, text })
}

/// Within brackets: with the comma that stood beside it.
fn between(
    above: NodeRef<'_>,
    entries: &[(usize, usize)],
    at: usize,
) -> Result<(usize, usize), Refusal> {
    let (start, end) = entries[at];
    let (from, to) = match at.checked_sub(1).and_then(|before| entries.get(before)) {
        Some((_, before)) => (*before, end),
        None => (start, entries.get(1).map_or(end, |(next, _)| *next)),
    };
    let text = above.document().text();
    let beside = [text.get(from..start), text.get(end..to)];
    let mut beside = beside.into_iter().flatten().flatten();
    match beside.all(|byte| matches!(byte, b',' | b' ')) {
        true => Ok((from, to)),
        false => Err(Refusal::Form),
    }
}

/// On lines of its own: these. The first of several beside a dash leaves its place to
/// the next.
fn lines(
    first: NodeRef<'_>,
    entries: &[(usize, usize)],
    at: usize,
) -> Result<(usize, usize), Refusal> {
    let text = first.document().text();
    let (start, end) = entries[at];
    let lead = lead(first);
    let is_item = first
        .parent()
        .is_some_and(|above| above.kind() == NodeKind::Seq);
    let own = match is_item {
        true => lead.strip_suffix(b"- ").unwrap_or(lead),
        false => lead,
    };
    if own.iter().any(|byte| *byte != b' ') {
        // Beside the dash of the list above.
        let next = entries.get(at + 1).ok_or(Refusal::Form)?.0;
        let between = text.get(end..next).ok_or(Refusal::Form)?;
        let blank = between.iter().all(u8::is_ascii_whitespace);
        return match blank && !has_comment(text.get(start..end).unwrap_or_default()) {
            true => Ok((start, next)),
            false => Err(Refusal::Form),
        };
    }
    let from = start - lead.len();
    let ended = end > 0 && text.get(end - 1) == Some(&b'\n');
    let rest = text.get(end..).unwrap_or_default();
    let line = rest.iter().position(|byte| *byte == b'\n');
    let to = match (ended, line) {
        (true, _) => end,
        (false, Some(line)) => end + line + 1,
        (false, None) => text.len(),
    };
    match has_comment(text.get(from..to).unwrap_or_default()) {
        true => Err(Refusal::Form),
        false => Ok((from, to)),
    }
}

/// Whether a line of the text is a comment.
fn has_comment(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n');
    lines.any(|line| line.trim_ascii_start().first() == Some(&b'#'))
}
