//! Whose facts a change touches: who may propose it, who must approve it or some
//! of its facts, and which approvals count.
//!
//! The people are the base's: nobody becomes a maintainer by the change that
//! they propose. Several approvals are several people.

mod approval;
mod facts;
mod moving;
mod people;

pub use approval::{Approval, ApprovedChange, Version};

use super::{Change, ReviewInput};
use crate::registry::ownership::{Approver, FieldPattern, Owners};
use crate::registry::{Identity, Owner, Registry};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An approval that a file, or some of its facts, needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Authorities or units of which one must approve.
    pub approver: Approver,
    /// The facts that it must approve; none: the file.
    pub fields: Vec<FieldPattern>,
    /// Whose approval counts for it.
    pub given_by: Option<Identity>,
    /// Where nobody's does: who approved another state of it.
    pub outdated: Option<Identity>,
}

/// What an author may not propose, and who may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The path: the change's, or the one that the file moved from.
    pub path: Arc<str>,
    /// The facts that only others may propose; none: the file.
    pub fields: Vec<FieldPattern>,
    /// Who may; none where the table gives the path to nobody.
    pub authors: Vec<Owner>,
}

/// Fills in who may and who must; the files that are only carried along with something
/// that its author may move.
pub(super) fn assign(changes: &mut [Change], input: &ReviewInput<'_>) -> BTreeSet<Arc<str>> {
    for change in &mut *changes {
        if input.settled {
            change.author_allowed = Some(true);
            continue;
        }
        let ownerships: Vec<Ownership> = std::iter::once(&change.path)
            .chain(&change.from)
            .map(|path| Ownership::of(input, path))
            .collect();
        if let Some(author) = input.author {
            let is_document = change.kind.is_some();
            let refused = |ownership: &Ownership| ownership.refusals(input, author, is_document);
            let sides = ownerships.iter().map(refused).collect();
            change.refusals = moving::refusals(input, change, sides);
            change.author_allowed = Some(change.refusals.is_empty());
        }
        change.needed = needs(input, &ownerships);
        let units = moving::needs(input, change, &ownerships);
        change.needed.extend(units);
        people::give(&mut change.needed, input, &ownerships);
        change.approved_by = people::approved(input, &ownerships);
    }
    let moves = input.moves;
    let mut carried = BTreeSet::new();
    let may = |change: &Change| change.author_allowed == Some(true);
    let mut moving = changes
        .iter()
        .filter(|change| moves.is_move(change))
        .peekable();
    if moving.peek().is_none() || !moving.all(may) {
        return carried;
    }
    let (base, merged) = (input.base.registry, input.merged.registry);
    for change in changes
        .iter_mut()
        .filter(|one| moves.carry(base, merged, one))
    {
        change.author_allowed = Some(true);
        change.refusals.clear();
        carried.insert(Arc::clone(&change.path));
    }
    carried
}

/// Whether somebody may propose to change a file at all, by its owners on the base.
#[must_use]
pub fn may_propose(base: &Registry, author: &Identity, path: &str) -> bool {
    let owners = base.settings.ownership.of_path(path);
    let mut authors = owners.iter().flat_map(|owners| &owners.authors);
    authors.any(|owner| base.acts_for(author, owner))
}

/// What a change of one path touches.
struct Ownership {
    path: Arc<str>,
    /// `None`: the table says nothing of it.
    owners: Option<Owners>,
}

impl Ownership {
    /// The owners of a path, and of those of its facts that change.
    fn of(input: &ReviewInput<'_>, path: &Arc<str>) -> Self {
        let registry = input.base.registry;
        let mut owners = registry.settings.ownership.of_path(path);
        if let Some(owners) = &mut owners {
            let changed = |fields: &[FieldPattern]| facts::changed(input, path, fields);
            owners.fields.retain(|line| changed(&line.fields));
            let lists = owners.fields.iter_mut().flat_map(|line| {
                let approvers = line.approvers.iter_mut().map(|one| &mut one.0);
                approvers.chain(std::iter::once(&mut line.authors))
            });
            let approvers = owners.approvers.iter_mut().map(|one| &mut one.0);
            let all = lists.chain(approvers).chain([&mut owners.authors]);
            for owner in all.flatten() {
                state(owner, input, path);
            }
        }
        Ownership {
            path: Arc::clone(path),
            owners,
        }
    }

