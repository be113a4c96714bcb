//! Outcomes become verdicts, verdicts become totals.
//!
//! [`decide`] is the one function that everything else is a view of. It is
//! pure: a registry, a pack, a date and a year go in; nothing else is read.

mod agenda;
mod compare;
pub mod cycle;
mod due;
mod forecast;
mod project;
mod project_due;
mod project_forecast;
mod snapshot;

pub use compare::{Comparison, Judgement, compare, gain};
pub use cycle::{Cycle, cycle};
pub use due::{Cases, Obligation, due, next_due};
pub use forecast::{Change, DateRange, Timeline, VerdictChange, forecast};
pub use project::{ProjectDecision, ProjectDecisions, ProjectTotals, decide_projects};
pub use project_forecast::{ProjectChange, ProjectTimeline, forecast_projects};
pub use snapshot::Snapshot;

use crate::policy::{self, Force, Outcome, Pack, RequestRef, RuleOutcome};
use crate::registry::{Audience, Registry, Slot};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was judged: every output prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The registry's title.
    pub registry: String,
    /// The commit that the documents were read from; `None`: files of no commit.
    pub commit: Option<String>,
    /// The commit that the rules were read from.
    pub policy: Option<String>,
    /// The day it was judged for.
    pub on: Date,
    /// For whom it is told.
    pub audience: Audience,
}

impl Provenance {
    /// A commit as people write it: the first seven characters.
    #[must_use]
    pub fn short(commit: &str) -> &str {
        commit.get(..7).unwrap_or(commit)
    }

    /// Its own commit so; empty for a work tree.
    #[must_use]
    pub fn short_commit(&self) -> &str {
        Provenance::short(self.commit.as_deref().unwrap_or_default())
    }
}

/// What the outcomes of one request come to (DOMAIN: "Outcomes and verdicts").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing stands against it.
    Eligible,
    /// Evidence is missing, or a `hold` rule isn't met.
    Pending,
    /// A `deny` rule is unmet.
    Ineligible,
}

impl Verdict {
    /// All, in the order of totals.
    pub const ALL: [Verdict; 3] = [Verdict::Eligible, Verdict::Pending, Verdict::Ineligible];

    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Eligible => "eligible",
            Verdict::Pending => "pending",
            Verdict::Ineligible => "ineligible",
        }
    }
}

/// The verdict of some outcomes with their forces.
#[must_use]
pub fn verdict(outcomes: impl IntoIterator<Item = (Option<Force>, Outcome)>) -> Verdict {
    outcomes
        .into_iter()
        .map(|(force, outcome)| match (force, outcome) {
            (Some(Force::Deny), Outcome::Unmet) => Verdict::Ineligible,
            (Some(Force::Deny), Outcome::Unproven)
            | (Some(Force::Hold), Outcome::Unmet | Outcome::Unproven) => Verdict::Pending,
            _ => Verdict::Eligible,
        })
        .max()
        .unwrap_or(Verdict::Eligible)
}

/// One request, judged.
#[derive(Debug)]
pub struct Decision {
    /// `year/unit/system`.
    pub request: Arc<str>,
    /// `unit/system`.
    pub system: Arc<str>,
    /// The system's own unit.
    pub unit: Arc<str>,
    /// Who asks; `None` where the request is broken.
    pub applicant: Option<Arc<str>>,
    /// The sum of the items in yuan; `None` where the request is broken, or they come to
    /// more than a number holds.
    pub amount: Option<i64>,
    /// What it comes to.
    pub verdict: Verdict,
    /// One a rule of the pack with a force for O&M funding, in the pack's order.
    pub outcomes: Vec<RuleOutcome>,
}

/// How many requests, and how much money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Requests.
    pub count: u64,
    /// Yuan; `None` where it is more than a number holds.
    pub amount: Option<i64>,
    /// How many of them are of an amount that nobody knows, which is none in the sum.
    pub unknown: u64,
}

impl Default for Total {
    fn default() -> Self {
        Total {
            count: 0,
            amount: Some(0),
            unknown: 0,
        }
    }
}

impl Total {
    /// One request or project of an amount; an unknown one is none in the sum, and counted.
    #[must_use]
    pub fn one(amount: Option<i64>) -> Self {
        Total {
            count: 1,
            amount: Some(amount.unwrap_or_default()),
            unknown: u64::from(amount.is_none()),
        }
    }

