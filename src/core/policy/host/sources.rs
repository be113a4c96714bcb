//! One datum, one source: who collects which data element.

use super::{Answer, Host, string};
use crate::policy::{Missing, Supplier};
use crate::registry::Slot;
use cel::ExecutionError;
use cel::common::types::{CelList, CelString};
use cel::common::value::Val;
use std::sync::Arc;

impl<'r> Host<'r> {
    /// The elements that the system collects itself, each once.
    pub(super) fn collected(&self) -> Answer<'r> {
        let system = match self.session.registry.systems.get(&self.case.system) {
            Some(Slot::Valid(system)) => system,
            Some(Slot::Broken(path)) => return self.lacks(self.invalid(path)),
            _ => return self.lacks(self.no_system()),
        };
        let mut elements: Vec<Box<dyn Val + 'r>> = Vec::new();
        for (element, node) in &system.collects {
            self.read(system.doc, *node);
            elements.push(Box::new(CelString::from(element.as_ref())));
        }
        Ok(Box::new(CelList::from(elements)))
    }

    /// The system that the dictionary names as an element's source.
    pub(super) fn source(&self, element: &str) -> Result<Option<&'r Arc<str>>, ExecutionError> {
        let elements = match &self.session.registry.elements {
            Slot::Absent => return Ok(None),
            Slot::Valid(elements) => elements,
            Slot::Broken(path) => {
                return self.lacks(Missing::Valid {
                    path: Arc::clone(path),
                    supplier: Supplier::Authority("catalog".into()),
                });
            }
        };
        let Some(entry) = elements.get(element) else {
            return Ok(None);
        };
        if let Some(doc) = self.session.registry.doc_by_path("registry/elements.yaml") {
            self.read(doc, entry.node);
        }
        Ok(entry.source.as_ref())
    }

    /// The same; none is a miss.
    pub(super) fn source_of(&self, element: &str) -> Answer<'r> {
        match self.source(element)? {
            Some(source) => string(source.to_string()),
            None => self.no_source(element),
        }
    }

    fn no_source<T>(&self, element: &str) -> Result<T, ExecutionError> {
        self.lacks(Missing::Source {
            path: "registry/elements.yaml".into(),
            element: element.into(),
            supplier: Supplier::Authority("catalog".into()),
        })
    }

    /// Yes where no other system collects the element; otherwise the bureau
    /// must name its source. A broken document that mentions the element may
    /// collect it, so it counts as another.
    pub(super) fn sole_collector(&self, element: &str) -> Result<bool, ExecutionError> {
        let registry = self.session.registry;
        let others = registry
            .collectors
            .get(element)
            .is_some_and(|systems| systems.iter().any(|system| *system != self.case.system));
        if others || self.session.broken_mentions(element, &self.case.system) {
            return self.no_source(element);
        }
        Ok(true)
    }
}
