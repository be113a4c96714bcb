//! What is missing at a step, and what two steps say differently.

use super::{Cycle, FileState, Step, StepFile, compare, execution, over, turn};
use crate::decision::{Snapshot, Verdict};
use crate::layout::{self, Kind};
use crate::policy::{Pack, RuleOutcome};
use crate::registry::{Registry, Slot, Supplier};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// There is no such file yet.
    NoFile,
    /// The file fails its schema.
    BrokenFile,
    /// The applicant's plan of several years doesn't cover the year (Art. 6).
    DepartmentPlan,
    /// The step before has it, this one not yet.
    NotYet,
    /// This step has it, the one before doesn't.
    NotBefore,
    /// As another kind than in the step before.
    Kind,
    /// Another amount than in the step before.
    Amount,
    /// Under another unit than applies for it.
    Unit,
    /// In the cloud's budget twice (Art. 15).
    Twice,
    /// Money for a project that was over before the year (Art. 27).
    Over,
    /// The rules don't come to eligible.
    Verdict(Verdict),
    /// A rule that asks something every year falls short for this one (Art. 23).
    Yearly,
}

impl What {
    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            What::NoFile => "no-file",
            What::BrokenFile => "broken-file",
            What::DepartmentPlan => "department-plan",
            What::NotYet => "not-yet",
            What::NotBefore => "not-before",
            What::Kind => "kind",
            What::Amount => "amount",
            What::Unit => "unit",
            What::Twice => "twice",
            What::Over => "over",
            What::Verdict(_) => "verdict",
            What::Yearly => "yearly",
        }
    }
}

/// Something missing or different.
#[derive(Clone, Debug)]
pub struct Gap {
    /// At which step.
    pub step: Step,
    /// What it is.
    pub what: What,
    /// Of which line: its place among the cycle's.
    pub line: Option<usize>,
    /// Of which unit, where it is of no line.
    pub unit: Option<Arc<str>>,
    /// The amount that the step before has.
    pub before: Option<i64>,
    /// The amount that this step has.
    pub after: Option<i64>,
    /// The file in which it is put right.
    pub path: Arc<str>,
    /// Whose turn it is; nobody: it is only said.
    pub turn: Vec<Supplier>,
    /// The step that must be there first.
    pub waits_for: Option<Step>,
    /// The most telling outcome, where rules say why.
    pub outcome: Option<RuleOutcome>,
}

impl Gap {
    /// Whether something can be done about it now.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.waits_for.is_none()
    }

    /// Whether it is of a year's file as a whole.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        matches!(self.what, What::NoFile | What::BrokenFile) && self.line.is_none()
    }

    /// Of a file or a line, without amounts and outcome.
    pub(super) fn new(step: Step, what: What, path: Arc<str>, turn: Vec<Supplier>) -> Self {
        Gap {
            step,
            what,
            line: None,
            unit: None,
            before: None,
            after: None,
            path,
            turn,
            waits_for: None,
            outcome: None,
        }
    }
}

/// Everything that is missing or different, by step.
pub(super) fn gaps(snapshot: &Snapshot<'_>, cycle: &Cycle) -> Vec<Gap> {
    let registry = snapshot.registry;
    let mut gaps: Vec<Gap> = cycle
        .files
        .iter()
        .filter_map(|file| of_file(registry, cycle, file))
        .collect();
    gaps.extend(department_plans(registry, snapshot.pack, cycle));
    gaps.extend(compare::gaps(registry, cycle));
    gaps.extend(over::gaps(snapshot, cycle));
    gaps.extend(execution::gaps(snapshot, cycle));
    // A year that is over is listed, planned and asked for by nobody any more; what is
    // paid and built of it goes on.
    if cycle.year < cycle.on.year() {
        let over = gaps.iter_mut().filter(|gap| gap.step < Step::Execution);
        over.for_each(|gap| gap.turn.clear());
    }
    gaps.sort_by_key(|gap| (gap.step, gap.what, gap.line));
    gaps
}

/// A file that isn't there or is broken. A plan follows the list, a budget the plan
/// (Art. 8, 10): until these are there, it is nobody's turn.
fn of_file(registry: &Registry, cycle: &Cycle, file: &StepFile) -> Option<Gap> {
    let what = match file.state {
        FileState::Absent => What::NoFile,
        FileState::Broken => What::BrokenFile,
        FileState::Unkept | FileState::There => return None,
    };
    let turn = turn::suppliers(registry, &file.path);
    let before = match file.kind {
        Kind::Plan => Some((Step::List, Kind::List)),
        Kind::Budget => Some((Step::Plan, Kind::Plan)),
        Kind::Cloud => Some((Step::List, Kind::List)),
        _ => None,
    };
    let waits_for = before.filter(|(_, kind)| {
        let before = cycle.file(*kind);
        before.is_some_and(|before| matches!(before.state, FileState::Absent | FileState::Broken))
    });
    Some(Gap {
        waits_for: waits_for
            .filter(|_| what == What::NoFile)
            .map(|(step, _)| step),
        ..Gap::new(file.step, what, Arc::clone(&file.path), turn)
    })
}

/// The field in which a unit states its plan of several years.
const DEPARTMENT_PLAN: &str = "integrated_plan";

/// Applicants for systems whose plan of several years doesn't cover the year, where a
/// rule asks for such a plan (Art. 6).
fn department_plans(registry: &Registry, pack: &Pack, cycle: &Cycle) -> Vec<Gap> {
    let asked = pack.rules.iter().any(|rule| {
        let mut conditions = rule.applies.iter().chain(&rule.require);
        conditions.any(|condition| condition.source().contains(DEPARTMENT_PLAN))
    });
    if !asked {
        return Vec::new();
    }
    let lines = cycle.lines.iter();
    let needing = lines.filter(|line| line.at(Step::Needs).is_some());
    let applicants: BTreeSet<&Arc<str>> = needing.map(|line| &line.applicant).collect();
    let short = applicants.into_iter().filter(|slug| {
        let unit = registry.units.get(&***slug).and_then(Slot::valid);
        unit.is_some_and(|unit| {
            let plan = unit.integrated_plan.as_ref();
            plan.is_none_or(|plan| !(plan.from_year..=plan.to_year).contains(&cycle.year))
        })
    });
    let gaps = short.map(|slug| {
        let path: Arc<str> = layout::path(Kind::Unit, slug).into();
        let turn = turn::suppliers(registry, &path);
        Gap {
            unit: Some(Arc::clone(slug)),
            ..Gap::new(Step::Needs, What::DepartmentPlan, path, turn)
        }
    });
    gaps.collect()
}
