//! The course of construction projects: contracts, changes, reports, incidents.

use super::cell::{self, Cell};
use super::define::{Scope, Table, bool, date, int, money, text};
use super::projects::OF_PROJECT;
use super::{Sink, Source, change};
use mulu_core::diagnostic::Error;
use mulu_core::document::NodeRef;

pub(super) static PROJECT_CONTRACTS: Table = Table {
    name: "project_contracts",
    scope: Scope::Commit,
    zh: "项目的合同",
    en: "the contracts of the projects",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text("role", "合同类别", "what it is for").or_null(),
        text("procurement", "采购方式", "how it was procured").or_null(),
        money("amount", "金额", "amount").or_null(),
        date("signed_on", "签订日期", "signed on").or_null(),
        text("document", "合同编号", "document number").or_null(),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) static PROJECT_CHANGES: Table = Table {
    name: "project_changes",
    scope: Scope::Commit,
    zh: "项目建设内容的调整",
    en: "the changes of what the projects build",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        date("decided_on", "决定日期", "decided on").or_null(),
        money("adjusted_amount", "调整金额", "the amount that is adjusted").or_null(),
        money(
            "adjusted_so_far_amount",
            "到这次调整为止累计的调整金额",
            "all adjustments up to and with it",
        )
        .or_null(),
        money(
            "approved_before_amount",
            "决定前一日批复的总投资",
            "what the investment was approved at on the eve of the decision",
        )
        .or_null(),
        int(
            "limit_percent",
            "决定之日可以调整的最大比例，取自判定调整的规则所读的百分比参数",
            "the largest share that may be adjusted on that day: the percentage that the rules on changes read",
        )
        .or_null(),
        text("ground", "原因", "why").or_null(),
        bool("goals_changed", "是否改变目标", "whether the goals change").or_null(),
        money(
            "investment_after",
            "调整后的总投资",
            "the total afterwards",
        )
        .or_null(),
        bool(
            "plan_affected",
            "是否影响年度计划",
            "whether the year's plan is affected",
        )
        .or_null(),
        text("document", "文号", "document number").or_null(),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) static PROJECT_REPORTS: Table = Table {
    name: "project_reports",
    scope: Scope::Commit,
    zh: "项目的绩效报告",
    en: "the performance reports of the projects",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        int("year", "年度", "year").or_null(),
        date("submitted_on", "提交日期", "handed in on").or_null(),
        text("document", "文号", "document number").or_null(),
        bool(
            "users_heard",
            "是否征求使用单位意见",
            "whether the users were heard",
        )
        .or_null(),
        bool(
            "supervisor_heard",
            "是否征求监理单位意见",
            "whether the supervisor of works was heard",
        )
        .or_null(),
        text("trial_effect", "试运行效果", "what the trial showed").or_null(),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) static PROJECT_INCIDENTS: Table = Table {
    name: "project_incidents",
    scope: Scope::Commit,
    zh: "项目的逾期和损失",
    en: "delays and losses of the projects",
    columns: &[
        text("project", "项目", "the project").of("projects"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text("kind", "情况", "a delay or a loss").or_null(),
        date("found_on", "发现日期", "found on").or_null(),
        date("reported_on", "报告日期", "reported on").or_null(),
        text("document", "文号", "document number").or_null(),
    ],
    key: &["project", "position"],
    parents: &[OF_PROJECT],
};

pub(super) fn rows(
    source: &Source<'_>,
    id: &str,
    root: NodeRef<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if sink.wants(&PROJECT_CONTRACTS) {
        for (at, contract) in cell::list(root, &["contracts"]) {
            let cells = [
                id.into(),
                at,
                cell::text(contract, &["role"]),
                cell::text(contract, &["procurement"]),
                cell::int(contract, &["amount"]),
                cell::date(contract, &["signed_on"]),
                cell::text(contract, &["document"]),
            ];
            sink.row(&PROJECT_CONTRACTS, &cells)?;
        }
    }
    if sink.wants(&PROJECT_CHANGES) {
        changes(source, id, root, sink)?;
    }
    if sink.wants(&PROJECT_REPORTS) {
        for (at, report) in cell::list(root, &["reports"]) {
            let cells = [
                id.into(),
                at,
                cell::int(report, &["year"]),
                cell::date(report, &["submitted_on"]),
                cell::text(report, &["document"]),
                cell::bool(report, &["users_heard"]),
                cell::bool(report, &["supervisor_heard"]),
                cell::text(report, &["trial_effect"]),
            ];
            sink.row(&PROJECT_REPORTS, &cells)?;
        }
    }
    if sink.wants(&PROJECT_INCIDENTS) {
        for (at, incident) in cell::list(root, &["incidents"]) {
            let cells = [
                id.into(),
                at,
                cell::text(incident, &["kind"]),
                cell::date(incident, &["found_on"]),
                cell::date(incident, &["reported_on"]),
                cell::text(incident, &["document"]),
            ];
            sink.row(&PROJECT_INCIDENTS, &cells)?;
        }
    }
    Ok(())
}

fn changes(
    source: &Source<'_>,
    id: &str,
    root: NodeRef<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let known = change::known(source, id, root);
    for ((at, node), change) in cell::list(root, &["changes"]).zip(known) {
        let cells = [
            Cell::Text(id),
            at,
            change.decided_on.into(),
            change.adjusted.into(),
            change.so_far.into(),
            change.approved_before.into(),
            change.limit.into(),
            cell::text(node, &["ground"]),
            cell::bool(node, &["goals_changed"]),
            cell::int(node, &["total_after"]),
            cell::bool(node, &["plan_affected"]),
            cell::text(node, &["document"]),
        ];
        sink.row(&PROJECT_CHANGES, &cells)?;
    }
    Ok(())
}
