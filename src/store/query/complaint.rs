//! SQLite's complaints as sentences: with the place, the reason and the nearest
//! right word.

use super::bare::{is_word, place};
use super::permit::Denied;
use mulu_core::diagnostic::{Error, Message};
use mulu_report::tables::{self, QUESTIONS, TABLES};
use rusqlite::{Error as Said, ErrorCode};

/// Marks that a Chinese keyboard writes and that aren't the wide forms of SQL's own, with
/// these. To SQLite they are letters, so it would complain of a name, or take one.
const MARKS: [(char, &str); 10] = [
    ('、', ","),
    ('。', "."),
    ('‘', "'"),
    ('’', "'"),
    ('“', "'"),
    ('”', "'"),
    ('＂', "'"),
    ('《', "<"),
    ('》', ">"),
    ('\u{3000}', "' '"),
];

/// Marks that part one thing from another: within a name nobody means them.
const PARTING: &str = "，；。＝＜＞‘’“”＇＂\u{3000}";

/// What a wide character stands for.
fn narrow(wide: char) -> Option<String> {
    if let Some((_, right)) = MARKS.iter().find(|(mark, _)| *mark == wide) {
        return Some((*right).to_owned());
    }
    let ascii = u32::from(wide).checked_sub(0xFEE0)?;
    let ascii = char::from_u32(ascii).filter(char::is_ascii_graphic)?;
    Some(ascii.to_string())
}

/// What is wrong with a query that can be prepared all the same: a wide mark makes one name
/// of what was to be two things.
pub(super) fn misread(sql: &str, bare: &str) -> Option<Error> {
    full_width(sql, bare, |mark| PARTING.contains(mark)).map(Error::bad_input)
}

/// Why a query isn't prepared.
pub(super) fn refused(sql: &str, bare: &str, error: &Said, denied: Option<Denied>) -> Error {
    let message = |message| Error::bad_input(message);
    if bare.contains(';') {
        return message(Message::new("query-several"));
    }
    match denied {
        Some(Denied::Action) => return message(Message::new("query-writes")),
        Some(Denied::Table(name)) => return tables::unknown_table(&name),
        Some(Denied::Function(name)) => {
            return message(Message::new("query-function").arg("name", name));
        }
        None => (),
    }
    if let Some(mark) = full_width(sql, bare, |_| true) {
        return message(mark);
    }
    match error {
        Said::MultipleStatement => message(Message::new("query-several")),
        Said::SqlInputError { msg, offset, .. } => {
            reworded(sql, bare, msg, usize::try_from(*offset).ok())
        }
        Said::SqliteFailure(_, Some(said)) => reworded(sql, bare, said, None),
        other => super::super::said(other),
    }
}

/// The first full-width mark outside of quotes of those that count.
fn full_width(sql: &str, bare: &str, counts: impl Fn(char) -> bool) -> Option<Message> {
    let (at, mark, right) = bare.char_indices().find_map(|(at, c)| {
        let right = narrow(c).filter(|_| counts(c));
        right.map(|right| (at, c, right))
    })?;
    let (line, column) = place(sql, at)?;
    let message = Message::new("query-full-width")
        .arg("line", line)
        .arg("column", column);
    Some(message.arg("mark", mark.to_string()).arg("right", right))
}

fn reworded(sql: &str, bare: &str, said: &str, at: Option<usize>) -> Error {
    let after = |what: &str| said.strip_prefix(what);
    if let Some(name) = after("no such table: ") {
        return match name.contains('.') {
            true => Error::bad_input(Message::new("query-qualified").arg("name", name)),
            false => tables::unknown_table(name),
        };
    }
    if let Some(name) = after("no such column: ") {
        let name = name.split(" - should this be").next().unwrap_or(name);
        let place = find(bare, name).or(at).and_then(|at| place(sql, at));
        return tables::unknown_column(name.trim_matches('"'), &named(bare), place);
    }
    if let Some(name) = after("no such function: ") {
        return Error::bad_input(Message::new("query-function").arg("name", name));
    }
    let nested = ["stack overflow", "maximum depth", "Recursion limit"];
    if nested.iter().any(|said_so| said.contains(said_so)) {
        return Error::bad_input(Message::new("query-nested"));
    }
    Error::bad_input(syntax(said).unwrap_or_else(|reason| {
        match at.and_then(|at| place(sql, at)) {
            Some((line, column)) => Message::new("query-syntax-at")
                .arg("line", line)
                .arg("column", column)
                .arg("reason", reason),
            None => Message::new("query-syntax").arg("reason", reason),
        }
    }))
}

/// What is wrong with the form of a query: a sentence, or the reason within one.
fn syntax(said: &str) -> Result<Message, Message> {
    let quoted = said.split_once('"').and_then(|(_, it)| it.rsplit_once('"'));
    match quoted {
        Some((word, ": syntax error")) => Err(Message::new("query-near").arg("found", word)),
        Some((open, "")) if said.starts_with("unrecognized token") => {
            let mark = open.chars().next().unwrap_or('"');
            match mark {
                '\'' | '"' | '`' | '[' => {
                    Ok(Message::new("query-unclosed").arg("what", mark.to_string()))
                }
                _ => Err(Message::new("query-near").arg("found", open)),
            }
        }
        _ if said == "incomplete input" => Err(Message::new("query-incomplete")),
        _ => Err(Message::new("query-said").arg("reason", said)),
    }
}

/// Where a word stands first outside of quotes.
fn find(bare: &str, word: &str) -> Option<usize> {
    let (lower, word) = (bare.to_ascii_lowercase(), word.to_ascii_lowercase());
    let part = |c: Option<char>| c.is_some_and(is_word);
    let mut found = lower.match_indices(&word);
    let whole = found.find(|(at, found)| {
        let before = lower[..*at].chars().next_back();
        !part(before) && !part(lower[at + found.len()..].chars().next())
    });
    whole.map(|(at, _)| at)
}

/// The tables and views whose names stand in a query.
fn named(bare: &str) -> Vec<&'static str> {
    let tables = TABLES.iter().map(|table| table.name);
    let names = tables.chain(QUESTIONS.iter().map(|view| view.name));
    names.filter(|name| find(bare, name).is_some()).collect()
}

/// What went wrong when a query ran.
pub(in super::super) fn at_work(error: &Said, seconds: u64) -> Error {
    let said = match error {
        Said::SqliteFailure(_, Some(said)) => said.clone(),
        Said::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    Error::bad_input(match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => return timeout(seconds),
        Some(ErrorCode::ReadOnly) => Message::new("query-writes"),
        Some(ErrorCode::OutOfMemory) => Message::new("query-memory"),
        Some(ErrorCode::TooBig) => Message::new("query-text"),
        _ if said == "integer overflow" => Message::new("query-overflow"),
        _ => Message::new("query-syntax")
            .arg("reason", Message::new("query-said").arg("reason", said)),
    })
}

/// The query took too long.
pub(in super::super) fn timeout(seconds: u64) -> Error {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    Error::bad_input(Message::new("query-timeout").arg("seconds", seconds))
}
