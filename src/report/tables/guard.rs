//! What may be asked: exactly one query that reads, of tables that there are.
//!
//! Two readers must agree. The scanner below splits the text as SQLite does:
//! one statement, and it begins like a query, so nothing can be attached or
//! set. The parser then says that it is a query throughout, and which tables
//! it names. The database is closed to writing besides (`store`).

mod narrow;
mod scan;

use super::questions::{Dialect, question};
use super::{QUESTIONS, TABLES, define::Table};
use mulu_core::diagnostic::{Arg, Error, Message};
use sqlparser::ast::{
    Expr, Ident, ObjectName, Query as Parsed, Select, SetExpr, Statement, TableFactor, Visit,
    Visitor,
};
use sqlparser::dialect::SQLiteDialect;
use sqlparser::parser::{Parser, ParserError};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// A query that was checked: what it reads is known.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The query, without what ends a statement.
    pub sql: String,
    /// The tables that it needs, those behind its views too.
    pub tables: BTreeSet<&'static str>,
    /// The views that it needs.
    pub views: BTreeSet<&'static str>,
    /// The one year that its decisions are of, where that is plain to see.
    pub year: Option<i16>,
}

/// The tables that hold decisions and what they rest on.
const JUDGED: [&str; 4] = ["decisions", "outcomes", "outcome_items", "missing_evidence"];

impl Query {
    /// The tables that it needs.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table> {
        TABLES
            .into_iter()
            .filter(|table| self.tables.contains(table.name))
    }

    /// Whether it needs decisions.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        JUDGED.iter().any(|table| self.tables.contains(table))
    }

    fn needs(&mut self, name: &str) -> bool {
        if let Some(table) = super::table(name) {
            self.tables.insert(table.name);
            return true;
        }
        let Some(question) = question(name) else {
            return false;
        };
        if self.views.insert(question.name)
            && let Ok(query) = parse(&question.sql(Dialect::Sqlite))
        {
            let mut names = Titles::default();
            let _ = query.visit(&mut names);
            for name in names.relations {
                self.needs(&name);
            }
        }
        true
    }
}

/// Everything that a query names.
#[derive(Default)]
struct Titles {
    relations: BTreeSet<String>,
    own: BTreeSet<String>,
    forbidden: Option<Message>,
}

impl Titles {
    fn forbid(&mut self, message: Message) -> ControlFlow<()> {
        self.forbidden = Some(message);
        ControlFlow::Break(())
    }
}

/// The name of one part, without its quotes, as SQLite compares it.
fn name(object: &ObjectName) -> Option<String> {
    match object.0.as_slice() {
        [part] => part
            .as_ident()
            .map(|ident: &Ident| ident.value.to_lowercase()),
        _ => None,
    }
}

/// Functions that read or write what is no table.
const FORBIDDEN: [&str; 5] = [
    "load_extension",
    "readfile",
    "writefile",
    "edit",
    "fts3_tokenizer",
];

impl Visitor for Titles {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Parsed) -> ControlFlow<()> {
        for table in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.own.insert(table.alias.name.value.to_lowercase());
        }
        if reads(&query.body) && query.locks.is_empty() {
            ControlFlow::Continue(())
        } else {
            self.forbid(Message::new("query-writes"))
        }
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        match &select.into {
            Some(_) => self.forbid(Message::new("query-writes")),
            None => ControlFlow::Continue(()),
        }
    }

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        match statement {
            Statement::Query(_) => ControlFlow::Continue(()),
            _ => self.forbid(Message::new("query-writes")),
        }
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        let function = match factor {
            TableFactor::Table { name, args, .. } => args.as_ref().map(|_| name),
            TableFactor::Function { name, .. } => Some(name),
            _ => None,
        };
        match function.map(ToString::to_string) {
            Some(function) if !["json_each", "json_tree"].contains(&function.as_str()) => {
                self.forbid(Message::new("query-function").arg("name", function))
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        match name(relation) {
            Some(name) => {
                self.relations.insert(name);
                ControlFlow::Continue(())
            }
            None => {
                let name = relation.to_string();
                self.forbid(Message::new("query-qualified").arg("name", name))
            }
        }
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        match expr {
            Expr::Function(function)
                if name(&function.name).is_some_and(|it| FORBIDDEN.contains(&it.as_str())) =>
            {
                let name = function.name.to_string();
                self.forbid(Message::new("query-function").arg("name", name))
            }
            _ => ControlFlow::Continue(()),
        }
    }
}

fn reads(body: &SetExpr) -> bool {
    match body {
        SetExpr::Select(_) | SetExpr::Query(_) | SetExpr::Values(_) => true,
        SetExpr::SetOperation { left, right, .. } => reads(left) && reads(right),
        _ => false,
    }
}

