//! What to do to become eligible.

use super::super::outcome;
use crate::Localizer;
use mulu_core::decision::{Judgement, Snapshot};
use mulu_core::policy::{Missing, RuleOutcome};

/// The steps for everything that blocks the request, each once.
pub(crate) fn list(view: &Snapshot<'_>, words: &Localizer, judged: &impl Judgement) -> Vec<String> {
    let mut todo: Vec<String> = Vec::new();
    for outcome in view.blocking(judged) {
        for step in steps(view, words, outcome) {
            if !todo.contains(&step) {
                todo.push(step);
            }
        }
    }
    todo
}

/// What to do about an outcome that falls short: papers first are put in
/// order; the rule's remedy comes where more than that is lacking.
fn steps(view: &Snapshot<'_>, words: &Localizer, outcome: &RuleOutcome) -> Vec<String> {
    let (attested, papers): (Vec<&Missing>, Vec<&Missing>) = outcome
        .missing
        .iter()
        .partition(|missing| missing.is_attestation());
    let papers = papers.into_iter();
    let mut steps: Vec<String> = papers
        .map(|paper| outcome::missing(view, words, paper))
        .collect();
    if steps.is_empty() || !attested.is_empty() {
        steps.extend(outcome::remedy(view, words, outcome).filter(|remedy| !remedy.is_empty()));
    }
    steps
}
