//! Which fields of documents name a unit, a system or a project: what moves takes its
//! references along, and a review must know the same ones.

use crate::layout::Kind;

/// What a field names by its id: a unit, a system (or a resource of one) or a project;
/// `None`: nothing that can move. A field of a list is that of its entries.
#[must_use]
pub fn names(field: &str) -> Option<Kind> {
    match field {
        "applicant" | "unit" | "units" | "parent" | "led_by" | "lead" => Some(Kind::Unit),
        "project" | "previous" => Some(Kind::Project),
        "system" | "systems" | "source" | "merged_into" | "reuses" => Some(Kind::System),
        _ => None,
    }
}

/// A reference as the id and, with its sign, the part of what it names: `#resource`, or
/// nothing.
#[must_use]
pub fn parted(reference: &str) -> (&str, &str) {
    let at = reference.find('#').unwrap_or(reference.len());
    reference.split_at(at)
}
