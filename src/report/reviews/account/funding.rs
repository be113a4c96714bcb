//! The requests of a change, and what becomes of others.

use super::{Block, Inline, Line, MOST, Teller};
use crate::articles;
use crate::decisions::{View, amount, outcome};
use mulu_core::decision::{Decision, Verdict};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Outcome, RuleOutcome};
use mulu_core::review::DecisionChange;
use std::collections::BTreeMap;

/// The requests that the change adds or changes, with what they come to.
pub(super) fn touched<'w>(
    teller: &Teller<'_, 'w>,
) -> impl Iterator<Item = (&'w DecisionChange, &'w Decision)> {
    let decisions = teller.view.review.decisions.iter();
    let touched = decisions.filter(|change| change.touched);
    touched.filter_map(|change| Some((change, change.after.as_ref()?)))
}

/// Who asks for how much.
pub(super) fn asked(teller: &Teller<'_, '_>) -> Vec<Block> {
    let mut asked: BTreeMap<(String, String), (usize, Option<i64>)> = BTreeMap::new();
    for (_, decision) in touched(teller) {
        let year = decision.request.split('/').next().unwrap_or_default();
        let who = decision.applicant.as_deref().unwrap_or(&decision.unit);
        let key = (teller.after.unit_name(who), year.to_owned());
        let (count, sum) = asked.entry(key).or_insert((0, Some(0)));
        *count += 1;
        // Of a broken request nobody knows how much it asks for.
        *sum = sum
            .zip(decision.amount)
            .and_then(|(sum, yuan)| sum.checked_add(yuan));
    }
    let money = |sum: Option<i64>| match sum {
        Some(yuan) => teller.words.money(yuan),
        None => teller.words.word("amount-unknown"),
    };
    let lines = asked.into_iter().map(|((who, year), (count, sum))| {
        Block::Paragraph(vec![
            teller.text(
                Message::new("review-asked")
                    .arg("applicant", who)
                    .arg("year", year)
                    .arg("money", money(sum))
                    .arg("count", count)
                    .arg("on", teller.view.review.on.to_string()),
            ),
        ])
    });
    lines.collect()
}

/// The requests of the change with their verdicts.
pub(super) fn table(teller: &Teller<'_, '_>) -> Vec<Block> {
    let rows: Vec<Vec<Line>> = touched(teller)
        .take(MOST)
        .map(|(change, decision)| row(teller, &teller.after, change, decision))
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![decisions_table(teller, rows)];
    let more = teller.more(touched(teller).count());
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    blocks
}

fn decisions_table(teller: &Teller<'_, '_>, rows: Vec<Vec<Line>>) -> Block {
    let head = [
        ("column-system", false),
        ("review-column-amount", true),
        ("column-verdict", false),
        ("column-reason", false),
    ];
    let head = head.map(|(key, amount)| (teller.words.word(key), amount));
    Block::Table {
        head: head.to_vec(),
        rows,
    }
}

fn row(
    teller: &Teller<'_, '_>,
    view: &View<'_>,
    change: &DecisionChange,
    decision: &Decision,
) -> Vec<Line> {
    let words = teller.words;
    let before = change.before.as_ref();
    let amount = |yuan| amount(words, yuan);
    let was = before.filter(|before| before.amount != decision.amount);
    let money = match was {
        Some(was) => format!("{} → {}", amount(was.amount), amount(decision.amount)),
        None => amount(decision.amount),
    };
    let turned = before.filter(|before| before.verdict != decision.verdict);
    let verdict = match turned {
        Some(was) => format!(
            "{} → {} {}",
            words.verdict(was.verdict),
            sign(decision.verdict),
            words.verdict(decision.verdict)
        ),
        None => format!(
            "{} {}",
            sign(decision.verdict),
            words.verdict(decision.verdict)
        ),
    };
    vec![
        vec![Inline::Text(view.system_name(&decision.system))],
        vec![Inline::Text(money)],
        vec![Inline::Text(verdict)],
        vec![Inline::Text(reason(teller, view, decision))],
    ]
}

/// What blocks it first, and how much else does.
fn reason(teller: &Teller<'_, '_>, view: &View<'_>, decision: &Decision) -> String {
    let (words, blocking) = (teller.words, view.blocking(decision));
    let Some(first) = blocking.first() else {
        return String::new();
    };
    let reason = cited(teller, view, first);
    match blocking.len() - 1 {
        0 => reason,
        more => words.say(
            &Message::new("review-reason-and-more")
                .arg("reason", reason)
                .arg("count", more),
        ),
    }
}

