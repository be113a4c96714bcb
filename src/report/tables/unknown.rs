//! Names that there aren't, with the nearest that there are.

use super::{QUESTIONS, TABLES};
use mulu_core::diagnostic::suggest::{close, did_you_mean};
use mulu_core::diagnostic::{Error, Message};

/// What to say of a prepared question that there isn't.
#[must_use]
pub fn unknown_question(name: &str) -> Error {
    let near = close(name, &QUESTIONS.map(|question| question.name));
    let message = Message::new("query-unknown-question").arg("name", name);
    Error::bad_input(with_help(message, near))
}

/// What to say of a table that there isn't.
#[must_use]
pub fn unknown_table(name: &str) -> Error {
    let tables = TABLES.iter().map(|table| table.name);
    let views = QUESTIONS.iter().map(|question| question.name);
    let near = close(name, &tables.chain(views).collect::<Vec<_>>());
    let message = Message::new("query-unknown-table").arg("name", name);
    Error::bad_input(with_help(message, near))
}

/// What to say of a column that there isn't in the tables and views that a
/// query names, and of its line and column in the query where they are known.
#[must_use]
pub fn unknown_column(name: &str, named: &[&str], place: Option<(i64, i64)>) -> Error {
    let bare = name.rsplit('.').next().unwrap_or(name);
    let tables = TABLES.iter().filter(|table| named.contains(&table.name));
    let views = QUESTIONS.iter().filter(|view| named.contains(&view.name));
    let columns = tables
        .flat_map(|table| table.all_columns())
        .chain(views.flat_map(|view| view.all_columns()));
    let near = close(bare, &columns.map(|column| column.name).collect::<Vec<_>>());
    let message = match place {
        Some((line, column)) => Message::new("query-unknown-column-at")
            .arg("line", line)
            .arg("column", column),
        None => Message::new("query-unknown-column"),
    };
    Error::bad_input(with_help(message.arg("name", name), near))
}

fn with_help(message: Message, near: Option<&str>) -> Message {
    let help = match near {
        Some(near) => did_you_mean(near),
        None => Message::new("query-help-schema"),
    };
    Message::new("failure-with-help")
        .arg("failure", message)
        .arg("help", help)
}
