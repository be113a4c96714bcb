//! What every evaluation of one run shares.

use super::pack::Pack;
use super::trace::Trace;
use crate::registry::Registry;
use jiff::civil::Date;
use std::sync::Arc;

/// A registry, a pack and a day; one a thread, since it takes notes.
#[derive(Debug)]
pub(crate) struct Session<'r> {
    pub(crate) registry: &'r Registry,
    pub(crate) pack: &'r Pack,
    pub(crate) on: Date,
    pub(crate) trace: Trace,
}

impl<'r> Session<'r> {
    /// A session for one day.
    pub(crate) fn new(registry: &'r Registry, pack: &'r Pack, on: Date) -> Self {
        Session {
            registry,
            pack,
            on,
            trace: Trace::default(),
        }
    }

    /// Notes that a step was taken which is another from a day on; `None`: no
    /// day is late enough.
    pub(crate) fn turns(&self, day: Option<Date>) {
        if let Some(day) = day {
            self.trace.turns(self.on, day, true);
        }
    }

    /// The same where something is dated so, which is not there before.
    pub(crate) fn appears(&self, day: Option<Date>) {
        if let Some(day) = day {
            self.trace.turns(self.on, day, false);
        }
    }

    /// The same where it is another behind a day.
    pub(crate) fn turns_behind(&self, day: Date) {
        self.turns(day.tomorrow().ok());
    }

    /// The authorities meant by an id or by `any`.
    pub(crate) fn authorities(&self, id: &str) -> Vec<Arc<str>> {
        if id == "any" {
            self.registry.opinions.keys().cloned().collect()
        } else {
            vec![id.into()]
        }
    }

    /// Whether a broken system document, other than `system`'s, mentions an element.
    pub(crate) fn broken_mentions(&self, element: &str, system: &str) -> bool {
        self.registry.broken_systems.iter().any(|(id, text)| {
            **id != *system
                && text
                    .windows(element.len())
                    .any(|part| part == element.as_bytes())
        })
    }
}
