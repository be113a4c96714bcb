//! What an evaluation read, and what it looked for in vain.
//!
//! Values note here whatever rules read through them, so that every outcome
//! has its evidence, and an unproven one says what is missing.

use super::{Bounds, Missing};
use crate::document::NodeRef;
use crate::registry::DocId;
use jiff::civil::Date;
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

#[derive(Debug, Default)]
struct Notes {
    reads: Vec<Read>,
    misses: Vec<Miss>,
    bounds: Bounds,
}

/// The notes of one evaluation. Values must be `Sync`, hence the lock; nobody
/// ever waits for it, since a trace belongs to one thread.
#[derive(Debug, Default)]
pub(crate) struct Trace(Mutex<Notes>);

impl Trace {
    fn notes<T>(&self, change: impl FnOnce(&mut Notes) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes that a node was read.
    pub(crate) fn read(&self, doc: DocId, node: NodeRef<'_>) {
        self.read_id(doc, node.id());
    }

    /// The same by number.
    pub(crate) fn read_id(&self, doc: DocId, node: u32) {
        self.notes(|notes| notes.reads.push((doc, node)));
    }

    /// Notes that a mapping lacks a key.
    pub(crate) fn lacks(&self, doc: DocId, node: NodeRef<'_>, key: &str) {
        self.notes(|notes| notes.misses.push(Miss::Key(doc, node.id(), key.into())));
    }

    /// Notes that something is missing.
    pub(crate) fn missing(&self, missing: Missing) {
        self.notes(|notes| notes.misses.push(Miss::Known(missing)));
    }

    /// Takes the nodes read so far, each once, in the order first read.
    pub(crate) fn take_reads(&self) -> Vec<Read> {
        let reads = self.notes(|notes| std::mem::take(&mut notes.reads));
        let mut once: Vec<Read> = Vec::with_capacity(reads.len());
        for read in reads {
            if !once.contains(&read) {
                once.push(read);
            }
        }
        once
    }

    /// Takes what was missed so far.
    pub(crate) fn take_misses(&self) -> Vec<Miss> {
        self.notes(|notes| std::mem::take(&mut notes.misses))
    }

    /// Notes that a step was taken which is another from a day on.
    pub(crate) fn turns(&self, on: Date, day: Date, lapse: bool) {
        self.notes(|notes| notes.bounds.note(on, day, lapse));
    }

    /// Takes the days between which all steps taken so far are the same.
    pub(crate) fn take_bounds(&self) -> Bounds {
        self.notes(|notes| std::mem::take(&mut notes.bounds))
    }

    /// Puts them back, in place of those noted since.
    pub(crate) fn put_bounds(&self, bounds: Bounds) {
        self.notes(|notes| notes.bounds = bounds);
    }

    /// Forgets what was read and missed.
    pub(crate) fn clear(&self) {
        self.notes(|notes| {
            notes.reads.clear();
            notes.misses.clear();
        });
    }
}
