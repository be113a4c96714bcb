//! Commits that pull requests propose. Checks hang on the commit: one that several
//! pull requests propose is judged once over all of them, so that nobody turns
//! another's checks by proposing the same.

use super::super::Error;
use super::{Bot, BotOutcome, base_of, desired, is_id, unreached};
use mulu_core::diagnostic::Message;
use mulu_git::Repository;
use mulu_github::{self as github, Fault, Pull};
use std::collections::BTreeMap;

/// How often a head is judged until what it rests on stands still.
const ROUNDS: u32 = 4;

impl Bot {
    /// What concerns one pull request. Where it can't be read, an earlier green may
    /// stand on the head that the event names: an approval was taken back, say. One
    /// that stands on the head that it had before would come back with that head.
    pub(super) fn pull(
        &self,
        number: u64,
        head: Option<&str>,
        before: Option<&str>,
    ) -> Vec<BotOutcome> {
        let mut outcomes = match self.client.pull(number) {
            Ok(pull) => self.proposed(pull),
            Err(fault) => vec![self.blind(Some(number), head, &fault)],
        };
        let left = before.filter(|before| is_id(before) && head != Some(*before));
        outcomes.extend(
            left.into_iter()
                .flat_map(|left| self.deserted(number, left)),
        );
        outcomes
    }

    /// A pull request, with those that propose the same commit.
    pub(super) fn proposed(&self, pull: Pull) -> Vec<BotOutcome> {
        self.followed(pull, ROUNDS)
    }

    fn followed(&self, pull: Pull, rounds: u32) -> Vec<BotOutcome> {
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
                self.within(pulls, rounds)
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
        let mut outcomes: Vec<BotOutcome> = judged.collect();
        if outcomes.is_empty() {
            outcomes.push(BotOutcome::Nothing);
        }
        outcomes.extend(self.warned());
        outcomes
    }

    /// Ways of merging that lose who agreed to what. Who may not know how the
    /// repository is set has nothing to say.
    fn warned(&self) -> Option<BotOutcome> {
        let merges = self.client.settings().ok()?.merges?;
        let key = match (merges.squash, merges.rebase) {
            (false, false) => return None,
            (true, false) => "bot-warn-squash",
            (false, true) => "bot-warn-rebase",
            (true, true) => "bot-warn-squash-rebase",
        };
        Some(BotOutcome::Warned(Message::new(key)))
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
        if pull.merged.is_some() {
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
        match self.taken_down(number, &pull.head) {
            nothing if nothing.is_empty() => vec![BotOutcome::Nothing],
            outcomes => outcomes,
        }
    }

    /// A head that a pull request had and has no more: its checks would be green again
    /// when it is pushed again. What was merged keeps them as its record.
    fn deserted(&self, number: u64, head: &str) -> Vec<BotOutcome> {
        match self.with_head(head) {
            Err(fault) => vec![self.blind(Some(number), None, &fault)],
            Ok(others) if !others.is_empty() => Vec::new(),
            Ok(_) if self.is_merged(number, head) => Vec::new(),
            Ok(_) => self.taken_down(number, head),
        }
    }

    /// Whether a commit is part of the base that a pull request was last judged by.
    fn is_merged(&self, number: u64, head: &str) -> bool {
        let Ok(repository) = Repository::open(&self.folder) else {
            return false;
        };
        let base = repository.revision(&base_of(number));
        let (Ok(base), Ok(own)) = (base, repository.commit(head)) else {
            return false;
        };
        own.merge_base(&base)
            .is_some_and(|common| common.id() == own.id())
    }

    /// Takes the checks of a head down, where there are any. Who proposes it again by
    /// then may have been judged meanwhile, and is judged again.
    fn taken_down(&self, number: u64, head: &str) -> Vec<BotOutcome> {
        if self.dry_run {
            return Vec::new();
        }
        match github::take_down(&self.client, head, &desired::closed(&self.words)) {
            Ok(false) => Vec::new(),
            Err(fault) => vec![self.blind(Some(number), None, &fault)],
            Ok(true) => {
                let mut outcomes = vec![BotOutcome::TakenDown { pull: number }];
                match self.client.pull(number) {
                    Err(fault) => outcomes.push(self.blind(Some(number), Some(head), &fault)),
                    Ok(pull) if is_judged(&pull) && pull.head == head => {
                        outcomes.extend(self.proposed(pull));
                    }
                    Ok(_) => {}
                }
                outcomes
            }
        }
    }

    /// The pull requests of one head, judged until what that rests on stands still.
    pub(super) fn judged(&self, pulls: Vec<Pull>) -> Vec<BotOutcome> {
        self.within(pulls, ROUNDS)
    }

    /// The same in so many rounds. Those that propose another commit by now are
    /// followed there.
    fn within(&self, mut pulls: Vec<Pull>, rounds: u32) -> Vec<BotOutcome> {
        let Some(first) = pulls.first() else {
            return Vec::new();
        };
        let (number, head) = (first.number, first.head.clone());
        let (mut outcomes, mut gone) = (Vec::new(), Vec::new());
        let mut settled = false;
        for round in 0..rounds {
            self.client.back_off(round);
            if let Some(done) = self.round(&head, &pulls) {
                outcomes.extend(done);
                settled = true;
                break;
            }
            match self.anew(&head, pulls) {
                Err(fault) => return vec![self.blind(Some(number), Some(&head), &fault)],
                Ok((still, moved)) => {
                    pulls = still;
                    gone.extend(moved);
                }
            }
            if pulls.is_empty() {
                outcomes.extend(self.deserted(number, &head));
                settled = true;
                break;
            }
        }
        if !settled {
            let failure = Error::outside(Message::new("failure-head-moves"));
            outcomes.push(self.failed(Some(number), &head, failure));
        }
        for pull in gone {
            let rounds = rounds.saturating_sub(1);
            outcomes.extend(self.followed(pull, rounds));
        }
        outcomes
    }

    /// Pull requests of a head as they are now: those that still propose it, and those
    /// that propose another commit.
    fn anew(&self, head: &str, pulls: Vec<Pull>) -> Result<(Vec<Pull>, Vec<Pull>), Fault> {
        let now: Result<Vec<Pull>, Fault> = pulls
            .iter()
            .map(|pull| self.client.pull(pull.number))
            .collect();
        let open = now?.into_iter().filter(is_judged);
        Ok(open.partition(|pull| pull.head == head))
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
pub(super) fn is_judged(pull: &Pull) -> bool {
    pull.open && pull.to_default
}
