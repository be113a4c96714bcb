//! Rules applied to one request after another: from expressions to outcomes.
//!
//! CEL's own logic is three-valued: what is missing is an error value,
//! `false && error` is false, `true && error` an error. So an expression that
//! ends in an error is unproven, and [`super::lack`] finds out what it lacks.

use super::case::Case;
use super::expression::Expression;
use super::functions::ENV;
use super::pack::{Pack, Rule, Subject};
use super::session::Session;
use super::trace::Read;
use super::{Bounds, Missing, Outcome, OutcomeText, RuleOutcome, Supplier, bind, lack};
use crate::registry::{Registry, Slot};
use cel::common::types::CelBool;
use cel::{Context, Value};
use jiff::civil::Date;
use std::sync::Arc;

/// What every rule with a force for O&M funding says of each of some requests,
/// in the order of the requests and of the pack.
#[must_use]
pub fn evaluate(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    cases: &[Case],
) -> Vec<Vec<RuleOutcome>> {
    let Some(first) = cases.first() else {
        return Vec::new();
    };
    let session = Session::new(registry, pack, on);
    let mut evaluator = Evaluator::new(&session, first.clone());
    let rules: Vec<u16> = (0u16..)
        .zip(&pack.rules)
        .filter(|(_, rule)| rule.maintenance.is_some())
        .map(|(number, _)| number)
        .collect();
    let judged = cases.iter().map(|case| {
        evaluator.turn(case.clone());
        rules.iter().map(|number| evaluator.rule(*number)).collect()
    });
    judged.collect()
}

/// What a rule says of a request on a day, and between which days it says so.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What it says.
    pub outcome: RuleOutcome,
    /// How long.
    pub bounds: Bounds,
}

/// What some rules of the pack, by their places in it, say of a request.
#[must_use]
pub fn stand(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    case: &Case,
    rules: &[u16],
) -> Vec<Standing> {
    let session = Session::new(registry, pack, on);
    let in_force = pack.parameters.values();
    let in_force = in_force.flat_map(|parameter| parameter.values.iter().map(|(from, _)| *from));
    let mut parameters = Bounds::default();
    in_force.for_each(|day| parameters.note(on, day, false));
    let mut evaluator = Evaluator::new(&session, case.clone());
    let standings = rules.iter().map(|number| {
        let outcome = evaluator.rule(*number);
        let mut bounds = session.trace.take_bounds();
        bounds.join(on, parameters);
        Standing { outcome, bounds }
    });
    standings.collect()
}

/// The most nodes that are named as evidence of one outcome.
const MAX_EVIDENCE: usize = 12;

/// Evaluates rules for one request after another.
pub(crate) struct Evaluator<'s> {
    pub(super) session: &'s Session<'s>,
    pub(super) context: Context<'s, 's>,
    case: Case,
}

/// What came of some conditions.
pub(super) struct Judged {
    pub(super) outcome: Outcome,
    pub(super) missing: Vec<Missing>,
    pub(super) reads: Vec<Read>,
}

impl Judged {
    pub(super) fn of(outcome: Outcome) -> Self {
        Judged {
            outcome,
            missing: Vec::new(),
            reads: Vec::new(),
        }
    }
}

impl<'s> Evaluator<'s> {
    /// An evaluator for a first request.
    pub(crate) fn new(session: &'s Session<'s>, case: Case) -> Self {
        let mut context = Context::with_env(Arc::clone(&ENV));
        bind::constants(&mut context, session);
        let mut evaluator = Evaluator {
            session,
            context,
            case: case.clone(),
        };
        evaluator.turn(case);
        evaluator
    }

    /// Turns to another request.
    pub(crate) fn turn(&mut self, case: Case) {
        bind::documents(&mut self.context, self.session, &case);
        bind::case(&mut self.context, self.session, case.clone());
        self.session.trace.clear();
        self.case = case;
    }

