//! Names where ids are wanted: `applicant: 区卫生健康委` gets the unit's id at once.

use super::Registry;
use super::Slot;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Adds to what has the wrong form for an id what the registry calls so.
pub(super) fn advise(registry: &Registry, diagnostics: &mut [Diagnostic]) {
    let mut wrong = { diagnostics.iter_mut() }
        .filter(|finding| *finding.code == code::SCHEMA_PATTERN)
        .peekable();
    if wrong.peek().is_none() {
        return;
    }
    let known = names(registry);
    for finding in wrong {
        let document = registry.doc_by_path(&finding.primary.path);
        let pointer = Some(&*finding.primary.pointer);
        let node = document
            .zip(pointer)
            .and_then(|(document, pointer)| registry.document(document).at(pointer));
        let written = node.and_then(NodeRef::scalar_text).map(str::trim);
        let meant = written
            .and_then(|written| known.get(written))
            .and_then(Option::as_ref);
        if let (Some(id), Some(name)) = (meant, written) {
            let help = Message::new("help-did-you-mean-titled")
                .arg("name", &**id)
                .arg("title", name);
            finding.help.insert(0, help);
        }
    }
}

/// Ids by the names of units and systems; nothing where two things have one name.
fn names(registry: &Registry) -> BTreeMap<&str, Option<Arc<str>>> {
    let units = registry.units.iter().filter_map(|(slug, slot)| match slot {
        Slot::Valid(unit) => Some([(&*unit.name, slug), (&*unit.short_name, slug)]),
        _ => None,
    });
    let units = units
        .flatten()
        .map(|(name, slug)| (name, Arc::from(&**slug)));
    let systems = registry.systems.iter().filter_map(|(id, slot)| match slot {
        Slot::Valid(system) => Some((&*system.name, Arc::from(id.as_ref()))),
        _ => None,
    });
    let mut known: BTreeMap<&str, Option<Arc<str>>> = BTreeMap::new();
    for (name, id) in units.chain(systems) {
        let same = known
            .get(name)
            .is_none_or(|known| known.as_ref() == Some(&id));
        known.insert(name, same.then_some(id));
    }
    known
}
