//! Who must supply what is missing: the first of those who may propose the file
//! that it belongs in, by the ownership table.

use super::Registry;
use super::ownership::{Owner, Owners};
use crate::layout;
use std::sync::Arc;

/// Who must supply what is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Supplier {
    /// An authority, by its id.
    Authority(Arc<str>),
    /// A department, by its unit.
    Unit(Arc<str>),
}

impl Registry {
    /// Who must supply a document, or what is missing in it, by its path
    /// (`registry/…`): its first author. What anyone may propose is about the unit
    /// that its path names.
    #[must_use]
    pub fn supplier(&self, path: &str) -> Supplier {
        self.first_of(path, |owners| owners.authors.into_iter().next())
    }

    /// Who decides that a document is good: the first that must approve it.
    #[must_use]
    pub fn approver(&self, path: &str) -> Supplier {
        let first = |owners: Owners| owners.approvers.into_iter().next()?.0.into_iter().next();
        self.first_of(path, first)
    }

    fn first_of(&self, path: &str, first: impl Fn(Owners) -> Option<Owner>) -> Supplier {
        let owners = self.settings.ownership.of_path(path);
        let stated = match owners.and_then(first) {
            Some(Owner::Authority(id)) => return Supplier::Authority(id),
            Some(Owner::Unit(unit) | Owner::UnitAndAncestors(unit)) => Some(unit),
            Some(Owner::Stated(pointer)) => self.stated(path, &pointer),
            Some(Owner::Anyone | Owner::Nobody(_)) | None => None,
        };
        Supplier::Unit(stated.unwrap_or_else(|| {
            let located = layout::parse(path);
            let unit = located.and_then(|located| Some(located.unit()?.into()));
            unit.unwrap_or_else(|| located.map_or(path, |located| located.id).into())
        }))
    }

    /// The unit that a document names at a pointer.
    #[must_use]
    pub fn stated(&self, path: &str, pointer: &str) -> Option<Arc<str>> {
        let document = self.document(self.doc_by_path(path)?);
        Some(document.at(pointer)?.as_str()?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_propose_first_must_supply() {
        let registry = Registry::default();
        let unit = |slug: &str| Supplier::Unit(slug.into());
        let authority = |id: &str| Supplier::Authority(id.into());
        for (path, who) in [
            ("registry/units/health.yaml", unit("health")),
            ("registry/systems/health/platform.yaml", unit("health")),
            (
                "registry/requests/2027/health/platform.yaml",
                unit("health"),
            ),
            ("registry/projects/health/cloud.yaml", unit("health")),
            ("registry/opinions/audit/health.yaml", authority("audit")),
            (
                "registry/opinions/anyone/health/x.yaml",
                authority("anyone"),
            ),
            ("registry/plans/2027.yaml", authority("development")),
            ("registry/budgets/2027.yaml", authority("finance")),
            ("registry/elements.yaml", authority("catalog")),
            ("schema/unit.schema.json", authority("catalog")),
        ] {
            assert_eq!(registry.supplier(path), who, "{path}");
        }
        assert_eq!(
            registry.approver("registry/units/health.yaml"),
            authority("catalog")
        );
    }
}
