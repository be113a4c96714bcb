//! What the authorities attest.

use super::cell::{self, Cell};
use super::define::{Parent, Scope, Table, date, int, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::layout::SubjectKind;

pub(super) static OPINIONS: Table = Table {
    name: "opinions",
    scope: Scope::Commit,
    zh: "主管部门的意见；同一事项以哪一条为准，见 counting_opinions",
    en: "the authorities' opinions; counting_opinions has the one that counts for a matter",
    columns: &[
        text("path", "所在文件", "the file"),
        int(
            "position",
            "在文件中的次序，从 1 起",
            "its place in the file, from 1",
        ),
        text("authority", "主管部门的标识", "the authority's id"),
        text(
            "unit",
            "意见针对的单位，或者系统所属的单位",
            "the unit that it is about, or the system's",
        )
        .of("units"),
        text(
            "system",
            "意见针对的系统；针对单位的为空",
            "the system that it is about; empty: the unit",
        )
        .or_null()
        .of("systems"),
        text("matter", "事项", "the matter"),
        text(
            "scope",
            "针对的数据资源、费用类别或者年度",
            "the resource, expense category or year that it is about",
        )
        .or_null(),
        text(
            "result",
            "结论：pass、fail；通知和隐患没有结论",
            "pass or fail; orders and hazards have none",
        )
        .or_null(),
        date("issued_on", "出具日期", "issued on"),
        date("valid_until", "有效期至", "the last day it is good for").or_null(),
        date(
            "due_on",
            "应当完成的日期",
            "by when an order must be carried out",
        )
        .or_null(),
        date("resolved_on", "完成的日期", "when it was").or_null(),
        text("document", "文号", "document number").or_null(),
        text(
            "organizer",
            "验收的组织者：bureau、unit",
            "who organized the acceptance: bureau, unit",
        )
        .or_null(),
        text("archives", "档案验收：pass、fail", "archives: pass, fail").or_null(),
        text("note", "备注", "note").or_null(),
    ],
    key: &["path", "position"],
    parents: &[Parent {
        columns: &["path"],
        table: "documents",
    }],
};

pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    if !sink.wants(&OPINIONS) {
        return Ok(());
    }
    for (authority, files) in &source.registry.opinions {
        for (subject, slot) in files {
            let Some(file) = slot.valid() else { continue };
            let document = source.registry.document(file.doc);
            let is_system = subject.kind() == SubjectKind::System;
            let (unit, system) = (subject.unit(), is_system.then_some(&**subject));
            for (at, opinion) in file.opinions.iter().enumerate() {
                let node = document.node(opinion.node);
                let cells = [
                    Cell::Text(document.path()),
                    cell::position(at),
                    Cell::Text(authority),
                    unit.into(),
                    system.into(),
                    Cell::Text(&opinion.matter),
                    opinion.scope.as_deref().into(),
                    cell::text(node, &["result"]),
                    opinion.issued_on.into(),
                    opinion.valid_until.into(),
                    opinion.due_on.into(),
                    opinion.resolved_on.into(),
                    cell::text(node, &["document"]),
                    cell::text(node, &["organizer"]),
                    cell::text(node, &["archives"]),
                    cell::text(node, &["note"]),
                ];
                sink.row(&OPINIONS, &cells)?;
            }
        }
    }
    Ok(())
}
