//! What lies ahead and what lay behind, in several faces.

mod account;
mod calendar;
mod csv;
pub(crate) mod due;
mod forecast;
pub(crate) mod json;
pub(crate) mod rows;

pub use account::{Duty, Turn, duties, turns};
pub use calendar::due_calendar;
pub use csv::forecast_csv;
pub use due::due_table;
pub use forecast::forecast_table;
pub(crate) use json::faces;
pub use json::{due_json, forecast_json};

use super::decisions::outcome;
use super::names::judged;
use super::{Localizer, articles};
use mulu_core::decision::{
    DateRange, Obligation, ProjectChange, ProjectTimeline, Snapshot, Timeline, VerdictChange,
};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Force, Purpose, RuleOutcome};

/// Requests through a range of days.
#[derive(Clone, Copy, Debug)]
pub struct Forecast<'a> {
    /// The registry, the rules and the first day.
    pub view: Snapshot<'a>,
    /// The days.
    pub range: DateRange,
    /// The budget years.
    pub years: &'a [i16],
    /// The requests.
    pub timelines: &'a [Timeline],
    /// The construction projects.
    pub projects: &'a [ProjectTimeline],
}

impl<'a> Forecast<'a> {
    /// Every change of a project with the project, by day.
    fn project_turns(&self) -> Vec<(&'a ProjectTimeline, &'a ProjectChange)> {
        let turns = |timeline: &'a ProjectTimeline| {
            let turns = timeline.turns.iter();
            turns.map(move |turn| (timeline, turn))
        };
        let mut all: Vec<_> = self.projects.iter().flat_map(turns).collect();
        all.sort_by_key(|(_, turn)| turn.on);
        all
    }

    /// Every turn with its request, by day.
    fn turns(&self) -> Vec<(&'a Timeline, &'a VerdictChange)> {
        let turns =
            |timeline: &'a Timeline| timeline.turns.iter().map(move |turn| (timeline, turn));
        let mut all: Vec<_> = self.timelines.iter().flat_map(turns).collect();
        all.sort_by_key(|(_, turn)| turn.on);
        all
    }
}

/// What falls due in a range of days.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    /// The registry, the rules and the first day.
    pub view: Snapshot<'a>,
    /// The days.
    pub range: DateRange,
    /// What must be done, by day.
    pub obligations: &'a [Obligation],
}

/// Title, days, registry and policy commits in one line.
fn header(view: &Snapshot<'_>, words: &Localizer, key: &'static str, range: DateRange) -> String {
    let (title, commit, policy) = judged(words, view.provenance);
    words.say(
        &Message::new(key)
            .arg("registry", title)
            .arg("from", range.from.to_string())
            .arg("until", range.until.to_string())
            .arg("commit", commit)
            .arg("policy", policy),
    )
}

/// What the rules that made a turn say now, the most telling first: those with
/// a force on the verdict, the unmet before the unproven, what got well last.
fn telling<'a>(view: &Snapshot<'a>, turn: &'a VerdictChange) -> Vec<&'a RuleOutcome> {
    let mut after: Vec<&RuleOutcome> = turn.changes.iter().map(|change| &change.after).collect();
    after.sort_by_key(|outcome| {
        let binding = view.force(outcome).is_some_and(|force| force > Force::Warn);
        std::cmp::Reverse((binding, outcome.outcome))
    });
    after
}

/// The same of a project, for one purpose; none where it is asked no longer.
fn telling_of(turn: &ProjectChange, purpose: Purpose) -> Vec<&RuleOutcome> {
    let after = turn.changes.iter().map(|change| &change.after);
    let mut after: Vec<_> = after
        .filter_map(|after| Some((after.forces.get(purpose).as_ref()?, after)))
        .collect();
    after.sort_by_key(|(force, outcome)| {
        std::cmp::Reverse((**force > Force::Warn, outcome.outcome))
    });
    after.into_iter().map(|(_, outcome)| outcome).collect()
}

/// What an outcome says, with its articles; where it got well: that it did.
fn reason(view: &Snapshot<'_>, words: &Localizer, of: &RuleOutcome) -> String {
    let said = match of.missing.first() {
        Some(missing) => outcome::missing(view, words, missing),
        None => outcome::message(view, words, of),
    };
    let said = if of.outcome.falls_short() {
        said
    } else {
        words.say(&Message::new("turn-well").arg("title", said))
    };
    match view.pack.rules.get(usize::from(of.rule)) {
        None => said,
        Some(rule) => words.say(
            &Message::new("reason-articles")
                .arg("reason", said)
                .arg("articles", articles::names(words, &rule.articles)),
        ),
    }
}
