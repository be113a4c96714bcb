//! Who may not, and who must still agree.

use super::{Block, Inline, Line, ReviewWriter};
use crate::names::Names;
use mulu_core::diagnostic::Message;
use mulu_core::policy::Supplier;
use mulu_core::registry::ownership::Approver;
use mulu_core::registry::{Identity, Owner};
use mulu_core::review::{Change, people};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The approvers whose approval is missing, each once.
pub(super) fn missing<'w>(writer: &ReviewWriter<'_, 'w>) -> BTreeSet<&'w Approver> {
    let needs = writer
        .view
        .review
        .changes
        .iter()
        .flat_map(|change| &change.needed);
    let open = needs.filter(|need| need.given_by.is_none());
    open.map(|need| &need.approver).collect()
}

/// Who must still agree, and who has.
pub(super) fn tell(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let missing = missing(writer);
    let mut given: BTreeMap<&Approver, BTreeSet<&str>> = BTreeMap::new();
    for need in writer
        .view
        .review
        .changes
        .iter()
        .flat_map(|change| &change.needed)
    {
        if let Some(login) = need
            .given_by
            .as_deref()
            .filter(|_| !missing.contains(&need.approver))
        {
            given.entry(&need.approver).or_default().insert(login);
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
        for (at, (approver, logins)) in given.into_iter().enumerate() {
            if at > 0 {
                line.push(Inline::Text(writer.words.word("review-and")));
            }
            line.push(Inline::Text(any_of(writer, approver)));
            let logins = logins
                .into_iter()
                .map(|login| Inline::Person(login.to_owned()));
            line.push(Inline::Text(" ".to_owned()));
            line.extend(logins);
        }
        blocks.push(Block::Paragraph(line));
    }
    blocks
}

fn office(writer: &ReviewWriter<'_, '_>, approver: &Approver) -> Line {
    let author = writer.view.review.author.as_deref();
    let logins = people(writer.view.before.registry, approver);
    let author = author.map(Identity::said);
    let is_author = |who: &Identity| author.as_ref().is_some_and(|a| a.is_same_person(who));
    let others: Vec<_> = logins.into_iter().filter(|who| !is_author(who)).collect();
    let mut line = vec![Inline::Strong(any_of(writer, approver))];
    if others.is_empty() {
        line.push(Inline::Text(writer.words.word("review-nobody")));
    } else {
        line.push(Inline::Text(writer.words.word("review-opening")));
        line.extend(writer.people(&others));
        line.push(Inline::Text(writer.words.word("review-closing")));
    }
    line
}

/// What those are called of whom one must agree.
fn any_of(writer: &ReviewWriter<'_, '_>, approver: &Approver) -> String {
    let names = approver.0.iter().map(|owner| name(writer, owner));
    names
        .collect::<Vec<_>>()
        .join(&writer.words.word("review-or"))
}

/// What an owner is called.
fn name(writer: &ReviewWriter<'_, '_>, owner: &Owner) -> String {
    let who = match owner {
        Owner::Authority(id) => Supplier::Authority(Arc::clone(id)),
        Owner::Unit(unit) => Supplier::Unit(Arc::clone(unit)),
        Owner::UnitAndAncestors(unit) => {
            let unit = writer
                .before
                .supplier(writer.words, &Supplier::Unit(Arc::clone(unit)));
            return writer.say(Message::new("review-or-above").arg("unit", unit));
        }
        other => return other.to_string(),
    };
    writer.before.supplier(writer.words, &who)
}

/// Files that the author may not propose.
pub(super) fn intruding(writer: &ReviewWriter<'_, '_>) -> Vec<Vec<Line>> {
    let changes = writer.view.review.changes.iter();
    let intruding = changes.filter(|change| change.author_allowed == Some(false));
    let step = |change: &Change| {
        let author = writer.view.review.author.clone().unwrap_or_default();
        let mut lines = vec![
            vec![
                Inline::Person(author),
                Inline::Text(" ".to_owned()),
                Inline::Strong(writer.words.word("review-intruding")),
            ],
            vec![writer.place(&change.path, None)],
        ];
        let table = &writer.view.before.registry.settings.ownership;
        if let Some(owners) = table.of_path(&change.path) {
            let names = owners.authors.iter().map(|author| name(writer, author));
            let names = writer.words.join(names);
            let who = Message::new("review-intruding-remedy").arg("owners", names);
            lines.push(vec![writer.text(who)]);
        }
        lines
    };
    intruding.map(step).collect()
}
