//! The same requests judged twice: at two commits, by two packs, on two dates.

use super::{Decision, Decisions, Verdict};
use crate::policy::Pack;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One of the two judgements.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// What was decided.
    pub decisions: &'a [Decision],
    /// The rules it was decided by.
    pub pack: &'a Pack,
}

impl<'a> Judged<'a> {
    /// Some decisions with the rules they were made by.
    #[must_use]
    pub fn new(decisions: &'a Decisions, pack: &'a Pack) -> Self {
        Judged {
            decisions: &decisions.decisions,
            pack,
        }
    }
}

/// One request in both judgements.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// `year/unit/system`.
    pub request: &'a Arc<str>,
    /// The first; `None`: there was no such request.
    pub before: Option<&'a Decision>,
    /// The second.
    pub after: Option<&'a Decision>,
    /// Whether any rule came to another outcome, or exists in one pack only.
    pub outcomes_differ: bool,
}

impl Pair<'_> {
    /// Whether the verdict is another, or there wasn't or isn't one.
    #[must_use]
    pub fn turns(&self) -> bool {
        self.before.map(|decision| decision.verdict) != self.after.map(|decision| decision.verdict)
    }

    /// Whether anything is different: verdict, amount, applicant or an outcome.
    #[must_use]
    pub fn differs(&self) -> bool {
        let facts = |decision: &Decision| (decision.amount, decision.applicant.clone());
        self.outcomes_differ || self.turns() || self.before.map(facts) != self.after.map(facts)
    }

    /// How many yuan more (or less, negative) can be paid.
    #[must_use]
    pub fn gain(&self) -> i64 {
        payable(self.after).saturating_sub(payable(self.before))
    }
}

/// What an eligible request may be paid, in yuan; nothing for any other.
fn payable(decision: Option<&Decision>) -> i64 {
    decision
        .filter(|decision| decision.verdict == Verdict::Eligible)
        .and_then(|decision| decision.amount)
        .unwrap_or_default()
}

/// Every request of either judgement, in the order of their ids.
#[must_use]
pub fn compare<'a>(before: Judged<'a>, after: Judged<'a>) -> Vec<Pair<'a>> {
    let mut pairs: BTreeMap<&Arc<str>, (Option<&Decision>, Option<&Decision>)> = BTreeMap::new();
    for decision in before.decisions {
        pairs.entry(&decision.request).or_default().0 = Some(decision);
    }
    for decision in after.decisions {
        pairs.entry(&decision.request).or_default().1 = Some(decision);
    }
    let pair =
        |(request, (was, is)): (&'a Arc<str>, (Option<&'a Decision>, Option<&'a Decision>))| {
            let outcomes_differ = match (was, is) {
                (Some(was), Some(is)) => outcomes(was, before.pack) != outcomes(is, after.pack),
                _ => true,
            };
            Pair {
                request,
                before: was,
                after: is,
                outcomes_differ,
            }
        };
    pairs.into_iter().map(pair).collect()
}

/// Outcomes by the names of their rules: places in a pack mean nothing in another.
fn outcomes<'a>(
    decision: &'a Decision,
    pack: &'a Pack,
) -> BTreeMap<&'a str, crate::policy::Outcome> {
    let named = decision.outcomes.iter().filter_map(|outcome| {
        let rule = pack.rules.get(usize::from(outcome.rule))?;
        Some((&*rule.id, outcome.outcome))
    });
    named.collect()
}

/// One request that two judgements differ on, with both decisions.
#[derive(Debug)]
pub struct DecisionPair {
    /// `year/unit/system`.
    pub request: Arc<str>,
    /// The first; `None`: there was no such request.
    pub before: Option<Decision>,
    /// The second.
    pub after: Option<Decision>,
    /// How many yuan more (negative: less) can be paid.
    pub gain: i64,
}

impl DecisionPair {
    /// Whether the verdict is another, or there wasn't or isn't one.
    #[must_use]
    pub fn turns(&self) -> bool {
        let verdict = |decision: &Option<Decision>| decision.as_ref().map(|known| known.verdict);
        verdict(&self.before) != verdict(&self.after)
    }
}

/// The requests that differ, and those asked for besides, in the order of their ids.
#[must_use]
pub fn differing(
    before: Decisions,
    after: Decisions,
    packs: (&Pack, &Pack),
    besides: impl Fn(&Arc<str>) -> bool,
) -> Vec<DecisionPair> {
    let pairs = compare(Judged::new(&before, packs.0), Judged::new(&after, packs.1));
    let counts = |pair: &Pair<'_>| pair.differs() || besides(pair.request);
    let gains: BTreeMap<Arc<str>, i64> = pairs
        .iter()
        .filter(|pair| counts(pair))
        .map(|pair| (Arc::clone(pair.request), pair.gain()))
        .collect();
    let by_request = |decisions: Decisions| -> BTreeMap<Arc<str>, Decision> {
        let kept = decisions.decisions.into_iter();
        kept.map(|decision| (Arc::clone(&decision.request), decision))
            .collect()
    };
    let (mut before, mut after) = (by_request(before), by_request(after));
    let pair = |(request, gain): (Arc<str>, i64)| DecisionPair {
        before: before.remove(&request),
        after: after.remove(&request),
        request,
        gain,
    };
    gains.into_iter().map(pair).collect()
}
