//! Approvals: from a commit that somebody approved to the change that it was of.

use super::{OwnedSnapshot, Proposal, Reviewed};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::review::{Approval, ApprovedChange, Version};
use mulu_core::tree::Standing;
use mulu_git::{Repository, Revision};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An approval as it was given: of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Who gave it.
    pub by: Identity,
    /// At which head.
    pub commit: String,
}

/// What was approved, path by path of those that differ between the sides. A commit
/// that isn't here, or has nothing in common with the base, approves nothing; nor
/// does somebody who acts for nobody.
pub(super) fn of(
    repository: &Repository,
    base: &Revision<'_>,
    (before, after, changed): (&OwnedSnapshot, &OwnedSnapshot, &[Arc<str>]),
    given: &[Approved],
) -> Vec<Approval> {
    let mut known: BTreeMap<&str, BTreeMap<Arc<str>, ApprovedChange>> = BTreeMap::new();
    let mut approvals = Vec::new();
    // In the order in which they were given.
    for one in given {
        if !before.registry.acts_for_some_unit(&one.by) {
            continue;
        }
        let changes = known.entry(&one.commit).or_insert_with(|| {
            let revision = repository.commit(&one.commit).ok();
            let common = revision.as_ref().and_then(|own| own.merge_base(base));
            let (Some(own), Some(common)) = (revision, common) else {
                return BTreeMap::new();
            };
            let change = |path: &Arc<str>| {
                let change = change((&common, &own), (before, after), path);
                (Arc::clone(path), change)
            };
            changed.iter().map(change).collect()
        });
        approvals.push(Approval {
            by: one.by.clone(),
            changes: changes.clone(),
        });
    }
    approvals
}

/// What to know of approvals that count for nothing: by whom nobody knows, or of a commit
/// that isn't here.
#[must_use]
pub fn void_approvals(proposal: &Proposal, reviewed: &Reviewed) -> Vec<Message> {
    let Ok(repository) = Repository::open(&proposal.folder) else {
        return Vec::new();
    };
    let base = repository.commit(&reviewed.base_commit).ok();
    let void = |one: &Approved| {
        if !reviewed.base.registry.acts_for_some_unit(&one.by) {
            return Some(Message::new("note-approval-nobody"));
        }
        let own = repository.commit(&one.commit).ok();
        let common = own.and_then(|own| own.merge_base(base.as_ref()?));
        let message = Message::new("note-approval-commit").arg("commit", &*one.commit);
        common.is_none().then_some(message)
    };
    let given = proposal.approvals.iter();
    let notes = given.filter_map(|one| Some(void(one)?.arg("who", one.by.to_string())));
    notes.collect()
}

/// What a commit changed at a path since it left the base. Texts are read only where
/// somebody's facts are in them and the whole file isn't what it was.
fn change(
    (common, own): (&Revision<'_>, &Revision<'_>),
    (before, after): (&OwnedSnapshot, &OwnedSnapshot),
    path: &Arc<str>,
) -> ApprovedChange {
    let (was, says) = (common.standing(path), own.standing(path));
    let whole = was.is(before.tree.get(path)) && says.is(after.tree.get(path));
    let owners = before.registry.settings.ownership.of_path(path);
    let of_facts = owners.is_some_and(|owners| !owners.fields.is_empty());
    let version = |revision: &Revision<'_>, standing| Version {
        standing,
        text: (of_facts && !whole && matches!(standing, Standing::File(_) | Standing::Program(_)))
            .then(|| revision.bytes(path))
            .flatten()
            .map(Arc::from),
    };
    ApprovedChange {
        before: version(common, was),
        after: version(own, says),
    }
}