    /// Takes another one in.
    pub fn add(&mut self, other: Total) {
        self.count += other.count;
        self.unknown += other.unknown;
        self.amount = sum([self.amount, other.amount]);
    }
}

/// What amounts come to; `None` where one is too much already, or all are together.
#[must_use]
pub fn sum(amounts: impl IntoIterator<Item = Option<i64>>) -> Option<i64> {
    let mut amounts = amounts.into_iter();
    amounts.try_fold(0_i64, |sum, amount| sum.checked_add(amount?))
}

/// All requests of a year, judged.
#[derive(Debug)]
pub struct Decisions {
    /// The budget year.
    pub year: i16,
    /// The day it was judged for.
    pub on: Date,
    /// In the order of their ids.
    pub decisions: Vec<Decision>,
}

impl Decisions {
    /// Counts and sums by verdict; every verdict is there.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<Verdict, Total> {
        total(&self.decisions)
    }
}

/// How many requests one worker judges at a time.
const CHUNK: usize = 64;

/// How many are judged before any of them is handed out.
const BATCH: usize = 1024;

/// Judges every request of a year. Pure: the same registry, pack, date and
/// year give the same decisions.
#[must_use]
pub fn decide(registry: &Registry, pack: &Pack, on: Date, year: i16) -> Decisions {
    decide_where(registry, pack, on, year, |_| true)
}

/// Judges those requests of a year that are asked for.
#[must_use]
pub fn decide_where(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    year: i16,
    wanted: impl Fn(&RequestRef) -> bool,
) -> Decisions {
    let cases = cases(registry, year, wanted);
    Decisions {
        year,
        on,
        decisions: judge(registry, pack, on, &cases),
    }
}

/// Judges requests of a year only as they are taken: what was written out need not be
/// kept until the last is judged.
pub fn decide_in_batches<'a>(
    registry: &'a Registry,
    pack: &'a Pack,
    on: Date,
    year: i16,
    wanted: impl Fn(&RequestRef) -> bool,
) -> impl Iterator<Item = Vec<Decision>> {
    let cases = cases(registry, year, wanted);
    (0..cases.len()).step_by(BATCH).map(move |start| {
        let end = cases.len().min(start + BATCH);
        judge(registry, pack, on, &cases[start..end])
    })
}

fn cases(registry: &Registry, year: i16, wanted: impl Fn(&RequestRef) -> bool) -> Vec<RequestRef> {
    let prefix = format!("{year}/");
    let requests = registry
        .requests
        .keys()
        .filter(|id| id.starts_with(&prefix));
    requests
        .filter_map(|id| RequestRef::of(&id.text()))
        .filter(wanted)
        .collect()
}

fn judge(registry: &Registry, pack: &Pack, on: Date, cases: &[RequestRef]) -> Vec<Decision> {
    let decided = cases.par_chunks(CHUNK).flat_map_iter(|chunk| {
        let outcomes = policy::evaluate(registry, pack, on, chunk);
        let decided = chunk
            .iter()
            .zip(outcomes)
            .map(|(case, o)| one(registry, pack, case, o));
        decided.collect::<Vec<_>>()
    });
    decided.collect()
}

fn one(
    registry: &Registry,
    pack: &Pack,
    case: &RequestRef,
    outcomes: Vec<RuleOutcome>,
) -> Decision {
    let request = registry.requests.get(&case.request).and_then(Slot::valid);
    let forces = outcomes.iter().map(|outcome| {
        (
            pack.rules[usize::from(outcome.rule)].maintenance(),
            outcome.outcome,
        )
    });
    Decision {
        verdict: verdict(forces),
        request: Arc::clone(&case.request),
        system: Arc::clone(&case.system),
        unit: Arc::clone(&case.unit),
        applicant: request.map(|request| request.applicant.text()),
        amount: request.and_then(|request| request.amount),
        outcomes,
    }
}

/// Counts and sums by verdict of some decisions; every verdict is there.
#[must_use]
pub fn total<'a>(decisions: impl IntoIterator<Item = &'a Decision>) -> BTreeMap<Verdict, Total> {
    let mut totals: BTreeMap<Verdict, Total> = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict, Total::default()))
        .collect();
    for decision in decisions {
        let total = totals.entry(decision.verdict).or_default();
        total.add(Total::one(decision.amount));
    }
    totals
}
