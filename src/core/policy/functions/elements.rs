//! One datum, one source: who collects which data element.

use super::arguments::{bool, string, text};
use super::{ALL, Answer, Function, Kind, Library, takes};
use crate::policy::MissingWhat;
use crate::registry::{Slot, SystemId};
use cel::ExecutionError;
use cel::common::types::{CelList, CelString};
use cel::common::value::Val;
use std::sync::Arc;

/// Where the dictionary stands.
const DICTIONARY: &str = "registry/elements.yaml";

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "collected",
        parameters: &[],
        result: Kind::Texts,
        zh: "系统自行采集的数据元",
        en: "the data elements that the system collects itself",
        languages: ALL,
        run: |at, _| at.collected(),
    },
    Function {
        name: "has_source",
        parameters: &[takes("element", Kind::Text)],
        result: Kind::Bool,
        zh: "数据元字典是否写明该数据元的来源",
        en: "whether the dictionary names a system as the element's source",
        languages: ALL,
        run: |at, args| bool(at.source(text(args, 0)?)?.is_some()),
    },
    Function {
        name: "source_of",
        parameters: &[takes("element", Kind::Text)],
        result: Kind::Text,
        zh: "数据元字典写明的来源系统；没有写明则待补证",
        en: "the system that the dictionary names as its source; unproven where it names none",
        languages: ALL,
        run: |at, args| at.source_of(text(args, 0)?),
    },
    Function {
        name: "sole_collector",
        parameters: &[takes("element", Kind::Text)],
        result: Kind::Bool,
        zh: "没有其他在用系统采集该数据元；否则待补证",
        en: "yes where no other system that isn't retired collects it; otherwise unproven",
        languages: ALL,
        run: |at, args| bool(at.sole_collector(text(args, 0)?)?),
    },
];

impl<'r> Library<'r> {
    /// The elements that the system collects itself, each once.
    fn collected(&self) -> Answer<'r> {
        let slot = self.session.registry.systems.get(&self.target.system);
        let path = || format!("registry/systems/{}.yaml", self.target.system);
        let system = self.document(slot, path)?;
        let mut elements: Vec<Box<dyn Val + 'r>> = Vec::new();
        self.spend(system.collects.len())?;
        for (element, node) in &system.collects {
            self.read(system.doc, *node);
            elements.push(Box::new(CelString::from(element.as_ref())));
        }
        Ok(Box::new(CelList::from(elements)))
    }

    /// The system that the dictionary names as an element's source.
    fn source(&self, element: &str) -> Result<Option<&'r SystemId>, ExecutionError> {
        let elements = match &self.session.registry.elements {
            Slot::Absent => return Ok(None),
            Slot::Valid(elements) => elements,
            Slot::Broken(path) => return self.lacks(Arc::clone(path), MissingWhat::Valid),
        };
        let Some(entry) = elements.get(element) else {
            return Ok(None);
        };
        if let Some(doc) = self.session.registry.doc_by_path(DICTIONARY) {
            self.read(doc, entry.node);
        }
        Ok(entry.source.as_ref())
    }

    /// The system that the dictionary names; none is a miss.
    fn source_of(&self, element: &str) -> Answer<'r> {
        match self.source(element)? {
            Some(source) => string(source.to_string()),
            None => self.no_source(element),
        }
    }

    fn no_source<T>(&self, element: &str) -> Result<T, ExecutionError> {
        self.lacks(DICTIONARY, MissingWhat::Source(element.into()))
    }

    /// Yes where no other system collects the element; otherwise its source
    /// must be named. A broken document that mentions the element may
    /// collect it, so it counts as another.
    fn sole_collector(&self, element: &str) -> Result<bool, ExecutionError> {
        let registry = self.session.registry;
        let others = registry
            .collectors
            .get(element)
            .is_some_and(|systems| systems.iter().any(|system| *system != self.target.system));
        if others || self.session.broken_mentions(element, &self.target.system) {
            return self.no_source(element);
        }
        Ok(true)
    }
}
