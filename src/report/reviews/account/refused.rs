//! What its author may not propose, and who may.

use super::approvals::fact;
use super::{Inline, Line, MOST, ReviewWriter};
use crate::{names, text};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Owner;
use mulu_core::review::{Change, Refusal};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Files that the author may not propose.
pub(super) fn intruding(writer: &ReviewWriter<'_, '_>) -> Vec<Vec<Line>> {
    let changes = writer.view.review.changes.iter();
    let intruding = changes.filter(|change| change.author_allowed == Some(false));
    // How one becomes somebody who may is said once.
    let told = Cell::new(0_usize);
    let step = |change: &Change| {
        let author = writer.view.review.author.as_ref();
        let mut first: Line = author.into_iter().map(|one| writer.person(one)).collect();
        first.extend([
            Inline::Text(" ".to_owned()),
            Inline::Strong(writer.words.word("review-intruding")),
        ]);
        let mut lines = vec![first, vec![writer.place(&change.path, None)]];
        let refusals = change.refusals.iter();
        lines.extend(refusals.filter_map(|refusal| remedy(writer, change, refusal, &told)));
        lines
    };
    intruding.map(step).collect()
}

/// Who may propose what the author may not.
fn remedy(
    writer: &ReviewWriter<'_, '_>,
    change: &Change,
    refusal: &Refusal,
    told: &Cell<usize>,
) -> Option<Line> {
    if refusal.authors.is_empty() {
        return None;
    }
    let names = refusal.authors.iter().map(|author| name(writer, author));
    let names = writer.words.join(names);
    let fields: BTreeSet<String> = change
        .facts
        .iter()
        .map(|fact| &fact.pointer)
        .filter(|pointer| refusal.fields.iter().any(|one| one.covers(pointer)))
        .map(|pointer| fact(writer, change, pointer))
        .collect();
    let who = if refusal.path != change.path {
        let from = text::plain(&refusal.path).into_owned();
        Message::new("review-intruding-from").arg("from", from)
    } else if fields.is_empty() {
        Message::new("review-intruding-remedy").arg("before", told.replace(1))
    } else {
        let fields: Vec<String> = fields.into_iter().take(MOST).collect();
        Message::new("review-intruding-fields").arg("fields", writer.words.join(fields))
    };
    Some(vec![writer.text(who.arg("owners", names))])
}

/// What an owner is called.
fn name(writer: &ReviewWriter<'_, '_>, owner: &Owner) -> String {
    names::owner(writer.view.before.registry, writer.words, owner)
}
