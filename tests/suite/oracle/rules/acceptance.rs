//! `acceptance/…`: were the works of the system accepted, in time, by the right office,
//! and judged since?

use crate::oracle::dates::{plus_months, within};
use crate::oracle::logic::Truth::{self, Unknown};
use crate::oracle::logic::{Answer, Says};
use crate::oracle::papers::{Case, issued};
use crate::oracle::projects::{approved_total, projects_of, subject_of};
use jiff::civil::{Date, date};
use serde_json::Value;

/// Art. 39: acts are judged by the law of their day, and before it there was none.
pub(in crate::oracle) const IN_FORCE: Date = date(2022, 6, 29);

/// What was built: the system by itself, or by a project that is complete.
pub(in crate::oracle) struct Work<'a> {
    /// As opinions name it.
    pub(in crate::oracle) subject: String,
    expansion: bool,
    pub(in crate::oracle) completed: Option<Date>,
    pub(in crate::oracle) applied: Option<Date>,
    /// `None`: it isn't known.
    pub(in crate::oracle) total: Option<i64>,
    /// The acceptance that counts; `Err`: its file can't be read.
    counts: Result<Option<&'a Value>, ()>,
    /// Whether it is of this work: one from before the completion is of something else.
    own: Truth,
}

impl<'a> Work<'a> {
    pub(in crate::oracle) fn new(case: &Case<'a>, subject: String, paper: &Value) -> Work<'a> {
        let completed = case.happened(paper.get("completed_on"));
        let counts = case.counting(&["catalog"], &subject, ("acceptance", None), case.today);
        let acceptance = counts.ok().flatten();
        let own = acceptance.is_none_or(|it| completed.is_none_or(|done| issued(it) >= Some(done)));
        Work {
            subject,
            expansion: paper["kind"] == "expansion",
            completed,
            applied: case.happened(paper.get("acceptance_applied_on")),
            total: None,
            counts,
            own: own.into(),
        }
    }

    /// Whether there is an acceptance of it.
    fn judged(&self) -> Truth {
        match self.counts {
            Err(()) => Unknown,
            Ok(None) => Truth::No,
            Ok(Some(_)) => self.own,
        }
    }

    /// Whether there is one that passed.
    pub(in crate::oracle) fn accepted(&self, case: &Case<'_>) -> Truth {
        match self.counts {
            Err(()) => Unknown,
            Ok(Some(it)) if case.is_pass(it, case.today) => self.own,
            Ok(_) => Truth::No,
        }
    }

    /// The day of the acceptance that counts.
    pub(in crate::oracle) fn accepted_on(&self) -> Option<Date> {
        self.counts.ok().flatten().and_then(issued)
    }

    /// Completed no more than half a year ago, since there is a period at all.
    fn is_young(&self, case: &Case<'_>) -> bool {
        self.completed
            .is_some_and(|done| done >= IN_FORCE && within(done, 6, case.today))
    }
}

/// The works of the system.
fn works<'a>(case: &Case<'a>) -> Vec<Work<'a>> {
    let system = case.system_paper();
    let nothing = Value::Null;
    let mut works = Vec::new();
    let mut built = false;
    for (reference, project) in projects_of(case, &case.reference()) {
        if case.happened(project.get("completed_on")).is_none() {
            continue;
        }
        built |= project["kind"] == "new";
        let mut work = Work::new(case, subject_of(&reference), project);
        work.total = approved_total(case, &reference);
        works.push(work);
    }
    if !built {
        let construction = system.field("/construction").unwrap_or(&nothing);
        let mut work = Work::new(case, case.reference(), construction);
        work.expansion = false;
        work.total = construction["total_investment"].as_i64();
        if system.is_broken() {
            // Nobody can tell when it was complete.
            work.own = Unknown;
        }
        works.insert(0, work);
    }
    works
}

fn each_work<'a>(case: &Case<'a>, says: impl Fn(&Work<'a>) -> Says) -> Answer {
    let works = works(case);
    let works = works.iter();
    Answer::each(
        works
            .map(|work| (work.subject.clone(), says(work)))
            .collect(),
    )
}

/// Nothing was built: `Yes`; nobody said so: `No`.
fn nothing_built(case: &Case<'_>) -> Truth {
    match case.opinion("catalog", "no-construction", None) {
        Err(()) => Unknown,
        Ok(opinion) => opinion
            .is_some_and(|it| case.is_pass(it, case.today))
            .into(),
    }
}

