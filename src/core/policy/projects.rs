//! Rules applied to construction projects: as which kind one is judged in a year,
//! in which stage it is, for what it is asked, and what the rules say then.

use super::evaluate::{Evaluation, Evaluator, parameters};
use super::expression::Expression;
use super::observe::Observation;
use super::pack::{Forces, Pack, PerPurpose, Purpose, Rule, Subject};
use super::request_ref::ProjectRef;
use super::session::Session;
use super::target::Target;
use super::validity::Validity;
use super::{Outcome, RuleOutcome};
use crate::document::NodeRef;
use crate::registry::Registry;
use jiff::civil::Date;
use std::sync::Arc;

/// A project in a year, judged.
#[derive(Clone, Debug)]
pub struct ProjectEvaluation {
    /// As which kind it is judged in the year; empty: nothing says so.
    pub kind: Arc<str>,
    /// Its stage: the place in the pack's [`super::pack::ProjectTerms::stages`];
    /// `None`: none holds.
    pub stage: Option<usize>,
    /// What it was approved at.
    pub approved_total: Option<i64>,
    /// For what it is asked. Where that cannot be told it is: what is missing is
    /// said by the rules then.
    pub asked: PerPurpose<bool>,
    /// Between which days all of this is so.
    pub validity: Validity,
    /// One a rule that has a force for a project of this kind and what it is asked
    /// for, in the pack's order.
    pub rules: Vec<Evaluation>,
}

impl ProjectEvaluation {
    /// The outcomes without how long they stand.
    pub fn outcomes(&self) -> impl Iterator<Item = &RuleOutcome> {
        self.rules.iter().map(|evaluation| &evaluation.outcome)
    }
}

/// What the rules say of each of some projects.
#[must_use]
pub fn evaluate_projects(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    projects: &[ProjectRef],
) -> Vec<ProjectEvaluation> {
    let Some(first) = projects.first() else {
        return Vec::new();
    };
    let session = Session::new(registry, pack, on);
    let in_force = parameters(pack, on);
    let mut evaluator = Evaluator::new(&session, first.into());
    let judged = projects.iter().map(|project| {
        evaluator.turn_to(project.into());
        evaluator.project(in_force)
    });
    judged.collect()
}

/// The same on a later day of projects that were judged on an earlier one: what may be
/// otherwise by then is judged anew, and the rest stands.
#[must_use]
pub fn evaluate_projects_again(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    projects: &[(&ProjectRef, &ProjectEvaluation)],
) -> Vec<ProjectEvaluation> {
    let Some((first, _)) = projects.first() else {
        return Vec::new();
    };
    let session = Session::new(registry, pack, on);
    let in_force = parameters(pack, on);
    let mut evaluator = Evaluator::new(&session, (*first).into());
    let judged = projects.iter().map(|(project, before)| {
        evaluator.turn_to((*project).into());
        if is_past(before.validity, on) {
            return evaluator.project(in_force);
        }
        let rules = before
            .rules
            .iter()
            .map(|was| match is_past(was.validity, on) {
                true => evaluator.with_forces(was.outcome.rule, was.outcome.forces, in_force),
                false => was.clone(),
            });
        ProjectEvaluation {
            rules: rules.collect(),
            ..(*before).clone()
        }
    });
    judged.collect()
}

/// Whether what was found may be otherwise on a day.
fn is_past(validity: Validity, on: Date) -> bool {
    validity.until.is_some_and(|change| change.on <= on)
}

/// What a project's investment was approved at on a day, by the pack's term; `None`:
/// nothing says so then.
#[must_use]
pub fn approved_total(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    project: &ProjectRef,
) -> Option<i64> {
    let term = pack.project.approved_total.as_ref()?;
    let session = Session::new(registry, pack, on);
    let mut evaluator = Evaluator::new(&session, project.into());
    evaluator.speak_of(Subject::Project);
    evaluator.number(term).value
}

