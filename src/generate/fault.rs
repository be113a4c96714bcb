//! Documents that break their schema, each in one way, for measuring what
//! errors cost.

use super::Order;
use serde_json::{Value, json};

/// One way to break a system's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    UnknownKey,
    MissingName,
    WrongType,
    UnknownValue,
    NoSuchDay,
    MissingReason,
    OutOfRange,
    EmptyText,
}

const ALL: [Fault; 8] = [
    Fault::UnknownKey,
    Fault::MissingName,
    Fault::WrongType,
    Fault::UnknownValue,
    Fault::NoSuchDay,
    Fault::MissingReason,
    Fault::OutOfRange,
    Fault::EmptyText,
];

/// The fault of a system's document: they are spread evenly over the registry.
pub(super) fn of(order: &Order, number: u32) -> Option<Fault> {
    let invalid = u64::from(order.invalid.min(order.systems));
    // Which of the faulty ones it would be: this and the next number differ
    // just where one is due.
    let due = |number: u64| number * invalid / u64::from(order.systems.max(1));
    let number = u64::from(number);
    (due(number + 1) > due(number)).then(|| ALL[due(number) as usize % ALL.len()])
}

/// Breaks the document.
pub(super) fn apply(fault: Fault, document: &mut Value) {
    match fault {
        Fault::UnknownKey => document["sumary"] = json!("多写了一个字段"),
        Fault::MissingName => {
            if let Some(map) = document.as_object_mut() {
                map.shift_remove("name");
            }
        }
        Fault::WrongType => document["construction"]["total_investment"] = json!("一百万元"),
        Fault::UnknownValue => document["status"] = json!("running"),
        Fault::NoSuchDay => document["operating_since"] = json!("2024-02-30"),
        Fault::MissingReason => document["hosting"] = json!({"platform": "own"}),
        Fault::OutOfRange => document["security"]["mlps_level"] = json!(6),
        Fault::EmptyText => document["summary"] = json!(""),
    }
}
