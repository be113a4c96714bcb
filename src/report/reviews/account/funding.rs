//! The requests of a change, and what becomes of others.

use super::{Block, Inline, Line, MOST, ReviewWriter};
use crate::articles;
use crate::decisions::{amount, outcome};
use crate::names::Names;
use crate::verdict;
use mulu_core::decision::{Comparison, Decision, Snapshot, gain};
use mulu_core::diagnostic::Message;
use mulu_core::layout::RequestId;
use mulu_core::policy::{Outcome, RuleOutcome};
use std::collections::BTreeMap;

/// The requests that the change adds or changes, with what they come to.
pub(super) fn touched<'w>(
    writer: &ReviewWriter<'_, 'w>,
) -> impl Iterator<Item = (&'w Comparison, &'w Decision)> {
    let decisions = writer.view.review.decisions.iter();
    let touched = decisions.filter(|change| change.touched);
    touched.filter_map(|change| Some((change, change.after.as_ref()?)))
}

/// Who asks for how much.
pub(super) fn asked(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let mut asked: BTreeMap<(String, String), (usize, Option<i64>)> = BTreeMap::new();
    for (_, decision) in touched(writer) {
        let year = RequestId::from(&decision.request).year();
        let who = decision.applicant.as_deref().unwrap_or(&decision.unit);
        let key = (writer.after.unit_name(who), year.to_string());
        let (count, sum) = asked.entry(key).or_insert((0, Some(0)));
        *count += 1;
        // Of a broken request nobody knows how much it asks for.
        *sum = sum
            .zip(decision.amount)
            .and_then(|(sum, yuan)| sum.checked_add(yuan));
    }
    let money = |sum: Option<i64>| match sum {
        Some(yuan) => writer.words.money(yuan),
        None => writer.words.word("amount-unknown"),
    };
    let lines = asked.into_iter().map(|((who, year), (count, sum))| {
        Block::Paragraph(vec![
            writer.text(
                Message::new("review-asked")
                    .arg("applicant", who)
                    .arg("year", year)
                    .arg("money", money(sum))
                    .arg("count", count)
                    .arg("on", writer.view.review.on.to_string()),
            ),
        ])
    });
    lines.collect()
}

/// The requests of the change with their verdicts.
pub(super) fn table(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let rows: Vec<Vec<Line>> = touched(writer)
        .take(MOST)
        .map(|(change, decision)| row(writer, &writer.after, change, decision))
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![decisions_table(writer, rows)];
    let more = writer.more(touched(writer).count());
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    blocks
}

fn decisions_table(writer: &ReviewWriter<'_, '_>, rows: Vec<Vec<Line>>) -> Block {
    let head = [
        ("history-year", false),
        ("column-unit", false),
        ("column-system", false),
        ("money-column", true),
        ("column-verdict", false),
        ("column-reason", false),
    ];
    let head = head.map(|(key, amount)| (writer.words.word(key), amount));
    Block::Table {
        head: head.to_vec(),
        rows,
    }
}

fn row(
    writer: &ReviewWriter<'_, '_>,
    view: &Snapshot<'_>,
    change: &Comparison,
    decision: &Decision,
) -> Vec<Line> {
    let words = writer.words;
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
            verdict::of(decision.verdict).emoji,
            words.verdict(decision.verdict)
        ),
        None => format!(
            "{} {}",
            verdict::of(decision.verdict).emoji,
            words.verdict(decision.verdict)
        ),
    };
    let year = RequestId::from(&decision.request).year();
    vec![
        vec![Inline::Text(year.to_string())],
        vec![Inline::Text(view.unit_name(&decision.unit))],
        vec![Inline::Text(view.system_name(&decision.system))],
        vec![Inline::Text(money)],
        vec![Inline::Text(verdict)],
        vec![Inline::Text(reason(writer, view, decision))],
    ]
}

