//! What is asked for, how expenses are treated, what was approved; and the
//! parameters as of other days.

use super::arguments::{bool, date, fault, number, optional, string, text, texts};
use super::{ALL, Answer, Function, Kind, Library, SECOND, may_take, takes};
use crate::policy::MissingWhat;
use crate::policy::evaluate::Evaluator;
use crate::policy::pack::{CONSTRUCTION, Expense, Finance, MAINTENANCE, Parameter, Subject};
use crate::policy::request_ref::ProjectRef;
use crate::policy::target::Target;
use crate::policy::variables;
use crate::registry::Slot;
use cel::ExecutionError;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "requested_amount",
        parameters: &[],
        result: Kind::Int,
        zh: "申请各项的合计",
        en: "the sum of the request's items",
        languages: ALL,
        run: |at, _| at.requested(None),
    },
    Function {
        name: "requested",
        parameters: &[takes("category", Kind::Text)],
        result: Kind::Int,
        zh: "申请中该费用类别各项的合计",
        en: "the sum of the request's items of that category",
        languages: SECOND,
        run: |at, args| at.requested(Some(text(args, 0)?)),
    },
    Function {
        name: "expense",
        parameters: &[takes("category", Kind::Text)],
        result: Kind::Finance,
        zh: "费用类别如何处理：`\"eligible\"`、`\"conditional\"` 或 `\"ineligible\"`；不得用于运行维护（建设）的，申请（项目）中为 `\"ineligible\"`",
        en: "`\"eligible\"`, `\"conditional\"` or `\"ineligible\"`; for a request (project) `\"ineligible\"`, too, where it isn't for maintenance (construction)",
        languages: ALL,
        run: |at, args| at.finance(text(args, 0)?),
    },
    Function {
        name: "needs",
        parameters: &[takes("category", Kind::Text)],
        result: Kind::Texts,
        zh: "该费用类别的申请内容中必须成立的各项",
        en: "the fields that must be true of an item of that category",
        languages: SECOND,
        run: |at, args| {
            texts(
                at.category(text(args, 0)?)?
                    .needs
                    .iter()
                    .map(|need| need.to_string()),
            )
        },
    },
    Function {
        name: "equipment",
        parameters: &[takes("category", Kind::Text)],
        result: Kind::Bool,
        zh: "该费用类别是否为成品设备",
        en: "whether the category is equipment",
        languages: SECOND,
        run: |at, args| bool(at.category(text(args, 0)?)?.equipment),
    },
    Function {
        name: "approved_total",
        parameters: &[may_take("project", Kind::Text)],
        result: Kind::Int,
        zh: "本项目（或者所写项目，可以写作 `unit/projects/project`）批复的总投资，按规则包 `project.approved_total`",
        en: "what this project, or the one named (also as `unit/projects/project`), was approved at, by the pack's `project.approved_total`",
        languages: SECOND,
        run: |at, args| at.approved_total(optional(args, 0)?),
    },
    Function {
        name: "param_on",
        parameters: &[takes("name", Kind::ParameterName), takes("day", Kind::Text)],
        result: Kind::ParameterValue,
        zh: "参数在那一天施行的值；第一个值施行以前则待补证",
        en: "the parameter's value in force on that day; unproven before the first",
        languages: SECOND,
        run: |at, args| {
            let value = at.parameter(text(args, 0)?)?.on(date(args, 1)?);
            let value = value.and_then(variables::parameter);
            value.ok_or_else(|| fault("parameter"))
        },
    },
    Function {
        name: "param_since",
        parameters: &[takes("name", Kind::ParameterName)],
        result: Kind::Text,
        zh: "参数第一个值施行的日期",
        en: "the day of the parameter's first value",
        languages: SECOND,
        run: |at, args| {
            let first = at.parameter(text(args, 0)?)?.values.first();
            string(first.ok_or_else(|| fault("parameter"))?.from.to_string())
        },
    },
];

impl<'r> Library<'r> {
    fn requested(&self, category: Option<&str>) -> Answer<'r> {
        let registry = self.session.registry;
        let request = match registry.requests.get(&self.target.request) {
            Some(Slot::Valid(request)) => request,
            Some(Slot::Broken(path)) => return self.lacks(Arc::clone(path), MissingWhat::Valid),
            _ => return Err(fault("request")),
        };
        let wanted = |of: &str| category.is_none_or(|category| category == of);
        let mut sum = 0_i64;
        for item in request.items.iter().filter(|item| wanted(&item.category)) {
            self.read(request.doc, item.node);
            sum = sum.checked_add(item.amount).ok_or_else(|| fault("sum"))?;
        }
        number(sum)
    }

    fn category(&self, id: &str) -> Result<&'r Expense, ExecutionError> {
        let known = self.session.pack.expenses.get(id);
        known.ok_or_else(|| fault("expense"))
    }

    fn finance(&self, id: &str) -> Answer<'r> {
        let expense = self.category(id)?;
        for (from, _) in &expense.finance {
            self.session.appears(*from);
        }
        let purpose = match self.target.project {
            Some(_) => CONSTRUCTION,
            None => MAINTENANCE,
        };
        let finance = match expense.on(self.session.on) {
            Some(finance) if expense.is_for(purpose) => finance,
            Some(_) => Finance::Ineligible,
            None => return Err(fault("expense")),
        };
        string(finance.id())
    }

    fn parameter(&self, name: &str) -> Result<&'r Parameter, ExecutionError> {
        let known = self.session.pack.parameters.get(name);
        known.ok_or_else(|| fault("parameter"))
    }

    fn approved_total(&self, project: Option<&str>) -> Answer<'r> {
        let terms = &self.session.pack.project;
        let total = terms
            .approved_total
            .as_ref()
            .ok_or_else(|| fault("total"))?;
        let id: Arc<str> = match (project, &self.target.project) {
            (Some(named), _) => named.replacen("/projects/", "/", 1).into(),
            (None, Some(own)) => Arc::clone(own),
            (None, None) => return Err(fault("project")),
        };
        let of = ProjectRef::of(self.target.year, &id).ok_or_else(|| fault("project"))?;
        let mut evaluator = Evaluator::new(self.session, Target::from(&of));
        evaluator.speak_of(Subject::Project);
        let observed = evaluator.number(total);
        self.session.take_over(&observed);
        number(observed.value.ok_or_else(|| fault("total"))?)
    }
}
