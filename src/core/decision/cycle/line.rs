//! What money is stated for, with what each step says of it.

use super::{Cycle, Step, file};
use crate::decision::{Decision, Verdict};
use crate::policy::{PerPurpose, Purpose};
use crate::registry::{Entries, Entry, Project, Registry, Slot, Target};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one step says of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// In the registry's currency; `None`: it names no amount, or none can be read.
    pub amount: Option<i64>,
    /// As which kind, by the schema's word.
    pub kind: Option<Arc<str>>,
    /// Under which budget unit, in budgets.
    pub unit: Option<Arc<str>>,
    /// Whether it was added or changed in the course of the year (Art. 12, 26).
    pub adjusted: bool,
    /// How often it stands there: more than once is an error of the file.
    pub count: usize,
}

/// A system or a construction project in a year.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub target: Target,
    /// The unit in its path.
    pub unit: Arc<str>,
    /// The budget unit that applies for it: as its request, project or budget says, else
    /// the nearest one at or above its own unit (annex).
    pub applicant: Arc<str>,
    /// What the steps that state amounts say, in the order of [`Step::OF_MONEY`].
    pub steps: [Option<Stated>; 5],
    /// Of the cloud's budget.
    pub cloud: Option<Stated>,
    /// What its request comes to.
    pub verdict: Option<Verdict>,
    /// What the project comes to, by purpose.
    pub verdicts: PerPurpose<Option<Verdict>>,
}

impl Line {
    /// What a step says of it.
    #[must_use]
    pub fn at(&self, step: Step) -> Option<&Stated> {
        self.steps.get(step as usize)?.as_ref()
    }

    /// As which kind it stands in the plan, else in the list or the budget.
    #[must_use]
    pub fn kind(&self) -> Option<&Arc<str>> {
        let steps = [Step::Plan, Step::List, Step::Budget].into_iter();
        let mut stated = steps.filter_map(|step| self.at(step));
        stated.find_map(|stated| stated.kind.as_ref())
    }

    /// Whether it is a system's operation and maintenance.
    #[must_use]
    pub fn is_maintenance(&self) -> bool {
        matches!(self.target, Target::System(_))
    }
}

/// The lines of the units that are asked for.
pub(super) fn lines(
    registry: &Registry,
    cycle: &Cycle,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Line> {
    let sources = Sources::of(registry, cycle);
    let targets = sources.targets().into_iter();
    let targets = targets.filter(|target| wanted(unit(target)));
    let lines = targets.map(|target| sources.line(target));
    let stated = |line: &Line| line.cloud.is_some() || line.steps.iter().any(Option::is_some);
    lines.filter(stated).collect()
}

/// The unit in the path of a target.
fn unit(target: &Target) -> &str {
    match target {
        Target::System(system) => system.unit(),
        Target::Project(project) => project.unit(),
    }
}

/// Whatever speaks of a year.
struct Sources<'r> {
    registry: &'r Registry,
    year: i16,
    rolling: Option<&'r Entries>,
    list: Option<&'r Entries>,
    plan: Option<&'r Entries>,
    budget: Option<&'r Entries>,
    cloud: Option<&'r Entries>,
    /// By system.
    requests: BTreeMap<&'r str, &'r Decision>,
    /// By project.
    projects: BTreeMap<&'r str, PerPurpose<Option<Verdict>>>,
}

impl<'r> Sources<'r> {
    fn of(registry: &'r Registry, cycle: &'r Cycle) -> Self {
        let year = cycle.year;
        let of_year =
            |files: &'r BTreeMap<i16, Slot<Entries>>| files.get(&year).and_then(Slot::valid);
        let requests = cycle.requests.decisions.iter();
        let projects = cycle.projects.projects.iter();
        Sources {
            registry,
            year,
            rolling: file::rolling(registry, year).map(|(_, plan)| plan),
            list: of_year(&registry.lists),
            plan: of_year(&registry.plans),
            budget: of_year(&registry.budgets),
            cloud: of_year(&registry.cloud),
            requests: requests.map(|one| (&*one.system, one)).collect(),
            projects: projects.map(|one| (&*one.project, one.verdicts)).collect(),
        }
    }

