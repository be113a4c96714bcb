//! The construction projects that a change touches or judges otherwise.

use super::{Block, Inline, Line, MOST, ReviewWriter};
use crate::decisions::telling;
use crate::names::Names;
use crate::projects::purpose;
use crate::verdict;
use mulu_core::decision::{Comparison, ProjectDecision, Verdict};
use mulu_core::diagnostic::Message;
use mulu_core::layout::of_year;
use mulu_core::policy::Purpose;

/// Each with what it comes to for each purpose.
pub(super) fn table(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let projects = writer.view.review.projects.iter();
    let told: Vec<_> = projects.filter(|one| one.touched || one.turns()).collect();
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

fn head(writer: &ReviewWriter<'_, '_>) -> Vec<(String, bool)> {
    let words = &writer.words;
    let mut head: Vec<String> = ["column-project", "history-year"]
        .map(|key| words.word(key))
        .to_vec();
    head.extend(Purpose::OF_PROJECTS.map(|of| purpose(words, of)));
    head.push(words.word("column-reason"));
    head.into_iter().map(|name| (name, false)).collect()
}

fn row(writer: &ReviewWriter<'_, '_>, one: &Comparison<ProjectDecision>) -> Vec<Line> {
    let (year, project) = of_year(&one.id).unwrap_or((0, &one.id));
    let side = match &one.after {
        Some(_) => &writer.after,
        None => &writer.before,
    };
    let mut cells = vec![side.project_name(project), year.to_string()];
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