/// What a text asks.
///
/// # Errors
/// When it isn't one query that reads, or names a table that there isn't.
pub fn ask(text: &str) -> Result<Query, Error> {
    let refuse = |message| Err(Error::bad_input(message));
    let sql = match scan::statement(text) {
        Ok(sql) => sql,
        Err(scan::Fault::Empty) => return refuse(Message::new("query-empty")),
        Err(scan::Fault::Several) => return refuse(Message::new("query-several")),
        Err(scan::Fault::Open(what)) => {
            return refuse(Message::new("query-unclosed").arg("what", what));
        }
        Err(scan::Fault::Variable(name)) => {
            return refuse(Message::new("query-variable").arg("name", name));
        }
        Err(scan::Fault::Verb(verb)) => {
            return refuse(Message::new("query-not-a-query").arg("verb", verb));
        }
    };
    let query = parse(sql)?;
    let mut names = Titles::default();
    let _ = query.visit(&mut names);
    if let Some(message) = names.forbidden {
        return refuse(message);
    }
    let mut asked = Query {
        sql: sql.to_owned(),
        year: match &query {
            Statement::Query(query) => narrow::year(query),
            _ => None,
        },
        ..Query::default()
    };
    for name in &names.relations {
        let own = names.own.contains(name) || ["json_each", "json_tree"].contains(&name.as_str());
        if !asked.needs(name) && !own {
            return Err(unknown_table(name));
        }
    }
    Ok(asked)
}

fn parse(sql: &str) -> Result<Statement, Error> {
    let refuse = |message| Err(Error::bad_input(message));
    match Parser::parse_sql(&SQLiteDialect {}, sql) {
        Ok(mut statements) => match (statements.pop(), statements.pop()) {
            (Some(one), None) => Ok(one),
            _ => refuse(Message::new("query-several")),
        },
        Err(ParserError::RecursionLimitExceeded) => refuse(Message::new("query-nested")),
        Err(ParserError::TokenizerError(said) | ParserError::ParserError(said)) => {
            refuse(syntax(&said))
        }
    }
}

/// `Expected: …, found: … at Line: 1, Column: 8` as a sentence.
fn syntax(said: &str) -> Message {
    let (what, place) = said.rsplit_once(" at Line: ").unwrap_or((said, ""));
    let place = place.split_once(", Column: ");
    let number = |text: &str| text.trim().parse::<i64>().ok();
    let place = place.and_then(|(line, column)| Some((number(line)?, number(column)?)));
    let reason = match what
        .strip_prefix("Expected: ")
        .and_then(|it| it.split_once(", found: "))
    {
        Some((expected, found)) => Message::new("query-expected")
            .arg("expected", named(expected))
            .arg("found", named(found)),
        None => Message::new("query-said").arg("reason", what),
    };
    match place {
        Some((line, column)) => Message::new("query-syntax-at")
            .arg("line", line)
            .arg("column", column)
            .arg("reason", reason),
        None => Message::new("query-syntax").arg("reason", reason),
    }
}

/// What the parser calls something, as people call it.
fn named(what: &str) -> Arg {
    let key = match what {
        "end of statement" | "EOF" => "query-name-end",
        "an expression" | "an expression:" => "query-name-expression",
        "identifier" => "query-name-identifier",
        other => return other.into(),
    };
    Arg::from(Message::new(key))
}

/// The refusal of a prepared question that there isn't.
#[must_use]
pub fn unknown_question(name: &str) -> Error {
    let near = nearest(name, QUESTIONS.iter().map(|question| question.name));
    let message = Message::new("query-unknown-question").arg("name", name);
    Error::bad_input(with_help(message, near))
}

/// The refusal of a table that there isn't.
#[must_use]
pub fn unknown_table(name: &str) -> Error {
    let tables = TABLES.iter().map(|table| table.name);
    let views = QUESTIONS.iter().map(|question| question.name);
    let near = nearest(name, tables.chain(views));
    let message = Message::new("query-unknown-table").arg("name", name);
    Error::bad_input(with_help(message, near))
}

/// The refusal of a column that no table of a query has.
#[must_use]
pub fn unknown_column(asked: &Query, name: &str) -> Error {
    let bare = name.rsplit('.').next().unwrap_or(name);
    let tables = asked.tables().flat_map(Table::all_columns);
    let views = QUESTIONS
        .iter()
        .filter(|question| asked.views.contains(question.name));
    let views = views.flat_map(|question| question.all_columns());
    let near = nearest(bare, tables.chain(views).map(|column| column.name));
    let message = match place(&asked.sql, name) {
        Some((line, column)) => Message::new("query-unknown-column-at")
            .arg("line", line)
            .arg("column", column),
        None => Message::new("query-unknown-column"),
    };
    Error::bad_input(with_help(message.arg("name", name), near))
}

/// Line and column, from 1, at which a word stands first.
fn place(sql: &str, word: &str) -> Option<(i64, i64)> {
    let (lower, word) = (sql.to_ascii_lowercase(), word.to_ascii_lowercase());
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (at, _) = lower.match_indices(&word).find(|(at, found)| {
        let before = lower[..*at].chars().next_back();
        !part(before) && !part(lower[at + found.len()..].chars().next())
    })?;
    let before = &sql[..at];
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    Some((i64::try_from(line).ok()?, i64::try_from(column).ok()?))
}

fn with_help(message: Message, near: Option<&str>) -> Message {
    let help = match near {
        Some(near) => {
            Message::new("help-did-you-mean").arg("suggestion", Arg::from(format!("`{near}`")))
        }
        None => Message::new("query-help-schema"),
    };
    Message::new("failure-with-help")
        .arg("failure", message)
        .arg("help", help)
}

/// The known name that is most like a wrong one.
fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let limit = 1 + wrong.len() / 4;
    names
        .map(|name| (strsim::damerau_levenshtein(&wrong, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}
