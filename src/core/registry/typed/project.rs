//! Construction projects and frameworks, typed.

use super::money::item;
use super::{amount, date, list, references, text, texts, word, year_of};
use crate::document::NodeRef;
use crate::layout::{FrameworkId, ProjectId, UnitId};
use crate::registry::{DocId, Framework, Participant, Project};

/// `projects/<unit>/<project>.yaml`.
pub(in crate::registry) fn project(doc: DocId, id: &ProjectId, root: NodeRef<'_>) -> Project {
    let unit = |key| text(root, key).map(UnitId::from);
    let investment = root.get("investment");
    Project {
        doc,
        unit: id.unit().into(),
        name: word(root, "name").into(),
        kind: word(root, "kind").into(),
        systems: references(root, "systems"),
        applicant: unit("applicant"),
        led_by: unit("led_by"),
        framework: text(root, "framework").map(FrameworkId::from),
        previous: references(root, "previous"),
        total: investment.and_then(|investment| amount(investment, "total")),
        lines: investment
            .into_iter()
            .flat_map(|investment| list(investment, "lines"))
            .map(item)
            .collect(),
        years: investment
            .into_iter()
            .flat_map(|investment| list(investment, "years"))
            .filter_map(|node| Some((year_of(node, "year")?, amount(node, "amount"))))
            .collect(),
        design_prepared_on: root
            .get("design")
            .and_then(|design| date(design, "prepared_on")),
        started_on: date(root, "started_on"),
        trial_from: date(root, "trial_from"),
        completed_on: date(root, "completed_on"),
        acceptance_applied_on: date(root, "acceptance_applied_on"),
    }
}

/// `frameworks/<framework>.yaml`.
pub(in crate::registry) fn framework(doc: DocId, root: NodeRef<'_>) -> Framework {
    let participant = |node: NodeRef<'_>| Participant {
        node: node.id(),
        unit: word(node, "unit").into(),
        project: word(node, "project").into(),
        content: texts(node, "content"),
    };
    Framework {
        doc,
        name: word(root, "name").into(),
        lead: word(root, "lead").into(),
        participants: list(root, "participants").map(participant).collect(),
    }
}
