//! The construction projects that a change touches or judges otherwise.

use super::{Block, Inline, Line, MOST, ReviewWriter};
use crate::decisions::telling;
use crate::names::Names;
use crate::projects::purpose;
use crate::{money, verdict};
use mulu_core::decision::{Comparison, ProjectDecision, Verdict};
use mulu_core::diagnostic::Message;
use mulu_core::layout::of_year;
use mulu_core::policy::Purpose;

/// Each with what it comes to for each purpose.
pub(super) fn table(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let projects = writer.view.review.projects.iter();
    let told: Vec<_> = projects.filter(|one| is_told(one)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let title = Message::new("review-projects").arg("count", told.len());
    let rows = told.iter().take(MOST).map(|one| row(writer, one));
    let mut blocks = vec![
        Block::Heading(writer.say(title)),
        Block::Table {
            head: head(writer),
            rows: rows.collect(),
        },
    ];
    let more = writer.more(told.len());
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    blocks
}

/// Whether people want to know: it is touched, or comes to something else, or is about
/// other money.
pub(super) fn is_told(one: &Comparison<ProjectDecision>) -> bool {
    one.touched || is_moved(one)
}

/// Whether it comes to something else, or is about other money.
pub(super) fn is_moved(one: &Comparison<ProjectDecision>) -> bool {
    one.turns() || listed(&one.before) != listed(&one.after)
}

/// What the year's list has for it.
fn listed(side: &Option<ProjectDecision>) -> Option<i64> {
    side.as_ref().and_then(|known| known.amount)
}

fn head(writer: &ReviewWriter<'_, '_>) -> Vec<(String, bool)> {
    let words = &writer.words;
    let head = ["column-project", "history-year"].map(|key| words.word(key));
    let plain = |name: String| (name, false);
    let mut head: Vec<(String, bool)> = head.into_iter().map(plain).collect();
    head.push((words.word("money-column"), true));
    head.extend(Purpose::OF_PROJECTS.map(|of| plain(purpose(words, of))));
    head.push(plain(words.word("column-reason")));
    head
}

fn row(writer: &ReviewWriter<'_, '_>, one: &Comparison<ProjectDecision>) -> Vec<Line> {
    let (year, project) = of_year(&one.id).unwrap_or((0, &one.id));
    let side = match &one.after {
        Some(_) => &writer.after,
        None => &writer.before,
    };
    let money = |yuan: Option<i64>| {
        yuan.map_or_else(
            || "—".to_owned(),
            |yuan| money::amount(writer.words.scale(), yuan),
        )
    };
    let (was, is) = (listed(&one.before), listed(&one.after));
    let listed = match was == is || one.before.is_none() {
        true => money(is),
        false => format!("{} → {}", money(was), money(is)),
    };
    let mut cells = vec![side.project_name(project), year.to_string(), listed];
    cells.extend(Purpose::OF_PROJECTS.map(|of| {
        let verdict = |of_side: &Option<ProjectDecision>| {
            of_side.as_ref().and_then(|known| *known.verdicts.get(of))
        };
        turned(writer, verdict(&one.before), verdict(&one.after))
    }));
    cells.push(match &one.after {
        Some(decision) => telling(&writer.after, writer.words, decision),
        None => writer.words.word("review-withdrawn"),
    });
    let line = |text| vec![Inline::Text(text)];
    cells.into_iter().map(line).collect()
}

/// A verdict, and what it was where that was another.
fn turned(
    writer: &ReviewWriter<'_, '_>,
    before: Option<Verdict>,
    after: Option<Verdict>,
) -> String {
    let named = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => {
            let sign = verdict::of(verdict).emoji;
            format!("{sign} {}", writer.words.verdict(verdict))
        }
        None => "—".to_owned(),
    };
    if before == after {
        named(after)
    } else {
        format!("{} → {}", named(before), named(after))
    }
}