/// What the rule with a place in the pack says of each of some projects, for whatever these
/// are asked, with the days between which it does.
#[must_use]
pub fn evaluate_project_rules(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    projects: &[(&ProjectRef, u16)],
) -> Vec<Evaluation> {
    let Some((first, _)) = projects.first() else {
        return Vec::new();
    };
    let session = Session::new(registry, pack, on);
    let in_force = parameters(pack, on);
    let mut evaluator = Evaluator::new(&session, (*first).into());
    let judged = projects.iter().map(|(project, rule)| {
        evaluator.turn_to((*project).into());
        let mut evaluation = evaluator.rule(*rule);
        evaluation.validity.join(on, in_force);
        evaluation
    });
    judged.collect()
}

/// What one rule says of a project, for whatever it is asked; `None`: there is no
/// such rule.
pub(super) fn evaluate_rule(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    project: &ProjectRef,
    rule: &str,
) -> Option<Outcome> {
    let session = Session::new(registry, pack, on);
    let mut rules = (0u16..).zip(&pack.rules);
    let (number, _) = rules.find(|(_, known)| *known.id == *rule)?;
    let mut evaluator = Evaluator::new(&session, project.into());
    Some(evaluator.rule(number).outcome.outcome)
}

impl Evaluator<'_> {
    fn project(&mut self, in_force: Validity) -> ProjectEvaluation {
        self.speak_of(Subject::Project);
        let pack = self.session.pack;
        let mut validity = in_force;
        let kind = self.kind(&mut validity);
        let mut asked = PerPurpose::default();
        for purpose in Purpose::OF_PROJECTS {
            let when = pack.project.asked.get(purpose).as_ref();
            let when = when.map(|when| self.noted(self.truth(when), &mut validity));
            *asked.get_mut(purpose) = when.is_none_or(|when| when.unwrap_or(true));
        }
        let stages = pack.project.stages.iter().enumerate().rev();
        let mut reached = stages
            .filter(|(_, stage)| self.noted(self.truth(&stage.when), &mut validity) == Some(true));
        let stage = reached.next().map(|(at, _)| at);
        let total = pack.project.approved_total.as_ref();
        let approved_total = total.and_then(|total| self.noted(self.number(total), &mut validity));
        let rules = (0u16..).zip(&pack.rules).filter_map(|(number, rule)| {
            let forces = forces(rule, &kind, &asked);
            (!forces.is_none()).then_some((number, forces))
        });
        let rules: Vec<(u16, Forces)> = rules.collect();
        let rules = rules.into_iter();
        let rules = rules.map(|(number, forces)| self.with_forces(number, forces, in_force));
        let rules = rules.collect();
        ProjectEvaluation {
            kind,
            stage,
            approved_total,
            asked,
            validity,
            rules,
        }
    }

    /// What a rule says of a project that it has these forces for.
    fn with_forces(&mut self, rule: u16, forces: Forces, in_force: Validity) -> Evaluation {
        let mut evaluation = self.rule(rule);
        evaluation.outcome.forces = forces;
        for item in &mut evaluation.outcome.items {
            item.forces = forces;
        }
        evaluation.validity.join(self.session.on, in_force);
        evaluation
    }

    fn noted<T>(&self, observed: Observation<T>, validity: &mut Validity) -> Option<T> {
        validity.join(self.session.on, observed.validity);
        observed.value
    }

    /// As which kind it is judged: by the pack's term, else its own.
    fn kind(&self, validity: &mut Validity) -> Arc<str> {
        let term: Option<&Expression> = self.session.pack.project.kind.as_ref();
        if let Some(kind) = term.and_then(|term| self.noted(self.word(term), validity)) {
            return kind;
        }
        let Target { project, .. } = &*self.target;
        let document = project
            .as_ref()
            .and_then(|id| self.session.other("project", id));
        let doc = document.and_then(|(_, slot)| slot.valid().copied());
        let own = doc.and_then(|doc| {
            let root = self.session.registry.document(doc).root();
            root.get("kind").and_then(NodeRef::scalar_text)
        });
        own.unwrap_or_default().into()
    }
}

/// What a rule does for what a project of a kind is asked for.
fn forces(rule: &Rule, kind: &str, asked: &PerPurpose<bool>) -> Forces {
    let mut forces = Forces::default();
    for purpose in Purpose::OF_PROJECTS {
        if *asked.get(purpose) {
            *forces.get_mut(purpose) = rule.force(purpose, kind);
        }
    }
    forces
}
