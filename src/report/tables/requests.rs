//! Requests.

use super::cell::{self, Cell};
use super::define::{Parent, Scope, Table, bool, int, money, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::policy::RequestRef;

const COMMIT: Parent = Parent {
    columns: &[],
    table: "commits",
};

pub(super) static REQUESTS: Table = Table {
    name: "requests",
    scope: Scope::Commit,
    zh: "运行维护经费申请",
    en: "requests for O&M money",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system").of("systems"),
        text("unit", "系统所属的单位", "the system's unit").of("units"),
        bool("valid", "文件是否有效", "whether its document is valid"),
        text("applicant", "申请单位", "who asks")
            .or_null()
            .of("units"),
        money("amount", "各项金额之和", "the sum of its items").or_null(),
        text("need", "需求说明", "what it is needed for").or_null(),
        money(
            "upgrade_amount",
            "其中升级改造的金额",
            "the part that is an upgrade",
        )
        .or_null(),
        bool(
            "upgrade_main_function_changed",
            "升级改造是否改变主要功能",
            "whether the upgrade changes the main function",
        )
        .or_null(),
    ],
    key: &["year", "system"],
    parents: &[COMMIT],
};

pub(super) static REQUEST_ITEMS: Table = Table {
    name: "request_items",
    scope: Scope::Commit,
    zh: "申请的各项费用",
    en: "the items of the requests",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system").of("systems"),
        int(
            "position",
            "在申请中的次序，从 1 起",
            "its place in the request, from 1",
        ),
        text("category", "费用类别", "expense category").of("expenses"),
        money("amount", "金额", "amount"),
        text("description", "说明", "description").or_null(),
    ],
    key: &["year", "system", "position"],
    parents: &[Parent {
        columns: &["year", "system"],
        table: "requests",
    }],
};

pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let registry = source.registry;
    let (requests, items) = (sink.wants(&REQUESTS), sink.wants(&REQUEST_ITEMS));
    if !requests && !items {
        return Ok(());
    }
    for (id, slot) in &registry.requests {
        let Some(case) = RequestRef::of(&id.text()) else {
            continue;
        };
        let key = [Cell::Int(i64::from(case.year)), Cell::Text(&case.system)];
        let request = slot.valid();
        let root = request.map(|request| registry.document(request.doc).root());
        if requests {
            let cells = [
                key[0],
                key[1],
                Cell::Text(&case.unit),
                Cell::Bool(request.is_some()),
                request.map(|request| &*request.applicant).into(),
                request.and_then(|request| request.amount).into(),
                root.map_or(Cell::Null, |root| cell::text(root, &["need"])),
                root.map_or(Cell::Null, |root| cell::int(root, &["upgrade", "amount"])),
                root.map_or(Cell::Null, |root| {
                    cell::bool(root, &["upgrade", "main_function_changed"])
                }),
            ];
            sink.row(&REQUESTS, &cells)?;
        }
        let of = request.filter(|_| items).map(|request| &request.items);
        for (at, item) in of.into_iter().flatten().enumerate() {
            let node = request.map(|request| registry.document(request.doc).node(item.node));
            let cells = [
                key[0],
                key[1],
                cell::position(at),
                Cell::Text(&item.category),
                item.amount.into(),
                node.map_or(Cell::Null, |node| cell::text(node, &["description"])),
            ];
            sink.row(&REQUEST_ITEMS, &cells)?;
        }
    }
    Ok(())
}
