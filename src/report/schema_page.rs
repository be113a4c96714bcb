//! The tables described: a page of documentation, and help on a terminal.

use super::{Language, Localizer, text};
use crate::tables::{Column, QUESTIONS, Question, TABLES, Table, Type};
use mulu_core::diagnostic::Message;
use std::io::{self, Write};

/// What a column's type is called.
fn kind(kind: Type) -> &'static str {
    match kind {
        Type::Text => "text",
        Type::Int => "integer",
        Type::Money => "amount",
        Type::Bool => "boolean",
        Type::Date => "date",
    }
}

/// `docs/TABLES.md`.
///
/// # Errors
/// When it cannot be written.
pub fn page(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(include_str!("schema_page/head.md").as_bytes())?;
    for table in TABLES {
        writeln!(
            out,
            "\n### `{}`\n\n{} · {}\n",
            table.name, table.zh, table.en
        )?;
        writeln!(out, "Key: {}.", codes(table.full_key().into_iter()))?;
        for parent in table.parents {
            writeln!(out, "Belongs to `{}`.", parent.table)?;
        }
        columns(out, table.columns)?;
    }
    writeln!(out, "\n## Prepared questions\n")?;
    writeln!(
        out,
        "Views in both databases; `mulu query --saved NAME` asks one."
    )?;
    for question in QUESTIONS {
        writeln!(
            out,
            "\n### `{}`\n\n{} · {}",
            question.name, question.zh, question.en
        )?;
        columns(out, question.columns)?;
    }
    Ok(())
}

fn codes<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn columns(out: &mut dyn Write, columns: &[Column]) -> io::Result<()> {
    writeln!(
        out,
        "\n| column | type | 中文 | English |\n|---|---|---|---|"
    )?;
    for column in columns {
        let null = if column.nullable {
            ", may be empty"
        } else {
            ""
        };
        let refers = column
            .refers
            .map_or_else(String::new, |of| format!(" → `{of}`"));
        writeln!(
            out,
            "| `{}` | {}{null}{refers} | {} | {} |",
            column.name,
            kind(column.kind),
            column.zh,
            column.en
        )?;
    }
    Ok(())
}

/// The tables and prepared questions, a line each.
///
/// # Errors
/// When it cannot be written.
pub fn overview(out: &mut dyn Write, words: &Localizer) -> io::Result<()> {
    writeln!(out, "{}\n", words.word("schema-tables"))?;
    let tables = TABLES.iter().map(|table| (table.name, table.zh, table.en));
    lines(out, words, tables)?;
    writeln!(out, "\n{}\n", words.word("schema-questions"))?;
    questions(out, words)?;
    writeln!(out, "\n{}", words.word("schema-hint"))
}

/// The prepared questions, a line each.
///
/// # Errors
/// When it cannot be written.
pub fn questions(out: &mut dyn Write, words: &Localizer) -> io::Result<()> {
    let questions = QUESTIONS.iter();
    lines(
        out,
        words,
        questions.map(|question| (question.name, question.zh, question.en)),
    )
}

fn lines<'a>(
    out: &mut dyn Write,
    words: &Localizer,
    lines: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
) -> io::Result<()> {
    for (name, zh, en) in lines {
        writeln!(out, "  {}  {}", text::pad(name, 22), pick(words, zh, en))?;
    }
    Ok(())
}

fn pick<'a>(words: &Localizer, zh: &'a str, en: &'a str) -> &'a str {
    match words.language() {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// A table's columns.
///
/// # Errors
/// When it cannot be written.
pub fn table(out: &mut dyn Write, table: &Table, words: &Localizer) -> io::Result<()> {
    writeln!(out, "{}  {}\n", table.name, pick(words, table.zh, table.en))?;
    described(out, table.all_columns(), words)?;
    let key: Vec<String> = table.full_key().iter().map(ToString::to_string).collect();
    writeln!(
        out,
        "\n{}",
        words.say(&Message::new("schema-key").arg("key", key.join(", ")))
    )
}

/// A prepared question's columns and its query.
///
/// # Errors
/// When it cannot be written.
pub fn question(out: &mut dyn Write, question: &Question, words: &Localizer) -> io::Result<()> {
    writeln!(
        out,
        "{}  {}\n",
        question.name,
        pick(words, question.zh, question.en)
    )?;
    described(out, question.all_columns(), words)?;
    writeln!(out, "\n{};", question.sql(crate::tables::Dialect::Sqlite))
}

fn described<'a>(
    out: &mut dyn Write,
    columns: impl Iterator<Item = &'a Column>,
    words: &Localizer,
) -> io::Result<()> {
    for column in columns {
        let null = if column.nullable { "?" } else { "" };
        let kind = format!("{}{null}", kind(column.kind));
        let refers = column
            .refers
            .map_or_else(String::new, |of| format!("  → {of}"));
        writeln!(
            out,
            "  {}  {}  {}{refers}",
            text::pad(column.name, 22),
            text::pad(&kind, 8),
            pick(words, column.zh, column.en)
        )?;
    }
    Ok(())
}
