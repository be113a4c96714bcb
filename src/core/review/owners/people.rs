//! Whose approval counts for what: given for an approver, by somebody other than the
//! author and whoever handed anything of it in, of what would be merged and nothing else; for
//! each approver by another person. The account of the form's server is nobody's person.

use super::super::ReviewInput;
use super::{Approval, Need, Ownership};
use crate::registry::{Identity, Registry, Submissions};
use std::sync::Arc;

/// Fills in who gave which approval: as many as there can be.
pub(super) fn give(needs: &mut [Need], input: &ReviewInput<'_>, ownerships: &[Ownership]) {
    let Some(author) = input.author else { return };
    let others: Vec<&Approval> = input
        .approvals
        .iter()
        .filter(|approval| !author.is_same_person(&approval.by) && !is_barred(input, &approval.by))
        .collect();
    let persons = persons(&others);
    let paths: Vec<&Arc<str>> = ownerships.iter().map(|one| &one.path).collect();
    // Per need the approvals that count for it.
    let mut counting: Vec<Vec<usize>> = Vec::new();
    for need in needs.iter_mut() {
        let acting = |at: &usize| acts_for(input.base.registry, &others[*at].by, need);
        let (standing, outdated): (Vec<usize>, Vec<usize>) = (0..others.len())
            .filter(acting)
            .partition(|at| covers(others[*at], input, &paths, need));
        let of_other_state = outdated.first().filter(|_| standing.is_empty());
        need.outdated = of_other_state.map(|at| others[*at].by.clone());
        counting.push(standing);
    }
    for (need, approval) in needs.iter_mut().zip(matched(&counting, &persons)) {
        need.given_by = approval.map(|at| others[at].by.clone());
    }
}

/// Who approved exactly what is proposed at some paths, other than its author.
pub(super) fn approved(input: &ReviewInput<'_>, ownerships: &[Ownership]) -> Vec<Identity> {
    let mut found: Vec<Identity> = Vec::new();
    for approval in input.approvals {
        let by = &approval.by;
        let own = input.author.is_some_and(|author| author.is_same_person(by));
        let mut paths = ownerships.iter().map(|one| &one.path);
        if !own && !found.contains(by) && paths.all(|path| approval.covers(input, path)) {
            found.push(by.clone());
        }
    }
    found
}

/// Whether somebody approves nothing here, although they aren't the author: what they handed
/// in through the form is part of it, or they are the account of the form's server.
fn is_barred(input: &ReviewInput<'_>, who: &Identity) -> bool {
    let handed_in = input.submission.iter().flat_map(|one| &one.by);
    let server = input.base.registry.settings.submissions.as_ref();
    let server = server.and_then(Submissions::identity);
    handed_in.chain(&server).any(|one| one.is_same_person(who))
}

fn acts_for(registry: &Registry, who: &Identity, need: &Need) -> bool {
    let mut owners = need.approver.0.iter();
    owners.any(|owner| registry.acts_for(who, owner))
}

fn covers(approval: &Approval, input: &ReviewInput<'_>, paths: &[&Arc<str>], need: &Need) -> bool {
    paths.iter().all(|path| {
        if need.fields.is_empty() {
            approval.covers(input, path)
        } else {
            approval.covers_fields(input, path, &need.fields)
        }
    })
}

/// Per approval the number of the person who gave it.
fn persons(approvals: &[&Approval]) -> Vec<usize> {
    let mut persons: Vec<usize> = Vec::new();
    for (at, approval) in approvals.iter().enumerate() {
        let same = |one: &usize| approvals[*one].by.is_same_person(&approval.by);
        let known = (0..at).find(same).map(|one| persons[one]);
        persons.push(known.unwrap_or(at));
    }
    persons
}

/// Per need an approval, no two by one person: as many as can be found (Kuhn's
/// augmenting paths). The first need that can be met is.
fn matched(counting: &[Vec<usize>], persons: &[usize]) -> Vec<Option<usize>> {
    let mut given: Vec<Option<usize>> = vec![None; counting.len()];
    for need in 0..counting.len() {
        let mut tried = vec![false; persons.len()];
        augment(need, counting, persons, &mut given, &mut tried);
    }
    given
}

fn augment(
    need: usize,
    counting: &[Vec<usize>],
    persons: &[usize],
    given: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    for &approval in &counting[need] {
        let person = persons[approval];
        if std::mem::replace(&mut tried[person], true) {
            continue;
        }
        let holder = given
            .iter()
            .position(|held| held.is_some_and(|held| persons[held] == person));
        if holder.is_none_or(|other| augment(other, counting, persons, given, tried)) {
            given[need] = Some(approval);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_need_gets_another_person() {
        // Who could give both gives the one that nobody else can.
        assert_eq!(matched(&[vec![0, 1], vec![0]], &[0, 1]), [Some(1), Some(0)]);
        assert_eq!(matched(&[vec![0], vec![0]], &[0]), [Some(0), None]);
        // Two approvals of one person are one.
        assert_eq!(matched(&[vec![0], vec![1]], &[0, 0]), [Some(0), None]);
        assert_eq!(matched(&[vec![], vec![0]], &[0]), [None, Some(0)]);
        assert_eq!(
            matched(&[vec![0, 1], vec![0, 2], vec![0]], &[0, 1, 2]),
            [Some(1), Some(2), Some(0)]
        );
    }
}
