//! Requests or projects judged twice: at two commits, by two packs, on two dates.

use super::{Decision, Verdict};
use crate::policy::{Outcome, Pack, RuleOutcome};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a comparison must know of a judgement.
pub trait Judgement {
    /// What was judged; the same id is the same thing.
    fn id(&self) -> &Arc<str>;

    /// What the rules say.
    fn outcomes(&self) -> &[RuleOutcome];

    /// Whether it comes to less than eligible.
    fn falls_short(&self) -> bool;

    /// Whether another judgement comes to the same.
    fn same_verdict(&self, other: &Self) -> bool;

    /// Whether what is asked for is the same: the amount, who asks.
    fn same_facts(&self, other: &Self) -> bool;
}

impl Judgement for Decision {
    fn id(&self) -> &Arc<str> {
        &self.request
    }

    fn outcomes(&self) -> &[RuleOutcome] {
        &self.outcomes
    }

    fn falls_short(&self) -> bool {
        self.verdict != Verdict::Eligible
    }

    fn same_verdict(&self, other: &Self) -> bool {
        self.verdict == other.verdict
    }

    fn same_facts(&self, other: &Self) -> bool {
        (self.amount, &self.applicant) == (other.amount, &other.applicant)
    }
}

/// One thing in two judgements.
#[derive(Debug)]
pub struct Comparison<J = Decision> {
    /// What was judged: `year/unit/system`.
    pub id: Arc<str>,
    /// The first; `None`: there was no such thing.
    pub before: Option<J>,
    /// The second.
    pub after: Option<J>,
    /// Whether it was named by whoever compares: a change touches its file. Such a
    /// thing is told of although nothing about it differs.
    pub touched: bool,
}

impl<J: Judgement> Comparison<J> {
    /// Whether the verdict is another, or there wasn't or isn't one.
    #[must_use]
    pub fn turns(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => !before.same_verdict(after),
            (None, None) => false,
            _ => true,
        }
    }

    /// Whether anything is different: the verdict, what is asked for, or what a
    /// rule says, by the names of rules (a place in one pack means nothing in another).
    fn differs(&self, packs: (&Pack, &Pack)) -> bool {
        let (Some(before), Some(after)) = (&self.before, &self.after) else {
            return true;
        };
        self.turns()
            || !before.same_facts(after)
            || named(before.outcomes(), packs.0) != named(after.outcomes(), packs.1)
    }
}

impl Comparison {
    /// How much more (negative: less) can be paid.
    #[must_use]
    pub fn gain(&self) -> i64 {
        payable(self.after.as_ref()).saturating_sub(payable(self.before.as_ref()))
    }
}

/// How much more (negative: less) can be paid in all; `None` where that is more than a
/// number holds.
pub fn gain<'c>(all: impl IntoIterator<Item = &'c Comparison>) -> Option<i64> {
    super::sum(all.into_iter().map(|one| Some(one.gain())))
}

/// What an eligible request may be paid; nothing for any other.
fn payable(decision: Option<&Decision>) -> i64 {
    decision
        .filter(|decision| decision.verdict == Verdict::Eligible)
        .and_then(|decision| decision.amount)
        .unwrap_or_default()
}

fn named<'a>(outcomes: &'a [RuleOutcome], pack: &'a Pack) -> BTreeMap<&'a str, Outcome> {
    let named = outcomes.iter().filter_map(|outcome| {
        let rule = pack.rules.get(usize::from(outcome.rule))?;
        Some((&*rule.id, outcome.outcome))
    });
    named.collect()
}

/// What two judgements differ on, and whatever is touched, in the order of ids.
#[must_use]
pub fn compare<J: Judgement>(
    before: Vec<J>,
    after: Vec<J>,
    packs: (&Pack, &Pack),
    touched: impl Fn(&str) -> bool,
) -> Vec<Comparison<J>> {
    let mut pairs: BTreeMap<Arc<str>, (Option<J>, Option<J>)> = BTreeMap::new();
    for judged in before {
        let id = Arc::clone(judged.id());
        pairs.entry(id).or_default().0 = Some(judged);
    }
    for judged in after {
        let id = Arc::clone(judged.id());
        pairs.entry(id).or_default().1 = Some(judged);
    }
    let compared = pairs.into_iter().map(|(id, (before, after))| Comparison {
        touched: touched(&id),
        id,
        before,
        after,
    });
    compared
        .filter(|one| one.touched || one.differs(packs))
        .collect()
}
