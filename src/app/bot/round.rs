//! One round: what proposes a head is judged once, and written if what it was judged by
//! is still so.

use super::super::Error;
use super::heads::is_judged;
use super::order::{Asked, Case};
use super::{Bot, BotOutcome, unreached};
use mulu_core::diagnostic::Message;
use mulu_github::{self as github, Applied, CheckRun, DesiredState, Fault, Pull, Reviews};

/// What is to be shown of a pull request, and what that rests on.
struct Judged {
    pull: Pull,
    desired: DesiredState,
    /// The commit of the base.
    base: String,
    reviews: Reviews,
}

impl Bot {
    /// Judges them once; `None`: what was judged by moved.
    pub(super) fn round(&self, head: &str, pulls: &[Pull]) -> Option<Vec<BotOutcome>> {
        let mut asked = Vec::new();
        let mut failures = Vec::new();
        for pull in pulls {
            match self.client.reviews(pull.number) {
                Ok(reviews) => asked.push((pull, reviews)),
                Err(fault) => failures.push((pull.number, unreached(&fault))),
            }
        }
        let (judged, failed, moved) = self.judgements(head, asked);
        failures.extend(failed);
        if judged.is_empty() && moved {
            return None;
        }
        // A failure fails the head only where nothing else was judged on it.
        let alone = judged.is_empty();
        let fail = |(pull, failure)| match alone {
            true => self.failed(Some(pull), head, failure),
            false => BotOutcome::Failed {
                pull: Some(pull),
                failure,
            },
        };
        let mut outcomes: Vec<BotOutcome> = failures.into_iter().map(fail).collect();
        for one in &judged {
            match self.applied(one, &judged) {
                Ok(BotOutcome::Judged {
                    applied: Some(Applied::Moved),
                    ..
                }) => return None,
                Ok(outcome) => outcomes.push(outcome),
                Err(failure) => {
                    let number = one.pull.number;
                    outcomes.push(self.failed(Some(number), head, failure));
                }
            }
        }
        Some(outcomes)
    }

    /// Has the pull requests of a head judged: the judgements, the failures, and whether
    /// the objects of any are of another head.
    fn judgements(
        &self,
        head: &str,
        asked: Vec<(&Pull, Reviews)>,
    ) -> (Vec<Judged>, Vec<(u64, Error)>, bool) {
        let (mut judged, mut failures, mut moved) = (Vec::new(), Vec::new(), false);
        if asked.is_empty() {
            return (judged, failures, moved);
        }
        let pulls = asked.iter().map(|(pull, reviews)| Asked {
            number: pull.number,
            base: pull.base.clone(),
            branch: pull.branch.clone(),
            author: pull.author.clone(),
            approvals: reviews.approvals.clone(),
        });
        let mut heard = self.heard(Case::Head {
            head: head.to_owned(),
            pulls: pulls.collect(),
        });
        for (pull, reviews) in asked {
            match heard.of(Some(pull.number), head) {
                Err(failure) => failures.push((pull.number, failure)),
                Ok(None) => moved = true,
                Ok(Some(found)) => {
                    let mut desired = *found.desired;
                    desired
                        .reviewers
                        .retain(|login| !reviews.heard(login, head));
                    judged.push(Judged {
                        pull: pull.clone(),
                        desired,
                        base: found.base,
                        reviews,
                    });
                }
            }
        }
        share_checks(&mut judged);
        (judged, failures, moved)
    }

    fn applied(&self, one: &Judged, all: &[Judged]) -> Result<BotOutcome, Error> {
        let applied = if self.dry_run {
            None
        } else {
            let still_so = || self.still_so(all);
            let applied = github::apply(&self.client, one.pull.number, &one.desired, &still_so);
            Some(applied.map_err(|fault| unreached(&fault))?)
        };
        Ok(BotOutcome::Judged {
            pull: one.pull.number,
            desired: Box::new(one.desired.clone()),
            applied,
        })
    }

    /// Whether heads, bases and approvals are what was judged by.
    fn still_so(&self, all: &[Judged]) -> Result<bool, Fault> {
        for one in all {
            let now = self.client.pull(one.pull.number)?;
            let moved = !is_judged(&now)
                || now.head != one.desired.head
                || self.client.tip(&one.pull.base)? != one.base
                || self.client.reviews(one.pull.number)?.approvals != one.reviews.approvals;
            if moved {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What a merge queue put together.
    pub(super) fn group(&self, base: &str, head: &str, head_ref: &str) -> BotOutcome {
        let mut heard = self.heard(Case::Group {
            base: base.to_owned(),
            head: head.to_owned(),
            head_ref: head_ref.to_owned(),
        });
        let moved = || Error::outside(Message::new("failure-head-moves"));
        let found = heard
            .of(None, head)
            .and_then(|found| found.ok_or_else(moved));
        let done = found.and_then(|found| {
            self.concluded(head, &found.desired.checks)?;
            Ok(found.desired)
        });
        match done {
            Err(failure) => self.failed(None, head, failure),
            Ok(desired) => BotOutcome::Group { desired },
        }
    }
}

/// All have the checks of the one that fares best: what is proposed is the same, and
/// its author and approvals are enough.
fn share_checks(judged: &mut [Judged]) {
    let fares = |checks: &[CheckRun]| checks.iter().filter(|check| check.is_green()).count();
    let best = judged
        .iter()
        .rev()
        .max_by_key(|one| fares(&one.desired.checks));
    if let Some(checks) = best.map(|one| one.desired.checks.clone()) {
        for one in judged {
            one.desired.checks.clone_from(&checks);
        }
    }
}
