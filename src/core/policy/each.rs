//! Rules about each element of a list: an outcome an element, and the worst of
//! them for the whole.

use super::evaluate::{Evaluator, Judged};
use super::expression::Expression;
use super::lack;
use super::pack::Rule;
use super::trace::Read;
use super::{Missing, Outcome, OutcomeText, RuleOutcome};
use cel::Value;
use cel::common::types::CelList;
use cel::common::value::Val;
use std::sync::Arc;

/// The elements of a list, and the nodes read for them.
type Elements<'s> = (Vec<Box<dyn Val + 's>>, Vec<Read>);

impl<'s> Evaluator<'s> {
    pub(super) fn each(
        &mut self,
        number: u16,
        rule: &Rule,
        each: &Expression,
        subject: Arc<str>,
    ) -> RuleOutcome {
        let (elements, reads) = match self.elements(each) {
            Ok(elements) => elements,
            // No such list: no element. Anything else leaves the elements unknown.
            Err(missing) if !missing.is_empty() && missing.iter().all(Missing::is_field) => {
                (Vec::new(), Vec::new())
            }
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
        let list = Value::resolve_val(&each.watched, &self.context)
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
