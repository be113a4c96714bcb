//! What a review comes to, in a line.

use super::{Block, Mark, ReviewWriter};
use jiff::civil::Date;
use mulu_core::decision::{Comparison, Verdict, gain, sum};
use mulu_core::diagnostic::Message;
use mulu_core::review::{Conclusion, Preview};

/// The title of the account.
pub(super) fn whole(writer: &ReviewWriter<'_, '_>) -> Block {
    let review = writer.view.review;
    let mark = Mark::from(review.checks.worst());
    if let Some(preview) = review.preview.as_ref().filter(|_| mark != Mark::Bad) {
        return Block::Title(Mark::Waiting, rules(writer, preview));
    }
    if mark == Mark::Good && review.changes.is_empty() && review.outside.is_empty() {
        return Block::Title(Mark::Waiting, writer.words.word("review-title-none"));
    }
    let mut reasons = registry_reasons(writer);
    reasons.extend(funding_reasons(writer));
    Block::Title(mark, titled(writer, mark, reasons))
}

/// The title of the check of the registry.
pub(super) fn registry(writer: &ReviewWriter<'_, '_>) -> String {
    let mark = Mark::from(writer.view.review.checks.registry);
    let reasons = registry_reasons(writer);
    if reasons.is_empty() {
        return writer.words.word("review-registry-sound");
    }
    titled(writer, mark, reasons)
}

/// The title of the check of funding.
pub(super) fn funding(writer: &ReviewWriter<'_, '_>) -> String {
    let review = writer.view.review;
    if review.checks.funding == Conclusion::Neutral {
        return writer.words.word("review-funding-none");
    }
    let mark = Mark::from(review.checks.funding);
    titled(writer, mark, funding_reasons(writer))
}

fn titled(writer: &ReviewWriter<'_, '_>, mark: Mark, reasons: Vec<String>) -> String {
    let key = match mark {
        Mark::Good => "review-title-good",
        Mark::Waiting => "review-title-waiting",
        Mark::Bad => "review-title-bad",
    };
    let reasons = if reasons.is_empty() {
        vec![writer.words.word("review-registry-sound")]
    } else {
        reasons
    };
    let reasons = writer.words.sentences(reasons);
    writer.say(Message::new(key).arg("reasons", reasons))
}

fn counted(writer: &ReviewWriter<'_, '_>, key: &'static str, count: usize) -> Option<String> {
    (count > 0).then(|| writer.say(Message::new(key).arg("count", count)))
}

/// What stands against the registry's check, the worst first.
fn registry_reasons(writer: &ReviewWriter<'_, '_>) -> Vec<String> {
    let review = writer.view.review;
    let errors = review.findings.iter();
    let errors = errors.filter(|found| found.caused && found.diagnostic.is_error());
    let intruding = review.changes.iter();
    let intruding = intruding.filter(|change| change.author_allowed == Some(false));
    let bad: Vec<String> = [
        counted(writer, "review-reason-conflicts", review.conflicts.len()),
        counted(writer, "review-reason-errors", errors.count()),
        counted(writer, "review-reason-intruding", intruding.count()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !bad.is_empty() {
        return bad;
    }
    let waiting = super::approvals::missing(writer).len();
    let waiting = counted(writer, "review-reason-approvals", waiting);
    let unknown = review.author.is_none() && !review.changes.is_empty();
    let unknown = unknown.then(|| writer.words.word("review-reason-author"));
    waiting.or(unknown).into_iter().collect()
}

/// What the requests touched come to.
fn funding_reasons(writer: &ReviewWriter<'_, '_>) -> Vec<String> {
    let touched: Vec<_> = super::funding::touched(writer).collect();
    let with = |verdict: Verdict| {
        let found = touched
            .iter()
            .filter(|(_, decision)| decision.verdict == verdict);
        found.count()
    };
    let short = [
        counted(
            writer,
            "review-reason-ineligible",
            with(Verdict::Ineligible),
        ),
        counted(writer, "review-reason-pending", with(Verdict::Pending)),
    ];
    let short: Vec<String> = short.into_iter().flatten().collect();
    if touched.is_empty() || !short.is_empty() {
        return short;
    }
    let yuan = sum(touched.iter().map(|(_, decision)| decision.amount));
    let all = Message::new("review-reason-eligible")
        .arg("count", touched.len())
        .arg("money", writer.words.sum(yuan));
    vec![writer.say(all)]
}

/// A change of rules says first what it does to money.
fn rules(writer: &ReviewWriter<'_, '_>, preview: &Preview) -> String {
    let decisions = &preview.decisions;
    let turned = decisions.iter().filter(|change| change.turns()).count();
    let gain = gain(decisions);
    let coming = writer.view.review.previews.iter();
    let mut coming = coming.filter(|(_, then)| then.decisions.iter().any(Comparison::turns));
    if let (0, Some((on, then))) = (turned, coming.next()) {
        return later(writer, *on, then);
    }
    let key = match (turned, gain) {
        (0, _) => "review-rules-none",
        (_, Some(0)) => "review-rules-same",
        (_, Some(1..) | None) => "review-rules-more",
        (_, Some(_)) => "review-rules-less",
    };
    let money = gain.and_then(i64::checked_abs);
    writer.say(
        Message::new(key)
            .arg("count", turned)
            .arg("judged", preview.judged)
            .arg("money", writer.words.sum(money)),
    )
}

/// A change of rules that takes force on a coming day, and nothing before.
fn later(writer: &ReviewWriter<'_, '_>, on: Date, then: &Preview) -> String {
    let turned = then.decisions.iter().filter(|change| change.turns());
    writer.say(
        Message::new("review-rules-later")
            .arg("on", on.to_string())
            .arg("count", turned.count())
            .arg("money", writer.words.gain(gain(&then.decisions))),
    )
}
