//! Who may not, and who must still agree.

use super::{Block, Inline, Line, ReviewWriter};
use mulu_core::diagnostic::Message;
use mulu_core::policy::Supplier;
use mulu_core::registry::ownership;
use mulu_core::review::{Change, people};
use std::collections::{BTreeMap, BTreeSet};

/// The approvers whose approval is missing, each once.
pub(super) fn missing<'w>(writer: &ReviewWriter<'_, 'w>) -> BTreeSet<&'w str> {
    let needs = writer
        .view
        .review
        .changes
        .iter()
        .flat_map(|change| &change.needed);
    let open = needs.filter(|need| need.given_by.is_none());
    open.map(|need| &*need.approver).collect()
}

/// Who must still agree, and who has.
pub(super) fn tell(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let missing = missing(writer);
    let mut given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
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
            .filter(|_| !missing.contains(&*need.approver))
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
            line.push(Inline::Text(name(writer, approver)));
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

fn office(writer: &ReviewWriter<'_, '_>, approver: &str) -> Line {
    let author = writer.view.review.author.as_deref();
    let logins = people(writer.view.before.registry, approver);
    let others: Vec<_> = logins
        .iter()
        .filter(|login| !author.is_some_and(|author| author.eq_ignore_ascii_case(login)))
        .cloned()
        .collect();
    let mut line = vec![Inline::Strong(name(writer, approver))];
    if others.is_empty() {
        line.push(Inline::Text(writer.words.word("review-nobody")));
    } else {
        line.push(Inline::Text(writer.words.word("review-opening")));
        line.extend(writer.people(&others));
        line.push(Inline::Text(writer.words.word("review-closing")));
    }
    line
}

/// What an authority or a unit is called.
fn name(writer: &ReviewWriter<'_, '_>, who: &str) -> String {
    let authorities = &writer.view.before.registry.settings.authorities;
    let who = if authorities.contains_key(who) {
        Supplier::Authority(who.into())
    } else {
        Supplier::Unit(who.into())
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
        let table = ownership::table(writer.view.before.registry);
        let inside = change
            .path
            .strip_prefix("registry/")
            .unwrap_or("policy/schema");
        if let Some(owners) = ownership::owners(&table, inside) {
            let names = owners
                .authors
                .iter()
                .map(|author| author_name(writer, author));
            let names = writer.words.join(names);
            let who = Message::new("review-intruding-remedy").arg("owners", names);
            lines.push(vec![writer.text(who)]);
        }
        lines
    };
    intruding.map(step).collect()
}

fn author_name(writer: &ReviewWriter<'_, '_>, author: &str) -> String {
    match author.strip_suffix("+ancestors") {
        Some(unit) => {
            let above = Message::new("review-or-above").arg("unit", name(writer, unit));
            writer.say(above)
        }
        None => name(writer, author),
    }
}