pub(super) fn passed(case: &Case<'_>) -> Answer {
    each_work(case, |work| {
        let judged = work.judged();
        let spared = work.expansion && judged == Truth::No && work.is_young(case);
        match (nothing_built(case), judged) {
            _ if spared => Says::NotApplicable,
            (Truth::Yes, _) => Says::NotApplicable,
            (Truth::No, Truth::Yes) => work.accepted(case).into(),
            _ => Says::Unproven,
        }
    })
}

pub(super) fn on_time(case: &Case<'_>) -> Answer {
    each_work(case, |work| lateness(case, work, nothing_built(case)))
}

/// What is to be said of a work's acceptance in time.
pub(in crate::oracle) fn lateness(case: &Case<'_>, work: &Work<'_>, nothing: Truth) -> Says {
    let accepted = work.accepted(case);
    let before = work.completed.is_some_and(|done| done < IN_FORCE);
    if nothing == Truth::Yes || accepted == Truth::Yes || before {
        return Says::NotApplicable;
    }
    let known = nothing == Truth::No && accepted == Truth::No;
    let says = if known { in_time(case, work) } else { Unknown };
    let extended = case.passed_on(&["catalog"], &work.subject, ("acceptance-extension", None));
    Says::from(says).unless(extended)
}

/// Within half a year of the completion, or applied for in it where the bureau organizes.
pub(in crate::oracle) fn in_time(case: &Case<'_>, work: &Work<'_>) -> Truth {
    let Some(done) = work.completed else {
        return Unknown;
    };
    let large = Truth::of(work.total, |yuan| yuan >= 30_000_000);
    let applied = Truth::of(work.applied, |on| on <= plus_months(done, 6));
    Truth::from(within(done, 6, case.today)).or(large.and(applied))
}

pub(super) fn organizer(case: &Case<'_>) -> Answer {
    each_work(case, |work| organized(case, work))
}

pub(in crate::oracle) fn organized(case: &Case<'_>, work: &Work<'_>) -> Says {
    of_accepted(case, work, |acceptance| {
        Truth::from(acceptance["organizer"] == "bureau")
            .or(Truth::of(work.total, |yuan| yuan < 30_000_000))
            .into()
    })
}

fn of_accepted(case: &Case<'_>, work: &Work<'_>, says: impl Fn(&Value) -> Says) -> Says {
    let acceptance = work.counts.ok().flatten();
    match (work.accepted(case), acceptance) {
        (Truth::No, _) => Says::NotApplicable,
        (_, Some(it)) if issued(it) < Some(IN_FORCE) => Says::NotApplicable,
        (Truth::Yes, Some(it)) => says(it),
        _ => Says::Unproven,
    }
}

pub(super) fn archives(case: &Case<'_>) -> Answer {
    each_work(case, |work| {
        of_accepted(case, work, |acceptance| {
            Truth::from(acceptance["archives"] == "pass").into()
        })
    })
}

pub(super) fn self_evaluated(case: &Case<'_>) -> Answer {
    let works = works(case);
    let nothing = nothing_built(case);
    let accepted = works
        .iter()
        .map(|work| work.accepted(case))
        .fold(Truth::Yes, Truth::and);
    // A work that isn't accepted decides, whatever else can't be told.
    if nothing == Truth::Yes || accepted == Truth::No {
        return Says::NotApplicable.into();
    }
    let days: Option<Vec<Date>> = works.iter().map(Work::accepted_on).collect();
    let latest = days.and_then(|days| days.into_iter().max());
    let operating = case.happened(case.system_paper().field("/operating_since"));
    let (Some(latest), Some(operating)) = (latest, operating) else {
        return Says::Unproven.into();
    };
    let from = latest.max(operating);
    if from < IN_FORCE || case.today < plus_months(from, 12) {
        return Says::NotApplicable.into();
    }
    if nothing == Unknown || accepted == Unknown {
        return Says::Unproven.into();
    }
    let says = match case.opinion("catalog", "self-evaluation", None) {
        Err(()) => Says::Unproven,
        Ok(Some(it)) if issued(it) >= Some(from) => Says::Met,
        Ok(_) if within(from, 24, case.today) => Says::Unproven,
        Ok(_) => Says::Unmet,
    };
    says.into()
}
