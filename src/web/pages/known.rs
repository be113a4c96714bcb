//! What pages of systems and projects have in common: who said what, what falls due, what
//! was and what comes.

use super::due::{Row, rows};
use super::opinions::{Office, offices};
use super::timeline::{Moment, timeline};
use crate::context::Context;
use mulu_core::layout::Subject;
use mulu_report::time::{Duty, Turn};

/// What is known of one thing beside its judgement.
pub(super) struct Known {
    pub(super) offices: Vec<Office>,
    pub(super) due: Vec<Row>,
    pub(super) moments: Vec<Moment>,
}

impl Known {
    /// What is known of a subject in a unit: the duties of the unit that concern it, and
    /// the verdicts on it that turn.
    pub(super) fn new(
        context: &Context<'_>,
        subject: &Subject,
        unit: &str,
        concerns: impl Fn(&Duty) -> bool,
        turns: Vec<Turn>,
    ) -> Self {
        let duties = context.state.ahead(unit, context.language()).iter();
        let duties: Vec<&Duty> = duties.filter(|duty| concerns(duty)).collect();
        let offices = offices(context, subject);
        Known {
            moments: timeline(context, &offices, &duties, turns),
            due: rows(context, &duties),
            offices,
        }
    }
}
