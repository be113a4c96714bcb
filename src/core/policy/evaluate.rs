//! Rules applied to one subject after another: from expressions to outcomes.
//!
//! CEL's own logic is three-valued: what is missing is an error value,
//! `false && error` is false, `true && error` an error. So an expression that
//! ends in an error is unproven, and [`super::missing`] finds out what it misses.

use super::expression::Expression;
use super::functions::{HOST, Library, env};
use super::missing::diagnose_missing;
use super::observe::{Observation, Read, observe, unique};
use super::pack::{Forces, Pack, Purpose, Rule, Subject};
use super::request_ref::RequestRef;
use super::session::Session;
use super::target::Target;
use super::validity::{Change, Validity};
use super::{Missing, MissingWhat, Outcome, OutcomeText, RuleOutcome, variables};
use crate::registry::{Registry, Slot};
use cel::Context;
use cel::common::types::{CelBool, CelInt, CelString};
use jiff::civil::Date;
use std::sync::Arc;

/// What every rule with a force for O&M funding says of each of some requests,
/// in the order of the requests and of the pack.
#[must_use]
pub fn evaluate(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    requests: &[RequestRef],
) -> Vec<Vec<RuleOutcome>> {
    let Some(first) = requests.first() else {
        return Vec::new();
    };
    let session = Session::new(registry, pack, on);
    let mut evaluator = Evaluator::new(&session, first.into());
    let rules: Vec<u16> = (0u16..)
        .zip(&pack.rules)
        .filter(|(_, rule)| rule.maintenance().is_some())
        .map(|(number, _)| number)
        .collect();
    let judged = requests.iter().map(|request| {
        evaluator.turn_to(request.into());
        let outcomes = rules.iter().map(|number| evaluator.rule(*number).outcome);
        outcomes.collect()
    });
    judged.collect()
}

/// What a rule says on a day, and between which days it says so.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What it says.
    pub outcome: RuleOutcome,
    /// How long.
    pub validity: Validity,
}

/// What some rules of the pack, by their places in it, say of each of some requests on a
/// day, in the order of these.
#[must_use]
pub fn evaluate_with_validity(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    cases: &[(&RequestRef, &[u16])],
) -> Vec<Vec<Evaluation>> {
    let Some((first, _)) = cases.first() else {
        return Vec::new();
    };
    let session = Session::new(registry, pack, on);
    let parameters = parameters(pack, on);
    let mut evaluator = Evaluator::new(&session, (*first).into());
    let judged = cases.iter().map(|(request, rules)| {
        evaluator.turn_to((*request).into());
        let evaluations = rules.iter().map(|number| {
            let mut evaluation = evaluator.rule(*number);
            evaluation.validity.join(on, parameters);
            evaluation
        });
        evaluations.collect()
    });
    judged.collect()
}

/// The changes of parameters around a day.
pub(super) fn parameters(pack: &Pack, today: Date) -> Validity {
    let values = pack.parameters.values();
    let days = values.flat_map(|parameter| parameter.values.iter().map(|dated| dated.from));
    let mut validity = Validity::default();
    days.for_each(|on| validity.note(today, Change { on, lapse: false }));
    validity
}

/// The most nodes that are named as evidence of one outcome.
const MAX_EVIDENCE: usize = 12;

/// Evaluates rules for one subject after another.
pub(crate) struct Evaluator<'s> {
    pub(super) session: &'s Session<'s>,
    pub(super) context: Context<'s, 's>,
    pub(super) target: Arc<Target>,
    /// Whom functions ask opinions on, where that was bound already.
    about: Option<Subject>,
}

/// What came of some conditions.
pub(super) struct Judged {
    pub(super) outcome: Outcome,
    pub(super) missing: Vec<Missing>,
    pub(super) reads: Vec<Read>,
    pub(super) validity: Validity,
}

impl Judged {
    pub(super) fn of(outcome: Outcome) -> Self {
        Judged {
            outcome,
            missing: Vec::new(),
            reads: Vec::new(),
            validity: Validity::default(),
        }
    }
}

impl<'s> Evaluator<'s> {
    /// An evaluator for a first subject.
    pub(crate) fn new(session: &'s Session<'s>, target: Target) -> Self {
        let mut context = Context::with_env(Arc::clone(env(session.pack.language)));
        variables::constants(&mut context, session);
        let mut evaluator = Evaluator {
            session,
            context,
            target: Arc::new(target.clone()),
            about: None,
        };
        evaluator.turn_to(target);
        evaluator
    }

    /// Turns to another subject.
    pub(crate) fn turn_to(&mut self, target: Target) {
        variables::documents(&mut self.context, self.session, &target);
        let subject = match target.project {
            Some(_) => Subject::Project,
            None => Subject::Request,
        };
        self.target = Arc::new(target);
        self.about = None;
        self.speak_of(subject);
    }

    /// Binds what functions take for granted in rules on a kind of subject.
    pub(crate) fn speak_of(&mut self, subject: Subject) {
        if self.about == Some(subject) {
            return;
        }
        self.about = Some(subject);
        let library = Library {
            session: self.session,
            target: Arc::clone(&self.target),
            about: self.target.opinions(subject, self.session.pack.language),
            on: self.session.on,
        };
        self.context.add_variable_as_val(HOST, Box::new(library));
    }

