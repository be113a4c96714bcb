//! Which facts of a document a change touches.

use super::super::ReviewInput;
use crate::decision::Snapshot;
use crate::registry::ownership::{FieldFact, FieldPattern, field_facts};

/// Facts of one version of a document.
pub(super) type Facts = Vec<FieldFact>;

/// Whether the facts of some fields change. Those of a document that cannot be read
/// on either side may.
pub(super) fn changed(input: &ReviewInput<'_>, path: &str, fields: &[FieldPattern]) -> bool {
    match (
        of(&input.base, path, fields),
        of(&input.merged, path, fields),
    ) {
        (Some(before), Some(after)) => before != after,
        _ => true,
    }
}

/// The facts of some fields on one side; nothing where there is no file, `None` where
/// it cannot be read.
pub(super) fn of(side: &Snapshot<'_>, path: &str, fields: &[FieldPattern]) -> Option<Facts> {
    if side.tree.get(path).is_none() {
        return Some(Vec::new());
    }
    let document = side.registry.document(side.registry.doc_by_path(path)?);
    document
        .is_complete()
        .then(|| field_facts(Some(document), fields))
}
