//! Opinions of an authority that must be signed: in a proposed change, each line that isn't on
//! the base must be of a commit signed with a key of one of the authority's units, by the base.

use super::vouch::owning;
use crate::load::OwnedSnapshot;
use jiff::civil::Date;
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::{Diagnostic, Message, code};
use mulu_core::layout::{Kind, parse};
use mulu_core::registry::Registry;
use mulu_core::tree::Standing;
use mulu_git::{Repository, Revision};
use mulu_record::{Vouched, vouched};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What of a change's opinions isn't signed as it must be.
pub(crate) fn unsigned(
    repository: &Repository,
    (base, head): (&Revision<'_>, &Revision<'_>),
    (before, merged): (&OwnedSnapshot, &OwnedSnapshot),
    changed: &[Arc<str>],
    on: Date,
) -> Vec<Diagnostic> {
    let registry = &before.registry;
    let must = |path: &&Arc<str>| must(registry, path, on).is_some();
    let of = |path: &Arc<str>| {
        let from = self::must(registry, path, on)?;
        let doc = merged.registry.doc_by_path(path)?;
        let label = merged.registry.document(doc).root().label();
        let (commit, why) = fault(repository, (base, head), registry, path)?;
        let found = Diagnostic::new(&code::OPINION_UNSIGNED, label).arg("from", from.to_string());
        let why = Message::new(format!("vouch-why-{}", why.id()));
        Some(
            found
                .arg("commit", Provenance::short(&commit))
                .arg("why", why),
        )
    };
    changed.iter().filter(must).filter_map(of).collect()
}

/// From which day on the opinions at a path must be signed, where that has come.
fn must(registry: &Registry, path: &str, on: Date) -> Option<Date> {
    let located = parse(path).filter(|located| located.kind == Kind::Opinions)?;
    let authority = registry.settings.authorities.get(&located.authority()?)?;
    authority.signed_from.filter(|from| *from <= on)
}

/// The first commit of the change that wrote lines and isn't signed by an owner.
fn fault(
    repository: &Repository,
    (base, head): (&Revision<'_>, &Revision<'_>),
    registry: &Registry,
    path: &str,
) -> Option<(String, Vouched)> {
    let owners = owning(registry, path);
    let blame = match repository.blame(head, path) {
        Ok(blame) => blame,
        // A file that the head doesn't have says nothing new.
        Err(_) if head.standing(path) == Standing::Absent => return None,
        // What can't be told isn't signed.
        Err(_) => return Some((head.id(), Vouched::Unsigned)),
    };
    let ids: BTreeSet<&String> = blame.lines.iter().collect();
    ids.into_iter().find_map(|id| {
        let commit = repository.commit(id).ok()?;
        if repository.is_within(&commit, base) {
            return None;
        }
        let signature = commit.signature();
        let signature = signature.as_ref().map(|of| (&*of.armoured, &*of.signed));
        let state = vouched(signature, (registry, registry), &owners);
        let sound = matches!(state, Vouched::Verified(_)) && !owners.is_empty();
        (!sound).then(|| (id.clone(), state))
    })
}
