//! The frameworks of projects that several departments build together (Art. 14-1).

use super::catalog::broken;
use super::cell::{self, Cell};
use super::define::{Parent, Scope, Table, bool, date, int, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::registry::{Framework, Slot};

pub(super) static FRAMEWORKS: Table = Table {
    name: "frameworks",
    scope: Scope::Commit,
    zh: "跨部门项目的框架方案",
    en: "the frameworks of projects that several departments build together",
    columns: &[
        text("framework", "框架方案的标识", "the framework's id"),
        bool("valid", "文件是否有效", "whether its document is valid"),
        text("name", "名称", "name").or_null(),
        text("lead", "牵头单位", "the unit that leads it")
            .or_null()
            .of("units"),
        date("submitted_on", "报送日期", "submitted on").or_null(),
        text("document", "文号", "the paper").or_null(),
        text("goals", "建设目标", "the common goals").or_null(),
    ],
    key: &["framework"],
    parents: &[Parent {
        columns: &[],
        table: "commits",
    }],
};

pub(super) static FRAMEWORK_CONTENTS: Table = Table {
    name: "framework_contents",
    scope: Scope::Commit,
    zh: "框架方案中各单位的项目和建设内容，每项内容一行；没有写内容的单位一行",
    en: "who builds what in a framework, a row a content; one row for a unit that names none",
    columns: &[
        text("framework", "框架方案", "the framework").of("frameworks"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text("unit", "参建单位", "the unit").of("units"),
        text("project", "该单位的项目", "its project").of("projects"),
        text("content", "建设内容", "what it builds").or_null(),
    ],
    key: &["framework", "position"],
    parents: &[Parent {
        columns: &["framework"],
        table: "frameworks",
    }],
};

pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    for (id, slot) in &source.registry.frameworks {
        match slot {
            Slot::Absent => {}
            Slot::Broken(_) => broken(&FRAMEWORKS, &[Cell::Text(id)], sink)?,
            Slot::Valid(framework) => {
                self::framework(source, id, framework, sink)?;
                contents(id, framework, sink)?;
            }
        }
    }
    Ok(())
}

fn framework(
    source: &Source<'_>,
    id: &str,
    framework: &Framework,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if !sink.wants(&FRAMEWORKS) {
        return Ok(());
    }
    let root = source.registry.document(framework.doc).root();
    let cells = [
        id.into(),
        Cell::Bool(true),
        (&*framework.name).into(),
        (&*framework.lead).into(),
        cell::date(root, &["submitted_on"]),
        cell::text(root, &["document"]),
        cell::text(root, &["goals"]),
    ];
    sink.row(&FRAMEWORKS, &cells)
}

fn contents(id: &str, framework: &Framework, sink: &mut dyn Sink) -> Result<(), Error> {
    if !sink.wants(&FRAMEWORK_CONTENTS) {
        return Ok(());
    }
    let rows = framework.participants.iter().flat_map(|one| {
        let named = one.content.iter().map(|(content, _)| Some(&**content));
        let none = one.content.is_empty().then_some(None);
        named.chain(none).map(move |content| (one, content))
    });
    for (at, (one, content)) in rows.enumerate() {
        let cells = [
            id.into(),
            cell::position(at),
            (&*one.unit).into(),
            (&*one.project).into(),
            content.into(),
        ];
        sink.row(&FRAMEWORK_CONTENTS, &cells)?;
    }
    Ok(())
}
