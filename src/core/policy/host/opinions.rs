//! Opinions, orders and hazards.

use super::{Answer, Host, fault, string_arg};
use crate::policy::value::NodeValue;
use crate::policy::{Missing, Supplier};
use crate::registry::{DocId, Opinion, Opinions, Slot};
use cel::ExecutionError;
use cel::common::value::Val;
use std::sync::Arc;

type Args<'a> = [Box<dyn Val + 'a>];

impl<'r> Host<'r> {
    /// The opinion that counts on the system for a matter and a scope.
    fn counting(&self, args: &Args<'_>) -> Result<Option<(DocId, &'r Opinion)>, ExecutionError> {
        let authority = string_arg(args, 0)?;
        let matter = string_arg(args, 1)?;
        let scope = args.get(2).map(|_| string_arg(args, 2)).transpose()?;
        let Some(file) = self.file(authority, &self.case.system)? else {
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
            Slot::Broken(path) => self.lacks(Missing::Valid {
                path: Arc::clone(path),
                supplier: Supplier::Authority(authority.into()),
            }),
        }
    }

    fn no_opinion<T>(&self, args: &Args<'_>) -> Result<T, ExecutionError> {
        let authority = string_arg(args, 0)?;
        let scope = args.get(2).map(|_| string_arg(args, 2)).transpose()?;
        self.lacks(Missing::Opinion {
            path: format!("registry/opinions/{authority}/{}.yaml", self.case.system).into(),
            matter: string_arg(args, 1)?.into(),
            scope: scope.map(Arc::from),
            supplier: Supplier::Authority(authority.into()),
        })
    }

    fn passes(&self, opinion: &Opinion) -> bool {
        opinion.result == Some(true)
            && opinion.valid_until.is_none_or(|until| {
                self.session.turns_behind(until);
                until >= self.session.on
            })
    }

    /// DOMAIN: "passed"; no such opinion is a miss.
    pub(super) fn passed(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        match self.counting(args)? {
            Some((_, opinion)) => Ok(self.passes(opinion)),
            None => self.no_opinion(args),
        }
    }

    /// The same as a question of its own: no such opinion is a no.
    pub(super) fn has_passed(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        Ok(self
            .counting(args)?
            .is_some_and(|(_, opinion)| self.passes(opinion)))
    }

    /// The opinion that counts, as it stands in its file.
    pub(super) fn opinion(&self, args: &Args<'_>) -> Answer<'r> {
        let Some((doc, opinion)) = self.counting(args)? else {
            return self.no_opinion(args);
        };
        let node = self.session.registry.document(doc).node(opinion.node);
        Ok(Box::new(NodeValue {
            trace: &self.session.trace,
            doc,
            node,
        }))
    }

    /// Never an answer: says that an opinion is still to come.
    pub(super) fn awaiting(&self, args: &Args<'_>) -> Answer<'r> {
        self.no_opinion(args)
    }

    /// Whether an order is unresolved past its day.
    pub(super) fn overdue(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        let on = self.session.on;
        self.any_open(args, |order| order.due_on.is_some_and(|due| due < on))
    }

    /// Whether an order or a hazard is unresolved.
    pub(super) fn unresolved(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        self.any_open(args, |_| true)
    }

    /// Whether an open entry of a matter is as asked, in any of the files meant.
    /// A broken file leaves it unknown, unless another answers with yes.
    fn any_open(
        &self,
        args: &Args<'_>,
        wanted: impl Fn(&Opinion) -> bool,
    ) -> Result<bool, ExecutionError> {
        let (authority, matter) = (string_arg(args, 0)?, string_arg(args, 1)?);
        let mut found = false;
        let mut unknown = None;
        for authority in self.session.authorities(authority) {
            for subject in self.subjects(&authority, string_arg(args, 2)?)? {
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
                self.session.turns_behind(due);
            }
        }
    }

    fn subjects(&self, authority: &str, whose: &str) -> Result<Vec<Arc<str>>, ExecutionError> {
        match whose {
            "system" => Ok(vec![Arc::clone(&self.case.system)]),
            "unit" => Ok(vec![Arc::clone(&self.case.unit)]),
            "systems-of-unit" => Ok(self
                .session
                .registry
                .opined_systems(authority, &self.case.unit)),
            _ => Err(fault("whose")),
        }
    }
}
