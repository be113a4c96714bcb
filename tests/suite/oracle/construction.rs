//! The rules for construction projects, and what comes of them.

mod agree;
mod build;
mod enter;
mod money;
mod unit;

use super::logic::Truth::{self, Unknown};
use super::logic::{Answer, Says};
use super::papers::{Case, Paper, issued};
use super::projects::subject_of;
use super::rules::acceptance::IN_FORCE;
use super::rules::{Force, On, RULES};
use super::world::World;
pub(super) use agree::{Shown, expected, shown};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) use Force::{Deny, Hold, Warn};

/// What a project may be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Purpose {
    Plan,
    Build,
    Accept,
}

/// Purposes with the force there and the kinds in the year that it is for; none: all.
type Forces = &'static [(Purpose, Force, &'static [&'static str])];

/// A line of the contract's table.
pub(super) struct Line {
    pub(super) id: &'static str,
    forces: Forces,
    says: fn(&Job<'_>) -> Answer,
}

/// A project in a year.
pub(super) struct Job<'a> {
    /// Its unit; no system.
    pub(super) case: Case<'a>,
    /// `unit/project`.
    pub(super) reference: String,
    /// As opinions name it.
    pub(super) subject: String,
    pub(super) paper: Paper<'a>,
}

impl<'a> Job<'a> {
    pub(super) fn today(&self) -> Date {
        self.case.today
    }

    pub(super) fn year(&self) -> i64 {
        i64::from(self.case.world.year)
    }

    pub(super) fn passed(&self, authority: &str, matter: &str, scope: Option<&str>) -> Truth {
        self.case
            .passed_on(&[authority], &self.subject, (matter, scope))
    }

    /// "Passed on DAY."
    pub(super) fn passed_at(
        &self,
        subject: &str,
        authority: &str,
        matter: &str,
        on: Date,
    ) -> Truth {
        match self
            .case
            .counting(&[authority], subject, (matter, None), on)
        {
            Err(()) | Ok(None) => Unknown,
            Ok(Some(it)) => self.case.is_pass(it, on).into(),
        }
    }

    pub(super) fn opinion(
        &self,
        authority: &str,
        matter: &str,
        scope: Option<&str>,
    ) -> Result<Option<&'a Value>, ()> {
        let today = self.today();
        self.case
            .counting(&[authority], &self.subject, (matter, scope), today)
    }

    /// A text that is there and not empty.
    pub(super) fn stated(&self, pointer: &str) -> Truth {
        Truth::of(self.paper.text(pointer), |text| !text.is_empty())
    }

    pub(super) fn flag(&self, pointer: &str) -> Option<bool> {
        self.paper.field(pointer)?.as_bool()
    }

    pub(super) fn date(&self, pointer: &str) -> Option<Date> {
        self.case.happened(self.paper.field(pointer))
    }

    /// The elements of a list that are not of the future; `None`: there is no list.
    pub(super) fn past(&self, pointer: &str, dated: &str) -> Option<Vec<&'a Value>> {
        let list = self.paper.field(pointer)?.as_array()?;
        let coming = |it: &Value| super::papers::day(it.get(dated)) > Some(self.today());
        Some(list.iter().filter(|it| !coming(it)).collect())
    }

    /// Its systems; nothing: they aren't known.
    pub(super) fn systems(&self) -> Option<Vec<&'a str>> {
        let systems = self.paper.field("/systems")?.as_array()?;
        Some(systems.iter().filter_map(Value::as_str).collect())
    }

    /// A system, as a request for it would be judged.
    pub(super) fn system(&self, reference: &'a str) -> Case<'a> {
        let (unit, system) = reference.split_once('/').expect("a reference");
        Case {
            unit,
            system,
            ..self.case
        }
    }

    /// Something of each system.
    pub(super) fn each_system(&self, says: impl Fn(&'a str) -> Says) -> Answer {
        if self.paper.is_broken() {
            return Says::Unproven.into();
        }
        let systems = self.systems().unwrap_or_default().into_iter();
        Answer::each(systems.map(|it| (it.to_owned(), says(it))).collect())
    }

    /// The entries that name the project in a year's document; `None`: no such document,
    /// `Some(Err)`: one that can't be read.
    pub(super) fn entries(
        &self,
        folder: &str,
        year: i64,
        list: &str,
    ) -> Option<Result<Vec<&'a Value>, ()>> {
        let paper = self.case.paper(&format!("{folder}/{year}.yaml"));
        match paper {
            Paper::Absent => None,
            Paper::Broken(_) => Some(Err(())),
            Paper::Valid(_) => {
                let all = paper.list(list).iter();
                Some(Ok(all
                    .filter(|it| it["project"] == *self.reference)
                    .collect()))
            }
        }
    }

    /// The day of the design approval, today where there is none; `Err`: nobody can tell.
    pub(super) fn design_day(&self) -> Result<Date, ()> {
        let approval = self.opinion("development", "design-approval", None)?;
        let passed = approval.filter(|it| self.case.is_pass(it, self.today()));
        Ok(passed.and_then(issued).unwrap_or(self.today()))
    }
}

