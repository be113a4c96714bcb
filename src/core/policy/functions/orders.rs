//! Orders and hazards: what is open, and what is overdue.

use super::arguments::{Args, bool, fault, list, text};
use super::opinions::Counted;
use super::{ALL, Function, Kind, Library, Parameter, SECOND, takes};
use crate::policy::target::opinions_of_project;
use crate::registry::{Opinion, Opinions, SystemId};
use cel::ExecutionError;
use std::sync::Arc;

const OF_ORDERS: &[Parameter] = &[
    takes("authority", Kind::AnyAuthority),
    takes("matter", Kind::Matter),
    takes("whose", Kind::Whose),
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "overdue",
        parameters: OF_ORDERS,
        result: Kind::Bool,
        zh: "是否有要求过了 `due_on` 没有办结；`whose` 为 `\"system\"`、`\"unit\"`、`\"systems-of-unit\"` 或 `\"project\"`",
        en: "whether an order is unresolved past its `due_on`; `whose` is `\"system\"`, `\"unit\"`, `\"systems-of-unit\"` or `\"project\"`",
        languages: ALL,
        run: |at, args| {
            let on = at.on;
            bool(at.any_open(args, |order| order.due_on.is_some_and(|due| due < on))?)
        },
    },
    Function {
        name: "unresolved",
        parameters: OF_ORDERS,
        result: Kind::Bool,
        zh: "是否有要求或者隐患没有办结",
        en: "whether an order or hazard is unresolved",
        languages: ALL,
        run: |at, args| bool(at.any_open(args, |_| true)?),
    },
    Function {
        name: "open_orders",
        parameters: OF_ORDERS,
        result: Kind::Opinions,
        zh: "没有办结的要求",
        en: "the orders that are unresolved",
        languages: SECOND,
        run: |at, args| {
            let (open, unknown) = at.open(args)?;
            if let Some(error) = unknown {
                return Err(error);
            }
            let values = open.into_iter().map(|order| {
                at.read(order.doc, order.opinion.node);
                at.node(order.doc, order.opinion.node)
            });
            list(values.collect())
        },
    },
];

/// Open orders, and the error of a file that could not be read.
type Open<'r> = (Vec<Counted<'r>>, Option<ExecutionError>);

impl<'r> Library<'r> {
    fn open(&self, args: &Args<'_>) -> Result<Open<'r>, ExecutionError> {
        let (authority, matter) = (text(args, 0)?, text(args, 1)?);
        let mut found = Vec::new();
        let mut unknown = None;
        for authority in self.session.authorities(authority, matter) {
            for subject in self.subjects(&authority, text(args, 2)?)? {
                match self.file(&authority, &subject) {
                    Err(error) => unknown = Some(error),
                    Ok(None) => {}
                    Ok(Some(file)) => {
                        self.note_orders(file, matter);
                        let doc = file.doc;
                        let orders = file.opinions.iter();
                        for order in orders.filter(|order| *order.matter == *matter) {
                            if let Err(error) = self.sound(doc, order.node) {
                                unknown = Some(error);
                            }
                        }
                        let open = file.open(matter, self.on);
                        found.extend(open.map(|opinion| Counted { doc, opinion }));
                    }
                }
            }
        }
        Ok((found, unknown))
    }

    /// Whether an open entry of a matter is as asked, in any of the files meant.
    /// A broken file leaves it unknown, unless another answers with yes.
    fn any_open(
        &self,
        args: &Args<'_>,
        wanted: impl Fn(&Opinion) -> bool,
    ) -> Result<bool, ExecutionError> {
        let (open, unknown) = self.open(args)?;
        let mut found = false;
        for order in open.iter().filter(|order| wanted(order.opinion)) {
            self.read(order.doc, order.opinion.node);
            found = true;
        }
        match unknown {
            Some(error) if !found => Err(error),
            _ => Ok(found),
        }
    }

    /// The days on which an order or a hazard appears, falls due or is settled.
    fn note_orders(&self, file: &Opinions, matter: &str) {
        let orders = file.opinions.iter();
        for order in orders.filter(|order| *order.matter == *matter) {
            self.session.appears(Some(order.issued_on));
            self.session.appears(order.resolved_on);
            if let Some(due) = order.due_on {
                self.session.lapses_after(due);
            }
        }
    }

    fn subjects(&self, authority: &str, whose: &str) -> Result<Vec<Arc<str>>, ExecutionError> {
        let target = &*self.target;
        match whose {
            "system" => Ok(vec![Arc::clone(&target.system)]),
            "unit" => Ok(vec![Arc::clone(&target.unit)]),
            "systems-of-unit" => Ok(self
                .session
                .registry
                .opined_systems(authority, &target.unit)
                .iter()
                .map(SystemId::text)
                .collect()),
            "project" => {
                let project = target.project.as_ref().ok_or_else(|| fault("project"))?;
                Ok(vec![opinions_of_project(project).into()])
            }
            _ => Err(fault("whose")),
        }
    }
}
