//! `mulu migrate --format json`.

use super::{MigrationView, reason};
use crate::Localizer;
use mulu_core::migrate::{File, Reason};
use mulu_core::registry::Supplier;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::Arc;

/// Writes the plan as one JSON object.
///
/// # Errors
/// When it cannot be written.
pub fn json(out: &mut dyn Write, view: &MigrationView<'_>, words: &Localizer) -> io::Result<()> {
    let words = &view.words(words);
    let plan = view.plan;
    let files = plan.files.iter();
    let files: Vec<Value> = files
        .map(|(path, of)| file(view, path, of, words))
        .collect();
    let notes: Vec<String> = plan.notes.iter().map(|note| words.say(note)).collect();
    let whole = json!({
        "registry": plan.registry.settings.title,
        "commit": view.commit,
        "written": view.written,
        "files": files,
        "notes": notes,
        "totals": {
            "files": plan.files.len(),
            "changes": plan.changes(),
            "questions": plan.questions(),
            "left_alone": view.left.len(),
        },
    });
    crate::json::write_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn file(view: &MigrationView<'_>, path: &Arc<str>, of: &File, words: &Localizer) -> Value {
    let places = view.lines(path);
    let changes = of.changes.iter().map(|change| {
        let place = places.of_change(change);
        json!({
            "pointer": change.pointer,
            "line": place.line,
            "column": place.column,
            "before": change.before,
            "after": change.after,
            "why": words.say(&change.why),
        })
    });
    let questions = of.questions.iter().map(|question| {
        let place = places.of_question(question);
        let code = match &question.reason {
            Reason::Finding(code) => Some(code.id),
            Reason::Articles(_) | Reason::Contract(_) => None,
        };
        let articles = match &question.reason {
            Reason::Articles(articles) => articles.iter().map(|id| &**id).collect(),
            Reason::Finding(_) | Reason::Contract(_) => Vec::new(),
        };
        let (kind, id) = match &question.who {
            Supplier::Authority(id) => ("authority", id),
            Supplier::Unit(id) => ("unit", id),
        };
        let help: Vec<String> = question.help.iter().map(|help| words.say(help)).collect();
        json!({
            "pointer": question.pointer,
            "line": place.line,
            "column": place.column,
            "question": words.say(&question.ask),
            "help": help,
            "who": {"kind": kind, "id": &**id, "name": view.who(question, words)},
            "reason": reason(&question.reason, words),
            "code": code,
            "articles": articles,
        })
    });
    json!({
        "path": &**path,
        "changes": changes.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "left_alone": view.left(path).map(|why| words.say(why)),
    })
}
