//! What the offices have said of a system, a project or a unit: who vouches for what,
//! since when and until when.

use crate::context::Context;
use crate::parts::Link;
use jiff::civil::Date;
use mulu_core::layout::{Kind, Subject};
use mulu_core::registry::{DocId, Opinion, Slot};
use mulu_report::text::plain;

/// Where the schema of opinions says what results are called.
const RESULTS: &str = "/properties/opinions/items/properties/result";

/// An authority with all that it said, the latest first.
pub(super) struct Office {
    pub(super) name: String,
    pub(super) units: Vec<Link>,
    /// The file, where it has errors and counts for nothing.
    pub(super) broken: String,
    pub(super) said: Vec<Said>,
}

/// One opinion.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) on: Date,
    pub(super) matter: String,
    pub(super) result: String,
    pub(super) scope: String,
    /// Until when it counts, or is to be carried out.
    pub(super) until: String,
    pub(super) document: String,
}

/// The authorities that have a file on a subject.
pub(super) fn offices(context: &Context<'_>, subject: &Subject) -> Vec<Office> {
    let registry = context.state.registry();
    let files = registry.files_on(subject);
    let offices = files.map(|(authority, slot)| {
        let acting = registry.acting_for(authority).into_iter();
        let said = slot.valid().map_or_else(Vec::new, |file| {
            let mut said: Vec<Said> = file
                .opinions
                .iter()
                .filter(|opinion| !context.is_kept(&opinion.matter))
                .map(|opinion| self::said(context, file.doc, opinion))
                .collect();
            said.sort_by_key(|one| std::cmp::Reverse(one.on));
            said
        });
        Office {
            name: plain(registry.authority_name(authority)).into_owned(),
            units: acting.map(|unit| context.unit(unit)).collect(),
            broken: match slot {
                Slot::Broken(path) => plain(path).into_owned(),
                Slot::Absent | Slot::Valid(_) => String::new(),
            },
            said,
        }
    });
    // Whoever said only what is for the offices said nothing.
    let said = |office: &Office| !(office.said.is_empty() && office.broken.is_empty());
    offices
        .filter(|office| !context.is_public() || said(office))
        .collect()
}

fn said(context: &Context<'_>, doc: DocId, opinion: &Opinion) -> Said {
    let node = context.state.registry().document(doc).node(opinion.node);
    let text = |field: &str| {
        let text = node.get(field).and_then(|node| node.scalar_text());
        plain(text.unwrap_or_default()).into_owned()
    };
    let scope = opinion.scope.as_deref().unwrap_or_default();
    Said {
        on: opinion.issued_on,
        matter: context.words.matter(&opinion.matter),
        result: result(context, opinion),
        scope: context
            .words
            .expense(scope)
            .unwrap_or_else(|| plain(scope).into_owned()),
        until: opinion
            .valid_until
            .or(opinion.due_on)
            .map_or_else(String::new, |day| day.to_string()),
        document: text("document"),
    }
}

/// What came of it; of an order, whether it was carried out.
fn result(context: &Context<'_>, opinion: &Opinion) -> String {
    if let Some(result) = &opinion.result {
        return context.value((Kind::Opinions, RESULTS), result);
    }
    let pack = context.view().pack;
    let is_order = pack.matters.get(&opinion.matter).is_some_and(|it| it.order);
    match (is_order, opinion.resolved_on) {
        (false, _) => String::new(),
        (true, Some(day)) => {
            let message = mulu_core::diagnostic::Message::new("web-resolved");
            context.words.say(&message.arg("day", day.to_string()))
        }
        (true, None) => context.word("web-open"),
    }
}
