//! The registry's nodes as CEL values, read on access.
//!
//! A mapping is a [`NodeValue`]: nothing is converted until a rule selects a
//! field. Scalars become CEL's own strings (borrowed), integers and booleans;
//! lists become CEL lists of such values.

use super::Missing;
use super::observe::Recorder;
use crate::document::{NodeKind, NodeRef};
use crate::registry::DocId;
use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelNull, CelString};
use cel::common::value::{CowVal, Val};

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

/// A mapping of a document.
#[derive(Clone, Debug)]
pub(crate) struct NodeValue<'r> {
    pub(crate) recorder: &'r Recorder,
    pub(crate) doc: DocId,
    pub(crate) node: NodeRef<'r>,
}

/// A node as a value; what it holds is noted as read.
pub(crate) fn value<'r>(
    recorder: &'r Recorder,
    doc: DocId,
    node: NodeRef<'r>,
) -> Box<dyn Val + 'r> {
    match node.kind() {
        NodeKind::Map => {
            return Box::new(NodeValue {
                recorder,
                doc,
                node,
            });
        }
        NodeKind::Seq => {
            recorder.read(doc, node);
            let items: Vec<Box<dyn Val + 'r>> = node
                .items()
                .map(|item| element(recorder, doc, item))
                .collect();
            return Box::new(CelList::from(items));
        }
        _ => recorder.read(doc, node),
    }
    scalar(node)
}

/// An entry of a list: its list was noted already.
fn element<'r>(recorder: &'r Recorder, doc: DocId, node: NodeRef<'r>) -> Box<dyn Val + 'r> {
    match node.kind() {
        NodeKind::Map | NodeKind::Seq => value(recorder, doc, node),
        _ => scalar(node),
    }
}

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

mapping!(NodeValue);

impl Indexer for NodeValue<'_> {
    fn get<'b, 'v>(&'b self, key: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let key = text(key)?;
        match self.node.get(key) {
            Some(found) => Ok(CowVal::Owned(value(self.recorder, self.doc, found))),
            None => {
                self.recorder.lacks(self.doc, self.node, key);
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
