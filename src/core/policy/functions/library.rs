//! The value behind every call: it borrows the registry and knows to whom the
//! rule is applied.

use super::arguments::{Args, fault};
use super::{Answer, at};
use crate::policy::MissingWhat;
use crate::policy::session::Session;
use crate::policy::target::Target;
use crate::policy::value::{NodeValue, View, mapping};
use crate::registry::{DocId, Slot};
use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{CelInt, CelList};
use cel::common::value::{CowVal, Val};
use jiff::civil::Date;
use std::sync::Arc;

/// What functions take for granted.
#[derive(Clone, Debug)]
pub(crate) struct Library<'r> {
    pub(crate) session: &'r Session<'r>,
    /// To whom the rule is applied.
    pub(crate) target: Arc<Target>,
    /// Whom opinions are asked on: the path below an authority's folder.
    pub(crate) about: Arc<str>,
    /// The day as on which opinions are asked for: today, but within `at(…)`.
    pub(crate) on: Date,
}

mapping!(Library);

impl Indexer for Library<'_> {
    fn get<'b, 'v>(&'b self, call: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.call(call).map(CowVal::Owned)
    }

    fn steal<'v>(self: Box<Self>, call: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.get(call).map(CowVal::into_owned)
    }
}

/// The function that a call is of, and its arguments.
pub(super) fn opened<'c, 'a>(
    call: &'c (dyn Val + 'a),
) -> Result<(i64, &'c Args<'a>), ExecutionError> {
    let call = call.downcast_ref::<CelList<'_>>();
    let call: &[Box<dyn Val + '_>] = call.map(CelList::inner).unwrap_or_default();
    let (number, args) = call.split_first().ok_or_else(|| fault("call"))?;
    let place = number
        .downcast_ref::<CelInt>()
        .ok_or_else(|| fault("call"))?;
    Ok((*place.inner(), args))
}

impl<'r> Library<'r> {
    /// Answers a call.
    pub(super) fn call(&self, call: &dyn Val) -> Answer<'r> {
        let (place, args) = opened(call)?;
        let function = at(place).ok_or_else(|| fault("call"))?;
        self.spend(1)?;
        (function.run)(self, args)
    }

    /// Notes that so much is looked through for the rule.
    pub(super) fn spend(&self, work: usize) -> Result<(), ExecutionError> {
        let path = || format!("registry/systems/{}.yaml", self.target.system).into();
        self.session.spend(work, path)
    }

    /// The same library asked on another subject.
    pub(super) fn about(&self, subject: &str) -> Self {
        Library {
            about: subject.into(),
            ..self.clone()
        }
    }

    /// The same library asked as on another day, but never one to come.
    pub(super) fn as_on(&self, day: Date) -> Self {
        Library {
            on: day.min(self.session.on),
            ..self.clone()
        }
    }

    /// Notes that a node was read.
    pub(super) fn read(&self, doc: DocId, node: u32) {
        self.session.recorder.read_id(doc, node);
    }

    /// Fails where a node has an error of its own and is no evidence.
    pub(super) fn sound(&self, doc: DocId, node: u32) -> Result<(), ExecutionError> {
        let registry = self.session.registry;
        if !registry.is_faulty(doc, node) {
            return Ok(());
        }
        let path = Arc::clone(registry.document(doc).path());
        self.lacks(path, MissingWhat::Valid)
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

    /// A node of a document as a value.
    pub(super) fn node(&self, doc: DocId, node: u32) -> Box<dyn Val + 'r> {
        let view = View::of(self.session, doc, self.on);
        let node = self.session.registry.document(doc).node(node);
        Box::new(NodeValue { view, node })
    }
}
