//! Rules about each element of a list: an outcome an element, and the worst of
//! them for the whole.

use super::evaluate::{Evaluation, Evaluator, Judged};
use super::expression::Expression;
use super::missing::diagnose_missing;
use super::observe::{Observation, Read, observe, unique};
use super::pack::{Forces, Purpose, Rule};
use super::validity::Validity;
use super::{Missing, MissingWhat, Outcome, OutcomeText, RuleOutcome};
use cel::common::types::{CelInt, CelList};
use cel::common::value::Val;
use std::sync::Arc;

/// How much work it counts for that a rule is applied to an element.
const WORK_OF_AN_ELEMENT: usize = 20;

/// The elements of a list.
type Elements<'s> = Vec<Box<dyn Val + 's>>;

impl<'s> Evaluator<'s> {
    /// What a rule with `each` says.
    pub(super) fn for_each(
        &mut self,
        number: u16,
        rule: &Rule,
        each: &Expression,
        subject: Arc<str>,
    ) -> Evaluation {
        let mut observed = self.elements(each);
        let mut validity = observed.validity;
        let elements = match observed.value.take() {
            Some(elements) => elements,
            None => {
                let missing = diagnose_missing(self.session, &self.context, each);
                // No such list: no element. Anything else leaves the elements unknown.
                if missing.is_empty() || !missing.iter().all(Missing::is_field) {
                    let judged = Judged {
                        missing,
                        validity,
                        ..Judged::of(Outcome::Unproven)
                    };
                    return self.evaluation(number, rule, subject, judged);
                }
                Vec::new()
            }
        };
        if let Some(bounded) = self.too_many(&observed.reads, elements.len()) {
            let judged = Judged {
                missing: vec![bounded],
                validity,
                ..Judged::of(Outcome::Unproven)
            };
            return self.evaluation(number, rule, subject, judged);
        }
        let nodes = self.nodes(&observed.reads, elements.len());
        let mut items = Vec::with_capacity(elements.len());
        for (at, element) in elements.into_iter().enumerate() {
            self.context.add_variable_as_val("item", element);
            let index = i64::try_from(at).unwrap_or(i64::MAX);
            self.context
                .add_variable_as_val("index", Box::new(CelInt::from(index)));
            let name = self.name_of(rule, at, &mut validity);
            let mut judged = self.judge(rule);
            if let Some(node) = nodes.get(at) {
                judged.reads.insert(0, *node);
            }
            let item = format!("{subject}#{name}").into();
            let evaluation = self.evaluation(number, rule, item, judged);
            validity.join(self.session.on, evaluation.validity);
            items.push(evaluation.outcome);
        }
        Evaluation {
            outcome: worst(number, rule, subject, items),
            validity,
        }
    }

    /// What must be shortened where so many elements are more than a rule may be applied to.
    fn too_many(&self, reads: &[Read], elements: usize) -> Option<Missing> {
        let read = reads.first().map(|(doc, _)| *doc);
        let path = || match read {
            Some(doc) => Arc::clone(self.session.registry.document(doc).path()),
            None => format!("registry/systems/{}.yaml", self.target.system).into(),
        };
        let work = elements.saturating_mul(WORK_OF_AN_ELEMENT);
        let spent = self.session.spend(work, path).is_err();
        spent.then(|| self.session.missing(path(), MissingWhat::Bounded))
    }

    fn name_of(&self, rule: &Rule, at: usize, validity: &mut Validity) -> String {
        let name = rule.item.as_ref().and_then(|item| {
            let observed = self.text(item);
            validity.join(self.session.on, observed.validity);
            observed.value
        });
        name.unwrap_or_else(|| at.to_string())
    }

    /// The elements of the list.
    fn elements(&self, each: &Expression) -> Observation<Elements<'s>> {
        let observed = observe(self.session, &self.context, &each.instrumented);
        observed.map(|value| {
            let list = value.downcast_ref::<CelList>()?;
            let items = list.inner().iter().map(|item| item.clone_as_boxed());
            Some(items.collect())
        })
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

/// The outcome that counts is the worst; its sentence and evidence too.
fn worst(number: u16, rule: &Rule, subject: Arc<str>, items: Vec<RuleOutcome>) -> RuleOutcome {
    let outcome = Outcome::worst(items.iter().map(|item| item.outcome));
    let counting = || items.iter().filter(|item| item.outcome == outcome);
    let missing = counting().flat_map(|item| item.missing.iter().cloned());
    let missing = unique(missing.collect());
    let first = counting().next();
    RuleOutcome {
        rule: number,
        outcome,
        forces: Forces::only(Purpose::Maintenance, rule.maintenance()),
        subject,
        text: first.map_or(OutcomeText::Title, |item| item.text.clone()),
        missing,
        evidence: first.map(|item| item.evidence.clone()).unwrap_or_default(),
        items,
    }
}
