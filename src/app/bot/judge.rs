//! One pull request, from its objects and reviews to what is to be shown.

use super::super::Error;
use super::super::approvals::Approved;
use super::super::review::{Proposal, review};
use super::{Bot, base_of, desired, identity, is_id, unreached};
use mulu_core::diagnostic::Message;
use mulu_git::Repository;
use mulu_github::{DesiredState, Pull, Reviews};

/// How often the objects of a pull request are fetched until they are its own.
const FETCHES: u32 = 4;

/// What is to be shown of a pull request, and what that rests on.
pub(super) struct Judged {
    pub(super) pull: Pull,
    pub(super) desired: DesiredState,
    /// The commit of the base.
    pub(super) base: String,
    pub(super) reviews: Reviews,
}

impl Bot {
    /// The state that a pull request is to be brought to.
    pub(super) fn judge(&self, pull: Pull) -> Result<Judged, Error> {
        let number = pull.number;
        let pull = self.fetched(pull)?;
        let reviews = self
            .client
            .reviews(number)
            .map_err(|fault| unreached(&fault))?;
        let repository = Repository::open(&self.folder)?;
        for approval in &reviews.approvals {
            // A commit that is nowhere any more approves nothing.
            if repository.commit(&approval.commit).is_err() && is_id(&approval.commit) {
                let kept = format!("+{0}:refs/mulu/approved/{0}", approval.commit);
                let _ = repository.fetch(&self.remote, &[kept]);
            }
        }
        let approvals = reviews.approvals.iter().map(|given| Approved {
            by: identity(&given.by),
            commit: given.commit.clone(),
        });
        let base = base_of(number);
        let reviewed = review(&Proposal {
            folder: self.folder.clone(),
            on: Some(self.day(&repository, &base)?),
            base,
            head: pull.head.clone(),
            author: pull.author.as_ref().map(identity),
            approvals: approvals.collect(),
            ..Proposal::default()
        })?;
        let mut desired = desired::of_pull(self, &pull, &reviewed);
        desired
            .reviewers
            .retain(|login| !reviews.heard(login, &pull.head));
        Ok(Judged {
            base: reviewed.base_commit.clone(),
            pull,
            desired,
            reviews,
        })
    }

    /// The objects of a pull request, and the pull request that they are of: it
    /// may have another head by the time they come, or GitHub's Git may not have
    /// yet what its API knows.
    pub(super) fn fetched(&self, mut pull: Pull) -> Result<Pull, Error> {
        let repository = Repository::open(&self.folder)?;
        let number = pull.number;
        for tried in 0..FETCHES {
            self.client.back_off(tried);
            let head = format!("refs/mulu/pull/{number}");
            let refspecs = [
                format!("+refs/heads/{}:{}", pull.base, base_of(number)),
                format!("+refs/pull/{number}/head:{head}"),
            ];
            repository.fetch(&self.remote, &refspecs)?;
            if repository.revision(&head)?.id() == pull.head {
                return Ok(pull);
            }
            let base = pull.base;
            pull = self
                .client
                .pull(number)
                .map_err(|fault| unreached(&fault))?;
            if pull.base != base {
                break;
            }
        }
        Err(Error::outside(Message::new("failure-head-moves")))
    }
}
