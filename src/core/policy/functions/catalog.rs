//! What is listed, and how expenses are treated.

use super::arguments::{bool, fault, string, text};
use super::{ALL, Function, Kind, Library, takes};
use crate::policy::MissingWhat;
use crate::registry::Slot;
use cel::ExecutionError;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "listed",
        parameters: &[],
        result: Kind::Bool,
        zh: "系统的登记是否在目录中",
        en: "whether the system's document is in the catalog",
        languages: ALL,
        run: |at, _| bool(at.listed()?),
    },
    Function {
        name: "expense",
        parameters: &[takes("category", Kind::Text)],
        result: Kind::Text,
        zh: "费用类别如何处理：`\"eligible\"`、`\"conditional\"` 或 `\"ineligible\"`",
        en: "`\"eligible\"`, `\"conditional\"` or `\"ineligible\"`",
        languages: ALL,
        run: |at, args| {
            let expense = at.session.pack.expenses.get(text(args, 0)?);
            let expense = expense.ok_or_else(|| fault("expense"))?;
            string(expense.finance.id().to_owned())
        },
    },
];

impl Library<'_> {
    fn listed(&self) -> Result<bool, ExecutionError> {
        let registry = self.session.registry;
        match registry.systems.get(&self.of.system) {
            None | Some(Slot::Absent) => Ok(false),
            Some(Slot::Broken(path)) => self.lacks(Arc::clone(path), MissingWhat::Valid),
            Some(Slot::Valid(_)) if registry.proposed.contains(&self.of.system) => {
                let path = format!("registry/systems/{}.yaml", self.of.system);
                self.lacks(path, MissingWhat::Listing)
            }
            Some(Slot::Valid(system)) => {
                self.read(system.doc, registry.document(system.doc).root().id());
                Ok(true)
            }
        }
    }
}
