//! Construction projects as their documents state them.

use super::catalog::broken;
use super::cell::{self, Cell};
use super::define::{Parent, Scope, Table, bool, date, int, money, text};
use super::{Sink, Source, course};
use mulu_core::diagnostic::Error;
use mulu_core::document::NodeRef;
use mulu_core::registry::{Project, Slot};

/// The project that a row belongs to.
pub(super) const OF_PROJECT: Parent = Parent {
    columns: &["project"],
    table: "projects",
};

pub(super) static PROJECTS: Table = Table {
    name: "projects",
    scope: Scope::Commit,
    zh: "建设项目；某年度的阶段、批复的总投资和判定见 project_decisions",
    en: "the construction projects; project_decisions has stage, approved total and verdicts of a year",
    columns: &[
        text(
            "project",
            "项目的标识：单位/项目",
            "the project's id: unit/project",
        ),
        text("unit", "所属单位", "its unit").of("units"),
        bool("valid", "文件是否有效", "whether its document is valid"),
        text("name", "名称", "name").or_null(),
        text(
            "kind",
            "项目自己的类别：new、expansion",
            "its own kind: new, expansion",
        )
        .or_null(),
        text("applicant", "申报单位", "who applies")
            .or_null()
            .of("units"),
        text("led_by", "牵头部门", "the department that leads it")
            .or_null()
            .of("units"),
        text("framework", "框架方案", "its framework")
            .or_null()
            .of("frameworks"),
        text("sharing", "能否共享：able、unable", "sharing: able, unable").or_null(),
        bool(
            "main_function_changed",
            "扩建是否改变主要功能",
            "whether the expansion changes the main function",
        )
        .or_null(),
        money("investment", "估算的总投资", "the investment as estimated").or_null(),
        date("design_prepared_on", "设计编制日期", "design finished on").or_null(),
        date("started_on", "开工日期", "started on").or_null(),
        date("planned_completion", "计划完成日期", "planned completion").or_null(),
        date("trial_from", "试运行日期", "on trial from").or_null(),
        date("completed_on", "建成日期", "completed on").or_null(),
        date(
            "acceptance_applied_on",
            "申请验收日期",
            "acceptance applied for on",
        )
        .or_null(),
        text("summary", "概述", "what is built").or_null(),
    ],
    key: &["project"],
    parents: &[Parent {
        columns: &[],
        table: "commits",
    }],
};

pub(super) static PROJECT_SYSTEMS: Table = Table {
    name: "project_systems",
    scope: Scope::Commit,
    zh: "各项目建设的系统",
    en: "the systems that the projects build",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text("system", "系统", "the system").of("systems"),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) static PROJECT_PREVIOUS: Table = Table {
    name: "project_previous",
    scope: Scope::Commit,
    zh: "各项目的前期项目",
    en: "the projects of earlier phases",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text("previous", "前期项目", "the earlier phase").of("projects"),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) static PROJECT_LINES: Table = Table {
    name: "project_lines",
    scope: Scope::Commit,
    zh: "项目投资的各项费用",
    en: "what the investment of the projects is made of",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text("category", "费用类别", "expense category").of("expenses"),
        money("amount", "金额", "amount"),
        text("description", "说明", "description").or_null(),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) static PROJECT_YEARS: Table = Table {
    name: "project_years",
    scope: Scope::Commit,
    zh: "项目投资的分年度安排",
    en: "the investment of the projects by year",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        int("year", "年度", "year").or_null(),
        money("amount", "金额", "amount").or_null(),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    for (id, slot) in &source.registry.projects {
        match slot {
            Slot::Absent => {}
            Slot::Broken(_) => {
                let known = [Cell::Text(id), Cell::Text(id.unit())];
                broken(&PROJECTS, &known, sink)?;
            }
            Slot::Valid(project) => {
                let root = source.registry.document(project.doc).root();
                self::project(id, project, root, sink)?;
                parts(source, id, project, sink)?;
                course::rows(source, id, root, sink)?;
            }
        }
    }
    Ok(())
}

fn project(
    id: &str,
    project: &Project,
    root: NodeRef<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if !sink.wants(&PROJECTS) {
        return Ok(());
    }
    let cells = [
        id.into(),
        (&*project.unit).into(),
        Cell::Bool(true),
        (&*project.name).into(),
        (&*project.kind).into(),
        project.applicant.as_deref().into(),
        project.led_by.as_deref().into(),
        project.framework.as_deref().into(),
        cell::text(root, &["sharing"]),
        cell::bool(root, &["main_function_changed"]),
        project.total.into(),
        project.design_prepared_on.into(),
        project.started_on.into(),
        cell::date(root, &["planned_completion"]),
        project.trial_from.into(),
        project.completed_on.into(),
        project.acceptance_applied_on.into(),
        cell::text(root, &["summary"]),
    ];
    sink.row(&PROJECTS, &cells)
}

fn parts(
    source: &Source<'_>,
    id: &str,
    project: &Project,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let document = source.registry.document(project.doc);
    if sink.wants(&PROJECT_SYSTEMS) {
        for (at, (system, _)) in project.systems.iter().enumerate() {
            let cells = [id.into(), cell::position(at), (&**system).into()];
            sink.row(&PROJECT_SYSTEMS, &cells)?;
        }
    }
    if sink.wants(&PROJECT_PREVIOUS) {
        for (at, (previous, _)) in project.previous.iter().enumerate() {
            let cells = [id.into(), cell::position(at), (&**previous).into()];
            sink.row(&PROJECT_PREVIOUS, &cells)?;
        }
    }
    if sink.wants(&PROJECT_LINES) {
        for (at, line) in project.lines.iter().enumerate() {
            let cells = [
                id.into(),
                cell::position(at),
                Cell::Text(&line.category),
                line.amount.into(),
                cell::text(document.node(line.node), &["description"]),
            ];
            sink.row(&PROJECT_LINES, &cells)?;
        }
    }
    if sink.wants(&PROJECT_YEARS) {
        for (at, year) in cell::list(document.root(), &["investment", "years"]) {
            let cells = [
                id.into(),
                at,
                cell::int(year, &["year"]),
                cell::int(year, &["amount"]),
            ];
            sink.row(&PROJECT_YEARS, &cells)?;
        }
    }
    Ok(())
}
