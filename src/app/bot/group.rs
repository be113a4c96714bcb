//! What a merge queue puts together.

use super::super::Error;
use super::super::review::{Proposal, review};
use super::{Bot, BotOutcome, desired, is_id};
use mulu_core::diagnostic::Message;
use mulu_git::Repository;
use mulu_github::DesiredState;

impl Bot {
    /// What a merge queue put together. Who may and who agreed was settled for
    /// each pull request before it was queued.
    pub(super) fn group(&self, base: &str, head: &str, head_ref: &str) -> BotOutcome {
        let judged = || -> Result<DesiredState, Error> {
            let repository = Repository::open(&self.folder)?;
            let refspecs = [
                format!("+{head_ref}:refs/mulu/group"),
                format!("+{base}:refs/mulu/group-base"),
            ];
            if !is_id(base) || !head_ref.starts_with("refs/heads/") {
                return Err(Error::outside(Message::new("failure-head-moves")));
            }
            repository.fetch(&self.remote, &refspecs)?;
            let reviewed = review(&Proposal {
                folder: self.folder.clone(),
                on: Some(self.day(&repository, base)?),
                base: base.to_owned(),
                head: head.to_owned(),
                settled: true,
                ..Proposal::default()
            })?;
            Ok(desired::of_group(self, head, &reviewed))
        };
        match judged() {
            Err(failure) => self.failed(None, head, failure),
            Ok(desired) => match self.concluded(head, &desired.checks) {
                Err(failure) => self.failed(None, head, failure),
                Ok(()) => BotOutcome::Group {
                    desired: Box::new(desired),
                },
            },
        }
    }
}