    /// What the rule at a place of the pack says.
    pub(crate) fn rule(&mut self, number: u16) -> RuleOutcome {
        let pack = self.session.pack;
        let rule = &pack.rules[usize::from(number)];
        let subject = match rule.subject {
            Subject::Unit => Arc::clone(&self.case.unit),
            Subject::System => Arc::clone(&self.case.system),
            Subject::Request => Arc::clone(&self.case.request),
        };
        if rule.subject == Subject::System && self.no_system() {
            let mut judged = Judged::of(Outcome::Unproven);
            judged.missing.push(Missing::Document {
                path: format!("registry/systems/{}.yaml", self.case.system).into(),
                supplier: Supplier::Unit(Arc::clone(&self.case.unit)),
            });
            return self.outcome(number, rule, subject, judged);
        }
        match &rule.each {
            None => {
                let judged = self.judge(rule);
                self.outcome(number, rule, subject, judged)
            }
            Some(each) => self.each(number, rule, each, subject),
        }
    }

    fn no_system(&self) -> bool {
        matches!(
            self.session.registry.systems.get(&self.case.system),
            None | Some(Slot::Absent)
        )
    }

    pub(super) fn outcome(
        &self,
        number: u16,
        rule: &Rule,
        subject: Arc<str>,
        judged: Judged,
    ) -> RuleOutcome {
        let text = match judged.outcome {
            Outcome::Unmet => {
                // A sentence may count months; what it says decides nothing.
                let bounds = self.session.trace.take_bounds();
                let sentence = self.sentence(&rule.unmet);
                self.session.trace.put_bounds(bounds);
                OutcomeText::Unmet(Box::new(sentence))
            }
            Outcome::Unproven => OutcomeText::Missing,
            _ => OutcomeText::Title,
        };
        let evidence = first_of_each(judged.reads);
        let missing = if judged.outcome == Outcome::Unproven {
            judged.missing
        } else {
            Vec::new()
        };
        RuleOutcome {
            rule: number,
            outcome: judged.outcome,
            subject,
            text,
            missing,
            evidence,
            items: Vec::new(),
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
        self.waived(rule, judged)
    }

    fn waived(&self, rule: &Rule, mut judged: Judged) -> Judged {
        let Some(waiver) = &rule.waiver else {
            return judged;
        };
        if judged.outcome < Outcome::Unproven {
            return judged;
        }
        if self.truth(waiver) == Some(true) {
            judged.outcome = Outcome::Waived;
            judged.reads.splice(0..0, self.session.trace.take_reads());
        }
        self.session.trace.clear();
        judged
    }

    /// The worst of some conditions; no condition at all: met.
    fn conditions(&self, conditions: &[Expression]) -> Judged {
        let mut judged = Judged::of(Outcome::Met);
        for condition in conditions {
            let outcome = match self.truth(condition) {
                Some(true) => Outcome::Met,
                Some(false) => Outcome::Unmet,
                None => Outcome::Unproven,
            };
            let reads = self.session.trace.take_reads();
            if outcome == Outcome::Unproven {
                judged
                    .missing
                    .extend(lack::missing(self.session, &self.context, condition));
            }
            // What made it fail comes first.
            let at = if outcome > judged.outcome {
                0
            } else {
                judged.reads.len()
            };
            judged.reads.splice(at..at, reads);
            judged.outcome = judged.outcome.max(outcome);
            self.session.trace.clear();
        }
        judged.missing.dedup();
        judged
    }

    /// A condition's value; `None` where it ends in an error.
    fn truth(&self, condition: &Expression) -> Option<bool> {
        let value = Value::resolve_val(&condition.watched, &self.context).ok()?;
        value.downcast_ref::<CelBool>().map(|bool| *bool.inner())
    }
}

/// Each node once, in the order in which it was read first.
fn first_of_each(reads: Vec<Read>) -> Vec<Read> {
    let mut once: Vec<Read> = Vec::with_capacity(reads.len().min(MAX_EVIDENCE));
    for read in reads {
        if once.len() < MAX_EVIDENCE && !once.contains(&read) {
            once.push(read);
        }
    }
    // There are hundreds of thousands of these in a large registry.
    once.shrink_to_fit();
    once
}
