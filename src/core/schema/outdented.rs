//! Lines that lack their indentation: a field that should hold others holds nothing, and
//! these stand below it in its own column. Whoever then deletes the empty field, or what
//! nobody knows, loses what was filled in.

use super::field::Fields;
use super::select::{Fault, What};
use crate::diagnostic::{Arg, Message, strange_space};
use crate::document::{Document, MAX_FINDINGS, NodeRef};
use jsonschema::JsonType;
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a document that hold nothing, with the keys below that are theirs.
#[derive(Debug, Default)]
pub(super) struct Outdented<'a> {
    below: BTreeMap<u32, Below<'a>>,
    /// Those of these keys that are indented, but not with plain spaces; and their fields.
    strange: BTreeMap<u32, u32>,
    /// The others by the mapping that they stand in and by name.
    names: BTreeSet<(u32, &'a str)>,
}

/// What stands below a field that holds nothing, and is its.
#[derive(Debug, Default)]
struct Below<'a> {
    keys: Vec<&'a str>,
    /// They are an entry of the list that the field should be.
    entry: bool,
}

impl<'a> Outdented<'a> {
    /// Looks below everything that is nothing and should be more.
    pub(super) fn of(fields: Fields<'a>, document: &'a Document, faults: &[Fault<'_>]) -> Self {
        let mut found = Outdented::default();
        let empty = faults.iter().filter_map(|fault| {
            let What::Types(types) = &fault.what else {
                return None;
            };
            let wants = |kind| types.contains(&kind);
            let empty = |node: &NodeRef<'_>| node.is_null() && node.scalar_text() == Some("");
            let node = document.at(fault.pointer).filter(empty)?;
            (wants(JsonType::Object) || wants(JsonType::Array))
                .then_some((node, !wants(JsonType::Object)))
        });
        for (node, entry) in empty.take(MAX_FINDINGS) {
            found.look(fields, node, entry);
        }
        found
    }

    fn look(&mut self, fields: Fields<'a>, node: NodeRef<'a>, entry: bool) {
        let Some(parent) = node.parent().filter(|parent| !is_in_brackets(*parent)) else {
            return;
        };
        let place = fields.at(node);
        let own = match entry {
            true => fields.entries(&place).keys(),
            false => place.keys(),
        };
        let parents = fields.at(parent).keys();
        let mut below = Below {
            entry,
            ..Below::default()
        };
        let entries = parent.entries();
        let following = entries.skip_while(|(_, value)| value.id() != node.id());
        for (key, _) in following.skip(1) {
            let written = key.scalar_text().unwrap_or_default();
            let name = written.trim();
            let strange = strange_space(written).is_some();
            if !own.contains(&name) || (parents.contains(&name) && !strange) {
                break;
            }
            below.keys.push(name);
            if strange {
                self.strange.insert(key.id(), node.id());
            } else {
                self.names.insert((parent.id(), written));
            }
        }
        if !below.keys.is_empty() {
            self.below.insert(node.id(), below);
        }
    }

    /// The empty field that a key belongs to, which is indented with spaces that only look
    /// like it.
    pub(super) fn field_of(&self, key: NodeRef<'_>) -> Option<u32> {
        self.strange.get(&key.id()).copied()
    }

    /// Whether a key is told of where the field is that it belongs to.
    pub(super) fn explains(&self, parent: NodeRef<'_>, name: &str) -> bool {
        self.names.contains(&(parent.id(), name))
    }

    /// What to do about an empty field and the lines below it.
    pub(super) fn advice(&self, fields: Fields<'_>, node: NodeRef<'_>) -> Option<Message> {
        let below = self.below.get(&node.id())?;
        let keys: Vec<Arg> = below
            .keys
            .iter()
            .map(|key| format!("`{key}`").into())
            .collect();
        let help = match below.entry {
            true => "help-indent-entry",
            false => "help-indent-below",
        };
        let help = Message::new(help).arg("keys", keys);
        Some(help.arg("field", fields.name(node)))
    }
}

/// Whether a mapping stands in brackets, where columns mean nothing.
fn is_in_brackets(mapping: NodeRef<'_>) -> bool {
    let start = mapping.span().start as usize;
    mapping.document().text().get(start) == Some(&b'{')
}
