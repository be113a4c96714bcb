//! Rules applied to one request after another: from expressions to outcomes.
//!
//! CEL's own logic is three-valued: what is missing is an error value,
//! `false && error` is false, `true && error` an error. So an expression that
//! ends in an error is unproven, and [`super::lack`] finds out what it lacks.

use super::case::Case;
use super::expression::{Expression, Part, Template};
use super::functions::ENV;
use super::pack::{Pack, Rule, Subject};
use super::session::Session;
use super::trace::Read;
use super::{Localized, Missing, Outcome, OutcomeText, RuleOutcome, Supplier, bind, lack};
use crate::registry::{Registry, Slot};
use cel::common::types::{CelBool, CelInt, CelList, CelString};
use cel::common::value::Val;
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

/// The most nodes that are named as evidence of one outcome.
const MAX_EVIDENCE: usize = 12;

/// Evaluates rules for one request after another.
pub(crate) struct Evaluator<'s> {
    session: &'s Session<'s>,
    context: Context<'s, 's>,
    case: Case,
}

/// The elements of a list, and the nodes read for them.
type Elements<'s> = (Vec<Box<dyn Val + 's>>, Vec<Read>);

/// What came of some conditions.
struct Judged {
    outcome: Outcome,
    missing: Vec<Missing>,
    reads: Vec<Read>,
}

impl Judged {
    fn of(outcome: Outcome) -> Self {
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

    fn outcome(&self, number: u16, rule: &Rule, subject: Arc<str>, judged: Judged) -> RuleOutcome {
        let text = match judged.outcome {
            Outcome::Unmet => OutcomeText::Unmet(Box::new(self.sentence(&rule.unmet))),
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
    fn judge(&self, rule: &Rule) -> Judged {
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
        let value = Value::resolve_val(condition.program.expression(), &self.context).ok()?;
        value.downcast_ref::<CelBool>().map(|bool| *bool.inner())
    }

    /// The rule's own words for not holding, with the facts filled in.
    fn sentence(&self, (zh, en): &(Template, Template)) -> Localized {
        let sentence = Localized {
            zh: self.fill(zh).into(),
            en: self.fill(en).into(),
        };
        self.session.trace.clear();
        sentence
    }

    fn fill(&self, template: &Template) -> String {
        template
            .parts
            .iter()
            .fold(String::new(), |text, part| match part {
                Part::Text(part) => text + part,
                Part::Value(expression) => {
                    text + &self.text(expression).unwrap_or_else(|| "—".to_owned())
                }
            })
    }

    fn text(&self, expression: &Expression) -> Option<String> {
        let value = Value::resolve_val(expression.program.expression(), &self.context).ok()?;
        let int = value
            .downcast_ref::<CelInt>()
            .map(|int| int.inner().to_string());
        int.or_else(|| {
            value
                .downcast_ref::<CelString>()
                .map(|text| text.inner().to_owned())
        })
    }
}

/// Rules about each element of a list.
impl<'s> Evaluator<'s> {
    fn each(
        &mut self,
        number: u16,
        rule: &Rule,
        each: &Expression,
        subject: Arc<str>,
    ) -> RuleOutcome {
        let (elements, reads) = match self.elements(each) {
            Ok(elements) => elements,
            Err(missing) if missing.iter().all(Missing::is_field) => (Vec::new(), Vec::new()),
            Err(missing) => {
                let judged = Judged {
                    missing,
                    ..Judged::of(Outcome::Unproven)
                };
                return self.outcome(number, rule, subject, judged);
            }
        };
        let nodes = self.nodes(&reads, elements.len());
        let mut items = Vec::with_capacity(elements.len());
        for (at, element) in elements.into_iter().enumerate() {
            self.context.add_variable_as_val("item", element);
            let name = rule.item.as_ref().and_then(|item| self.text(item));
            let name = name.unwrap_or_else(|| at.to_string());
            self.session.trace.clear();
            let mut judged = self.judge(rule);
            if let Some(node) = nodes.get(at) {
                judged.reads.insert(0, *node);
            }
            items.push(self.outcome(number, rule, format!("{subject}#{name}").into(), judged));
        }
        worst(number, subject, items)
    }

    /// The elements of the list and the nodes read for them.
    fn elements(&self, each: &Expression) -> Result<Elements<'s>, Vec<Missing>> {
        let list = Value::resolve_val(each.program.expression(), &self.context)
            .ok()
            .and_then(|value| {
                let list = value.downcast_ref::<CelList>()?;
                Some(
                    list.inner()
                        .iter()
                        .map(|item| item.clone_as_boxed())
                        .collect::<Vec<_>>(),
                )
            });
        let reads = self.session.trace.take_reads();
        match list {
            Some(list) => {
                self.session.trace.clear();
                Ok((list, reads))
            }
            None => {
                let missing = lack::missing(self.session, &self.context, each);
                self.session.trace.clear();
                Err(missing)
            }
        }
    }

    /// The node of each element: the entries of the one list that was read, or
    /// the nodes that were read one an element.
    fn nodes(&self, reads: &[Read], elements: usize) -> Vec<Read> {
        if let [(doc, list)] = reads {
            let list = self.session.registry.document(*doc).node(*list);
            if list.len() == elements {
                return list.items().map(|item| (*doc, item.id())).collect();
            }
        }
        if reads.len() == elements {
            reads.to_vec()
        } else {
            Vec::new()
        }
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
    once
}

/// The outcome that counts is the worst; its sentence and evidence too.
fn worst(number: u16, subject: Arc<str>, items: Vec<RuleOutcome>) -> RuleOutcome {
    let outcome = Outcome::worst(items.iter().map(|item| item.outcome));
    let mut counting = items.iter().filter(|item| item.outcome == outcome);
    let first = counting.next();
    let mut missing: Vec<Missing> = Vec::new();
    for item in items.iter().filter(|item| item.outcome == outcome) {
        missing.extend(
            item.missing
                .iter()
                .filter(|one| !missing.contains(one))
                .cloned()
                .collect::<Vec<_>>(),
        );
    }
    RuleOutcome {
        rule: number,
        outcome,
        subject,
        text: first.map_or(OutcomeText::Title, |item| item.text.clone()),
        missing,
        evidence: first.map(|item| item.evidence.clone()).unwrap_or_default(),
        items,
    }
}
