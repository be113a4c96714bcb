//! Where the bytes of an edit go.

use super::words::{self, Quotes, flow, scalar};
use super::{Edit, Refusal, gone};
use crate::document::{Document, NodeKind, NodeRef};
use serde_json::Value;

/// New text in place of the bytes `from..to`.
pub(super) struct Splice {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) text: String,
}

pub(super) fn of(document: &Document, edit: &Edit) -> Result<Splice, Refusal> {
    let at = |pointer: &str| document.at(pointer).ok_or(Refusal::Absent);
    match edit {
        Edit::Replace { at: place, value } => replace(at(place)?, value),
        Edit::Rename { at: place, key } => replace(
            at(place)?.key().ok_or(Refusal::Absent)?,
            &key.as_str().into(),
        ),
        Edit::Insert {
            into,
            after,
            key,
            value,
        } => insert(
            at(into)?,
            after.as_deref(),
            &format!("{}: {}", words::key(key), flow(value)),
        ),
        Edit::Append { to, value } => append(at(to)?, &flow(value)),
        Edit::Remove { at: place } => gone::remove(at(place)?),
    }
}

pub(super) fn bytes(node: NodeRef<'_>) -> &[u8] {
    let (start, end) = ends(node);
    node.document().text().get(start..end).unwrap_or_default()
}

pub(super) fn ends(node: NodeRef<'_>) -> (usize, usize) {
    let span = node.span();
    (span.start as usize, span.end as usize)
}

/// A scalar is replaced within its quotes, or within its block, which reading it again
/// holds to be the same block. Nothing at all has no place.
fn replace(node: NodeRef<'_>, value: &Value) -> Result<Splice, Refusal> {
    if !node.is_scalar() {
        return Err(Refusal::Absent);
    }
    let quotes = match bytes(node).first() {
        None => return Err(Refusal::Form),
        Some(b'\'') => Quotes::Single,
        Some(b'"') => Quotes::Double,
        Some(_) => Quotes::None,
    };
    let text = match value {
        Value::String(text) => scalar(text, quotes),
        other => flow(other),
    };
    let (from, to) = ends(node);
    Ok(Splice { from, to, text })
}

fn insert(map: NodeRef<'_>, after: Option<&str>, entry: &str) -> Result<Splice, Refusal> {
    if map.kind() != NodeKind::Map {
        return Err(Refusal::Absent);
    }
    let mut entries = map.entries();
    let last = match after {
        Some(after) => entries.find(|(key, _)| key.scalar_text() == Some(after)),
        None => entries.last(),
    };
    if bytes(map).first() == Some(&b'{') {
        return Ok(inside(map, last.map(end), entry));
    }
    let (key, value) = last.ok_or(Refusal::Form)?;
    let indent = column(key, |lead| {
        lead.iter().all(|byte| matches!(byte, b' ' | b'-'))
    })?;
    behind(map.document(), end((key, value)), indent, entry)
}

fn append(list: NodeRef<'_>, item: &str) -> Result<Splice, Refusal> {
    if list.kind() != NodeKind::Seq {
        return Err(Refusal::Absent);
    }
    let last = list.items().last();
    if bytes(list).first() == Some(&b'[') {
        return Ok(inside(list, last.map(|last| ends(last).1), item));
    }
    let last = last.ok_or(Refusal::Form)?;
    let width = column(last, |lead| lead.ends_with(b"- "))?;
    let lead = lead(last);
    let dash = lead.iter().rposition(|byte| *byte == b'-').unwrap_or(width);
    behind(list.document(), ends(last).1, dash, &format!("- {item}"))
}

/// The end of an entry of a mapping.
pub(super) fn end((key, value): (NodeRef<'_>, NodeRef<'_>)) -> usize {
    ends(key).1.max(ends(value).1)
}

/// Within brackets: behind what is there, or as the first.
fn inside(collection: NodeRef<'_>, end: Option<usize>, entry: &str) -> Splice {
    let (from, text) = match end {
        Some(end) => (end, format!(", {entry}")),
        None => (ends(collection).0 + 1, entry.to_owned()),
    };
    let to = from;
    Splice { from, to, text }
}

/// What stands before a node on its line.
pub(super) fn lead(node: NodeRef<'_>) -> &[u8] {
    let text = node.document().text();
    let before = text.get(..ends(node).0).unwrap_or_default();
    let from = before.iter().rposition(|byte| *byte == b'\n');
    before
        .get(from.map_or(0, |at| at + 1)..)
        .unwrap_or_default()
}

/// In which column a node begins, where what stands before it is as expected.
fn column(node: NodeRef<'_>, is_expected: impl Fn(&[u8]) -> bool) -> Result<usize, Refusal> {
    let lead = lead(node);
    if is_expected(lead) {
        Ok(lead.len())
    } else {
        Err(Refusal::Form)
    }
}

/// A line of its own behind the line that something ends on, with the line end that
/// is used there.
fn behind(document: &Document, end: usize, indent: usize, entry: &str) -> Result<Splice, Refusal> {
    let text = document.text();
    let rest = text.get(end..).ok_or(Refusal::Form)?;
    let line = rest.iter().position(|byte| *byte == b'\n');
    let newline = match text.iter().position(|byte| *byte == b'\n') {
        Some(at) if at > 0 && text.get(at - 1) == Some(&b'\r') => "\r\n",
        _ => "\n",
    };
    let indented = format!("{}{entry}", " ".repeat(indent));
    let (from, text) = match line {
        Some(line) => (end + line + 1, indented + newline),
        None => (text.len(), format!("{newline}{indented}")),
    };
    let to = from;
    Ok(Splice { from, to, text })
}
