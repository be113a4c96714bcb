//! What the authorities attest.

use super::cell::{self, Cell};
use super::define::{Parent, Scope, Table, bool, date, int, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::document::NodeRef;
use mulu_core::layout::SubjectKind;
use mulu_core::policy::{Pack, intervals};
use mulu_core::registry::{Opinion, Results};

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
            "意见针对的单位，或者系统、项目所属的单位；对框架方案的意见没有",
            "the unit that it is about, or the system's or project's; none for a framework's",
        )
        .or_null()
        .of("units"),
        text("system", "意见针对的系统", "the system that it is about")
            .or_null()
            .of("systems"),
        text(
            "project",
            "意见针对的建设项目",
            "the construction project that it is about",
        )
        .or_null()
        .of("projects"),
        text("matter", "事项", "the matter"),
        text(
            "scope",
            "针对的数据资源、费用类别或者年度",
            "the resource, expense category or year that it is about",
        )
        .or_null(),
        text(
            "result",
            "结论，按规则包中的写法；要求没有结论",
            "the result in the pack's words; orders have none",
        )
        .or_null(),
        bool(
            "favourable",
            "结论是否有利；没有结论的为空",
            "whether the result is favourable; empty: none",
        )
        .or_null(),
        bool(
            "is_order",
            "是否为要求：没有结论，完成以前一直有效",
            "whether it is an order: it has no result, and is open until it is resolved",
        ),
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
        text("organizer", "组织者", "who organized it").or_null(),
        text("archives", "档案：pass、fail", "archives: pass, fail").or_null(),
        int("level", "级别", "the level that it attests").or_null(),
        text(
            "age_limit",
            "限定多少个月以内有效的参数",
            "the parameter that says for how many months it is good",
        )
        .or_null(),
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
    let limits = intervals(source.pack);
    for (authority, files) in &source.registry.opinions {
        for (subject, slot) in files {
            let Some(file) = slot.valid() else { continue };
            let document = source.registry.document(file.doc);
            let named = subject.of();
            let of = |kind: SubjectKind| (subject.kind() == kind).then_some(&*named);
            let unit = subject.unit();
            let (system, project) = (of(SubjectKind::System), of(SubjectKind::Project));
            for (at, opinion) in file.opinions.iter().enumerate() {
                let node = document.node(opinion.node);
                let cells = [
                    Cell::Text(document.path()),
                    cell::position(at),
                    Cell::Text(authority),
                    unit.into(),
                    system.into(),
                    project.into(),
                    Cell::Text(&opinion.matter),
                    opinion.scope.as_deref().into(),
                    cell::text(node, &["result"]),
                    opinion.result.as_ref().map(|_| opinion.favourable).into(),
                    is_order(source.pack, opinion).into(),
                    opinion.issued_on.into(),
                    opinion.valid_until.into(),
                    opinion.due_on.into(),
                    opinion.resolved_on.into(),
                    cell::text(node, &["document"]),
                    cell::text(node, &["organizer"]),
                    cell::text(node, &["archives"]),
                    node.get("level").and_then(NodeRef::as_i64).into(),
                    limits.get(&opinion.matter).map(|limit| &**limit).into(),
                    cell::text(node, &["note"]),
                ];
                sink.row(&OPINIONS, &cells)?;
            }
        }
    }
    Ok(())
}

/// Whether an opinion is an order: it has no result, though its matter doesn't do without.
fn is_order(pack: &Pack, opinion: &Opinion) -> bool {
    let matter = pack.matters.get(&opinion.matter);
    opinion.result.is_none() && matter.is_none_or(|matter| matter.results != Results::None)
}
