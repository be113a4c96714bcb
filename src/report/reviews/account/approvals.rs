//! Who may not, and who must still agree.

use super::{Block, Inline, Line, Teller};
use mulu_core::diagnostic::Message;
use mulu_core::policy::Supplier;
use mulu_core::registry::ownership;
use mulu_core::review::{Change, people};
use std::collections::{BTreeMap, BTreeSet};

/// The approvers whose approval is missing, each once.
pub(super) fn missing<'w>(teller: &Teller<'_, 'w>) -> BTreeSet<&'w str> {
    let needs = teller
        .view
        .review
        .changes
        .iter()
        .flat_map(|change| &change.needed);
    let open = needs.filter(|need| need.given_by.is_none());
    open.map(|need| &*need.approver).collect()
}

/// Who must still agree, and who has.
pub(super) fn tell(teller: &Teller<'_, '_>) -> Vec<Block> {
    let missing = missing(teller);
    let mut given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for need in teller
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
        let list = missing.iter().map(|approver| office(teller, approver));
        blocks.push(Block::Heading(teller.words.word("review-approvals")));
        blocks.push(Block::List(list.collect()));
    }
    if !given.is_empty() {
        let mut line = vec![Inline::Text(teller.words.word("review-approved"))];
        for (at, (approver, logins)) in given.into_iter().enumerate() {
            if at > 0 {
                line.push(Inline::Text(teller.words.word("review-and")));
            }
            line.push(Inline::Text(name(teller, approver)));
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

fn office(teller: &Teller<'_, '_>, approver: &str) -> Line {
    let author = teller.view.review.author.as_deref();
    let logins = people(teller.view.before.registry, approver);
    let others: Vec<_> = logins
        .iter()
        .filter(|login| !author.is_some_and(|author| author.eq_ignore_ascii_case(login)))
        .cloned()
        .collect();
    let mut line = vec![Inline::Strong(name(teller, approver))];
    if others.is_empty() {
        line.push(Inline::Text(teller.words.word("review-nobody")));
    } else {
        line.push(Inline::Text(teller.words.word("review-opening")));
        line.extend(teller.people(&others));
        line.push(Inline::Text(teller.words.word("review-closing")));
    }
    line
}

/// What an authority or a unit is called.
fn name(teller: &Teller<'_, '_>, who: &str) -> String {
    let authorities = &teller.view.before.registry.settings.authorities;
    let who = if authorities.contains_key(who) {
        Supplier::Authority(who.into())
    } else {
        Supplier::Unit(who.into())
    };
    teller.before.supplier(teller.words, &who)
}

/// Files that the author may not propose.
pub(super) fn intruding(teller: &Teller<'_, '_>) -> Vec<Vec<Line>> {
    let changes = teller.view.review.changes.iter();
    let intruding = changes.filter(|change| change.author_allowed == Some(false));
    let step = |change: &Change| {
        let author = teller.view.review.author.clone().unwrap_or_default();
        let mut lines = vec![
            vec![
                Inline::Person(author),
                Inline::Text(" ".to_owned()),
                Inline::Strong(teller.words.word("review-intruding")),
            ],
            vec![teller.place(&change.path, None)],
        ];
        let table = ownership::table(teller.view.before.registry);
        let inside = change
            .path
            .strip_prefix("registry/")
            .unwrap_or("policy/schema");
        if let Some(owners) = ownership::owners(&table, inside) {
            let names = owners
                .authors
                .iter()
                .map(|author| author_name(teller, author));
            let names = teller.words.join(names);
            let who = Message::new("review-intruding-remedy").arg("owners", names);
            lines.push(vec![teller.text(who)]);
        }
        lines
    };
    intruding.map(step).collect()
}

fn author_name(teller: &Teller<'_, '_>, author: &str) -> String {
    match author.strip_suffix("+ancestors") {
        Some(unit) => {
            let above = Message::new("review-or-above").arg("unit", name(teller, unit));
            teller.say(above)
        }
        None => name(teller, author),
    }
}
