//! Whose facts a change touches: who may propose it, who must approve it, and
//! which approvals count.
//!
//! The people are the base's: nobody becomes a maintainer by the change that
//! they propose.

use super::{Change, ReviewInput};
use crate::registry::ownership::{Approver, Owners};
use crate::registry::{Identity, Owner, Registry};
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
    /// Authorities or units of which one must approve.
    pub approver: Approver,
    /// Whose approval counts for it.
    pub given_by: Option<String>,
}

/// Fills in who may and who must.
pub(super) fn assign(changes: &mut [Change], input: &ReviewInput<'_>) {
    let registry = input.base.registry;
    let table = &registry.settings.ownership;
    for change in changes {
        if input.settled {
            change.author_allowed = Some(true);
            continue;
        }
        let mut paths = vec![Arc::clone(&change.path)];
        paths.extend(change.from.clone());
        let owners: Vec<_> = paths.iter().map(|path| table.of_path(path)).collect();
        change.author_allowed = input.author.map(|author| {
            let allowed = |owners: &Option<Owners>| match owners {
                Some(owners) => may_propose(registry, &Identity::said(author), &owners.authors),
                // A README belongs to those who may merge; a document to somebody.
                None => change.kind.is_none(),
            };
            owners.iter().all(allowed)
        });
        let approvers: BTreeSet<&Approver> = owners
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

fn may_propose(registry: &Registry, who: &Identity, authors: &[Owner]) -> bool {
    authors.iter().any(|author| registry.acts_for(who, author))
}

/// Who acts for any of some alternatives, in the order written, each once.
#[must_use]
pub fn people<'a>(registry: &'a Registry, approver: &Approver) -> Vec<&'a Identity> {
    let mut people: Vec<&Identity> = Vec::new();
    for person in approver
        .0
        .iter()
        .flat_map(|owner| registry.people_of(owner))
    {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

/// Whose approval counts: given for an approver, by somebody other than the
/// author, for what would be merged and nothing else.
fn given_by(input: &ReviewInput<'_>, approver: &Approver, paths: &[Arc<str>]) -> Option<String> {
    let registry = input.base.registry;
    let counts = |approval: &&super::Approval| {
        let author = input.author;
        author.is_some_and(|author| !author.eq_ignore_ascii_case(&approval.login))
            && may_propose(registry, &Identity::said(&approval.login), &approver.0)
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
