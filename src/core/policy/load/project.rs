//! What the pack says of construction projects.

use super::{localized, text};
use crate::diagnostic::Diagnostic;
use crate::document::NodeRef;
use crate::policy::Pack;
use crate::policy::expression::Expression;
use crate::policy::functions::env;
use crate::policy::pack::{Purpose, Stage};
use crate::policy::terms::Terms;

/// Reads the terms of projects that the pack's schema accepts.
pub(super) fn read(
    pack: &mut Pack,
    root: NodeRef<'_>,
    terms: &Terms,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(node) = root.get("project") else {
        return;
    };
    let env = env(pack.language);
    let mut parse = |node: Option<NodeRef<'_>>| match Expression::parse(node?, env, terms) {
        Ok(expression) => Some(expression),
        Err(fault) => {
            diagnostics.push(*fault);
            None
        }
    };
    pack.project.kind = parse(node.get("kind"));
    pack.project.approved_total = parse(node.get("approved_total"));
    for stage in node.get("stages").into_iter().flat_map(NodeRef::items) {
        if let Some(when) = parse(stage.get("when")) {
            pack.project.stages.push(Stage {
                id: text(stage, "id"),
                title: localized(stage, "title"),
                when,
                after: stage
                    .get("after")
                    .map(|at| (text(stage, "after"), at.label())),
                ended: stage.get("ended").and_then(NodeRef::as_bool) == Some(true),
            });
        }
    }
    for purpose in Purpose::OF_PROJECTS {
        let asked = node.get("asked").and_then(|asked| asked.get(purpose.id()));
        *pack.project.asked.get_mut(purpose) = parse(asked);
    }
}
