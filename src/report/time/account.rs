//! Deadlines and turns as values, for pages: the same sentences as the tables have.

use super::due::{consequence, days, duty, force, left, overdue, place, remedy};
use super::{Due, Forecast, reason, telling, telling_of};
use crate::names::Names;
use crate::projects::purpose;
use crate::{Localizer, verdict};
use jiff::civil::Date;
use mulu_core::decision::{Obligation, Verdict};
use mulu_core::diagnostic::Message;
use mulu_core::layout::of_year;
use mulu_core::policy::{Force, Purpose};
use std::sync::Arc;

/// Something that must be done by a day.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The last day on which all is well.
    pub due: Date,
    /// Days from the day of judgement to it; negative where it is past.
    pub days: i64,
    /// The same in words.
    pub left: String,
    /// Whether it is past.
    pub overdue: bool,
    /// The unit that must see to it.
    pub unit: Arc<str>,
    /// The system, `unit/system`.
    pub system: Option<Arc<str>>,
    /// The construction project, `unit/project`.
    pub project: Option<Arc<str>>,
    /// What the system or the project is called; empty: the unit itself.
    pub name: String,
    /// The rule's id.
    pub rule: String,
    /// What must be upheld, with its articles.
    pub duty: String,
    /// What comes of it on the next day.
    pub consequence: String,
    /// What to do, and who does it.
    pub remedy: String,
    /// What it does to money or to a project.
    pub force: String,
    /// Whether it holds O&M money back.
    pub blocks: bool,
    /// The file and line of what lapses.
    pub place: String,
}

/// What falls due, by day.
#[must_use]
pub fn duties(shown: &Due<'_>, words: &Localizer) -> Vec<Duty> {
    let all = shown.obligations.iter();
    all.map(|one| said(shown, words, one)).collect()
}

fn said(shown: &Due<'_>, words: &Localizer, one: &Obligation) -> Duty {
    let view = &shown.view;
    let rule = view.pack.rules.get(usize::from(one.rule));
    let name = match (&one.system, &one.project) {
        (Some(system), _) => view.system_name(system),
        (None, Some(project)) => view.project_name(project),
        (None, None) => String::new(),
    };
    Duty {
        due: one.due,
        days: days(shown, one),
        left: left(shown, words, one),
        overdue: overdue(shown, one),
        unit: Arc::clone(&one.unit),
        system: one.system.clone(),
        project: one.project.clone(),
        name,
        rule: rule.map_or_else(String::new, |rule| rule.id.to_string()),
        duty: duty(view, words, one),
        consequence: consequence(view, words, one),
        remedy: remedy(view, words, one),
        force: force(view, words, one),
        blocks: rule
            .and_then(|rule| rule.maintenance())
            .is_some_and(Force::blocks),
        place: place(view, one),
    }
}

/// A day on which a verdict turns.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The day.
    pub on: Date,
    /// The request's system or the project, as it is called.
    pub name: String,
    /// The budget year.
    pub year: i16,
    /// The system, `unit/system`; `None`: a project.
    pub system: Option<Arc<str>>,
    /// The project, `unit/project`.
    pub project: Option<Arc<str>>,
    /// For what it is asked, in words; empty: maintenance.
    pub purpose: String,
    /// The verdict until then; `None`: it isn't asked.
    pub before: Option<Verdict>,
    /// The verdict from then on.
    pub after: Option<Verdict>,
    /// Both in words.
    pub said: String,
    /// Why.
    pub reason: String,
    /// What is asked for.
    pub amount: Option<i64>,
}

/// Every verdict that turns, by day.
#[must_use]
pub fn turns(shown: &Forecast<'_>, words: &Localizer) -> Vec<Turn> {
    let view = &shown.view;
    let mut found = Vec::new();
    for (timeline, turn) in shown.turns() {
        if turn.before == turn.after {
            continue;
        }
        let start = &timeline.start;
        let telling = telling(view, turn);
        found.push(Turn {
            on: turn.on,
            name: view.system_name(&start.system),
            year: of_year(&start.request).map_or(0, |(year, _)| year),
            system: Some(Arc::clone(&start.system)),
            project: None,
            purpose: String::new(),
            before: Some(turn.before),
            after: Some(turn.after),
            said: both(words, Some(turn.before), Some(turn.after)),
            reason: telling
                .first()
                .map_or_else(String::new, |first| reason(view, words, first)),
            amount: start.amount,
        });
    }
    for (timeline, turn) in shown.project_turns() {
        for of in Purpose::OF_PROJECTS {
            let (before, after) = (*turn.before.get(of), *turn.after.get(of));
            if before == after {
                continue;
            }
            let start = &timeline.start;
            let telling = telling_of(turn, of);
            found.push(Turn {
                on: turn.on,
                name: view.project_name(&start.project),
                year: start.year,
                system: None,
                project: Some(Arc::clone(&start.project)),
                purpose: purpose(words, of),
                before,
                after,
                said: both(words, before, after),
                reason: telling
                    .first()
                    .map_or_else(String::new, |first| reason(view, words, first)),
                amount: start.amount,
            });
        }
    }
    found.sort_by_key(|turn| turn.on);
    found
}

fn both(words: &Localizer, before: Option<Verdict>, after: Option<Verdict>) -> String {
    let named = |of: Option<Verdict>| match of {
        Some(of) => verdict::named(words, of),
        None => words.word("purpose-not-asked"),
    };
    words.say(
        &Message::new("web-turn")
            .arg("before", named(before))
            .arg("after", named(after)),
    )
}