/// What a rule on a system says of one.
pub(super) fn of_system(rule: &str, case: &Case<'_>) -> Says {
    let rule = RULES.iter().find(|it| it.id == rule).expect("a rule");
    if rule.on == On::System && case.system_paper().is_absent() {
        return Says::Unproven;
    }
    (rule.says)(case).says
}

use Purpose::{Accept, Build, Plan};

/// Every kind in a year.
const ANY: &[&str] = &[];

/// All of them.
#[rustfmt::skip]
pub(super) const LINES: [Line; 50] = [
    Line { id: "unit/shares", forces: &[(Plan, Deny, &["new", "expansion"])], says: unit::shares },
    Line { id: "unit/secure", forces: &[(Plan, Deny, &["new", "expansion"])], says: unit::secure },
    Line { id: "unit/integrated", forces: &[(Plan, Deny, &["new"])], says: unit::integrated },
    Line { id: "project/not-deferred", forces: &[(Plan, Deny, ANY)], says: unit::not_deferred },
    Line { id: "project/not-suspended", forces: &[(Build, Deny, ANY)], says: unit::not_suspended },
    Line { id: "project/in-scope", forces: &[(Plan, Deny, ANY)], says: unit::in_scope },
    Line { id: "project/applicant", forces: &[(Plan, Deny, ANY)], says: unit::applicant },
    Line { id: "project/government-system", forces: &[(Plan, Deny, ANY)], says: unit::government_system },
    Line { id: "project/is-construction", forces: &[(Plan, Warn, ANY)], says: unit::is_construction },
    Line { id: "project/in-department-plan", forces: &[(Plan, Hold, ANY)], says: unit::in_department_plan },
    Line { id: "project/need-stated", forces: &[(Plan, Hold, ANY)], says: enter::need_stated },
    Line { id: "project/necessity", forces: &[(Plan, Hold, ANY)], says: enter::necessity },
    Line { id: "project/in-project-list", forces: &[(Plan, Deny, ANY)], says: enter::in_project_list },
    Line { id: "project/in-rolling-plan", forces: &[(Plan, Warn, ANY)], says: enter::in_rolling_plan },
    Line { id: "project/framework", forces: &[(Plan, Deny, ANY)], says: enter::framework },
    Line { id: "project/feasibility-first", forces: &[(Plan, Deny, ANY)], says: enter::feasibility_first },
    Line { id: "project/design-approved", forces: &[(Plan, Deny, ANY), (Build, Deny, ANY)], says: enter::design_approved },
    Line { id: "project/continuing", forces: &[(Plan, Deny, &["continuing"])], says: enter::continuing },
    Line { id: "project/design-reviewed", forces: &[(Plan, Hold, ANY)], says: enter::design_reviewed },
    Line { id: "project/chapters", forces: &[(Plan, Deny, ANY)], says: enter::chapters },
    Line { id: "project/chapters-evaluated", forces: &[(Plan, Hold, ANY)], says: enter::chapters_evaluated },
    Line { id: "project/approval-complete", forces: &[(Plan, Warn, ANY)], says: enter::approval_complete },
    Line { id: "project/earlier-phase", forces: &[(Plan, Deny, &["expansion", "continuing"])], says: enter::earlier_phase },
    Line { id: "project/data-catalogued", forces: &[(Plan, Deny, ANY)], says: enter::data_catalogued },
    Line { id: "project/crypto-plan", forces: &[(Plan, Deny, ANY)], says: enter::crypto_plan },
    Line { id: "project/sharing-reviewed", forces: &[(Plan, Deny, ANY)], says: enter::sharing_reviewed },
    Line { id: "project/unable-approved", forces: &[(Plan, Deny, ANY)], says: enter::unable_approved },
    Line { id: "project/one-source", forces: &[(Plan, Deny, ANY)], says: enter::one_source },
    Line { id: "project/targets", forces: &[(Plan, Hold, ANY)], says: enter::targets },
    Line { id: "project/products", forces: &[(Plan, Hold, ANY), (Accept, Warn, ANY)], says: enter::products },
    Line { id: "project/cloud", forces: &[(Plan, Hold, ANY)], says: enter::cloud },
    Line { id: "project/cloud-reported", forces: &[(Plan, Warn, ANY)], says: enter::cloud_reported },
    Line { id: "project/expense-eligible", forces: &[(Plan, Deny, ANY)], says: money::expense_eligible },
    Line { id: "project/other-approvals", forces: &[(Plan, Warn, ANY)], says: enter::other_approvals },
    Line { id: "project/responsible", forces: &[(Plan, Warn, ANY), (Build, Hold, ANY)], says: enter::responsible },
    Line { id: "project/within-estimate", forces: &[(Plan, Deny, ANY)], says: money::within_estimate },
    Line { id: "project/not-split", forces: &[(Plan, Warn, ANY)], says: money::not_split },
    Line { id: "project/out-of-plan", forces: &[(Plan, Deny, ANY)], says: money::out_of_plan },
    Line { id: "build/planned", forces: &[(Build, Deny, ANY)], says: build::planned },
    Line { id: "build/supervised", forces: &[(Build, Hold, ANY)], says: build::supervised },
    Line { id: "build/procured", forces: &[(Build, Warn, ANY)], says: build::procured },
    Line { id: "build/as-approved", forces: &[(Build, Deny, ANY)], says: build::as_approved },
    Line { id: "build/changes", forces: &[(Build, Deny, ANY)], says: build::changes },
    Line { id: "build/reported", forces: &[(Plan, Hold, &["continuing"]), (Build, Warn, ANY)], says: build::reported },
    Line { id: "build/delay-reported", forces: &[(Build, Warn, ANY)], says: build::delay_reported },
    Line { id: "accept/materials", forces: &[(Accept, Deny, ANY)], says: build::materials },
    Line { id: "accept/archives", forces: &[(Accept, Deny, ANY)], says: build::archives },
    Line { id: "accept/organizer", forces: &[(Accept, Deny, ANY)], says: build::organizer },
    Line { id: "accept/in-time", forces: &[(Accept, Warn, ANY)], says: build::in_time },
    Line { id: "accept/in-catalog", forces: &[(Accept, Hold, ANY)], says: build::in_catalog },
];

