//! Every field of every document: for whatever has no table of its own.

use super::cell::Cell;
use super::define::{Parent, Scope, Table, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::document::{NodeKind, NodeRef, escaped};

pub(super) static FACTS: Table = Table {
    name: "facts",
    scope: Scope::Commit,
    zh: "任何文件的任何字段，每个值一行；空的列表和对象没有行",
    en: "any field of any document, a row a value; empty lists and mappings have none",
    columns: &[
        text("path", "文件的路径", "the file's path"),
        text(
            "pointer",
            "字段在文件中的位置（RFC 6901），列表从 0 起",
            "where the field stands in the file (RFC 6901); lists count from 0",
        ),
        text(
            "value",
            "字段的值，按文件中的写法；写明为空的为空",
            "what it says, as it is written; empty where it says null",
        )
        .or_null(),
    ],
    key: &["path", "pointer"],
    parents: &[Parent {
        columns: &["path"],
        table: "documents",
    }],
};

/// The fields of the documents that are evidence.
pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    if !sink.wants(&FACTS) {
        return Ok(());
    }
    let registry = source.registry;
    for document in &registry.documents {
        let path = document.path();
        if registry.broken.contains(path) {
            continue;
        }
        walk(document.root(), path, &mut String::new(), sink)?;
    }
    Ok(())
}

/// A node and what is in it, at a pointer; no document is deeper than its reader lets it be.
fn walk(
    node: NodeRef<'_>,
    path: &str,
    pointer: &mut String,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let length = pointer.len();
    match node.kind() {
        NodeKind::Map => {
            for (key, value) in node.entries() {
                pointer.push('/');
                pointer.push_str(&escaped(key.scalar_text().unwrap_or_default()));
                walk(value, path, pointer, sink)?;
                pointer.truncate(length);
            }
            Ok(())
        }
        NodeKind::Seq => {
            for (at, value) in node.items().enumerate() {
                pointer.push('/');
                pointer.push_str(&at.to_string());
                walk(value, path, pointer, sink)?;
                pointer.truncate(length);
            }
            Ok(())
        }
        NodeKind::Null => sink.row(&FACTS, &[path.into(), (&**pointer).into(), Cell::Null]),
        _ => {
            let value = node.scalar_text();
            sink.row(&FACTS, &[path.into(), (&**pointer).into(), value.into()])
        }
    }
}
