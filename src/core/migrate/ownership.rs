//! The ownership table: lines that are the first contract's own become the second's,
//! lines that it could not have are added. A line that a registry wrote itself stays.

use super::{Change, first};
use crate::diagnostic::Message;
use crate::document::NodeRef;
use crate::document::edit::{Edit, flow};
use crate::registry::Settings;
use crate::registry::ownership::{RuleText, examples, standard};
use serde_json::{Map, Value, json};

/// What becomes of a table, and what to know of lines that stay.
pub(super) fn changes(root: NodeRef<'_>, settings: &Settings) -> (Vec<Change>, Vec<Message>) {
    let (mut changes, mut notes) = (Vec::new(), Vec::new());
    let Some(table) = root.get("ownership") else {
        return (changes, notes);
    };
    for line in table.items() {
        let text = |key: &str| line.get(key).and_then(NodeRef::as_str);
        let Some(path) = text("path").filter(|_| line.get("fields").is_none()) else {
            continue;
        };
        let was = first::LINES.iter().find(|line| line.path == path);
        let is = standard()
            .iter()
            .find(|line| line.path == path && line.fields.is_empty());
        let (Some(was), Some(is)) = (was, is) else {
            continue;
        };
        let says = |authors, approvers| {
            names(line, "authors") == authors && names(line, "approvers") == approvers
        };
        if says(was.authors, was.approvers) {
            changes.extend(list(line, "authors", is.authors));
            changes.extend(list(line, "approvers", is.approvers));
        } else if !says(is.authors, is.approvers) {
            let note = Message::new("migrate-note-ownership").arg("path", path);
            let note = note.arg("line", line.label().pointer);
            notes.push(note.arg("wanted", flow(&written(is))));
        }
    }
    let missing = missing(table, settings);
    changes.extend(missing.map(|line| added(table, line)));
    (changes, notes)
}

fn names<'a>(line: NodeRef<'a>, key: &str) -> Vec<&'a str> {
    let items = line.get(key).into_iter().flat_map(NodeRef::items);
    items.filter_map(NodeRef::as_str).collect()
}

/// A list of a line, name by name: what stands there keeps its form.
fn list(line: NodeRef<'_>, key: &str, wanted: &[&str]) -> Option<Change> {
    let there = names(line, key);
    let list = line.get(key).filter(|_| there != wanted)?;
    let at = list.pointer();
    let edit = |(position, name): (usize, &&str)| match there.get(position) {
        Some(same) if same == name => None,
        Some(_) => Some(Edit::Replace {
            at: format!("{at}/{position}"),
            value: (*name).into(),
        }),
        None => Some(Edit::Append {
            to: at.clone(),
            value: (*name).into(),
        }),
    };
    Some(Change {
        pointer: at.clone(),
        before: Some(format!("[{}]", there.join(", "))),
        after: format!("[{}]", wanted.join(", ")),
        why: Message::new("migrate-why-owners"),
        edits: wanted.iter().enumerate().filter_map(edit).collect(),
    })
}

/// Lines of the second contract that a table needs: of new files that nobody owns, and
/// of facts where it knows no such lines at all. Who they name must be there.
fn missing<'s>(
    table: NodeRef<'_>,
    settings: &'s Settings,
) -> impl Iterator<Item = &'static RuleText<'static>> + use<'s> {
    let has_fields = table.items().any(|line| line.get("fields").is_some());
    let known = |name: &str| {
        name.contains(['{', '}']) || name == "anyone" || settings.authorities.contains_key(name)
    };
    standard().iter().filter(move |line| {
        let needed = if line.fields.is_empty() {
            let mut paths = examples(line.path).into_iter();
            first::NEW_FILES.contains(&line.path)
                && paths.any(|path| settings.ownership.owners(&path).is_none())
        } else {
            !has_fields
        };
        let mut named = line.authors.iter().chain(line.approvers);
        needed && named.all(|names| names.split('|').all(known))
    })
}

fn added(table: NodeRef<'_>, line: &RuleText<'_>) -> Change {
    let value = written(line);
    let to = table.pointer();
    Change {
        pointer: to.clone(),
        before: None,
        after: flow(&value),
        why: Message::new(if line.fields.is_empty() {
            "migrate-why-unowned"
        } else {
            "migrate-why-facts"
        }),
        edits: vec![Edit::Append { to, value }],
    }
}

/// A line as a document has it.
fn written(line: &RuleText<'_>) -> Value {
    let mut map = Map::new();
    map.insert("path".to_owned(), line.path.into());
    for (key, list) in [
        ("fields", line.fields),
        ("authors", line.authors),
        ("approvers", line.approvers),
    ] {
        if !list.is_empty() {
            map.insert(key.to_owned(), json!(list));
        }
    }
    Value::Object(map)
}
