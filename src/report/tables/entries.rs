//! Lines of money for systems and projects: lists, plans, budgets, cloud and rolling
//! plans. What a line is for stands in one of two columns.

use super::cell::{self, Cell};
use super::define::{Column, Parent, Scope, Table, bool, date, int, money, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::document::NodeRef;
use mulu_core::registry::{Entries, Entry, Slot, Target};
use std::collections::BTreeMap;

const OF_COMMIT: &[Parent] = &[Parent {
    columns: &[],
    table: "commits",
}];

const KEY: &[&str] = &["year", "position"];

const YEAR: Column = int("year", "预算年度", "budget year");
const POSITION: Column = int(
    "position",
    "在文件中的次序，从 1 起",
    "its place in the document, from 1",
);
const SYSTEM: Column = text(
    "system",
    "系统；针对建设项目的为空",
    "the system; empty where it is for a project",
)
.or_null()
.of("systems");
const PROJECT: Column = text(
    "project",
    "建设项目；针对系统的为空",
    "the construction project; empty where it is for a system",
)
.or_null()
.of("projects");
const KIND: Column = text(
    "kind",
    "类型：maintenance、new、expansion、continuing",
    "kind: maintenance, new, expansion, continuing",
);
const COUNTS: Column = bool(
    "counts",
    "是否以之为准的一行：该系统运行维护、该项目的第一行",
    "whether it is the line that counts: the first for the system's maintenance, or for the project",
);
const AMOUNT: Column = money("amount", "金额", "amount").or_null();

pub(super) static LIST_ENTRIES: Table = Table {
    name: "list_entries",
    scope: Scope::Commit,
    zh: "项目清单（第八条）",
    en: "the lines of the project lists (Art. 8)",
    columns: &[
        YEAR,
        POSITION,
        SYSTEM,
        PROJECT,
        KIND,
        COUNTS,
        AMOUNT,
        int("priority", "优先次序，1 最先", "priority, 1 first").or_null(),
    ],
    key: KEY,
    parents: OF_COMMIT,
};

pub(super) static PLAN_ENTRIES: Table = Table {
    name: "plan_entries",
    scope: Scope::Commit,
    zh: "年度投资计划（第十条）",
    en: "the lines of the annual investment plans (Art. 10)",
    columns: &[
        YEAR,
        POSITION,
        SYSTEM,
        PROJECT,
        KIND,
        COUNTS,
        AMOUNT,
        text(
            "track",
            "怎样列入计划；空为随年度计划",
            "how it came into the plan; empty: with the annual plan",
        )
        .or_null(),
        date("adjusted_on", "增列或者调整的日期", "added or changed on").or_null(),
        text("document", "文号", "document number").or_null(),
    ],
    key: KEY,
    parents: OF_COMMIT,
};

pub(super) static BUDGET_ENTRIES: Table = Table {
    name: "budget_entries",
    scope: Scope::Commit,
    zh: "批复的部门预算（第十条）",
    en: "the lines of the department budgets as adopted (Art. 10)",
    columns: &[
        YEAR,
        POSITION,
        text("unit", "预算单位", "the budget unit")
            .or_null()
            .of("units"),
        SYSTEM,
        PROJECT,
        KIND,
        AMOUNT,
    ],
    key: KEY,
    parents: OF_COMMIT,
};

pub(super) static CLOUD_ENTRIES: Table = Table {
    name: "cloud_entries",
    scope: Scope::Commit,
    zh: "云资源及其预算（第十五条）",
    en: "cloud resources and their budget (Art. 15)",
    columns: &[
        YEAR,
        POSITION,
        SYSTEM,
        PROJECT,
        text("resources", "云资源", "the resources").or_null(),
        AMOUNT,
    ],
    key: KEY,
    parents: OF_COMMIT,
};

pub(super) static ROLLING_ENTRIES: Table = Table {
    name: "rolling_entries",
    scope: Scope::Commit,
    zh: "三年滚动规划（第四条、第八条）",
    en: "the lines of the rolling plans (Art. 4, 8)",
    columns: &[
        int("first_year", "规划的第一年", "the plan's first year"),
        POSITION,
        SYSTEM,
        PROJECT,
        int("year", "安排的年度", "the year that it is for").or_null(),
        AMOUNT,
    ],
    key: &["first_year", "position"],
    parents: OF_COMMIT,
};

/// A line with the cells that every kind of document has, and its node.
struct Line<'a> {
    year: Cell<'a>,
    at: Cell<'a>,
    system: Cell<'a>,
    project: Cell<'a>,
    kind: Cell<'a>,
    counts: Cell<'a>,
    entry: &'a Entry,
    node: NodeRef<'a>,
}

pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let registry = source.registry;
    each(source, (&LIST_ENTRIES, listed), &registry.lists, sink)?;
    each(source, (&PLAN_ENTRIES, planned), &registry.plans, sink)?;
    each(source, (&BUDGET_ENTRIES, budgeted), &registry.budgets, sink)?;
    each(source, (&CLOUD_ENTRIES, in_cloud), &registry.cloud, sink)?;
    each(source, (&ROLLING_ENTRIES, rolling), &registry.rolling, sink)
}

fn listed<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let mut cells = vec![line.year, line.at, line.system, line.project];
    cells.extend([line.kind, line.counts, line.amount()]);
    cells.push(cell::int(line.node, &["priority"]));
    cells
}

fn planned<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let mut cells = vec![line.year, line.at, line.system, line.project];
    cells.extend([line.kind, line.counts, line.amount()]);
    cells.push(line.entry.track.as_deref().into());
    cells.push(line.entry.adjusted_on.into());
    cells.push(cell::text(line.node, &["document"]));
    cells
}

fn budgeted<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let unit = line.entry.unit.as_deref().into();
    let mut cells = vec![line.year, line.at, unit, line.system, line.project];
    cells.extend([line.kind, line.amount()]);
    cells
}

fn in_cloud<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let mut cells = vec![line.year, line.at, line.system, line.project];
    cells.push(cell::text(line.node, &["resources"]));
    cells.push(line.amount());
    cells
}

fn rolling<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let mut cells = vec![line.year, line.at, line.system, line.project];
    cells.push(line.entry.year.map(i64::from).into());
    cells.push(line.amount());
    cells
}

impl<'a> Line<'a> {
    fn amount(&self) -> Cell<'a> {
        self.entry.amount.into()
    }
}

/// A table, and the cells that a line has in it.
type Shape = (&'static Table, for<'a> fn(&Line<'a>) -> Vec<Cell<'a>>);

/// Every line that names one thing, of every year.
fn each(
    source: &Source<'_>,
    (table, cells): Shape,
    files: &BTreeMap<i16, Slot<Entries>>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if !sink.wants(table) {
        return Ok(());
    }
    for (year, slot) in files {
        let Some(file) = slot.valid() else { continue };
        let document = source.registry.document(file.doc);
        for (at, entry) in file.entries.iter().enumerate() {
            let Some(target) = &entry.target else {
                continue;
            };
            let node = document.node(entry.node);
            let line = Line {
                year: Cell::Int(i64::from(*year)),
                at: cell::position(at),
                system: entry.system().map(|system| &**system).into(),
                project: entry.project().map(|project| &**project).into(),
                kind: cell::text(node, &["kind"]),
                counts: Cell::Bool(counts(file, target, entry)),
                entry,
                node,
            };
            sink.row(table, &cells(&line))?;
        }
    }
    Ok(())
}

/// Whether a line is the one that counts for what it names.
fn counts(file: &Entries, target: &Target, entry: &Entry) -> bool {
    let first = match target {
        Target::System(system) => file.entry(system, "maintenance"),
        Target::Project(_) => file.of(target).next(),
    };
    first.is_some_and(|first| first.node == entry.node)
}
