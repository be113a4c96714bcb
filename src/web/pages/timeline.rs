//! What was and what comes, day by day: opinions, deadlines, verdicts that turn.

use super::opinions::Office;
use crate::context::Context;
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_report::time::{Duty, Turn};

/// How many moments are shown at most, the latest of the past.
const MOST_PAST: usize = 12;

/// Something on a day.
pub(super) struct Moment {
    pub(super) on: Date,
    pub(super) text: String,
    /// `past`, `due`, `turn`, for the style sheet.
    pub(super) kind: &'static str,
}

/// The moments of one thing, in the order of days.
pub(super) fn timeline(
    context: &Context<'_>,
    offices: &[Office],
    duties: &[&Duty],
    turns: Vec<Turn>,
) -> Vec<Moment> {
    let today = context.view().provenance.on;
    let said = offices.iter().flat_map(|office| {
        let opinions = office.said.iter();
        opinions.map(|said| {
            let message = Message::new("web-said")
                .arg("office", office.name.clone())
                .arg("matter", said.matter.clone())
                .arg("result", said.result.clone());
            Moment {
                on: said.on,
                text: context.words.say(&message),
                kind: "past",
            }
        })
    });
    let mut past: Vec<Moment> = said.filter(|moment| moment.on <= today).collect();
    past.sort_by_key(|moment| moment.on);
    let skipped = past.len().saturating_sub(MOST_PAST);
    let mut moments: Vec<Moment> = past.into_iter().skip(skipped).collect();
    let duties = duties.iter().map(|duty| Moment {
        on: duty.due,
        text: duty.duty.clone(),
        kind: "due",
    });
    let turns = turns.into_iter().map(|turn| {
        let message = Message::new("web-turns")
            .arg("year", i64::from(turn.year))
            .arg("purpose", turn.purpose)
            .arg("said", turn.said)
            .arg("reason", turn.reason);
        Moment {
            on: turn.on,
            text: context.words.say(&message),
            kind: "turn",
        }
    });
    moments.extend(duties.chain(turns));
    moments.sort_by_key(|moment| moment.on);
    moments
}
