//! The value behind every call: it borrows the registry and knows whom the rule
//! is applied to.

use super::arguments::{Args, fault};
use super::at;
use crate::policy::MissingWhat;
use crate::policy::request_ref::RequestRef;
use crate::policy::session::Session;
use crate::policy::value::mapping;
use crate::registry::{DocId, Slot};
use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{CelInt, CelList};
use cel::common::value::{CowVal, Val};
use std::sync::Arc;

/// What functions take for granted.
#[derive(Clone, Debug)]
pub(crate) struct Library<'r> {
    pub(crate) session: &'r Session<'r>,
    pub(crate) of: RequestRef,
}

mapping!(Library);

impl Indexer for Library<'_> {
    fn get<'b, 'v>(&'b self, call: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let call = call
            .downcast_ref::<CelList>()
            .map(CelList::inner)
            .unwrap_or_default();
        let (number, args): (_, &Args<'_>) = call.split_first().ok_or_else(|| fault("call"))?;
        let place = number
            .downcast_ref::<CelInt>()
            .ok_or_else(|| fault("call"))?;
        let function = at(*place.inner()).ok_or_else(|| fault("call"))?;
        (function.run)(self, args).map(CowVal::Owned)
    }

    fn steal<'v>(self: Box<Self>, call: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.get(call).map(CowVal::into_owned)
    }
}

impl Library<'_> {
    /// Notes that a node was read.
    pub(super) fn read(&self, doc: DocId, node: u32) {
        self.session.recorder.read_id(doc, node);
    }

    /// Fails for want of something.
    pub(super) fn lacks<T>(
        &self,
        path: impl Into<Arc<str>>,
        what: MissingWhat,
    ) -> Result<T, ExecutionError> {
        let missing = self.session.missing(path, what);
        self.session.recorder.missing(missing);
        Err(fault("evidence"))
    }

    /// A document that must be there and sound.
    pub(super) fn document<'d, T>(
        &self,
        slot: Option<&'d Slot<T>>,
        path: impl FnOnce() -> String,
    ) -> Result<&'d T, ExecutionError> {
        match slot {
            Some(Slot::Valid(document)) => Ok(document),
            Some(Slot::Broken(path)) => self.lacks(Arc::clone(path), MissingWhat::Valid),
            None | Some(Slot::Absent) => self.lacks(path(), MissingWhat::Document),
        }
    }
}