/// What the oracle says of one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) project: String,
    pub(super) stage: &'static str,
    /// By purpose that is asked.
    pub(super) verdicts: BTreeMap<Purpose, &'static str>,
    pub(super) answers: BTreeMap<&'static str, Answer>,
}

/// Every project with a sound document.
pub(super) fn accounts(world: &World) -> Vec<Account> {
    let docs = world.docs.iter();
    let projects = docs.filter_map(|(path, _)| {
        let reference = path.strip_prefix("projects/")?.strip_suffix(".yaml")?;
        let (unit, _) = reference.split_once('/')?;
        let case = Case {
            world,
            today: world.today,
            unit,
            system: "",
        };
        Some(Job {
            reference: reference.to_owned(),
            subject: subject_of(reference),
            paper: case.paper(path),
            case,
        })
    });
    projects.map(|job| account(&job)).collect()
}

fn account(job: &Job<'_>) -> Account {
    let kind = kind_in_year(job);
    let mut verdicts = BTreeMap::new();
    let mut answers: BTreeMap<&'static str, Answer> = BTreeMap::new();
    for purpose in asked(job) {
        let mut says = Vec::new();
        for line in &LINES {
            let force = line.forces.iter().find(|(of, _, kinds)| {
                *of == purpose && (kinds.is_empty() || kinds.contains(&kind.as_str()))
            });
            if let Some((_, force, _)) = force {
                let answer = answers.entry(line.id).or_insert_with(|| (line.says)(job));
                says.push((*force, answer.says));
            }
        }
        verdicts.insert(purpose, verdict(&says));
    }
    Account {
        project: job.reference.clone(),
        stage: stage(job),
        verdicts,
        answers,
    }
}

