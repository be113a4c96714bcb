//! `mulu due`: a row an obligation, the most urgent first.

use super::rows::{self, Row};
use super::{Due, header};
use crate::decisions::{forces, outcome, said_forces};
use crate::names::Names;
use crate::{Localizer, Style, articles};
use anstyle::AnsiColor;
use mulu_core::decision::{Obligation, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::document::place::Lines;
use mulu_core::layout::{self, Kind};
use mulu_core::policy::RuleOutcome;
use std::io::{self, Write};

/// Writes a heading, the obligations by day, and how many there are.
///
/// # Errors
/// When it cannot be written.
pub fn due_table(
    out: &mut dyn Write,
    shown: &Due<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let head = header(&shown.view, words, "header-due", shown.range);
    writeln!(out, "{head}\n")?;
    if shown.obligations.is_empty() {
        return writeln!(out, "{}", words.word("due-none"));
    }
    let rows = shown.obligations.iter().map(|one| {
        let system = one.system.as_deref();
        let project = one.project.as_deref();
        let project = project.map_or_else(String::new, |id| shown.view.project_name(id));
        Row {
            cells: vec![
                one.due.to_string(),
                left(shown, words, one),
                shown.view.unit_name(&one.unit),
                system.map_or_else(|| project, |system| shown.view.system_name(system)),
                duty(&shown.view, words, one),
            ],
            colour: overdue(shown, one).then_some(AnsiColor::Red),
            below: format!(
                "{} · {}",
                force(&shown.view, words, one),
                place(&shown.view, one)
            ),
        }
    });
    rows::write(out, &rows.collect::<Vec<_>>(), style)?;
    let late = shown.obligations.iter().filter(|one| overdue(shown, one));
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let late = late.count();
    let message = Message::new("due-totals")
        .arg("overdue", number(late))
        .arg("ahead", number(shown.obligations.len() - late));
    writeln!(out, "\n{}", words.say(&message))
}

/// Whether its day is past.
pub(super) fn overdue(shown: &Due<'_>, one: &Obligation) -> bool {
    one.due < shown.range.from
}

/// Days from the day of judgement to the last day: negative where it is past.
pub(super) fn days(shown: &Due<'_>, one: &Obligation) -> i64 {
    let days = shown.range.from.until(one.due);
    days.map_or(0, |range| i64::from(range.get_days()))
}

pub(super) fn left(shown: &Due<'_>, words: &Localizer, one: &Obligation) -> String {
    let days = days(shown, one);
    let key = if days < 0 { "due-late" } else { "due-left" };
    words.say(&Message::new(key).arg("days", days.abs()))
}

/// What must be upheld, with its articles and the thing that it is about.
pub(crate) fn duty(view: &Snapshot<'_>, words: &Localizer, one: &Obligation) -> String {
    let Some(rule) = view.pack.rules.get(usize::from(one.rule)) else {
        return String::new();
    };
    // What is said of those that uphold it is no duty: a rule may have words for that.
    let duty = if rule.duty.is_empty() {
        &rule.title
    } else {
        &rule.duty
    };
    let mut title = words.pick(duty).into_owned();
    if let Some((_, item)) = one.subject.split_once('#') {
        let item = words.expense(item).unwrap_or_else(|| item.to_owned());
        let message = Message::new("due-item").arg("title", title);
        title = words.say(&message.arg("item", item));
    }
    let message = Message::new("reason-articles").arg("reason", title);
    words.say(&message.arg("articles", articles::names(words, &rule.articles)))
}

/// What comes of it on the next day.
pub(super) fn consequence(view: &Snapshot<'_>, words: &Localizer, one: &Obligation) -> String {
    match &one.after {
        None => words.say(&Message::new("due-plan-ends").arg("day", one.due.to_string())),
        Some(after) => outcome::message(view, words, after),
    }
}

/// What to do, and who does it.
pub(super) fn remedy(view: &Snapshot<'_>, words: &Localizer, one: &Obligation) -> String {
    let rule = view.pack.rules.get(usize::from(one.rule));
    rule.map_or_else(String::new, |rule| words.pick(&rule.remedy).into_owned())
}

/// What comes of it for money or for what a project is asked.
pub(super) fn force(view: &Snapshot<'_>, words: &Localizer, one: &Obligation) -> String {
    if let Some(after) = of_project(one) {
        return said_forces(words, after).join(" · ");
    }
    let rule = view.pack.rules.get(usize::from(one.rule));
    let force = rule.and_then(|rule| rule.maintenance());
    force.map_or_else(String::new, |force| words.force(force))
}

/// What comes of it, where that is of a project.
pub(super) fn of_project(one: &Obligation) -> Option<&RuleOutcome> {
    one.after.as_ref().filter(|after| forces(after).is_some())
}

/// The file and line of what lapses; where nothing is there, the file that is
/// missing, or the document of whom it is about.
pub(super) fn place(view: &Snapshot<'_>, one: &Obligation) -> String {
    if let Some((doc, node)) = one.evidence.first() {
        let document = view.registry.document(*doc);
        let line = Lines::new(document.text())
            .place(document.node(*node).span().start)
            .line;
        return format!("{}:{line}", crate::text::plain(document.path()));
    }
    let missing = one.after.as_ref().and_then(|after| after.missing.first());
    let path = match (missing, &one.project, &one.system) {
        (Some(missing), ..) => missing.path.to_string(),
        (None, Some(project), _) => layout::path(Kind::Project, project),
        (None, None, Some(system)) => layout::path(Kind::System, system),
        (None, None, None) => layout::path(Kind::Unit, &one.unit),
    };
    crate::text::plain(&path).into_owned()
}