/// What blocks it first, and how much else does.
fn reason(writer: &ReviewWriter<'_, '_>, view: &Snapshot<'_>, decision: &Decision) -> String {
    let (words, blocking) = (writer.words, view.blocking(decision));
    let Some(first) = blocking.first() else {
        return String::new();
    };
    let reason = cited(writer, view, first);
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
pub(super) fn cited(
    writer: &ReviewWriter<'_, '_>,
    view: &Snapshot<'_>,
    of: &RuleOutcome,
) -> String {
    let (words, message) = (writer.words, outcome::message(view, writer.words, of));
    match view.rule(of).filter(|rule| !rule.articles.is_empty()) {
        None => message,
        Some(rule) => words.say(
            &Message::new("reason-articles")
                .arg("reason", message)
                .arg("articles", articles::names(words, &rule.articles)),
        ),
    }
}

/// Requests of others that the change decides otherwise.
pub(super) fn others(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let decisions = &writer.view.review.decisions;
    let turned = decisions
        .iter()
        .filter(|change| !change.touched && change.turns());
    let heading = Message::new("review-others");
    turning(writer, &writer.after, turned.collect(), heading)
}

/// Decisions that turn, under a heading that says how many.
pub(super) fn turning(
    writer: &ReviewWriter<'_, '_>,
    view: &Snapshot<'_>,
    mut turned: Vec<&Comparison>,
    heading: Message,
) -> Vec<Block> {
    if turned.is_empty() {
        return Vec::new();
    }
    turned.sort_by_key(|change| (change.gain(), change.id.clone()));
    let gain = gain(turned.iter().copied());
    let title = heading
        .arg("count", turned.len())
        .arg("money", writer.words.gain(gain));
    let gone = |change: &Comparison| -> Vec<Line> {
        let text = |text: String| vec![Inline::Text(text)];
        let request = RequestId::from(&change.id);
        let system = request.system();
        let before = change.before.as_ref();
        vec![
            text(request.year().to_string()),
            text(writer.before.unit_name(request.unit())),
            text(writer.before.system_name(system)),
            text(amount(
                writer.words,
                before.and_then(|before| before.amount),
            )),
            text(writer.words.word("review-withdrawn")),
            text(String::new()),
        ]
    };
    let rows = turned.iter().take(MOST).map(|change| match &change.after {
        Some(decision) => row(writer, view, change, decision),
        None => gone(change),
    });
    let mut blocks = vec![
        Block::Heading(writer.say(title)),
        decisions_table(writer, rows.collect()),
    ];
    let more = writer.more(turned.len());
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    blocks
}

/// Every rule of every request touched, folded.
pub(super) fn rules(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let fold = |(_, decision): (&Comparison, &Decision)| {
        let count = |wanted: &[Outcome]| {
            let outcomes = decision.outcomes.iter();
            outcomes.filter(|one| wanted.contains(&one.outcome)).count()
        };
        let short = decision.outcomes.iter();
        let short = short.filter(|one| matches!(one.outcome, Outcome::Unmet | Outcome::Unproven));
        let warnings = short.filter(|one| !writer.after.blocks(one)).count();
        let summary = Message::new("review-rules")
            .arg("system", writer.after.system_name(&decision.system))
            .arg("rules", decision.outcomes.len())
            .arg("met", count(&[Outcome::Met, Outcome::Waived]))
            .arg("unmet", count(&[Outcome::Unmet]))
            .arg("unproven", count(&[Outcome::Unproven]))
            .arg("rest", count(&[Outcome::NotApplicable]))
            .arg("warnings", warnings);
        Block::Fold {
            summary: writer.say(summary),
            always: false,
            blocks: vec![rules_table(writer, decision)],
        }
    };
    touched(writer).take(MOST).map(fold).collect()
}

fn rules_table(writer: &ReviewWriter<'_, '_>, decision: &Decision) -> Block {
    let mut outcomes: Vec<&RuleOutcome> = decision.outcomes.iter().collect();
    outcomes.sort_by_key(|of| std::cmp::Reverse(of.outcome));
    let head = [
        "review-column-rule",
        "review-column-outcome",
        "review-column-says",
    ];
    let rows = outcomes.iter().map(|of| {
        let id = writer.after.rule(of).map_or("", |rule| &rule.id);
        vec![
            vec![Inline::Code(id.to_owned())],
            vec![Inline::Text(writer.words.outcome(of.outcome))],
            vec![Inline::Text(cited(writer, &writer.after, of))],
        ]
    });
    Block::Table {
        head: head.map(|key| (writer.words.word(key), false)).to_vec(),
        rows: rows.collect(),
    }
}