    /// What the rule at a place of the pack says.
    pub(crate) fn rule(&mut self, number: u16) -> Evaluation {
        self.session.begin();
        let pack = self.session.pack;
        let rule = &pack.rules[usize::from(number)];
        self.speak_of(rule.subject);
        let subject = self.target.id(rule.subject);
        if rule.subject == Subject::System && self.no_system() {
            let path = format!("registry/systems/{}.yaml", self.target.system);
            let mut judged = Judged::of(Outcome::Unproven);
            judged
                .missing
                .push(self.session.missing(path, MissingWhat::Document));
            return self.evaluation(number, rule, subject, judged);
        }
        match &rule.each {
            None => {
                let judged = self.judge(rule);
                self.evaluation(number, rule, subject, judged)
            }
            Some(each) => self.for_each(number, rule, each, subject),
        }
    }

    fn no_system(&self) -> bool {
        matches!(
            self.session.registry.systems.get(&self.target.system),
            None | Some(Slot::Absent)
        )
    }

    pub(super) fn evaluation(
        &self,
        number: u16,
        rule: &Rule,
        subject: Arc<str>,
        judged: Judged,
    ) -> Evaluation {
        let text = match judged.outcome {
            Outcome::Unmet => OutcomeText::Unmet(Box::new(self.sentence(&rule.unmet))),
            Outcome::Unproven => OutcomeText::Missing,
            _ => OutcomeText::Title,
        };
        let missing = match judged.outcome {
            Outcome::Unproven => judged.missing,
            _ => Vec::new(),
        };
        let outcome = RuleOutcome {
            rule: number,
            outcome: judged.outcome,
            forces: Forces::only(Purpose::Maintenance, rule.maintenance()),
            subject,
            text,
            missing,
            evidence: first_of_each(judged.reads),
            items: Vec::new(),
        };
        Evaluation {
            outcome,
            validity: judged.validity,
        }
    }

    /// Applicability, conditions, waiver; in that order.
    pub(super) fn judge(&self, rule: &Rule) -> Judged {
        let applies = self.conditions(&rule.applies);
        match applies.outcome {
            Outcome::Unmet => {
                return Judged {
                    outcome: Outcome::NotApplicable,
                    ..applies
                };
            }
            Outcome::Met | Outcome::NotApplicable => {}
            _ => return self.waived(rule, applies),
        }
        let mut judged = self.conditions(&rule.require);
        judged.reads.extend(applies.reads);
        judged.validity.join(self.session.on, applies.validity);
        self.waived(rule, judged)
    }

    fn waived(&self, rule: &Rule, mut judged: Judged) -> Judged {
        let Some(waiver) = &rule.waiver else {
            return judged;
        };
        if judged.outcome < Outcome::Unproven {
            return judged;
        }
        let waiver = self.truth(waiver);
        judged.validity.join(self.session.on, waiver.validity);
        if waiver.value == Some(true) {
            judged.outcome = Outcome::Waived;
            judged.reads.splice(0..0, waiver.reads);
        }
        judged
    }

    /// The worst of some conditions; no condition at all: met.
    fn conditions(&self, conditions: &[Expression]) -> Judged {
        let mut judged = Judged::of(Outcome::Met);
        for condition in conditions {
            let observed = self.truth(condition);
            let outcome = match observed.value {
                Some(true) => Outcome::Met,
                Some(false) => Outcome::Unmet,
                None => Outcome::Unproven,
            };
            if outcome == Outcome::Unproven {
                let missing = diagnose_missing(self.session, &self.context, condition);
                judged.missing.extend(missing);
            }
            // What made it fail comes first.
            let at = if outcome > judged.outcome {
                0
            } else {
                judged.reads.len()
            };
            judged.reads.splice(at..at, observed.reads);
            judged.outcome = judged.outcome.max(outcome);
            judged.validity.join(self.session.on, observed.validity);
        }
        judged.missing = unique(judged.missing);
        judged
    }

    /// A number that an expression comes to.
    pub(crate) fn number(&self, expression: &Expression) -> Observation<i64> {
        let observed = observe(self.session, &self.context, &expression.instrumented);
        observed.map(|value| value.downcast_ref::<CelInt>().map(|int| *int.inner()))
    }

    /// A word that an expression comes to.
    pub(super) fn word(&self, expression: &Expression) -> Observation<Arc<str>> {
        let observed = observe(self.session, &self.context, &expression.instrumented);
        observed.map(|value| {
            let text = value.downcast_ref::<CelString<'_>>();
            text.map(|text| Arc::from(text.inner()))
        })
    }

    /// A condition's value; `None` where it ends in an error.
    pub(super) fn truth(&self, condition: &Expression) -> Observation<bool> {
        let observed = observe(self.session, &self.context, &condition.instrumented);
        observed.map(|value| value.downcast_ref::<CelBool>().map(|bool| *bool.inner()))
    }
}

/// The first nodes, each once, in the order in which they were read.
fn first_of_each(reads: Vec<Read>) -> Vec<Read> {
    let mut once = unique(reads);
    once.truncate(MAX_EVIDENCE);
    // There are hundreds of thousands of these in a large registry.
    once.shrink_to_fit();
    once
}
