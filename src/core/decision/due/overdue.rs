//! Since when something is overdue: what falls short today, followed back to the day on
//! which it came to that.

use super::super::agenda::Agenda;
use super::super::forecast::{Case, Change, Simulation};
use super::{Obligation, obligations, worsened};
use crate::policy::{Evaluation, Pack, RequestRef, Validity, evaluate_with_validity};
use crate::registry::Registry;
use jiff::civil::Date;

/// How far back is looked for the day since which something is overdue, in
/// days on which something changed.
pub(in super::super) const STEPS_BACK: usize = 64;

/// What falls short on the first day and had to be done before the day on which it came to
/// that.
pub(super) fn overdue(
    registry: &Registry,
    pack: &Pack,
    simulation: &Simulation<'_>,
) -> Vec<Obligation> {
    let all = simulation.cases.iter().zip(&simulation.evaluations);
    let all = all.flat_map(|((case, _), said)| said.iter().map(move |one| (*case, one)));
    let short = all.filter(|(_, one)| one.outcome.outcome.falls_short());
    let mut short: Vec<(&RequestRef, Evaluation)> =
        short.map(|(case, one)| (case, one.clone())).collect();
    let mut steps = vec![0; short.len()];
    let mut agenda = Agenda::default();
    for (at, (_, now)) in short.iter().enumerate() {
        agenda.add(eve(now.validity), at);
    }
    let mut found = Vec::new();
    while let Some((eve_of_all, who)) = agenda.last() {
        let cases = who.iter().map(|at| {
            let (case, now) = &short[*at];
            (*case, std::slice::from_ref(&now.outcome.rule))
        });
        let cases: Vec<Case<'_>> = cases.collect();
        let earlier = evaluate_with_validity(registry, pack, eve_of_all, &cases);
        for (at, earlier) in who.into_iter().zip(earlier.into_iter().flatten()) {
            let (case, now) = &mut short[at];
            if worsened(&earlier.outcome, &now.outcome) {
                let since = now.validity.since;
                let change = Change {
                    before: earlier.outcome,
                    after: now.outcome.clone(),
                    lapse: since.is_some_and(|since| since.lapse),
                };
                let day = since.map_or(eve_of_all, |since| since.on);
                obligations(pack, case, day, &change, &mut found);
                continue;
            }
            *now = earlier;
            steps[at] += 1;
            if steps[at] < STEPS_BACK {
                agenda.add(eve(now.validity), at);
            }
        }
    }
    found
}

/// The last day before that since which something is said.
pub(in super::super) fn eve(validity: Validity) -> Option<Date> {
    validity.since?.on.yesterday().ok()
}