    fn targets(&self) -> BTreeSet<Target> {
        let files = [self.list, self.plan, self.budget, self.cloud];
        let named = files.into_iter().flatten();
        let mut all: BTreeSet<Target> = named
            .flat_map(|file| file.by_target.keys().cloned())
            .collect();
        let rolled = self.rolling.into_iter().flat_map(|plan| &plan.entries);
        let rolled = rolled.filter(|entry| entry.year == Some(self.year));
        all.extend(rolled.filter_map(|entry| entry.target.clone()));
        all.extend(self.requests.keys().map(|id| Target::System((*id).into())));
        let wanting = self.registry.projects.iter().filter(|(_, slot)| {
            let years = slot.valid().map_or(&[][..], |project| &project.years);
            years.iter().any(|(year, _)| *year == self.year)
        });
        all.extend(wanting.map(|(id, _)| Target::Project(id.clone())));
        all
    }

    fn line(&self, target: Target) -> Line {
        let stated = |file: Option<&Entries>| stated(file?.of(&target));
        let document = match &target {
            Target::Project(id) => self.registry.projects.get(id).and_then(Slot::valid),
            Target::System(_) => None,
        };
        let [list, plan, budget] = [self.list, self.plan, self.budget].map(stated);
        let taken = list.is_some() || plan.is_some() || budget.is_some();
        let need = || {
            self.need(&target, document)
                .filter(|_| taken || !self.has_ended(&target))
        };
        let asked = self
            .requests
            .get(target.id())
            .filter(|_| target.field() == "system");
        let request = asked.map(|asked| Stated {
            amount: asked.amount,
            kind: None,
            unit: asked.applicant.clone(),
            adjusted: false,
            count: 1,
        });
        let applicant = asked
            .and_then(|asked| asked.applicant.clone())
            .or_else(|| Some(document?.applicant.as_ref()?.text()));
        let verdicts = match &target {
            Target::Project(id) => self.projects.get(&**id).copied(),
            Target::System(_) => None,
        };
        Line {
            unit: unit(&target).into(),
            applicant: applicant.unwrap_or_else(|| self.registry.budget_unit_of(unit(&target))),
            steps: [request.clone().or_else(need), list, plan, budget, request],
            cloud: stated(self.cloud),
            verdict: asked.map(|asked| asked.verdict),
            verdicts: verdicts.unwrap_or_default(),
            target,
        }
    }

    /// Whether a project needs no place in a plan any more: it is completed or was ended.
    fn has_ended(&self, target: &Target) -> bool {
        let Target::Project(id) = target else {
            return false;
        };
        let verdicts = self.projects.get(&**id);
        verdicts.is_some_and(|verdicts| verdicts.get(Purpose::Plan).is_none())
    }

    /// What a project, else the rolling plan, has for the year.
    fn need(&self, target: &Target, document: Option<&Project>) -> Option<Stated> {
        let years = document.map_or(&[][..], |project| &project.years).iter();
        let own: Vec<Option<i64>> = years
            .filter(|(year, _)| *year == self.year)
            .map(|(_, amount)| *amount)
            .collect();
        if !own.is_empty() {
            return Some(Stated {
                amount: add(own.iter().copied()),
                kind: None,
                unit: None,
                adjusted: false,
                count: own.len(),
            });
        }
        let rolled = self.rolling?.of(target);
        stated(rolled.filter(|entry| entry.year == Some(self.year)))
    }
}

/// What the entries of one target come to; `None`: there is none.
fn stated<'e>(entries: impl Iterator<Item = &'e Entry>) -> Option<Stated> {
    let entries: Vec<&Entry> = entries.collect();
    let first = entries.first()?;
    Some(Stated {
        amount: add(entries.iter().map(|entry| entry.amount)),
        kind: first.kind.clone(),
        unit: first.unit.as_ref().map(|unit| unit.text()),
        adjusted: entries.iter().any(|entry| entry.adjusted_on.is_some()),
        count: entries.len(),
    })
}

/// The sum of amounts; `None` where one isn't known, or they cannot be added up.
fn add(amounts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    let mut amounts = amounts;
    amounts.try_fold(0_i64, |sum, amount| sum.checked_add(amount?))
}
