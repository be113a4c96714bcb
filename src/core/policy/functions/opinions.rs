//! Opinions, orders and hazards.

use super::arguments::{Args, bool, fault, optional, text};
use super::{ALL, Answer, Function, Kind, Library, Parameter, may_take, takes};
use crate::policy::MissingWhat;
use crate::policy::value::NodeValue;
use crate::registry::{DocId, Opinion, Opinions, Slot, SystemId};
use cel::ExecutionError;
use std::sync::Arc;

const OF_A_MATTER: &[Parameter] = &[
    takes("authority", Kind::Authority),
    takes("matter", Kind::Matter),
    may_take("scope", Kind::Text),
];

const OF_ORDERS: &[Parameter] = &[
    takes("authority", Kind::AnyAuthority),
    takes("matter", Kind::Matter),
    takes("whose", Kind::Whose),
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "passed",
        parameters: OF_A_MATTER,
        result: Kind::Bool,
        zh: "起作用的意见是否通过并且没有过期；没有意见则待补证",
        en: "whether the opinion that counts passed and is still valid; unproven where there is none",
        languages: ALL,
        run: |at, args| bool(at.passed(args)?),
    },
    Function {
        name: "has_passed",
        parameters: OF_A_MATTER,
        result: Kind::Bool,
        zh: "同 `passed`，但没有意见为否",
        en: "as `passed`, but no where there is none",
        languages: ALL,
        run: |at, args| bool(at.has_passed(args)?),
    },
    Function {
        name: "opinion",
        parameters: OF_A_MATTER,
        result: Kind::Opinion,
        zh: "起作用的意见及其各项；没有则待补证",
        en: "the opinion that counts, with its fields; unproven where there is none",
        languages: ALL,
        run: |at, args| at.opinion(args),
    },
    Function {
        name: "awaiting",
        parameters: &[
            takes("authority", Kind::Authority),
            takes("matter", Kind::Matter),
        ],
        result: Kind::Bool,
        zh: "没有结果：待补证，所缺为该意见",
        en: "never an answer: unproven, naming that opinion",
        languages: ALL,
        run: |at, args| at.no_opinion(args),
    },
    Function {
        name: "overdue",
        parameters: OF_ORDERS,
        result: Kind::Bool,
        zh: "是否有要求过了 `due_on` 没有办结；`authority` 可以是 `\"any\"`；`whose` 为 `\"system\"`、`\"unit\"` 或 `\"systems-of-unit\"`",
        en: "whether an order is unresolved past its `due_on`; `authority` may be `\"any\"`; `whose` is `\"system\"`, `\"unit\"` or `\"systems-of-unit\"`",
        languages: ALL,
        run: |at, args| bool(at.overdue(args)?),
    },
    Function {
        name: "unresolved",
        parameters: OF_ORDERS,
        result: Kind::Bool,
        zh: "是否有要求或者隐患没有办结",
        en: "whether an order or hazard is unresolved",
        languages: ALL,
        run: |at, args| bool(at.unresolved(args)?),
    },
];

impl<'r> Library<'r> {
    /// The opinion that counts on the system for a matter and a scope.
    fn counting(&self, args: &Args<'_>) -> Result<Option<(DocId, &'r Opinion)>, ExecutionError> {
        let authority = text(args, 0)?;
        let matter = text(args, 1)?;
        let scope = optional(args, 2)?;
        let Some(file) = self.file(authority, &self.of.system)? else {
            return Ok(None);
        };
        for opinion in file
            .opinions
            .iter()
            .filter(|opinion| *opinion.matter == *matter && opinion.scope.as_deref() == scope)
        {
            self.session.appears(Some(opinion.issued_on));
        }
        let opinion = file.counting(matter, scope, self.session.on);
        if let Some(opinion) = opinion {
            self.read(file.doc, opinion.node);
        }
        Ok(opinion.map(|opinion| (file.doc, opinion)))
    }

    /// An authority's file on a subject; fails where it is broken.
    fn file(&self, authority: &str, subject: &str) -> Result<Option<&'r Opinions>, ExecutionError> {
        match self.session.registry.opinions_on(authority, subject) {
            Slot::Absent => Ok(None),
            Slot::Valid(file) => Ok(Some(file)),
            Slot::Broken(path) => self.lacks(Arc::clone(path), MissingWhat::Valid),
        }
    }

    fn no_opinion<T>(&self, args: &Args<'_>) -> Result<T, ExecutionError> {
        let authority = text(args, 0)?;
        let scope = optional(args, 2)?;
        let what = MissingWhat::Opinion {
            matter: text(args, 1)?.into(),
            scope: scope.map(Arc::from),
        };
        let path = format!("registry/opinions/{authority}/{}.yaml", self.of.system);
        self.lacks(path, what)
    }

    fn passes(&self, opinion: &Opinion) -> bool {
        opinion.favourable
            && opinion.valid_until.is_none_or(|until| {
                self.session.lapses_after(until);
                until >= self.session.on
            })
    }

    /// DOMAIN: "passed"; no such opinion is a miss.
    fn passed(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        match self.counting(args)? {
            Some((_, opinion)) => Ok(self.passes(opinion)),
            None => self.no_opinion(args),
        }
    }

    /// The same as a question of its own: no such opinion is a no.
    fn has_passed(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        Ok(self
            .counting(args)?
            .is_some_and(|(_, opinion)| self.passes(opinion)))
    }

    /// The opinion that counts, as it stands in its file.
    fn opinion(&self, args: &Args<'_>) -> Answer<'r> {
        let Some((doc, opinion)) = self.counting(args)? else {
            return self.no_opinion(args);
        };
        let node = self.session.registry.document(doc).node(opinion.node);
        Ok(Box::new(NodeValue {
            recorder: &self.session.recorder,
            doc,
            node,
        }))
    }

    /// Whether an order is unresolved past its day.
    fn overdue(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        let on = self.session.on;
        self.any_open(args, |order| order.due_on.is_some_and(|due| due < on))
    }

    /// Whether an order or a hazard is unresolved.
    fn unresolved(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        self.any_open(args, |_| true)
    }

    /// Whether an open entry of a matter is as asked, in any of the files meant.
    /// A broken file leaves it unknown, unless another answers with yes.
    fn any_open(
        &self,
        args: &Args<'_>,
        wanted: impl Fn(&Opinion) -> bool,
    ) -> Result<bool, ExecutionError> {
        let (authority, matter) = (text(args, 0)?, text(args, 1)?);
        let mut found = false;
        let mut unknown = None;
        for authority in self.session.authorities(authority) {
            for subject in self.subjects(&authority, text(args, 2)?)? {
                match self.file(&authority, &subject) {
                    Err(error) => unknown = Some(error),
                    Ok(None) => {}
                    Ok(Some(file)) => {
                        self.note_orders(file, matter);
                        let open = file.open(matter, self.session.on).filter(|o| wanted(o));
                        for order in open {
                            self.read(file.doc, order.node);
                            found = true;
                        }
                    }
                }
            }
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
        match whose {
            "system" => Ok(vec![Arc::clone(&self.of.system)]),
            "unit" => Ok(vec![Arc::clone(&self.of.unit)]),
            "systems-of-unit" => Ok(self
                .session
                .registry
                .opined_systems(authority, &self.of.unit)
                .iter()
                .map(SystemId::text)
                .collect()),
            _ => Err(fault("whose")),
        }
    }
}
