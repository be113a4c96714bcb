//! Lines of lists, plans, budgets, cloud files and rolling plans.

use super::arguments::{Args, bool, fault, int, list, number, text};
use super::{ALL, Answer, Function, Kind, Library, Parameter, SECOND, may_take, takes};
use crate::policy::MissingWhat;
use crate::registry::{DocId, Index, Lines};
use cel::ExecutionError;
use std::sync::Arc;

const OF_KIND: &[Parameter] = &[takes("kind", Kind::EntryKind)];

const OF_YEARS: &[Parameter] = &[
    takes("document", Kind::Yearly),
    may_take("first", Kind::Int),
    may_take("last", Kind::Int),
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "in_list",
        parameters: OF_KIND,
        result: Kind::Bool,
        zh: "当年项目清单是否按该类别列入该系统；当年没有清单则待补证",
        en: "whether the year's list has the system with that kind; unproven where there is none for the year",
        languages: ALL,
        run: |at, args| bool(at.line("list", text(args, 0)?)?.is_some()),
    },
    Function {
        name: "in_plan",
        parameters: OF_KIND,
        result: Kind::Bool,
        zh: "当年投资计划是否按该类别列入该系统；当年没有计划则待补证",
        en: "whether the year's plan has the system with that kind; unproven where there is none for the year",
        languages: ALL,
        run: |at, args| bool(at.line("plan", text(args, 0)?)?.is_some()),
    },
    Function {
        name: "plan_amount",
        parameters: OF_KIND,
        result: Kind::Int,
        zh: "计划按该类别安排该系统的金额",
        en: "the amount that the plan has for the system with that kind",
        languages: ALL,
        run: |at, args| at.plan_amount(args),
    },
    Function {
        name: "entries",
        parameters: OF_YEARS,
        result: Kind::Entries,
        zh: "`\"list\"`、`\"plan\"`、`\"budget\"`、`\"cloud\"` 或 `\"rolling\"` 中写到该系统或者该项目的各行：当年的，或者从 `first` 年到 `last` 年的；没有该文档则待补证",
        en: "the lines of the `\"list\"`, `\"plan\"`, `\"budget\"`, `\"cloud\"` or `\"rolling\"` file that name the system or the project: of the year, or of those from `first` to `last`; unproven where there is no such file",
        languages: SECOND,
        run: |at, args| at.entries(args),
    },
    Function {
        name: "has_file",
        parameters: OF_YEARS,
        result: Kind::Bool,
        zh: "是否有该文档",
        en: "whether there is such a file",
        languages: SECOND,
        run: |at, args| {
            let (first, last) = at.years(args)?;
            let (registry, kind) = (at.session.registry, text(args, 0)?);
            let years = registry.index().lines(kind);
            let sound = years.is_some_and(|years| years.range(first..=last).next().is_some());
            // A broken one is there: what reads its lines is unproven.
            let broken = Index::folder(kind).map(|of| registry.broken_years(of, first, last));
            bool(sound || broken.is_some_and(|broken| broken.into_iter().next().is_some()))
        },
    },
];

impl<'r> Library<'r> {
    /// The years that are meant; none is later than the last.
    fn years(&self, args: &Args<'_>) -> Result<(i16, i16), ExecutionError> {
        let year = |at| -> Result<i16, ExecutionError> {
            let year = int(args, at)?.clamp(0, i64::from(i16::MAX));
            i16::try_from(year).map_err(|_| fault("year"))
        };
        let first = match args.len() {
            0 | 1 => self.target.year,
            _ => year(1)?,
        };
        let last = match args.len() {
            0..=2 => first,
            _ => year(2)?,
        };
        Ok((first.min(last), last))
    }

    /// The lines that name the project that is judged, else the system.
    fn named<'l>(&self, lines: &'l Lines) -> &'l [u32] {
        match &self.target.project {
            Some(project) => lines.of_project(project),
            None => lines.of_system(&self.target.system),
        }
    }

    /// The sound documents of a kind of some years; it is a miss where there is
    /// none, or one that is broken.
    fn files(
        &self,
        kind: &str,
        (first, last): (i16, i16),
    ) -> Result<Vec<&'r Lines>, ExecutionError> {
        let registry = self.session.registry;
        let folder = Index::folder(kind).ok_or_else(|| fault("document"))?;
        let broken = registry.broken_years(folder, first, last);
        if let Some(path) = broken.into_iter().next() {
            return self.lacks(path, MissingWhat::Valid);
        }
        let years = registry.index().lines(kind);
        let found: Vec<&Lines> = years
            .into_iter()
            .flat_map(|years| years.range(first..=last))
            .map(|(_, lines)| lines)
            .collect();
        if found.is_empty() {
            let path = format!("registry/{folder}/{last}.yaml");
            return self.lacks(path, MissingWhat::Document);
        }
        Ok(found)
    }

    fn entries(&self, args: &Args<'_>) -> Answer<'r> {
        let files = self.files(text(args, 0)?, self.years(args)?)?;
        let mut entries = Vec::new();
        for lines in files {
            for node in self.named(lines) {
                self.read(lines.doc, *node);
                entries.push(self.node(lines.doc, *node));
            }
        }
        list(entries)
    }

    /// The first line of the year's document that names the system with a kind.
    fn line(&self, document: &str, kind: &str) -> Result<Option<(DocId, u32)>, ExecutionError> {
        let year = self.target.year;
        for lines in self.files(document, (year, year))? {
            let document = self.session.registry.document(lines.doc);
            let is_so = |node: &&u32| {
                let found = document.node(**node).get("kind");
                found.and_then(|kind| kind.scalar_text()) == Some(kind)
            };
            if let Some(node) = self.named(lines).iter().find(is_so) {
                self.read(lines.doc, *node);
                self.sound(lines.doc, *node)?;
                return Ok(Some((lines.doc, *node)));
            }
        }
        Ok(None)
    }

    fn plan_amount(&self, args: &Args<'_>) -> Answer<'r> {
        let Some((doc, node)) = self.line("plan", text(args, 0)?)? else {
            return Err(fault("plan"));
        };
        let document = self.session.registry.document(doc);
        let node = document.node(node);
        match node.get("amount").and_then(|amount| amount.as_i64()) {
            Some(amount) => number(amount),
            None => {
                let pointer = format!("{}/amount", node.pointer());
                self.lacks(Arc::clone(document.path()), MissingWhat::Field(pointer))
            }
        }
    }
}