    /// What somebody may not propose of it.
    fn refusals(
        &self,
        input: &ReviewInput<'_>,
        author: &Identity,
        is_document: bool,
    ) -> Vec<Refusal> {
        let may = |authors: &[Owner]| {
            let mut authors = authors.iter();
            authors.any(|owner| input.base.registry.acts_for(author, owner))
        };
        let refusal = |fields: &[FieldPattern], authors: &[Owner]| Refusal {
            path: Arc::clone(&self.path),
            fields: fields.to_vec(),
            authors: authors.to_vec(),
        };
        match &self.owners {
            // A README belongs to those who may merge; a document to somebody.
            None if is_document => vec![refusal(&[], &[])],
            None => Vec::new(),
            Some(owners) if !may(&owners.authors) => vec![refusal(&[], &owners.authors)],
            Some(owners) => {
                let fields = owners.fields.iter();
                fields
                    .filter(|line| !line.authors.is_empty() && !may(&line.authors))
                    .map(|line| refusal(&line.fields, &line.authors))
                    .collect()
            }
        }
    }
}

/// Puts the unit that a document names in place of the pointer: the base's document,
/// or the proposed one where there is none yet.
fn state(owner: &mut Owner, input: &ReviewInput<'_>, path: &str) {
    let Owner::Stated(pointer) = owner else {
        return;
    };
    let there = input.base.tree.get(path).is_some();
    let side = if there { &input.base } else { &input.merged };
    if let Some(unit) = side.registry.stated(path, pointer) {
        *owner = Owner::Unit(unit);
    }
}

/// The approvals that are needed, by approver. Who approves the file approves its
/// facts.
fn needs(input: &ReviewInput<'_>, ownerships: &[Ownership]) -> Vec<Need> {
    let mut needed: BTreeMap<&Approver, Vec<FieldPattern>> = BTreeMap::new();
    let owners = || ownerships.iter().filter_map(|one| one.owners.as_ref());
    for approver in owners().flat_map(|owners| &owners.approvers) {
        needed.insert(approver, Vec::new());
    }
    for line in owners().flat_map(|owners| &owners.fields) {
        for approver in &line.approvers {
            if !is_first(input.base.registry, approver) {
                let fields = needed
                    .entry(approver)
                    .or_insert_with(|| line.fields.clone());
                if !fields.is_empty() {
                    fields.extend(line.fields.iter().cloned());
                }
            }
        }
    }
    let need = |(approver, mut fields): (&Approver, Vec<FieldPattern>)| {
        fields.sort();
        fields.dedup();
        Need {
            approver: approver.clone(),
            fields,
            given_by: None,
            outdated: None,
        }
    };
    needed.into_iter().map(need).collect()
}

/// Whether facts are those of a unit that has nobody yet who could agree: its first
/// people are appointed by those who approve the file. A unit whose document cannot be
/// read has somebody.
fn is_first(registry: &Registry, approver: &Approver) -> bool {
    let mut owners = approver.0.iter();
    owners.any(|owner| match owner {
        Owner::Unit(unit) | Owner::UnitAndAncestors(unit) => registry.has_nobody(unit),
        _ => false,
    })
}

/// Who acts for any of some alternatives, in the order written, each once.
#[must_use]
pub fn people<'a>(registry: &'a Registry, approver: &Approver) -> Vec<&'a Identity> {
    let mut people: Vec<&Identity> = Vec::new();
    let owners = approver.0.iter();
    for person in owners.flat_map(|owner| registry.people_of(owner)) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}
