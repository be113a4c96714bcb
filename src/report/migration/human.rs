//! The plan as people read it: a file, what changes in it, what is asked about it.

use super::{MigrationView, Places, reason, shown};
use crate::terminal::{painted, wrapped};
use crate::{Localizer, Style};
use anstyle::AnsiColor;
use mulu_core::diagnostic::Message;
use mulu_core::migrate::{Change, File, Question};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Before what explains an entry.
const UNDER: &str = "       ";

/// Writes the plan, its notes and a summary.
///
/// # Errors
/// When it cannot be written.
pub fn human(
    out: &mut dyn Write,
    view: &MigrationView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &view.words(words);
    let writer = Writer { view, words, style };
    for (path, of) in &view.plan.files {
        writer.file(out, path, of)?;
    }
    for note in &view.plan.notes {
        let text = words.say(&Message::new("migrate-note").arg("note", note.clone()));
        wrapped(out, &text, ("", "  "), style)?;
    }
    writer.summary(out)
}

struct Writer<'a> {
    view: &'a MigrationView<'a>,
    words: &'a Localizer,
    style: Style,
}

impl Writer<'_> {
    fn file(&self, out: &mut dyn Write, path: &Arc<str>, of: &File) -> io::Result<()> {
        writeln!(out, "{}", shown(path))?;
        if let Some(why) = self.view.left(path) {
            wrapped(out, &self.words.say(why), ("  ! ", "    "), self.style)?;
        }
        let places = self.view.lines(path);
        for change in &of.changes {
            self.change(out, path, change, &places)?;
        }
        for question in &of.questions {
            self.question(out, path, question, &places)?;
        }
        writeln!(out)
    }

    /// `  ~ 14  opinions[3].scope: a → b`
    fn change(
        &self,
        out: &mut dyn Write,
        path: &str,
        change: &Change,
        places: &Places<'_>,
    ) -> io::Result<()> {
        let line = places.of_change(change).line;
        let (name, _) = self.view.field(path, &change.pointer, self.words);
        let sign = if change.before.is_some() { "~" } else { "+" };
        let sign = painted(sign, AnsiColor::Green, self.style);
        let after = shown(&change.after);
        match &change.before {
            Some(before) => writeln!(out, "  {sign} {line:<4}{name}: {} → {after}", shown(before))?,
            None => writeln!(out, "  {sign} {line:<4}{name}: {after}")?,
        }
        wrapped(
            out,
            &self.words.say(&change.why),
            (UNDER, UNDER),
            self.style,
        )
    }

    /// `  ? 14  opinions[3].scope “title”: question`
    fn question(
        &self,
        out: &mut dyn Write,
        path: &str,
        question: &Question,
        places: &Places<'_>,
    ) -> io::Result<()> {
        let line = places.of_question(question).line;
        let (name, title) = self.view.field(path, &question.pointer, self.words);
        let name = match title {
            Some(title) => {
                let titled = Message::new("migrate-field").arg("field", name);
                self.words.say(&titled.arg("title", title))
            }
            None => name,
        };
        let ask = self.words.say(&question.ask);
        let ask = if name.is_empty() {
            ask
        } else {
            format!("{name}: {ask}")
        };
        let sign = painted("?", AnsiColor::Yellow, self.style);
        writeln!(out, "  {sign} {line:<4}{ask}")?;
        for help in &question.help {
            wrapped(out, &self.words.say(help), (UNDER, UNDER), self.style)?;
        }
        let who = Message::new("migrate-who")
            .arg("who", self.view.who(question, self.words))
            .arg("reason", reason(&question.reason, self.words));
        wrapped(out, &self.words.say(&who), (UNDER, UNDER), self.style)
    }

    fn summary(&self, out: &mut dyn Write) -> io::Result<()> {
        let plan = self.view.plan;
        let (changes, questions) = (plan.changes(), plan.questions());
        if changes + questions == 0 {
            return writeln!(out, "{}", self.words.word("migrate-nothing"));
        }
        if changes > 0 {
            self.changed(out, changes)?;
        }
        if questions == 0 {
            return Ok(());
        }
        let mut by: BTreeMap<String, usize> = BTreeMap::new();
        for question in plan.files.values().flat_map(|file| &file.questions) {
            *by.entry(self.view.who(question, self.words)).or_default() += 1;
        }
        let mut by: Vec<(String, usize)> = by.into_iter().collect();
        by.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let by = by.iter().map(|(who, count)| format!("{who} {count}"));
        let asked = Message::new("migrate-questions")
            .arg("questions", questions)
            .arg("by", self.words.join(by));
        wrapped(out, &self.words.say(&asked), ("", "  "), self.style)
    }

    fn changed(&self, out: &mut dyn Write, changes: usize) -> io::Result<()> {
        let changed = self
            .view
            .plan
            .files
            .values()
            .filter(|file| !file.changes.is_empty());
        let key = if self.view.written {
            "migrate-written"
        } else {
            "migrate-changes"
        };
        let written = Message::new(key)
            .arg("changes", changes)
            .arg("files", changed.count() - self.view.left.len());
        writeln!(out, "{}", self.words.say(&written))
    }
}
