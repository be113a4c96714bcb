//! Who is to be looked at on which day. Whatever turns on one day is judged together: it
//! asks much of the same things, and a day's values are worked out once.

use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Places in a list, by the day on which they are to be looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda(BTreeMap<Date, BTreeSet<usize>>);

impl Agenda {
    /// Adds a place on a day; `None`: it is never looked at.
    pub(super) fn add(&mut self, day: Option<Date>, at: usize) {
        if let Some(day) = day {
            self.0.entry(day).or_default().insert(at);
        }
    }

    /// Takes out the first day, where it isn't behind a last one, and who is due then, in
    /// order.
    pub(super) fn first(&mut self, last: Date) -> Option<(Date, Vec<usize>)> {
        let first = self.0.first_entry().filter(|entry| *entry.key() <= last)?;
        let (day, places) = first.remove_entry();
        Some((day, places.into_iter().collect()))
    }

    /// Takes out the last day and who is due then, in order.
    pub(super) fn last(&mut self) -> Option<(Date, Vec<usize>)> {
        let (day, places) = self.0.pop_last()?;
        Some((day, places.into_iter().collect()))
    }
}
