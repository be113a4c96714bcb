//! What the files say differently.

use super::{Block, Inline, Line, MOST, ReviewWriter};
use crate::changed::{Reader, Source};
use crate::decisions::field;
use mulu_core::diagnostic::Message;
use mulu_core::document::Fact;
use mulu_core::review::{Change, ChangeKind};
use mulu_core::schema::Kind;
use serde_json::Value;

/// The most characters of one value.
const LONGEST: usize = 120;

/// Every fact that changes, folded.
pub(super) fn facts(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let changes = &writer.view.review.changes;
    if changes.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    let mut by_weight: Vec<&Change> = changes.iter().collect();
    by_weight.sort_by_key(|change| weight(change));
    for change in by_weight.into_iter().take(MOST) {
        blocks.push(Block::Paragraph(title(writer, change)));
        let facts = change.facts.iter().take(MOST);
        let mut list: Vec<Line> = facts.map(|fact| line(writer, change, fact)).collect();
        list.extend(writer.more(change.facts.len()).map(|more| vec![more]));
        if !list.is_empty() {
            blocks.push(Block::List(list));
        }
    }
    let more = writer.more(changes.len());
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    let facts = changes
        .iter()
        .map(|change| change.facts.len())
        .sum::<usize>();
    let summary = Message::new("review-changes")
        .arg("files", changes.len())
        .arg("facts", facts);
    vec![Block::Fold {
        summary: writer.say(summary),
        always: true,
        blocks,
    }]
}

/// Who may change what and who acts for whom, what offices attested before, money;
/// then the rest: thousands of new files must not hide these.
fn weight(change: &Change) -> u8 {
    let is_new = change.change == ChangeKind::Added;
    let people = change.needed.iter().any(|need| !need.fields.is_empty());
    match change.kind {
        Some(Kind::Settings | Kind::Pack | Kind::Rules) => 0,
        None if change.path.starts_with("schema/") => 0,
        _ if people && !is_new => 0,
        Some(Kind::Opinions) if !is_new => 1,
        Some(Kind::List | Kind::Plan | Kind::Budget | Kind::Cloud | Kind::Request) => 2,
        _ => 3,
    }
}

fn title(writer: &ReviewWriter<'_, '_>, change: &Change) -> Line {
    let key = format!("review-change-{}", change.change.id());
    let mut line = vec![
        Inline::Strong(writer.words.word(&key)),
        Inline::Text(" ".to_owned()),
    ];
    if let Some(from) = &change.from {
        line.push(Inline::Code(from.to_string()));
        line.push(Inline::Text(" → ".to_owned()));
    }
    line.push(writer.place(&change.path, None));
    line
}

fn line(writer: &ReviewWriter<'_, '_>, change: &Change, fact: &Fact) -> Line {
    let path = change.from.as_deref().filter(|_| fact.after.is_none());
    let path = path.unwrap_or(&change.path);
    let side = match fact.after {
        Some(_) => &writer.after,
        None => &writer.before,
    };
    let schemas = writer.view.after.schemas;
    let title = field::title(schemas, writer.words.language(), path, &fact.pointer);
    let words = writer.words;
    let reader = Reader { words, schemas };
    let mut line = Line::new();
    if let Some(title) = title {
        line.push(Inline::Text(format!("{title} ")));
    }
    let value = |value: &Option<Value>| match value {
        None => Inline::Text("—".to_owned()),
        Some(value) => Inline::Code(shown(reader.value(path, &fact.pointer, value))),
    };
    line.extend([
        Inline::Code(reader.place(Source::Registry(side.registry), path, &fact.pointer)),
        Inline::Text(": ".to_owned()),
        value(&fact.before),
        Inline::Text(" → ".to_owned()),
        value(&fact.after),
    ]);
    line
}

fn shown(text: String) -> String {
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{cut}…")
}

/// Files that aren't judged here.
pub(super) fn outside(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let outside = &writer.view.review.outside;
    if outside.is_empty() {
        return Vec::new();
    }
    let note = Message::new("review-outside").arg("count", outside.len());
    let mut line = vec![writer.text(note)];
    for (at, path) in outside.iter().take(MOST).enumerate() {
        if at > 0 {
            line.push(Inline::Text(writer.words.word("review-and")));
        }
        line.push(Inline::Code(path.to_string()));
    }
    line.extend(writer.more(outside.len()));
    vec![Block::Paragraph(line)]
}
