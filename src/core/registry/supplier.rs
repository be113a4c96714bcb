//! Who must supply what is missing: whoever may author the file that it belongs
//! in, as the ownership table has it.

use super::model::OwnershipRule;
use super::{Registry, ownership};
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
    /// Who must supply a document, or what is missing in it, by its path and the
    /// registry's ownership table: its first author.
    #[must_use]
    pub fn supplier(&self, table: &[OwnershipRule], path: &str) -> Supplier {
        let inside = path.strip_prefix("registry/").unwrap_or(path);
        let owners = ownership::owners(table, inside);
        let author = owners.and_then(|owners| owners.authors.into_iter().next());
        self.named(author.as_deref().unwrap_or_default(), inside)
    }

    /// Who decides that a document is good: the first that must approve it.
    #[must_use]
    pub fn approver(&self, table: &[OwnershipRule], path: &str) -> Supplier {
        let inside = path.strip_prefix("registry/").unwrap_or(path);
        let owners = ownership::owners(table, inside);
        let approver = owners.and_then(|owners| owners.approvers.into_iter().next());
        self.named(approver.as_deref().unwrap_or_default(), inside)
    }

    fn named(&self, who: &str, path: &str) -> Supplier {
        let who = who.split('|').next().unwrap_or_default();
        if self.settings.authorities.contains_key(who) {
            return Supplier::Authority(who.into());
        }
        match who.split('+').next().unwrap_or_default() {
            // What anyone may propose is about the unit that its path names.
            "" | "anyone" => {
                let name = path.split('/').nth(1).unwrap_or(path);
                Supplier::Unit(name.trim_end_matches(".yaml").into())
            }
            unit => Supplier::Unit(unit.into()),
        }
    }
}
