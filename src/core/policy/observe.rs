//! One evaluation and all that it depends on, in one value.
//!
//! CEL's values borrow a [`Recorder`] and note there whatever rules read
//! through them, miss, or compare with the day. Nobody but [`observe`] opens
//! and closes a recording, so that notes of two evaluations cannot mix.

use super::Missing;
use super::session::Session;
use super::validity::{Change, Validity};
use crate::document::NodeRef;
use crate::registry::DocId;
use cel::common::value::CowVal;
use cel::{Context, IdedExpr, Value};
use indexmap::IndexSet;
use jiff::civil::Date;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// A node: its document and its number there.
pub(crate) type Read = (DocId, u32);

/// Something that was not there.
#[derive(Clone, Debug)]
pub(crate) enum Miss {
    /// A key of a mapping: document, mapping, key.
    Key(DocId, u32, Box<str>),
    /// Anything whose description is at hand.
    Known(Missing),
}

/// What came of an expression, and what that depends on.
#[derive(Debug)]
pub(crate) struct Observation<T> {
    /// Its value; `None` where it ends in an error.
    pub(crate) value: Option<T>,
    /// The nodes that were read, each once, in the order first read.
    pub(crate) reads: Vec<Read>,
    /// What was looked for in vain, also where it didn't matter in the end.
    pub(crate) misses: Vec<Miss>,
    /// Between which days it would have been evaluated in the same way.
    pub(crate) validity: Validity,
}

impl<T> Observation<T> {
    /// The same with another view of its value.
    pub(crate) fn map<U>(self, view: impl FnOnce(T) -> Option<U>) -> Observation<U> {
        Observation {
            value: self.value.and_then(view),
            reads: self.reads,
            misses: self.misses,
            validity: self.validity,
        }
    }
}

/// Evaluates an expression.
pub(crate) fn observe<'e, 's>(
    session: &Session<'_>,
    context: &'e Context<'_, 's>,
    expression: &'e IdedExpr,
) -> Observation<CowVal<'e, 's>> {
    let recorder = &session.recorder;
    recorder.observe(|| Value::resolve_val(expression, context).ok())
}

#[derive(Debug, Default)]
struct Recording {
    reads: Vec<Read>,
    misses: Vec<Miss>,
    validity: Validity,
}

/// Where the values of one session note what happens to them. Values must be
/// `Sync`, hence the lock; nobody ever waits for it, since a session belongs to
/// one thread.
#[derive(Debug, Default)]
pub(crate) struct Recorder(Mutex<Recording>);

impl Recorder {
    fn now<T>(&self, change: impl FnOnce(&mut Recording) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs with a recording of its own; what is being recorded around it goes
    /// on afterwards as if nothing had been.
    pub(crate) fn observe<T>(&self, run: impl FnOnce() -> Option<T>) -> Observation<T> {
        let around = self.now(std::mem::take);
        let value = run();
        let own = self.now(|now| std::mem::replace(now, around));
        Observation {
            value,
            reads: unique(own.reads),
            misses: own.misses,
            validity: own.validity,
        }
    }

    /// Notes that a node was read.
    pub(crate) fn read(&self, doc: DocId, node: NodeRef<'_>) {
        self.read_id(doc, node.id());
    }

    /// Notes that the node with a number was read.
    pub(crate) fn read_id(&self, doc: DocId, node: u32) {
        self.now(|now| now.reads.push((doc, node)));
    }

    /// Notes that a mapping lacks a key.
    pub(crate) fn lacks(&self, doc: DocId, node: NodeRef<'_>, key: &str) {
        self.now(|now| now.misses.push(Miss::Key(doc, node.id(), key.into())));
    }

    /// Notes that something is missing.
    pub(crate) fn missing(&self, missing: Missing) {
        self.now(|now| now.misses.push(Miss::Known(missing)));
    }

    /// Notes something that was not there.
    pub(crate) fn miss(&self, miss: Miss) {
        self.now(|now| now.misses.push(miss));
    }

    /// Takes over what another evaluation depended on.
    pub(crate) fn join(&self, today: Date, reads: &[Read], validity: Validity) {
        self.now(|now| {
            now.reads.extend_from_slice(reads);
            now.validity.join(today, validity);
        });
    }

    /// Notes that a step was taken which says another thing from a day on.
    pub(crate) fn change(&self, today: Date, change: Change) {
        self.now(|now| now.validity.note(today, change));
    }
}

/// How many are looked through one by one rather than hashed.
const FEW: usize = 16;

/// Each of some things once, in their order.
pub(crate) fn unique<T: Eq + Hash>(mut things: Vec<T>) -> Vec<T> {
    if things.len() > FEW {
        let once: IndexSet<T> = things.into_iter().collect();
        return once.into_iter().collect();
    }
    let mut kept = 0;
    for at in 0..things.len() {
        if !things[..kept].contains(&things[at]) {
            things.swap(kept, at);
            kept += 1;
        }
    }
    things.truncate(kept);
    things
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_once_in_the_order_first_seen() {
        assert_eq!(unique(vec![3, 1, 3, 2, 1, 4]), [3, 1, 2, 4]);
        let many: Vec<u32> = (0..40).chain(0..40).collect();
        assert_eq!(unique(many), (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_recorded_inside_does_not_mix_with_what_is_around() {
        let recorder = Recorder::default();
        let outer = recorder.observe(|| {
            recorder.read_id(DocId(0), 1);
            let inner = recorder.observe(|| {
                recorder.read_id(DocId(0), 2);
                Some(())
            });
            assert_eq!(inner.reads, [(DocId(0), 2)]);
            recorder.read_id(DocId(0), 3);
            Some(())
        });
        assert_eq!(outer.reads, [(DocId(0), 1), (DocId(0), 3)]);
    }
}
