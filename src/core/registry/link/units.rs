//! Units: parents, plans, credit codes.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::registry::{IntegratedPlan, Unit, credit_code};

/// The years that an integrated plan spans (Art. 6).
const PLAN_YEARS: std::ops::RangeInclusive<i16> = 3..=5;

impl Checker<'_, '_> {
    pub(super) fn unit(&mut self, id: &str, unit: &Unit) {
        let root = self.root(unit.doc);
        if let (Some(parent), Some(at)) = (&unit.parent, root.get("parent")) {
            self.unit_exists(parent, at);
            if self.circles.contains(id) {
                let finding = Diagnostic::new(&code::UNIT_CYCLE, at.label()).arg("name", id);
                let next = self.registry.unit(parent).filter(|_| **parent != *id);
                let next = next.and_then(|next| self.root(next.doc).get("parent"));
                let next = next.map(|next| next.label().note(Message::new("note-circle-goes-on")));
                self.push(next.into_iter().fold(finding, Diagnostic::also));
            }
        }
        if let Some(at) = root.get("credit_code") {
            self.credit_code(at);
        }
        if let Some(plan) = &unit.integrated_plan {
            self.plan(plan, unit, root.get("integrated_plan").unwrap_or(root));
        }
    }

    fn credit_code(&mut self, at: NodeRef<'_>) {
        let text = at.scalar_text().unwrap_or_default();
        let wanted = credit_code::check_character(text);
        if wanted.is_some_and(|wanted| !text.ends_with(wanted)) {
            let wanted = wanted.map(|wanted| wanted.to_string()).unwrap_or_default();
            let finding = Diagnostic::new(&code::UNIT_CREDIT_CODE, at.label());
            self.push(finding.arg("code", text).arg("wanted", wanted));
        }
    }

    fn plan(&mut self, plan: &IntegratedPlan, unit: &Unit, at: NodeRef<'_>) {
        let years = plan
            .to_year
            .saturating_sub(plan.from_year)
            .saturating_add(1);
        if !PLAN_YEARS.contains(&years) {
            let place = at.get("to_year").unwrap_or(at).label();
            let finding =
                Diagnostic::new(&code::UNIT_PLAN_SPAN, place).arg("years", i64::from(years));
            let from = at.get("from_year").unwrap_or(at).label();
            self.push(finding.also(from.note(Message::new("note-plan-begins"))));
        }
        for (system, node) in &plan.systems {
            let at = self.node(unit.doc, *node);
            self.system_exists(system, at);
        }
    }
}
