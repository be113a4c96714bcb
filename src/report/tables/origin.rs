//! Where rows come from: the registry, the commit, the day, the documents.

use super::cell::Cell;
use super::define::{Column, Parent, Scope, Table, bool, date, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::registry::kind_of;
use std::collections::BTreeMap;

/// The columns that every row begins with, as far as it depends on them.
pub static ORIGIN: [Column; 3] = [
    text("registry", "登记的名称", "the registry's name"),
    text(
        "commit_id",
        "登记内容的 Git 提交；工作区有未提交的修改时为 work-tree",
        "the Git commit of the contents; `work-tree` where uncommitted changes were read",
    ),
    date("judged_on", "判定日期", "the day it was judged for"),
];

/// What stands for the commit of files that are of none.
pub const WORK_TREE: &str = "work-tree";

pub(super) static COMMITS: Table = Table {
    name: "commits",
    scope: Scope::Commit,
    zh: "已读取的登记版本，每个提交一行",
    en: "the states of the registry that were read, a row a commit",
    columns: &[
        text("title", "登记自己的标题", "the registry's own title"),
        text(
            "policy",
            "规则的 Git 提交；built-in 表示程序内置的规则",
            "the Git commit of the rules; `built-in` for those of the program",
        ),
        text(
            "program",
            "读取登记的程序版本",
            "the version of the program that read it",
        ),
    ],
    key: &[],
    parents: &[],
};

pub(super) static PUBLICATIONS: Table = Table {
    name: "publications",
    scope: Scope::Day,
    zh: "已判定的登记版本，每个提交和判定日期一行；有这一行，说明其余各表的内容完整",
    en: "what was judged, a row a commit and day; where it stands, the other tables are complete",
    columns: &[
        text(
            "published_at",
            "写入数据库的时间（UTC，RFC 3339）；mulu query 中为空",
            "when it was written (UTC, RFC 3339); empty in `mulu query`",
        )
        .or_null(),
        text(
            "program",
            "判定所用的程序版本",
            "the version of the program that judged it",
        ),
    ],
    key: &[],
    parents: &[Parent {
        columns: &[],
        table: "commits",
    }],
};

pub(super) static DOCUMENTS: Table = Table {
    name: "documents",
    scope: Scope::Commit,
    zh: "登记的文件",
    en: "the registry's documents",
    columns: &[
        text("path", "文件的路径", "the file's path"),
        text("kind", "文件的种类", "what kind of document it is").or_null(),
        bool(
            "valid",
            "能否作为证据；有错误的文件不能",
            "whether it is evidence; a broken document is not",
        ),
    ],
    key: &["path"],
    parents: &[Parent {
        columns: &[],
        table: "commits",
    }],
};

/// Which state it is: what the other rows belong to.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The registry's own title.
    pub title: &'a str,
    /// The commit of the rules, or that they are built in; none: the files
    /// that lie there.
    pub policy: Option<&'a str>,
    /// When it is written down, where it is.
    pub published_at: Option<&'a str>,
}

/// The rows that stand for the state.
///
/// # Errors
/// When the sink takes no more.
pub fn origin(origin: Origin<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let program = Cell::Text(env!("CARGO_PKG_VERSION"));
    if sink.wants(&COMMITS) {
        let policy = origin.policy.unwrap_or(WORK_TREE);
        sink.row(&COMMITS, &[origin.title.into(), policy.into(), program])?;
    }
    if sink.wants(&PUBLICATIONS) {
        sink.row(&PUBLICATIONS, &[origin.published_at.into(), program])?;
    }
    Ok(())
}

/// The documents that are there, broken ones too.
pub(super) fn documents(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    if !sink.wants(&DOCUMENTS) {
        return Ok(());
    }
    let registry = source.registry;
    let mut valid: BTreeMap<&str, bool> = BTreeMap::new();
    for document in &registry.documents {
        valid.insert(document.path(), true);
    }
    valid.extend(registry.broken.iter().map(|path| (&**path, false)));
    for (path, valid) in valid {
        let kind = kind_of(path).map(mulu_core::schema::Kind::schema_name);
        sink.row(&DOCUMENTS, &[path.into(), kind.into(), Cell::Bool(valid)])?;
    }
    Ok(())
}
