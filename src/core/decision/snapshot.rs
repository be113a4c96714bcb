//! A registry with the rules that judge it, on one day: what reviews compare and
//! what every face is shown. No decision is in it.

use super::{Change, Judgement, ProjectDecision, Provenance, verdict};
use crate::diagnostic::Diagnostic;
use crate::policy::{Force, Pack, Rule, RuleOutcome};
use crate::registry::{Audience, Registry};
use crate::schema::Schemas;
use crate::tree::Tree;

/// A registry as it can be judged.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// Its files.
    pub tree: &'a Tree,
    /// The schemas that it was read by, where the titles of fields are; without them
    /// fields are called by their names alone.
    pub schemas: Option<&'a Schemas>,
    /// Its documents.
    pub registry: &'a Registry,
    /// The rules that judge it.
    pub pack: &'a Pack,
    /// What is wrong with it.
    pub diagnostics: &'a [Diagnostic],
    /// Which registry, which rules, which day.
    pub provenance: &'a Provenance,
}

impl<'a> Snapshot<'a> {
    /// Whether what a rule comes to is shown to whom this is told.
    #[must_use]
    pub fn shows(&self, rule: u16) -> bool {
        self.provenance.audience == Audience::Offices || !self.pack.for_offices.contains(&rule)
    }

    /// Leaves out the outcomes that are for others than whom this is told. All of them,
    /// whatever they are: what is missing would tell as much.
    pub fn keep(&self, outcomes: &mut Vec<RuleOutcome>) {
        outcomes.retain(|outcome| self.shows(outcome.rule));
    }

    /// Whether it is told in which stage a construction project is.
    #[must_use]
    pub fn shows_stages(&self) -> bool {
        self.provenance.audience == Audience::Offices || !self.pack.stages_for_offices
    }

    /// Leaves out what of a construction project is for others than whom this is told.
    pub fn keep_project(&self, decision: &mut ProjectDecision) {
        self.keep(&mut decision.outcomes);
        if !self.shows_stages() {
            decision.stage = None;
        }
    }

    /// Whether a day's changes are shown: no rule among them is for others.
    #[must_use]
    pub fn shows_all(&self, changes: &[Change]) -> bool {
        changes.iter().all(|change| self.shows(change.after.rule))
    }

    /// Whether whatever keeps something from being eligible is for others than whom this
    /// is told.
    #[must_use]
    pub fn is_silent(&self, judged: &impl Judgement) -> bool {
        let told_all = self.provenance.audience == Audience::Offices;
        !told_all && judged.falls_short() && self.blocking(judged).is_empty()
    }

    /// The rule that an outcome is of.
    #[must_use]
    pub fn rule(&self, outcome: &RuleOutcome) -> Option<&'a Rule> {
        self.pack.rules.get(usize::from(outcome.rule))
    }

    /// What an outcome does at most, among all that is asked.
    #[must_use]
    pub fn force(&self, outcome: &RuleOutcome) -> Option<Force> {
        let forces = outcome.forces.iter();
        forces.filter_map(|(_, force)| *force).max()
    }

    /// Whether an outcome keeps its request or project from being eligible.
    #[must_use]
    pub fn blocks(&self, outcome: &RuleOutcome) -> bool {
        self.force(outcome).is_some_and(Force::blocks) && outcome.outcome.falls_short()
    }

    /// The blocking outcomes of a judgement, the most telling first: those that
    /// decided the verdict, the unmet before the unproven.
    #[must_use]
    pub fn blocking<'d>(&self, judged: &'d impl Judgement) -> Vec<&'d RuleOutcome> {
        let outcomes = judged.outcomes().iter();
        let mut blocking: Vec<&RuleOutcome> = outcomes.filter(|of| self.blocks(of)).collect();
        blocking.sort_by_key(|outcome| {
            let verdict = verdict([(self.force(outcome), outcome.outcome)]);
            std::cmp::Reverse((verdict, outcome.outcome))
        });
        blocking
    }
}
