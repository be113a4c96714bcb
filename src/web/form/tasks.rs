//! What a draft still needs: a line a subject, each with how it stands.

use super::screen::{self, Screen};
use super::step::Step;
use super::told::told;
use super::{Open, Visit};
use crate::fault::Fault;
use crate::frame::Frame;
use askama::Template;
use mulu_core::diagnostic::Message;
use serde_json::Value;

#[derive(Template)]
#[template(path = "form-tasks.html", whitespace = "minimize")]
struct Tasks<'a> {
    f: Frame<'a>,
    about: String,
    path: String,
    tasks: Vec<Task>,
    check: String,
    /// How long it is kept, and that its link is the way back.
    kept: String,
    /// That what is there cannot be changed safely.
    refused: String,
}

/// A subject with how it stands.
pub(super) struct Task {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) state: String,
    /// Whether something is to be done about it.
    pub(super) is_open: bool,
}

pub(super) fn page(visit: &Visit<'_>, open: &Open) -> Result<String, Fault> {
    let kept = match open.handed {
        None => Message::new("write-kept"),
        Some(_) => Message::new("write-kept-handed"),
    };
    let kept = kept.arg("days", mulu_app::KEPT);
    let template = Tasks {
        f: visit.frame(open.about(visit)),
        about: open.about(visit),
        path: open.path.to_string(),
        tasks: tasks(visit, open)?,
        check: visit.address(Step::Check(open.id())),
        kept: visit.context.words.say(&kept),
        refused: refused(visit, open)?,
    };
    Ok(template.render()?)
}

/// Why the draft makes no file; empty: it does.
pub(super) fn refused(visit: &Visit<'_>, open: &Open) -> Result<String, Fault> {
    Ok(match visit.judged(open)? {
        Ok(_) => String::new(),
        Err(refused) => {
            let message = Message::new("write-refused").arg("place", refused.pointer);
            visit.context.words.say(&message)
        }
    })
}

/// The subjects of a draft.
pub(super) fn tasks(visit: &Visit<'_>, open: &Open) -> Result<Vec<Task>, Fault> {
    let root = visit.base.schemas.json(open.kind);
    let judged = visit.judged(open)?;
    let words = visit.context.words;
    let wrong: Vec<_> = match &judged {
        Ok(judged) => judged
            .findings(open)
            .map(|found| told(words, found))
            .collect(),
        Err(_) => Vec::new(),
    };
    let screens = screen::screens(root);
    let tasks = screens.iter().map(|screen| {
        let wrong = wrong.iter();
        let wrong = wrong.filter(|told| told.is_error && screen.has(&told.field));
        let clashes = open.sheet.clashes.keys();
        let clashes = clashes.filter(|place| screen.has(place));
        let (state, is_open) = state(visit, open, screen, (wrong.count(), clashes.count()), root);
        Task {
            href: visit.address(Step::Ask(open.id(), screen.key.to_owned())),
            title: screen.title(visit.context.language(), &visit.word("write-top")),
            state,
            is_open,
        }
    });
    Ok(tasks.collect())
}

/// How a subject stands: never that it is done, for nothing is before it is submitted.
fn state(
    visit: &Visit<'_>,
    open: &Open,
    screen: &Screen<'_>,
    (wrong, clashes): (usize, usize),
    root: &Value,
) -> (String, bool) {
    let count = |key: &'static str, count: usize| {
        let message = Message::new(key).arg("count", count);
        (visit.context.words.say(&message), true)
    };
    let (said, seen) = (
        screen.is_said(&open.sheet.said),
        open.sheet.seen.contains(screen.key),
    );
    match (said, seen) {
        _ if clashes > 0 => count("write-state-clashes", clashes),
        (true, _) if wrong > 0 => count("write-state-wrong", wrong),
        (_, true) if wrong > 0 => count("write-state-wrong", wrong),
        (true, _) => (visit.word("write-state-filled"), false),
        _ if screen.is_required(root) => (visit.word("write-state-required"), true),
        _ => (visit.word("write-state-empty"), false),
    }
}
