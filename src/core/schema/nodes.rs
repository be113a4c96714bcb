//! Our nodes as the JSON values that the validator works on, so that no
//! document is converted.

use super::equal::{self, is_number, number};
use crate::document::{NodeKind, NodeRef};
use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use serde_json::{Number, Value};
use std::borrow::Cow;

/// Documents as a representation of JSON.
pub(super) struct Documents;

/// A value: a node, or the name of a member.
#[derive(Clone, Copy)]
pub(super) enum Instance<'a> {
    Node(NodeRef<'a>),
    Name(&'a str),
}

/// A mapping.
#[derive(Clone, Copy)]
pub(super) struct Mapping<'a>(NodeRef<'a>);

/// A list.
#[derive(Clone, Copy)]
pub(super) struct List<'a>(NodeRef<'a>);

/// A number, read from its text when asked for.
pub(super) struct Numeral<'a>(NodeRef<'a>);

/// The members of a mapping or the entries of a list, one by one.
pub(super) struct Walk<'a> {
    node: NodeRef<'a>,
    next: usize,
}

impl Json for Documents {
    type Node<'a> = Instance<'a>;
    type PreparedKey = Box<str>;
    type StringBuffer = ();

    // A lookup compares keys one after the other.
    const KEYS_PER_LOOKUP: usize = 4;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> Box<str> {
        key.into()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        f(Instance::Name(string))
    }
}

impl<'a> Instance<'a> {
    fn of_kind(self, kind: NodeKind) -> Option<NodeRef<'a>> {
        match self {
            Instance::Node(node) if node.kind() == kind => Some(node),
            _ => None,
        }
    }
}

impl<'a> Node<'a, Documents> for Instance<'a> {
    type Object = Mapping<'a>;
    type Array = List<'a>;
    type Number = Numeral<'a>;

    fn as_object(&self) -> Option<Mapping<'a>> {
        self.of_kind(NodeKind::Map).map(Mapping)
    }

    fn as_array(&self) -> Option<List<'a>> {
        self.of_kind(NodeKind::Seq).map(List)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match *self {
            Instance::Node(node) => node.as_str().map(Cow::Borrowed),
            Instance::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<Numeral<'a>> {
        match self {
            Instance::Node(node) if is_number(*node) => Some(Numeral(*node)),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        self.of_kind(NodeKind::Bool).and_then(NodeRef::as_bool)
    }

    fn is_null(&self) -> bool {
        self.of_kind(NodeKind::Null).is_some()
    }

    fn json_type(&self) -> JsonType {
        match self {
            Instance::Name(_) => JsonType::String,
            Instance::Node(node) => match node.kind() {
                NodeKind::Null => JsonType::Null,
                NodeKind::Bool => JsonType::Boolean,
                NodeKind::Int | NodeKind::Float => JsonType::Number,
                NodeKind::Str => JsonType::String,
                NodeKind::Seq => JsonType::Array,
                NodeKind::Map => JsonType::Object,
            },
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match self {
            Instance::Name(name) => expected.as_str() == Some(name),
            Instance::Node(node) => equal::equals(*node, expected),
        }
    }

    /// Scalars as they are, collections empty: errors are known by their
    /// pointers, and comparisons are done on the nodes.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Instance::Name(name) => Value::from(*name),
            Instance::Node(node) => match node.kind() {
                NodeKind::Null => Value::Null,
                NodeKind::Bool => Value::from(node.as_bool()),
                NodeKind::Int | NodeKind::Float => Value::Number(number(*node)),
                NodeKind::Str => Value::from(node.as_str()),
                NodeKind::Seq => Value::Array(Vec::new()),
                NodeKind::Map => Value::Object(serde_json::Map::new()),
            },
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Instance::Node(node) => {
                let document: *const crate::document::Document = node.document();
                Some(NodeIdentity::tagged(document.addr(), node.id()))
            }
            Instance::Name(_) => None,
        }
    }
}

impl<'a> Object<'a, Documents> for Mapping<'a> {
    type Node = Instance<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &Box<str>) -> Option<Instance<'a>> {
        self.0.get(key).map(Instance::Node)
    }

    fn members(&self) -> Members<'a> {
        Members(Walk {
            node: self.0,
            next: 0,
        })
    }
}

/// The members of a mapping.
pub(super) struct Members<'a>(Walk<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Instance<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.node.entry(self.0.next)?;
        self.0.next += 1;
        Some((key.scalar_text().unwrap_or_default(), Instance::Node(value)))
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Instance<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.node.index(self.next)?;
        self.next += 1;
        Some(Instance::Node(item))
    }
}

impl<'a> Array<'a, Documents> for List<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Walk<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Walk<'a> {
        Walk {
            node: self.0,
            next: 0,
        }
    }

    fn is_unique(&self) -> bool {
        equal::repeated(self.0).is_none()
    }
}

impl JsonNumber for Numeral<'_> {
    fn as_u64(&self) -> Option<u64> {
        u64::try_from(self.0.as_i64()?).ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0.scalar_text().unwrap_or_default())
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(number(self.0))
    }

    /// `1.0` is no whole number here: it would be none for the registry either.
    fn is_integer(&self) -> bool {
        !self.as_str().contains('.')
    }
}
