//! What every evaluation of one run shares.

use super::observe::Recorder;
use super::pack::Pack;
use super::validity::Change;
use super::{Missing, MissingWhat};
use crate::registry::Registry;
use jiff::civil::Date;
use std::sync::Arc;

/// A registry, a pack and a day; one a thread, since its values note what is
/// read.
#[derive(Debug)]
pub(crate) struct Session<'r> {
    pub(crate) registry: &'r Registry,
    pub(crate) pack: &'r Pack,
    pub(crate) on: Date,
    pub(crate) recorder: Recorder,
}

impl<'r> Session<'r> {
    /// A session for one day.
    pub(crate) fn new(registry: &'r Registry, pack: &'r Pack, on: Date) -> Self {
        Session {
            registry,
            pack,
            on,
            recorder: Recorder::default(),
        }
    }

    /// Something that is missing at a path, and who must supply it.
    pub(crate) fn missing(&self, path: impl Into<Arc<str>>, what: MissingWhat) -> Missing {
        let path = path.into();
        let supplier = match what {
            MissingWhat::Listing => self.registry.approver(&path),
            _ => self.registry.supplier(&path),
        };
        Missing {
            path,
            supplier,
            what,
        }
    }

    /// Notes that a step was taken which says another thing from a day on, since
    /// something lapses or falls due; `None`: no day is late enough.
    pub(crate) fn lapses(&self, day: Option<Date>) {
        if let Some(on) = day {
            self.recorder.change(self.on, Change { on, lapse: true });
        }
    }

    /// Notes that something said another thing after a day, since that day is
    /// its last.
    pub(crate) fn lapses_after(&self, day: Date) {
        self.lapses(day.tomorrow().ok());
    }

    /// Notes that something was asked for which is there from a day on; `None`:
    /// it has no day.
    pub(crate) fn appears(&self, day: Option<Date>) {
        if let Some(on) = day {
            self.recorder.change(self.on, Change { on, lapse: false });
        }
    }

    /// The authorities meant by an id or by `any`.
    pub(crate) fn authorities(&self, id: &str) -> Vec<Arc<str>> {
        if id == "any" {
            self.registry.opinions.keys().map(|id| id.text()).collect()
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
