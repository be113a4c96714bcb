//! Who must still agree, and to what.

use super::{Block, Inline, Line, MOST, ReviewWriter};
use crate::decisions::field;
use crate::names;
use crate::text;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::registry::ownership::Approver;
use mulu_core::review::{Change, Need, people};
use std::collections::{BTreeMap, BTreeSet};

/// The approvers whose approval is missing, each once.
pub(super) fn missing<'w>(writer: &ReviewWriter<'_, 'w>) -> BTreeSet<&'w Approver> {
    let needs = needs(writer);
    let open = needs.filter(|(_, need)| need.given_by.is_none());
    open.map(|(_, need)| &need.approver).collect()
}

fn needs<'w>(writer: &ReviewWriter<'_, 'w>) -> impl Iterator<Item = (&'w Change, &'w Need)> {
    let changes = writer.view.review.changes.iter();
    changes.flat_map(|change| change.needed.iter().map(move |need| (change, need)))
}

/// Who must still agree, and who has.
pub(super) fn tell(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let missing = missing(writer);
    let mut given: BTreeMap<&Approver, Vec<&Identity>> = BTreeMap::new();
    for (_, need) in needs(writer).filter(|(_, need)| !missing.contains(&need.approver)) {
        if let Some(by) = &need.given_by {
            let people = given.entry(&need.approver).or_default();
            if !people.contains(&by) {
                people.push(by);
            }
        }
    }
    let mut blocks = Vec::new();
    if !missing.is_empty() {
        let list = missing.iter().map(|approver| office(writer, approver));
        blocks.push(Block::Heading(writer.words.word("review-approvals")));
        blocks.push(Block::List(list.collect()));
    }
    if !given.is_empty() {
        let mut line = vec![Inline::Text(writer.words.word("review-approved"))];
        for (at, (approver, people)) in given.into_iter().enumerate() {
            if at > 0 {
                line.push(Inline::Text(writer.words.word("review-and")));
            }
            line.push(Inline::Text(any_of(writer, approver)));
            line.push(Inline::Text(" ".to_owned()));
            line.extend(people.into_iter().map(|one| writer.person(one)));
        }
        blocks.push(Block::Paragraph(line));
    }
    blocks
}

/// Who can agree for somebody, to which facts where it isn't to whole files, and who
/// agreed to another state.
fn office(writer: &ReviewWriter<'_, '_>, approver: &Approver) -> Line {
    let author = writer.view.review.author.as_ref();
    let is_author = |who: &Identity| author.is_some_and(|author| author.is_same_person(who));
    let others: Vec<_> = people(writer.view.before.registry, approver)
        .into_iter()
        .filter(|who| !is_author(who))
        .collect();
    let mut line = vec![Inline::Strong(any_of(writer, approver))];
    if others.is_empty() {
        line.push(Inline::Text(writer.words.word("review-nobody")));
    } else {
        line.push(Inline::Text(writer.words.word("review-opening")));
        line.extend(writer.people(&others));
        line.push(Inline::Text(writer.words.word("review-closing")));
    }
    line.extend(of_facts(writer, approver));
    line.extend(outdated(writer, approver));
    line
}

/// The facts that an approver must agree to; nothing where it must to whole files.
fn of_facts(writer: &ReviewWriter<'_, '_>, approver: &Approver) -> Option<Inline> {
    let open = |need: &Need| need.given_by.is_none() && need.approver == *approver;
    let mut names: Vec<String> = Vec::new();
    for (change, need) in needs(writer).filter(|(_, need)| open(need)) {
        if need.fields.is_empty() {
            return None;
        }
        let pointers = change.facts.iter().map(|fact| &fact.pointer);
        let covered = |pointer: &&String| need.fields.iter().any(|one| one.covers(pointer));
        let found: BTreeSet<String> = pointers
            .filter(covered)
            .map(|pointer| fact(writer, change, pointer))
            .collect();
        names.extend(found);
    }
    names.dedup();
    let more = writer.more(names.len());
    names.truncate(MOST);
    if names.is_empty() {
        return None;
    }
    let mut fields = names.join(&writer.words.word("review-fields-and"));
    if let Some(Inline::Text(more)) = more {
        fields += &more;
    }
    Some(writer.text(Message::new("review-of-fields").arg("fields", fields)))
}

/// A fact by the document and the title of its field.
pub(super) fn fact(writer: &ReviewWriter<'_, '_>, change: &Change, pointer: &str) -> String {
    let schemas = writer.view.after.schemas;
    // The list, not its entries.
    let parts: Vec<&str> = pointer.split('/').collect();
    let list = parts
        .iter()
        .take_while(|part| part.parse::<usize>().is_err());
    let pointer = list.copied().collect::<Vec<_>>().join("/");
    let title = field::title(schemas, writer.words.language(), &change.path, &pointer);
    let name = title.unwrap_or_else(|| field::name(&pointer));
    format!("{} {name}", text::plain(&change.path))
}

/// Who approved another state than today's.
fn outdated(writer: &ReviewWriter<'_, '_>, approver: &Approver) -> Line {
    let of = |need: &&Need| need.given_by.is_none() && need.approver == *approver;
    let mut needs = needs(writer).map(|(_, need)| need).filter(of);
    let Some(by) = needs.find_map(|need| need.outdated.as_ref()) else {
        return Line::new();
    };
    vec![
        Inline::Text(writer.words.word("review-outdated-before")),
        // Named, not called: nobody is asked by this.
        Inline::Code(by.to_string()),
        Inline::Text(writer.words.word("review-outdated-after")),
    ]
}

/// What those are called of whom one must agree.
fn any_of(writer: &ReviewWriter<'_, '_>, approver: &Approver) -> String {
    names::any_of(writer.view.before.registry, writer.words, approver)
}
