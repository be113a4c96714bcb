//! Numbers of the regulation, with their history and their sources.

use crate::diagnostic::{Label, Localized};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(i64),
    /// A number for each of some keys.
    Table(BTreeMap<i64, i64>),
    /// From one number to another, both included.
    Range(i64, i64),
    /// A day of the year, `MM-DD`.
    MonthDay(Arc<str>),
}

/// Where a value comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The instrument that sets it; empty: none is named.
    pub instrument: Arc<str>,
    /// The article of that instrument.
    pub article: Option<Arc<str>>,
    /// Whether it is local practice as a whole.
    pub local: bool,
    /// The keys of a table that are local practice.
    pub local_keys: BTreeSet<i64>,
}

/// A value from the day on which it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedValue {
    /// The first day.
    pub from: Date,
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub source: Source,
}

/// A number of the regulation with its history.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in rules.
    pub name: Arc<str>,
    /// `yuan`, `months`, `years`, `count`.
    pub unit: Arc<str>,
    /// What it is.
    pub title: Localized,
    /// Its values, oldest first.
    pub values: Vec<DatedValue>,
    /// Where it stands in the pack.
    pub place: Label,
}

impl Parameter {
    /// The value in force on a day; `None` before the first.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Value> {
        self.dated_on(day).map(|dated| &dated.value)
    }

    /// The value in force on a day, with its source.
    #[must_use]
    pub fn dated_on(&self, day: Date) -> Option<&DatedValue> {
        self.values.iter().rev().find(|dated| dated.from <= day)
    }
}
