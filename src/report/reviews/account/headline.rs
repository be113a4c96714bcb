//! What a review comes to, in a line.

use super::{Block, Teller};
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use mulu_core::review::{Conclusion, DecisionChange, Preview};

/// The colour of what it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reviews) enum Mark {
    /// It can be merged.
    Good,
    /// Somebody must do something first.
    Waiting,
    /// It cannot be merged as it is.
    Bad,
}

impl From<Conclusion> for Mark {
    fn from(conclusion: Conclusion) -> Self {
        match conclusion {
            Conclusion::Success | Conclusion::Neutral => Mark::Good,
            Conclusion::ActionRequired => Mark::Waiting,
            Conclusion::Failure => Mark::Bad,
        }
    }
}

/// The title of the account.
pub(super) fn whole(teller: &Teller<'_, '_>) -> Block {
    let review = teller.view.review;
    let mark = Mark::from(review.checks.worst());
    if let Some(preview) = review.preview.as_ref().filter(|_| mark != Mark::Bad) {
        return Block::Title(Mark::Waiting, rules(teller, preview));
    }
    let mut reasons = registry_reasons(teller);
    reasons.extend(funding_reasons(teller));
    Block::Title(mark, titled(teller, mark, reasons))
}

/// The title of the check of the registry.
pub(super) fn registry(teller: &Teller<'_, '_>) -> String {
    let mark = Mark::from(teller.view.review.checks.registry);
    let reasons = registry_reasons(teller);
    if reasons.is_empty() {
        return teller.words.word("review-registry-sound");
    }
    titled(teller, mark, reasons)
}

/// The title of the check of funding.
pub(super) fn funding(teller: &Teller<'_, '_>) -> String {
    let review = teller.view.review;
    if review.checks.funding == Conclusion::Neutral {
        return teller.words.word("review-funding-none");
    }
    let mark = Mark::from(review.checks.funding);
    titled(teller, mark, funding_reasons(teller))
}

fn titled(teller: &Teller<'_, '_>, mark: Mark, reasons: Vec<String>) -> String {
    let key = match mark {
        Mark::Good => "review-title-good",
        Mark::Waiting => "review-title-waiting",
        Mark::Bad => "review-title-bad",
    };
    let reasons = if reasons.is_empty() {
        vec![teller.words.word("review-registry-sound")]
    } else {
        reasons
    };
    let reasons = teller.words.sentences(reasons);
    teller.say(Message::new(key).arg("reasons", reasons))
}

fn counted(teller: &Teller<'_, '_>, key: &'static str, count: usize) -> Option<String> {
    (count > 0).then(|| teller.say(Message::new(key).arg("count", count)))
}

/// What stands against the registry's check, the worst first.
fn registry_reasons(teller: &Teller<'_, '_>) -> Vec<String> {
    let review = teller.view.review;
    let errors = review.findings.iter();
    let errors = errors.filter(|found| found.caused && found.diagnostic.is_error());
    let intruding = review.changes.iter();
    let intruding = intruding.filter(|change| change.author_allowed == Some(false));
    let bad: Vec<String> = [
        counted(teller, "review-reason-conflicts", review.conflicts.len()),
        counted(teller, "review-reason-errors", errors.count()),
        counted(teller, "review-reason-intruding", intruding.count()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !bad.is_empty() {
        return bad;
    }
    let waiting = super::approvals::missing(teller).len();
    let waiting = counted(teller, "review-reason-approvals", waiting);
    let unknown = review.author.is_none() && !review.changes.is_empty();
    let unknown = unknown.then(|| teller.words.word("review-reason-author"));
    waiting.or(unknown).into_iter().collect()
}

/// What the requests touched come to.
fn funding_reasons(teller: &Teller<'_, '_>) -> Vec<String> {
    let touched: Vec<_> = super::funding::touched(teller).collect();
    let with = |verdict: Verdict| {
        let found = touched
            .iter()
            .filter(|(_, decision)| decision.verdict == verdict);
        found.count()
    };
    let short = [
        counted(
            teller,
            "review-reason-ineligible",
            with(Verdict::Ineligible),
        ),
        counted(teller, "review-reason-pending", with(Verdict::Pending)),
    ];
    let short: Vec<String> = short.into_iter().flatten().collect();
    if touched.is_empty() || !short.is_empty() {
        return short;
    }
    let yuan = touched
        .iter()
        .filter_map(|(_, decision)| decision.amount)
        .sum();
    let all = Message::new("review-reason-eligible")
        .arg("count", touched.len())
        .arg("money", teller.words.money(yuan));
    vec![teller.say(all)]
}

/// A change of rules says first what it does to money.
fn rules(teller: &Teller<'_, '_>, preview: &Preview) -> String {
    let decisions = &preview.decisions;
    let turned = decisions.iter().filter(|change| change.turns()).count();
    let gain: i64 = decisions
        .iter()
        .map(|change: &DecisionChange| change.gain)
        .sum();
    let key = match (turned, gain) {
        (0, _) => "review-rules-none",
        (_, 0) => "review-rules-same",
        (_, 1..) => "review-rules-more",
        (_, _) => "review-rules-less",
    };
    let money = i64::try_from(gain.unsigned_abs()).unwrap_or(i64::MAX);
    teller.say(
        Message::new(key)
            .arg("count", turned)
            .arg("judged", preview.judged)
            .arg("money", teller.words.money(money)),
    )
}
