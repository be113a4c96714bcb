//! What a review comes to: the two checks, with GitHub's conclusions.

use super::{Change, Finding, ReviewInput};
use crate::decision::{Comparison, Verdict};
use crate::layout;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How a check ends, in GitHub's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conclusion {
    /// Nothing stands against it.
    Success,
    /// It has nothing to say.
    Neutral,
    /// Somebody must do something first.
    ActionRequired,
    /// It must not be merged.
    Failure,
}

impl Conclusion {
    /// GitHub's name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Conclusion::Success => "success",
            Conclusion::Neutral => "neutral",
            Conclusion::ActionRequired => "action_required",
            Conclusion::Failure => "failure",
        }
    }
}

/// The two checks of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// Schema, references, owners, approvals.
    pub registry: Conclusion,
    /// The verdicts of the requests touched.
    pub funding: Conclusion,
}

impl Checks {
    /// The worse of the two.
    #[must_use]
    pub fn worst(self) -> Conclusion {
        self.registry.max(self.funding)
    }
}

pub(super) fn conclude(
    input: &ReviewInput<'_>,
    changes: &[Change],
    findings: &[Finding],
    decisions: &[Comparison],
) -> Checks {
    Checks {
        registry: registry(input, changes, findings),
        funding: funding(input, changes, decisions),
    }
}

fn registry(input: &ReviewInput<'_>, changes: &[Change], findings: &[Finding]) -> Conclusion {
    let wrong = findings
        .iter()
        .any(|found| found.caused && found.diagnostic.is_error());
    let intruding = changes
        .iter()
        .any(|change| change.author_allowed == Some(false));
    if wrong || intruding || !input.conflicts.is_empty() {
        return Conclusion::Failure;
    }
    let open = |change: &Change| {
        let missing = change.needed.iter().any(|need| need.given_by.is_none());
        change.author_allowed.is_none() || missing
    };
    if changes.iter().any(open) {
        Conclusion::ActionRequired
    } else {
        Conclusion::Success
    }
}

/// The verdicts of the requests touched; one that only goes along with its system, and comes to
/// what it came to, is judged where it was proposed.
fn funding(input: &ReviewInput<'_>, changes: &[Change], decisions: &[Comparison]) -> Conclusion {
    let (base, merged) = (input.base.registry, input.merged.registry);
    let carried = changes
        .iter()
        .filter(|change| input.moves.carry(base, merged, change))
        .filter_map(|change| Some(layout::parse(&change.path)?.request()?.text()));
    let carried: BTreeSet<Arc<str>> = carried.collect();
    let touched = decisions
        .iter()
        .filter(|change| change.touched && (change.turns() || !carried.contains(&change.id)));
    let verdicts = touched.filter_map(|change| Some(change.after.as_ref()?.verdict));
    match verdicts.max() {
        None => Conclusion::Neutral,
        Some(Verdict::Eligible) => Conclusion::Success,
        Some(Verdict::Pending) => Conclusion::ActionRequired,
        Some(Verdict::Ineligible) => Conclusion::Failure,
    }
}
