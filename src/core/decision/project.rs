//! Construction projects, judged for a year: may one enter the investment plan, be
//! carried out, pass acceptance.
//!
//! Which of these is asked, as which kind a project is judged and in which stage it
//! is, the pack says; outcomes become verdicts here as they do for requests.

use super::{Judgement, Total, Verdict, verdict};
use crate::policy::{
    Pack, PerPurpose, ProjectEvaluation, ProjectRef, Purpose, RuleOutcome, evaluate_projects,
};
use crate::registry::{Registry, Slot, Target};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many projects one worker judges at a time.
const CHUNK: usize = 16;

/// One project in a year, judged.
#[derive(Debug)]
pub struct ProjectDecision {
    /// `year/unit/project`.
    pub id: Arc<str>,
    /// The budget year.
    pub year: i16,
    /// `unit/project`.
    pub project: Arc<str>,
    /// The unit in its path.
    pub unit: Arc<str>,
    /// The budget unit that applies; `None` where it isn't stated, or the document
    /// is broken.
    pub applicant: Option<Arc<str>>,
    /// As which kind it is judged in the year; `None`: nothing says so.
    pub kind: Option<Arc<str>>,
    /// Its stage, by its place among the pack's; `None`: none is reached.
    pub stage: Option<usize>,
    /// What the year's project list has for it.
    pub amount: Option<i64>,
    /// What its investment was approved at.
    pub approved_total: Option<i64>,
    /// What it comes to for each purpose; `None`: it is not asked.
    pub verdicts: PerPurpose<Option<Verdict>>,
    /// One a rule that has a force for what is asked, in the pack's order.
    pub outcomes: Vec<RuleOutcome>,
}

impl ProjectDecision {
    /// The worst of its verdicts; `None`: nothing is asked.
    #[must_use]
    pub fn worst(&self) -> Option<Verdict> {
        let verdicts = self.verdicts.iter();
        verdicts.filter_map(|(_, verdict)| *verdict).max()
    }

    /// Every purpose of projects with its verdict, in order.
    pub fn by_purpose(&self) -> impl Iterator<Item = (Purpose, Option<Verdict>)> {
        let verdicts = self.verdicts;
        let purposes = Purpose::OF_PROJECTS.into_iter();
        purposes.map(move |purpose| (purpose, *verdicts.get(purpose)))
    }
}

impl Judgement for ProjectDecision {
    fn id(&self) -> &Arc<str> {
        &self.id
    }

    fn outcomes(&self) -> &[RuleOutcome] {
        &self.outcomes
    }

    fn falls_short(&self) -> bool {
        self.worst().is_some_and(|worst| worst != Verdict::Eligible)
    }

    fn same_verdict(&self, other: &Self) -> bool {
        self.verdicts == other.verdicts
    }

    fn same_facts(&self, other: &Self) -> bool {
        let facts = |of: &Self| {
            let names = (of.applicant.clone(), of.kind.clone());
            (names, of.amount, of.stage)
        };
        facts(self) == facts(other)
    }
}

/// The projects of a year, judged.
#[derive(Debug)]
pub struct ProjectDecisions {
    /// The budget year.
    pub year: i16,
    /// The day it was judged for.
    pub on: Date,
    /// In the order of their ids.
    pub projects: Vec<ProjectDecision>,
}

/// Counts and sums by verdict, for each purpose.
pub type ProjectTotals = PerPurpose<BTreeMap<Verdict, Total>>;

impl ProjectDecisions {
    /// Counts and sums by purpose and verdict; every verdict is there.
    #[must_use]
    pub fn totals(&self) -> ProjectTotals {
        let mut totals = ProjectTotals::default();
        for purpose in Purpose::OF_PROJECTS {
            let sums = totals.get_mut(purpose);
            *sums = super::total([]);
            for project in &self.projects {
                if let Some(verdict) = *project.verdicts.get(purpose) {
                    let sum = sums.entry(verdict).or_default();
                    // What isn't in the year's list asks for nothing of the year.
                    let listed = project.amount.unwrap_or_default();
                    sum.add(Total::one(Some(listed)));
                }
            }
        }
        totals
    }
}

/// Judges the projects of a registry that are asked for, as they are in a year.
/// Pure: the same registry, pack, date and year give the same decisions.
#[must_use]
pub fn decide_projects(
    registry: &Registry,
    pack: &Pack,
    on: Date,
    year: i16,
    wanted: impl Fn(&ProjectRef) -> bool,
) -> ProjectDecisions {
    let ids = registry.projects.keys().map(|id| id.text());
    let refs: Vec<ProjectRef> = ids
        .filter_map(|id| ProjectRef::of(year, &id))
        .filter(wanted)
        .collect();
    let judged = refs.par_chunks(CHUNK).flat_map_iter(|chunk| {
        let evaluations = evaluate_projects(registry, pack, on, chunk);
        let judged = chunk.iter().zip(evaluations);
        let judged = judged.map(|(of, evaluation)| one(registry, of, evaluation));
        judged.collect::<Vec<_>>()
    });
    ProjectDecisions {
        year,
        on,
        projects: judged.collect(),
    }
}

pub(super) fn one(
    registry: &Registry,
    of: &ProjectRef,
    evaluation: ProjectEvaluation,
) -> ProjectDecision {
    let document = registry.projects.get(&*of.project).and_then(Slot::valid);
    let mut verdicts = PerPurpose::default();
    for purpose in Purpose::OF_PROJECTS {
        if *evaluation.asked.get(purpose) {
            let outcomes = evaluation.outcomes();
            let forces = outcomes.map(|of| (*of.forces.get(purpose), of.outcome));
            *verdicts.get_mut(purpose) = Some(verdict(forces));
        }
    }
    let outcomes = evaluation.rules.into_iter().map(|rule| rule.outcome);
    let applicant = document.and_then(|known| known.applicant.as_ref());
    ProjectDecision {
        id: format!("{:04}/{}", of.year, of.project).into(),
        year: of.year,
        project: Arc::clone(&of.project),
        unit: Arc::clone(&of.unit),
        applicant: applicant.map(|unit| unit.text()),
        kind: Some(evaluation.kind).filter(|kind| !kind.is_empty()),
        stage: evaluation.stage,
        amount: amount(registry, of),
        approved_total: evaluation.approved_total,
        verdicts,
        outcomes: outcomes.collect(),
    }
}

/// What the year's project list has for a project.
fn amount(registry: &Registry, of: &ProjectRef) -> Option<i64> {
    let list = registry.lists.get(&of.year)?.valid()?;
    let target = Target::Project((&of.project).into());
    list.of(&target).find_map(|entry| entry.amount)
}