/// The list's kind in the year, else its own.
fn kind_in_year(job: &Job<'_>) -> String {
    let listed = job.entries("lists", job.year(), "/projects");
    let entry = listed
        .and_then(Result::ok)
        .and_then(|it| it.first().copied());
    let kind = entry.and_then(|it| it["kind"].as_str());
    kind.or(job.paper.text("/kind"))
        .unwrap_or_default()
        .to_owned()
}

/// The last stage that holds.
fn stage(job: &Job<'_>) -> &'static str {
    let in_list = |(path, _): &(&String, _)| {
        let year = path
            .strip_prefix("lists/")
            .and_then(|it| it.strip_suffix(".yaml"));
        let year = year.and_then(|year| year.parse().ok());
        let entries = year.and_then(|year| job.entries("lists", year, "/projects"));
        entries.is_some_and(|it| it.is_ok_and(|it| !it.is_empty()))
    };
    let in_plan = job.entries("plans", i64::from(job.today().year()), "/projects");
    let passed = |authority, matter| job.passed(authority, matter, None) == Truth::Yes;
    let stages = [
        ("proposed", true),
        ("in-list", job.case.world.docs.iter().any(|it| in_list(&it))),
        ("approved", passed("development", "design-approval")),
        (
            "in-plan",
            in_plan.is_some_and(|it| it.is_ok_and(|it| !it.is_empty())),
        ),
        ("under-construction", job.date("/started_on").is_some()),
        ("on-trial", job.date("/trial_from").is_some()),
        ("completed", job.date("/completed_on").is_some()),
        ("accepted", passed("catalog", "acceptance")),
        ("terminated", unit::not_terminated(job) == Truth::No),
    ];
    let reached = stages.iter().rev().find(|(_, holds)| *holds);
    reached.map_or("", |(stage, _)| stage)
}

/// The purposes that are asked.
fn asked(job: &Job<'_>) -> Vec<Purpose> {
    if job.date("/completed_on").is_some() {
        return vec![Accept];
    }
    let mut asked = Vec::new();
    // What can't be told is asked: the rules say what is missing.
    if unit::not_terminated(job) != Truth::No {
        asked.push(Plan);
    }
    if !matches!(
        job.opinion("development", "design-approval", None),
        Ok(None)
    ) {
        asked.push(Build);
    }
    asked
}

fn verdict(says: &[(Force, Says)]) -> &'static str {
    let any = |force, outcome| says.contains(&(force, outcome));
    if any(Deny, Says::Unmet) {
        "ineligible"
    } else if any(Deny, Says::Unproven) || any(Hold, Says::Unmet) || any(Hold, Says::Unproven) {
        "pending"
    } else {
        "eligible"
    }
}

/// The day from which there are such rules at all.
pub(super) fn since() -> Date {
    IN_FORCE
}
