//! Lines of money and requests, typed.

use super::{amount, date, list, text, word, year_of};
use crate::document::NodeRef;
use crate::layout::{ProjectId, RequestId, SystemId, UnitId};
use crate::registry::{DocId, Entries, Entry, Item, Request, Target};

/// Lists, plans and rolling plans have `projects`, budgets and cloud files `entries`.
pub(in crate::registry) fn entries(doc: DocId, root: NodeRef<'_>) -> Entries {
    let lines = list(root, "projects").chain(list(root, "entries"));
    Entries::new(doc, lines.map(entry).collect())
}

fn entry(node: NodeRef<'_>) -> Entry {
    let system = text(node, "system").map(SystemId::from);
    let project = text(node, "project").map(ProjectId::from);
    Entry {
        node: node.id(),
        target: match (system, project) {
            (Some(system), None) => Some(Target::System(system)),
            (None, Some(project)) => Some(Target::Project(project)),
            _ => None,
        },
        kind: text(node, "kind"),
        year: year_of(node, "year"),
        unit: text(node, "unit").map(UnitId::from),
        amount: amount(node, "amount"),
        track: text(node, "track"),
        adjusted_on: date(node, "adjusted_on"),
    }
}

/// An item of a request, or a line of an investment.
pub(super) fn item(node: NodeRef<'_>) -> Item {
    Item {
        node: node.id(),
        category: word(node, "category").into(),
        amount: amount(node, "amount").unwrap_or_default(),
    }
}

/// `requests/<year>/<unit>/<system>.yaml`.
pub(in crate::registry) fn request(doc: DocId, id: &RequestId, root: NodeRef<'_>) -> Request {
    let items: Vec<Item> = list(root, "items").map(item).collect();
    Request {
        doc,
        year: id.year(),
        system: id.system().into(),
        applicant: word(root, "applicant").into(),
        amount: items
            .iter()
            .try_fold(0_i64, |sum, item| sum.checked_add(item.amount)),
        items,
    }
}
