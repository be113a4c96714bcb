//! Commits that pull requests propose. Checks hang on the commit: one that several
//! pull requests propose is judged once over all of them, so that nobody turns
//! another's checks by proposing the same.

use super::super::Error;
use super::judge::Judged;
use super::{Bot, BotOutcome, desired, unreached};
use mulu_core::diagnostic::Message;
use mulu_github::{self as github, Applied, CheckRun, Fault, Pull};
use std::collections::BTreeMap;

/// How often a head is judged until what it rests on stands still.
const ROUNDS: u32 = 4;

impl Bot {
    /// What concerns one pull request. Where it can't be read, an earlier green may
    /// stand on the head that the event names: an approval was taken back, say.
    pub(super) fn pull(&self, number: u64, head: Option<&str>) -> Vec<BotOutcome> {
        match self.client.pull(number) {
            Ok(pull) => self.proposed(pull),
            Err(fault) => vec![self.blind(Some(number), head, &fault)],
        }
    }

    /// A pull request, with those that propose the same commit.
    pub(super) fn proposed(&self, pull: Pull) -> Vec<BotOutcome> {
        if !is_judged(&pull) {
            return vec![BotOutcome::Nothing];
        }
        match self.with_head(&pull.head) {
            Err(fault) => vec![self.blind(Some(pull.number), Some(&pull.head), &fault)],
            Ok(mut pulls) => {
                // What was just opened or pushed may not be in the list yet.
                if pulls.iter().all(|other| other.number != pull.number) {
                    pulls.push(pull);
                }
                self.judged(pulls)
            }
        }
    }

    /// What concerns a commit.
    pub(super) fn head(&self, head: &str) -> Vec<BotOutcome> {
        match self.with_head(head) {
            Err(fault) => vec![self.blind(None, Some(head), &fault)],
            Ok(pulls) if pulls.is_empty() => vec![BotOutcome::Nothing],
            Ok(pulls) => self.judged(pulls),
        }
    }

    /// The pull requests that propose a commit.
    fn with_head(&self, head: &str) -> Result<Vec<Pull>, Fault> {
        let mut pulls = self.client.open_pulls()?;
        pulls.retain(|pull| is_judged(pull) && pull.head == head);
        Ok(pulls)
    }

    /// Every open pull request: what is on the base, or the day, may turn its
    /// verdicts. What is green goes first, since it can be merged.
    pub(super) fn sweep(&self) -> Vec<BotOutcome> {
        let pulls = match self.client.open_pulls() {
            Ok(pulls) => pulls,
            Err(fault) => return vec![self.blind(None, None, &fault)],
        };
        let mut heads: BTreeMap<String, Vec<Pull>> = BTreeMap::new();
        for pull in pulls.into_iter().filter(is_judged) {
            heads.entry(pull.head.clone()).or_default().push(pull);
        }
        let green = |head: &String| {
            // One that can't be told may be green.
            github::stands_green(&self.client, head, &desired::NAMES).unwrap_or(true)
        };
        let mut heads: Vec<(bool, Vec<Pull>)> = heads
            .into_iter()
            .map(|(head, pulls)| (!green(&head), pulls))
            .collect();
        heads.sort_by_key(|(later, pulls)| (*later, pulls.first().map(|pull| pull.number)));
        let judged = heads.into_iter().flat_map(|(_, pulls)| self.judged(pulls));
        let judged: Vec<BotOutcome> = judged.collect();
        if judged.is_empty() {
            return vec![BotOutcome::Nothing];
        }
        judged
    }

    /// A pull request that is not to be merged any more leaves no check behind that
    /// would be green again when it is opened again; one that was merged keeps them
    /// as its record.
    pub(super) fn closed(&self, number: u64) -> Vec<BotOutcome> {
        let pull = match self.client.pull(number) {
            Ok(pull) => pull,
            Err(fault) => return vec![self.blind(Some(number), None, &fault)],
        };
        if pull.open {
            return self.proposed(pull);
        }
        if pull.merged {
            return vec![BotOutcome::Nothing];
        }
        let mut others = match self.with_head(&pull.head) {
            Ok(others) => others,
            Err(fault) => return vec![self.blind(Some(number), None, &fault)],
        };
        // The list may have it still.
        others.retain(|other| other.number != number);
        if !others.is_empty() {
            return self.judged(others);
        }
        let done = match self.dry_run {
            true => Ok(false),
            false => github::take_down(&self.client, &pull.head, &desired::closed(self)),
        };
        vec![match done {
            Ok(true) => BotOutcome::TakenDown { pull: number },
            Ok(false) => BotOutcome::Nothing,
            Err(fault) => BotOutcome::Failed {
                pull: Some(number),
                failure: unreached(&fault),
            },
        }]
    }

    /// The pull requests of one head, judged until what that rests on stands still.
    pub(super) fn judged(&self, mut pulls: Vec<Pull>) -> Vec<BotOutcome> {
        let Some(first) = pulls.first() else {
            return Vec::new();
        };
        let (number, head) = (first.number, first.head.clone());
        for round in 0..ROUNDS {
            self.client.back_off(round);
            match self.round(pulls) {
                Ok(outcomes) => return outcomes,
                Err(again) => pulls = again,
            }
        }
        let failure = Error::outside(Message::new("failure-head-moves"));
        vec![self.failed(Some(number), &head, failure)]
    }

    /// Judges them once; the pull requests, where what was judged by moved.
    fn round(&self, pulls: Vec<Pull>) -> Result<Vec<BotOutcome>, Vec<Pull>> {
        let (mut judged, mut outcomes) = (Vec::new(), Vec::new());
        for pull in pulls.clone() {
            let (number, head) = (pull.number, pull.head.clone());
            match self.judge(pull) {
                Ok(one) => judged.push(one),
                Err(failure) => outcomes.push((number, head, failure)),
            }
        }
        // A failure fails the head only where nothing else was judged on it.
        let alone = judged.is_empty();
        let mut outcomes: Vec<BotOutcome> = outcomes
            .into_iter()
            .map(|(pull, head, failure)| match alone {
                true => self.failed(Some(pull), &head, failure),
                false => BotOutcome::Failed {
                    pull: Some(pull),
                    failure,
                },
            })
            .collect();
        share_checks(&mut judged);
        for one in &judged {
            match self.applied(one, &judged) {
                Ok(BotOutcome::Judged {
                    applied: Some(Applied::Moved),
                    ..
                }) => return Err(pulls),
                Ok(outcome) => outcomes.push(outcome),
                Err(failure) => {
                    let number = one.pull.number;
                    outcomes.push(self.failed(Some(number), &one.pull.head, failure));
                }
            }
        }
        Ok(outcomes)
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

    /// Whether base and reviews are what was judged by.
    fn still_so(&self, all: &[Judged]) -> Result<bool, Fault> {
        for one in all {
            let moved = self.client.tip(&one.pull.base)? != one.base
                || self.client.reviews(one.pull.number)? != one.reviews;
            if moved {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Nothing could be asked; where it is known on which head, an earlier green
    /// doesn't stay there.
    fn blind(&self, pull: Option<u64>, head: Option<&str>, fault: &Fault) -> BotOutcome {
        match head {
            Some(head) => self.failed(pull, head, unreached(fault)),
            None => BotOutcome::Failed {
                pull,
                failure: unreached(fault),
            },
        }
    }
}

/// What goes to another branch, or nowhere any more, is not judged.
fn is_judged(pull: &Pull) -> bool {
    pull.open && pull.to_default
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
