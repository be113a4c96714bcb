//! Project lists and investment plans.

use super::arguments::{Args, bool, fault, number, text};
use super::{ALL, Answer, Function, Kind, Library, Parameter, takes};
use crate::policy::MissingWhat;
use crate::registry::{Entry, ProjectList, Slot};
use cel::ExecutionError;
use std::collections::BTreeMap;
use std::sync::Arc;

const OF_KIND: &[Parameter] = &[takes("kind", Kind::EntryKind)];

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "in_list",
        parameters: OF_KIND,
        result: Kind::Bool,
        zh: "当年项目清单是否列入该系统；当年没有清单则待补证",
        en: "whether the year's list has the system; unproven where there is none for the year",
        languages: ALL,
        run: |at, args| {
            let lists = &at.session.registry.lists;
            bool(at.entry(lists, "lists", text(args, 0)?)?.is_some())
        },
    },
    Function {
        name: "in_plan",
        parameters: OF_KIND,
        result: Kind::Bool,
        zh: "当年投资计划是否列入该系统；当年没有计划则待补证",
        en: "whether the year's plan has the system; unproven where there is none for the year",
        languages: ALL,
        run: |at, args| bool(at.plan_entry(args)?.is_some()),
    },
    Function {
        name: "plan_amount",
        parameters: OF_KIND,
        result: Kind::Int,
        zh: "计划安排该系统的金额",
        en: "the amount that the plan has for the system",
        languages: ALL,
        run: |at, args| at.plan_amount(args),
    },
];

/// A line of a list, and the list.
type Line<'r> = (&'r ProjectList, &'r Entry);

impl<'r> Library<'r> {
    fn entry(
        &self,
        lists: &'r BTreeMap<i16, Slot<ProjectList>>,
        folder: &str,
        kind: &str,
    ) -> Result<Option<Line<'r>>, ExecutionError> {
        let path = || format!("registry/{folder}/{}.yaml", self.of.year);
        let list = self.document(lists.get(&self.of.year), path)?;
        let entry = list.entry(&self.of.system, kind);
        if let Some(entry) = entry {
            self.read(list.doc, entry.node);
        }
        Ok(entry.map(|entry| (list, entry)))
    }

    fn plan_entry(&self, args: &Args<'_>) -> Result<Option<Line<'r>>, ExecutionError> {
        self.entry(&self.session.registry.plans, "plans", text(args, 0)?)
    }

    fn plan_amount(&self, args: &Args<'_>) -> Answer<'r> {
        let Some((list, entry)) = self.plan_entry(args)? else {
            return Err(fault("plan"));
        };
        let Some(amount) = entry.amount else {
            let document = self.session.registry.document(list.doc);
            let pointer = format!("{}/amount", document.node(entry.node).pointer());
            return self.lacks(Arc::clone(document.path()), MissingWhat::Field(pointer));
        };
        number(amount)
    }
}
