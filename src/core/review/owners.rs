//! Whose facts a change touches: who may propose it, who must approve it, and
//! which approvals count.
//!
//! The people are the base's: nobody becomes a maintainer by the change that
//! they propose.

use super::{Change, ReviewInput};
use crate::registry::OwnershipRule;
use crate::registry::Registry;
use crate::registry::ownership::{self, Owners};
use crate::tree::{BlobId, Entry};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An approval, with the file contents it was given for.
#[derive(Clone, Debug, Default)]
pub struct Approval {
    /// Who gave it.
    pub login: String,
    /// The files of the change as they stood in the commit approved; `None`: not
    /// there. A path that isn't listed was not approved.
    pub files: BTreeMap<Arc<str>, Option<BlobId>>,
}

/// An approval that a file needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// An authority or a unit.
    pub approver: String,
    /// Whose approval counts for it.
    pub given_by: Option<String>,
}

/// What follows a unit in the ownership table where the units above it may too.
const ANCESTORS: &str = "+ancestors";

/// Fills in who may and who must.
pub(super) fn assign(changes: &mut [Change], input: &ReviewInput<'_>) {
    let registry = input.base.registry;
    let table = ownership::table(registry);
    for change in changes {
        if input.settled {
            change.author_allowed = Some(true);
            continue;
        }
        let mut paths = vec![Arc::clone(&change.path)];
        paths.extend(change.from.clone());
        let owners: Vec<_> = paths.iter().map(|path| owners(&table, path)).collect();
        change.author_allowed = input.author.map(|author| {
            let allowed = |owners: &Option<Owners>| match owners {
                Some(owners) => may_propose(registry, author, &owners.authors),
                // A README belongs to those who may merge; a document to somebody.
                None => change.kind.is_none(),
            };
            owners.iter().all(allowed)
        });
        let approvers: BTreeSet<&String> = owners
            .iter()
            .flatten()
            .flat_map(|owners| &owners.approvers)
            .collect();
        change.needed = approvers
            .into_iter()
            .map(|approver| Need {
                approver: approver.clone(),
                given_by: given_by(input, approver, &paths),
            })
            .collect();
    }
}

/// The owners of a path. Schemas stand beside the registry (`../schema/…`), and
/// belong to those to whom the rules belong where the table says nothing of them.
fn owners(table: &[OwnershipRule], path: &str) -> Option<Owners> {
    if let Some(inside) = path.strip_prefix("registry/") {
        return ownership::owners(table, inside);
    }
    let as_rules = || ownership::owners(table, &format!("policy/{path}"));
    ownership::owners(table, &format!("../{path}")).or_else(as_rules)
}

fn may_propose(registry: &Registry, login: &str, authors: &[String]) -> bool {
    authors.iter().any(|author| {
        if author == "anyone" {
            return true;
        }
        let (name, above) = match author.strip_suffix(ANCESTORS) {
            Some(name) => (name, true),
            None => (author.as_str(), false),
        };
        let own = acts_for(registry, login, name);
        let higher = || {
            let units = registry.ancestors(name);
            units
                .iter()
                .any(|unit| is_maintainer(registry, login, unit))
        };
        own || (above && higher())
    })
}

/// Whether a login acts for an authority or a unit.
fn acts_for(registry: &Registry, login: &str, who: &str) -> bool {
    let mut units = registry.acting_for(who).into_iter();
    units.any(|unit| is_maintainer(registry, login, unit))
}

/// GitHub's logins have no case.
fn is_maintainer(registry: &Registry, login: &str, unit: &str) -> bool {
    let maintainers = registry.unit(unit).map(|unit| &unit.maintainers);
    maintainers
        .into_iter()
        .flatten()
        .any(|known| known.eq_ignore_ascii_case(login))
}

/// The logins that act for an authority or a unit, in the order written.
#[must_use]
pub fn people(registry: &Registry, who: &str) -> Vec<Arc<str>> {
    let units = registry.acting_for(who).into_iter();
    let units = units.filter_map(|unit| registry.unit(unit));
    units
        .flat_map(|unit| unit.maintainers.iter().cloned())
        .collect()
}

/// Whose approval counts: given for an approver, by somebody other than the
/// author, for what would be merged and nothing else.
fn given_by(input: &ReviewInput<'_>, approver: &str, paths: &[Arc<str>]) -> Option<String> {
    let registry = input.base.registry;
    let counts = |approval: &&super::Approval| {
        let author = input.author;
        author.is_some_and(|author| !author.eq_ignore_ascii_case(&approval.login))
            && acts_for(registry, &approval.login, approver)
            && paths.iter().all(|path| {
                let merged = input.merged.tree.get(path);
                approval
                    .files
                    .get(path)
                    .is_some_and(|approved| is_same(*approved, merged))
            })
    };
    let found = input.approvals.iter().find(counts);
    found.map(|approval| approval.login.clone())
}

fn is_same(approved: Option<BlobId>, merged: Option<&Entry>) -> bool {
    match (approved, merged) {
        (None, None) => true,
        (Some(blob), Some(entry)) => entry.blob == Some(blob),
        _ => false,
    }
}
