//! One value of a row, borrowed.

use jiff::civil::Date;
use mulu_core::document::NodeRef;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is stated.
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number; amounts are yuan.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(text)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Cell::Int(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(answer: bool) -> Self {
        Cell::Bool(answer)
    }
}

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        Cell::Date(day)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Cell::Null, Into::into)
    }
}

/// The value under keys, one within the other.
fn at<'a>(node: NodeRef<'a>, keys: &[&str]) -> Option<NodeRef<'a>> {
    keys.iter().try_fold(node, |node, key| node.get(key))
}

/// The text under keys.
pub(super) fn text<'a>(node: NodeRef<'a>, keys: &[&str]) -> Cell<'a> {
    at(node, keys).and_then(NodeRef::scalar_text).into()
}

/// The whole number under keys.
pub(super) fn int<'a>(node: NodeRef<'a>, keys: &[&str]) -> Cell<'a> {
    at(node, keys).and_then(NodeRef::as_i64).into()
}

/// The answer under keys.
pub(super) fn bool<'a>(node: NodeRef<'a>, keys: &[&str]) -> Cell<'a> {
    at(node, keys).and_then(NodeRef::as_bool).into()
}

/// The day under keys.
pub(super) fn date<'a>(node: NodeRef<'a>, keys: &[&str]) -> Cell<'a> {
    let text = at(node, keys).and_then(NodeRef::scalar_text);
    text.and_then(|text| text.parse::<Date>().ok()).into()
}

/// The elements of a list under keys, each with its place from 1.
pub(super) fn list<'a>(
    node: NodeRef<'a>,
    keys: &[&str],
) -> impl Iterator<Item = (Cell<'a>, NodeRef<'a>)> {
    let items = at(node, keys).into_iter().flat_map(NodeRef::items);
    items.enumerate().map(|(at, item)| (position(at), item))
}

/// A place in a list, from 1.
pub(super) fn position<'a>(at: usize) -> Cell<'a> {
    Cell::Int(i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1))
}
