//! A budget year of the district as one value: what is needed, listed, planned,
//! budgeted and asked for, what stands where and what doesn't, and whose turn it is
//! (Art. 4, 6, 8, 10, 12, 15, 23, annex).
//!
//! It puts documents side by side, and the verdicts that the rules come to beside
//! them; it judges nothing that a rule judges.

mod compare;
mod execution;
mod file;
mod gap;
mod line;
mod over;
mod sum;
mod turn;

pub use file::{FileState, StepFile};
pub use gap::{Gap, What};
pub use line::{Line, Stated};
pub use sum::{Applicant, Sum, Sums};
pub use turn::Turn;

use super::due::Cases;
use super::{Decisions, ProjectDecisions, Snapshot, decide_projects, decide_where};
use crate::layout;
use crate::policy::{ProjectRef, RequestRef};
use crate::registry::Target;
use jiff::civil::Date;

/// A step of the year, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// What units want: requests, and what projects and the rolling plan have for the
    /// year (Art. 6, 8).
    Needs,
    /// The project list (Art. 8).
    List,
    /// The investment plan (Art. 4, 10).
    Plan,
    /// The departments' budgets, and the one of the cloud (Art. 10, 15).
    Budget,
    /// Requests for O&M money.
    Requests,
    /// What is paid, built and accepted (Art. 23, 28).
    Execution,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Step; 6] = [
        Step::Needs,
        Step::List,
        Step::Plan,
        Step::Budget,
        Step::Requests,
        Step::Execution,
    ];

    /// The steps that state amounts.
    pub const OF_MONEY: [Step; 5] = [
        Step::Needs,
        Step::List,
        Step::Plan,
        Step::Budget,
        Step::Requests,
    ];

    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Step::Needs => "needs",
            Step::List => "list",
            Step::Plan => "plan",
            Step::Budget => "budget",
            Step::Requests => "requests",
            Step::Execution => "execution",
        }
    }

    /// The step whose amounts it is held against: requests, as budgets, against the
    /// plan (Art. 10).
    #[must_use]
    pub fn before(self) -> Option<Step> {
        match self {
            Step::Needs | Step::Execution => None,
            Step::List => Some(Step::Needs),
            Step::Plan => Some(Step::List),
            Step::Budget | Step::Requests => Some(Step::Plan),
        }
    }
}

/// A budget year.
#[derive(Debug)]
pub struct Cycle {
    /// The budget year.
    pub year: i16,
    /// The day it was judged for.
    pub on: Date,
    /// The files of the steps, in their order.
    pub files: Vec<StepFile>,
    /// What money is stated for: systems, then projects, in the order of their ids.
    pub lines: Vec<Line>,
    /// What is missing and what differs, by step.
    pub gaps: Vec<Gap>,
    /// The year's requests, judged.
    pub requests: Decisions,
    /// All construction projects, judged for the year.
    pub projects: ProjectDecisions,
}

/// The year of the units that are asked for, by their slugs. Pure: the same snapshot,
/// year and units give the same value.
#[must_use]
pub fn cycle(snapshot: &Snapshot<'_>, year: i16, wanted: impl Fn(&str) -> bool) -> Cycle {
    let (registry, pack) = (snapshot.registry, snapshot.pack);
    let on = snapshot.provenance.on;
    let of_request = |of: &RequestRef| wanted(&of.unit);
    let of_project = |of: &ProjectRef| wanted(&of.unit);
    let mut cycle = Cycle {
        year,
        on,
        files: file::files(registry, year),
        lines: Vec::new(),
        gaps: Vec::new(),
        requests: decide_where(registry, pack, on, year, of_request),
        projects: decide_projects(registry, pack, on, year, of_project),
    };
    for decision in &mut cycle.requests.decisions {
        snapshot.keep(&mut decision.outcomes);
    }
    for decision in &mut cycle.projects.projects {
        snapshot.keep_project(decision);
    }
    cycle.lines = line::lines(registry, &cycle, wanted);
    cycle.gaps = gap::gaps(snapshot, &cycle);
    cycle
}

impl Cycle {
    /// The file of a kind.
    #[must_use]
    pub fn file(&self, kind: layout::Kind) -> Option<&StepFile> {
        self.files.iter().find(|file| file.kind == kind)
    }

    /// What is judged of it: its requests, and the projects that are among its lines.
    #[must_use]
    pub fn cases(&self) -> Cases {
        let requests = self.requests.decisions.iter();
        let projects = self.lines.iter().filter_map(|line| match &line.target {
            Target::Project(project) => ProjectRef::of(self.year, &project.text()),
            Target::System(_) => None,
        });
        Cases {
            requests: requests
                .filter_map(|one| RequestRef::of(&one.request))
                .collect(),
            projects: projects.collect(),
        }
    }

    /// Whether nothing at all is stated for the year.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let absent = |file: &StepFile| matches!(file.state, FileState::Absent | FileState::Unkept);
        self.lines.is_empty() && self.files.iter().all(absent)
    }
}
