//! Facts that rules of the second contract ask for and whose absence is no error:
//! nobody but who knows them can fill them in.

use super::first::{self, Asked};
use super::{Question, Reason};
use crate::diagnostic::{Message, Span};
use crate::document::{Document, NodeRef};
use crate::policy::Pack;
use crate::registry::{Registry, kind_of};
use crate::schema::{Kind, Schemas};
use std::sync::Arc;

/// What is to be asked of one document.
pub(super) fn questions(
    document: &Document,
    (registry, schemas, pack): (&Registry, &Schemas, &Pack),
) -> Vec<Question> {
    let Some(kind) = kind_of(document.path()) else {
        return Vec::new();
    };
    let who = || registry.supplier(document.path());
    let question = |(pointer, articles): (String, &[&str])| Question {
        pointer,
        span: Span::default(),
        ask: Message::new("migrate-ask-absent"),
        help: Vec::new(),
        who: who(),
        reason: Reason::Articles(articles.iter().map(|article| Arc::from(*article)).collect()),
    };
    let mut asked = first::ASKED
        .iter()
        .filter(|asked| asked.kind == kind)
        .collect::<Vec<_>>();
    asked.retain(|asked| {
        let within = asked.within.iter().chain([&asked.field]);
        schemas.has_field(kind, &within.map(|key| Some(*key)).collect::<Vec<_>>())
    });
    let of_document = asked
        .into_iter()
        .filter_map(|asked| absent(document.root(), asked));
    let mut found: Vec<_> = of_document.map(&question).collect();
    if kind == Kind::Request {
        let items = document
            .root()
            .get("items")
            .into_iter()
            .flat_map(NodeRef::items);
        let fields = items.flat_map(|item| of_item(item, pack));
        found.extend(fields.map(|pointer| question((pointer, first::ITEM_ARTICLES))));
    }
    found
}

fn absent(root: NodeRef<'_>, asked: &Asked) -> Option<(String, &'static [&'static str])> {
    let within = asked
        .within
        .iter()
        .try_fold(root, |node, key| node.get(key))?;
    let says =
        |(field, value): (&str, &str)| within.get(field).is_some_and(|node| node.is_text(value));
    let missing = within.get(asked.field).is_none() && asked.when.is_none_or(says);
    missing.then(|| {
        (
            format!("{}/{}", within.pointer(), asked.field),
            asked.articles,
        )
    })
}

/// What the category of an item needs and the item doesn't say.
fn of_item(item: NodeRef<'_>, pack: &Pack) -> Vec<String> {
    let category = item.get("category").and_then(NodeRef::as_str);
    let Some(expense) = category.and_then(|category| pack.expenses.get(category)) else {
        return Vec::new();
    };
    let purpose = expense.equipment.then_some(first::PURPOSE);
    let needs = expense.needs.iter().map(|field| &**field).chain(purpose);
    let missing = needs.filter(|field| item.get(field).is_none());
    missing
        .map(|field| format!("{}/{field}", item.pointer()))
        .collect()
}
