//! What other rules say.

use super::arguments::{fault, string, text};
use super::{Answer, Function, Kind, Library, SECOND, takes};
use crate::policy::Outcome;
use crate::policy::evaluate::{Evaluation, Evaluator};
use crate::policy::pack::Subject;
use crate::policy::target::Target;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "outcome",
    parameters: &[takes("rule", Kind::RuleName), takes("subject", Kind::Text)],
    result: Kind::Outcome,
    zh: "另一条规则（或者 `\"family/*\"`，其中最差的）对该系统或者单位的结果：`\"met\"`、`\"unmet\"`、`\"waived\"` 或 `\"not-applicable\"`；待补证的，本条件也待补证",
    en: "what another rule, or the worst of `\"family/*\"`, says of a system or a unit: `\"met\"`, `\"unmet\"`, `\"waived\"` or `\"not-applicable\"`; unproven where that is",
    languages: SECOND,
    run: |at, args| at.outcome_of(text(args, 0)?, text(args, 1)?),
}];

/// How many rules may ask one another in a chain; lint finds circles.
const MAX_DEPTH: usize = 8;

impl<'r> Library<'r> {
    fn outcome_of(&self, name: &str, subject: &str) -> Answer<'r> {
        let subject: Arc<str> = subject.into();
        let kind = match subject.contains('/') {
            true => Subject::System,
            false => Subject::Unit,
        };
        let pack = self.session.pack;
        let numbers = (0u16..)
            .zip(&pack.rules)
            .filter(|(_, rule)| rule.subject == kind && is_named(&rule.id, name));
        let mut worst = Outcome::NotApplicable;
        let mut any = false;
        for (number, _) in numbers {
            any = true;
            let found = self.evaluated(number, kind, &subject)?;
            self.session.take_over_evaluation(&found);
            worst = worst.max(found.outcome.outcome);
        }
        match worst {
            _ if !any => Err(fault("rule")),
            Outcome::Unproven => Err(fault("unproven")),
            worst => string(worst.id()),
        }
    }

    fn evaluated(
        &self,
        number: u16,
        kind: Subject,
        subject: &Arc<str>,
    ) -> Result<Arc<Evaluation>, cel::ExecutionError> {
        let key = (number, self.target.year, Arc::clone(subject));
        if let Some(known) = self.session.known(&key) {
            return Ok(known);
        }
        let _depth = self
            .session
            .deeper(MAX_DEPTH)
            .ok_or_else(|| fault("depth"))?;
        let target = match kind {
            Subject::Unit => Target::unit(self.target.year, subject),
            _ => Target::system(self.target.year, subject),
        };
        let found = Arc::new(Evaluator::new(self.session, target).rule(number));
        self.session.keep(key, &found);
        Ok(found)
    }
}

/// Whether a rule is meant by `family/name` or `family/*`.
pub(crate) fn is_named(id: &str, name: &str) -> bool {
    match name.strip_suffix('*') {
        Some(family) => id.starts_with(family) && family.ends_with('/'),
        None => id == name,
    }
}