/// An outcome's sentence with its articles.
pub(super) fn cited(teller: &Teller<'_, '_>, view: &View<'_>, of: &RuleOutcome) -> String {
    let (words, message) = (teller.words, outcome::message(view, teller.words, of));
    match view.rule(of).filter(|rule| !rule.articles.is_empty()) {
        None => message,
        Some(rule) => words.say(
            &Message::new("reason-articles")
                .arg("reason", message)
                .arg("articles", articles::names(words, &rule.articles)),
        ),
    }
}

/// The sign of a verdict.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "🟢",
        Verdict::Pending => "🟡",
        Verdict::Ineligible => "🔴",
    }
}

/// Requests of others that the change decides otherwise.
pub(super) fn others(teller: &Teller<'_, '_>) -> Vec<Block> {
    let decisions = &teller.view.review.decisions;
    let turned = decisions
        .iter()
        .filter(|change| !change.touched && change.turns());
    turning(teller, &teller.after, turned.collect(), "review-others")
}

/// Decisions that turn, under a heading that says how many.
pub(super) fn turning(
    teller: &Teller<'_, '_>,
    view: &View<'_>,
    mut turned: Vec<&DecisionChange>,
    heading: &'static str,
) -> Vec<Block> {
    if turned.is_empty() {
        return Vec::new();
    }
    turned.sort_by_key(|change| (change.gain, change.request.clone()));
    let gain: i64 = turned.iter().map(|change| change.gain).sum();
    let title = Message::new(heading)
        .arg("count", turned.len())
        .arg("money", signed(teller, gain));
    let gone = |change: &DecisionChange| -> Vec<Line> {
        let text = |text: String| vec![Inline::Text(text)];
        let system = change
            .request
            .split_once('/')
            .map_or("", |(_, system)| system);
        let before = change.before.as_ref();
        vec![
            text(teller.before.system_name(system)),
            text(amount(
                teller.words,
                before.and_then(|before| before.amount),
            )),
            text(teller.words.word("review-withdrawn")),
            text(String::new()),
        ]
    };
    let rows = turned.iter().take(MOST).map(|change| match &change.after {
        Some(decision) => row(teller, view, change, decision),
        None => gone(change),
    });
    let mut blocks = vec![
        Block::Heading(teller.say(title)),
        decisions_table(teller, rows.collect()),
    ];
    let more = teller.more(turned.len());
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    blocks
}

/// An amount with a sign.
pub(super) fn signed(teller: &Teller<'_, '_>, yuan: i64) -> String {
    let money = teller.words.money(yuan);
    if yuan > 0 { format!("+{money}") } else { money }
}

/// Every rule of every request touched, folded.
pub(super) fn rules(teller: &Teller<'_, '_>) -> Vec<Block> {
    let fold = |(_, decision): (&DecisionChange, &Decision)| {
        let count = |wanted: &[Outcome]| {
            let outcomes = decision.outcomes.iter();
            outcomes.filter(|one| wanted.contains(&one.outcome)).count()
        };
        let summary = Message::new("review-rules")
            .arg("system", teller.after.system_name(&decision.system))
            .arg("rules", decision.outcomes.len())
            .arg("met", count(&[Outcome::Met, Outcome::Waived]))
            .arg("unmet", count(&[Outcome::Unmet]))
            .arg("unproven", count(&[Outcome::Unproven]))
            .arg("rest", count(&[Outcome::NotApplicable]));
        Block::Fold {
            summary: teller.say(summary),
            always: false,
            blocks: vec![rules_table(teller, decision)],
        }
    };
    touched(teller).take(MOST).map(fold).collect()
}

fn rules_table(teller: &Teller<'_, '_>, decision: &Decision) -> Block {
    let mut outcomes: Vec<&RuleOutcome> = decision.outcomes.iter().collect();
    outcomes.sort_by_key(|of| std::cmp::Reverse(of.outcome));
    let head = [
        "review-column-rule",
        "review-column-outcome",
        "review-column-says",
    ];
    let rows = outcomes.iter().map(|of| {
        let id = teller.after.rule(of).map_or("", |rule| &rule.id);
        vec![
            vec![Inline::Code(id.to_owned())],
            vec![Inline::Text(teller.words.outcome(of.outcome))],
            vec![Inline::Text(cited(teller, &teller.after, of))],
        ]
    });
    Block::Table {
        head: head.map(|key| (teller.words.word(key), false)).to_vec(),
        rows: rows.collect(),
    }
}
