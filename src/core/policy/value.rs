//! The registry's nodes as CEL values, read on access.
//!
//! A mapping is a [`NodeValue`]: nothing is converted until a rule selects a
//! field. Scalars become CEL's own strings (borrowed), integers and booleans;
//! lists become CEL lists of such values.

use super::dates::KindDates;
use super::observe::Recorder;
use super::session::Session;
use super::{Missing, MissingWhat};
use crate::document::{NodeKind, NodeRef};
use crate::registry::DocId;
use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use jiff::civil::Date;
use std::sync::Arc;

/// What every value of ours is to CEL: a mapping that is indexed and cloned.
/// The type implements `Indexer::get` itself.
macro_rules! mapping {
    ($value:ident) => {
        impl cel::common::value::Val for $value<'_> {
            fn get_type(&self) -> &cel::common::types::Type {
                &cel::common::types::MAP_TYPE
            }

            fn cel_type() -> &'static cel::common::types::Type {
                &cel::common::types::MAP_TYPE
            }

            fn as_indexer<'b, 'v>(&'b self) -> Option<&'b (dyn cel::common::traits::Indexer + 'v)>
            where
                Self: 'v,
            {
                Some(self)
            }

            fn clone_as_boxed<'v>(&self) -> Box<dyn cel::common::value::Val + 'v>
            where
                Self: 'v,
            {
                Box::new(self.clone())
            }
        }
    };
}
pub(super) use mapping;

/// How a document is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'r> {
    session: &'r Session<'r>,
    doc: DocId,
    /// Which of its fields say what happened.
    dates: Option<&'r KindDates>,
    /// The day after which nothing has happened.
    on: Date,
}

impl<'r> View<'r> {
    /// A document as on a day.
    pub(crate) fn of(session: &'r Session<'r>, doc: DocId, on: Date) -> Self {
        View {
            session,
            doc,
            dates: session
                .pack
                .dates
                .of_path(session.registry.document(doc).path()),
            on,
        }
    }

    /// Its root as a value.
    pub(crate) fn root(self) -> Box<dyn Val + 'r> {
        let root = self.session.registry.document(self.doc).root();
        self.value("", root).unwrap_or_else(|_| Box::new(CelNull))
    }

    /// The node under a key as a value; what it holds is noted as read.
    fn value(self, key: &str, node: NodeRef<'r>) -> Result<Box<dyn Val + 'r>, ExecutionError> {
        match node.kind() {
            NodeKind::Map => return Ok(Box::new(NodeValue { view: self, node })),
            NodeKind::Seq => {
                let path = || Arc::clone(self.session.registry.document(self.doc).path());
                self.session.spend(node.len(), path)?;
                self.session.recorder.read(self.doc, node);
                let dated = self.dates.and_then(|dates| dates.of_entries(key));
                let there = |item: &NodeRef<'r>| {
                    let date = dated.and_then(|date| item.get(date));
                    date.is_none_or(|date| !self.is_to_come(date))
                };
                let items = node.items().filter(there);
                let items: Result<Vec<_>, _> = items.map(|item| self.element(item)).collect();
                return Ok(Box::new(CelList::from(items?)));
            }
            _ => self.session.recorder.read(self.doc, node),
        }
        Ok(scalar(node))
    }

    /// An entry of a list: its list was noted already.
    fn element(self, node: NodeRef<'r>) -> Result<Box<dyn Val + 'r>, ExecutionError> {
        match node.kind() {
            NodeKind::Map | NodeKind::Seq => self.value("", node),
            _ => Ok(scalar(node)),
        }
    }

    /// Whether a date has not come yet.
    fn is_to_come(self, date: NodeRef<'_>) -> bool {
        let day: Option<Date> = date.scalar_text().and_then(|text| text.parse().ok());
        self.session.appears(day);
        day.is_some_and(|day| day > self.on)
    }
}

/// A mapping of a document.
#[derive(Clone, Debug)]
pub(crate) struct NodeValue<'r> {
    pub(crate) view: View<'r>,
    pub(crate) node: NodeRef<'r>,
}

/// The key under which a mapping tells its document's number; no field is named so.
pub(crate) const DOCUMENT: &str = "@document";

/// The key under which it tells its node's number.
pub(crate) const NODE: &str = "@node";

fn scalar<'r>(node: NodeRef<'r>) -> Box<dyn Val + 'r> {
    let text = node.scalar_text().unwrap_or_default();
    match node.kind() {
        NodeKind::Bool => Box::new(CelBool::from(text == "true")),
        NodeKind::Int => match node.as_i64() {
            Some(number) => Box::new(CelInt::from(number)),
            None => Box::new(CelNull),
        },
        NodeKind::Float => Box::new(CelDouble::from(node.as_f64().unwrap_or(f64::NAN))),
        NodeKind::Null => Box::new(CelNull),
        _ => Box::new(CelString::from(text)),
    }
}

impl<'r> NodeValue<'r> {
    /// The number of its document or of its node, under the keys that no field has.
    fn number(&self, key: &str) -> Option<Box<dyn Val + 'r>> {
        let number = match key {
            DOCUMENT => self.view.doc.0,
            NODE => self.node.id(),
            _ => return None,
        };
        Some(Box::new(CelInt::from(i64::from(number))))
    }
}

mapping!(NodeValue);

impl Indexer for NodeValue<'_> {
    fn get<'b, 'v>(&'b self, key: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let key = text(key)?;
        let view = self.view;
        let happened = view.dates.is_some_and(|dates| dates.happened(key));
        if let Some(number) = self.number(key) {
            return Ok(CowVal::Owned(number));
        }
        let registry = view.session.registry;
        if registry.is_faulty(view.doc, self.node.id()) {
            let path = Arc::clone(registry.document(view.doc).path());
            let missing = view.session.missing(path, MissingWhat::Valid);
            view.session.recorder.missing(missing);
            // Not `NoSuchKey`: `has()` must not read it as "the field is absent".
            return Err(ExecutionError::function_error("entry", "faulty"));
        }
        match self.node.get(key) {
            Some(found) if !happened || !view.is_to_come(found) => {
                Ok(CowVal::Owned(view.value(key, found)?))
            }
            _ => {
                view.session.recorder.lacks(view.doc, self.node, key);
                Err(ExecutionError::no_such_key(key))
            }
        }
    }

    fn steal<'v>(self: Box<Self>, key: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.get(key).map(CowVal::into_owned)
    }
}

/// The text of a string value.
pub(crate) fn text(value: &dyn Val) -> Result<&str, ExecutionError> {
    value
        .downcast_ref::<CelString>()
        .map(CelString::inner)
        .ok_or_else(|| ExecutionError::UnexpectedType {
            got: value.get_type().name().to_owned(),
            want: "string".to_owned(),
        })
}

/// A document that is not there or is broken: whatever is read from it is
/// missing.
#[derive(Clone, Debug)]
pub(crate) struct NoValue<'r> {
    pub(crate) recorder: &'r Recorder,
    pub(crate) missing: Missing,
}

mapping!(NoValue);

impl Indexer for NoValue<'_> {
    fn get<'b, 'v>(&'b self, _key: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.recorder.missing(self.missing.clone());
        // Not `NoSuchKey`: `has()` must not read it as "the field is absent".
        Err(ExecutionError::function_error("document", "missing"))
    }

    fn steal<'v>(self: Box<Self>, key: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.get(key).map(CowVal::into_owned)
    }
}
