//! Building and acceptance.

use super::super::logic::Truth::{self, No, Unknown, Yes};
use super::super::logic::{Answer, Says};
use super::super::projects::{approved_total, total_before};
use super::super::rules::acceptance::{Work, lateness, organized};
use super::enter::said;
use super::{Job, of_system, since};
use jiff::civil::{Date, date};
use serde_json::Value;

const THREE: [&str; 3] = ["catalog", "development", "finance"];

pub(super) fn planned(job: &Job<'_>) -> Answer {
    match job.entries("plans", i64::from(job.today().year()), "/projects") {
        Some(Ok(entries)) => Truth::from(!entries.is_empty()).into(),
        _ => Says::Unproven.into(),
    }
}

fn total(job: &Job<'_>) -> Option<i64> {
    approved_total(&job.case, &job.reference)
}

pub(super) fn supervised(job: &Job<'_>) -> Answer {
    let Some(started) = job.date("/started_on") else {
        return nothing_unless_broken(job);
    };
    let Some(contracts) = job.past("/contracts", "signed_on") else {
        return Says::Unproven.into();
    };
    let signed = contracts.iter().map(|it| {
        Truth::from(it["role"] == "works-supervision")
            .and(Truth::of(said(it, "signed_on"), |on| on <= started))
    });
    signed.fold(Truth::No, Truth::or).into()
}

fn nothing_unless_broken(job: &Job<'_>) -> Answer {
    if job.paper.is_broken() {
        Says::Unproven.into()
    } else {
        Says::NotApplicable.into()
    }
}

pub(super) fn procured(job: &Job<'_>) -> Answer {
    let Some(contracts) = job.past("/contracts", "signed_on") else {
        return nothing_unless_broken(job);
    };
    let says = |it: &&Value| {
        let stated = Truth::of(it["procurement"].as_str(), |text| !text.is_empty());
        (
            it["role"].as_str().unwrap_or_default().to_owned(),
            stated.into(),
        )
    };
    Answer::each(contracts.iter().map(says).collect())
}

pub(super) fn as_approved(job: &Job<'_>) -> Answer {
    let contracts = job.past("/contracts", "signed_on").unwrap_or_default();
    if contracts.is_empty() {
        return nothing_unless_broken(job);
    }
    let amounts = || contracts.iter().map(|it| it["amount"].as_i64());
    let stated: i64 = amounts().flatten().sum();
    match total(job) {
        Some(total) if stated > total => No.into(),
        Some(_) if amounts().all(|it| it.is_some()) => Yes.into(),
        _ => Unknown.into(),
    }
}

pub(super) fn changes(job: &Job<'_>) -> Answer {
    let Some(changes) = job.past("/changes", "decided_on") else {
        return nothing_unless_broken(job);
    };
    let says = |(at, it): (usize, &&Value)| {
        let decided = said(it, "decided_on").expect("every change has a day");
        (decided.to_string(), change(job, &changes, at, decided))
    };
    Answer::each(changes.iter().enumerate().map(says).collect())
}

fn change(job: &Job<'_>, changes: &[&Value], at: usize, decided: Date) -> Says {
    if decided < since() {
        return Says::NotApplicable;
    }
    let it = changes[at];
    let scope = decided.to_string();
    let before = total_before(&job.case, &job.reference, decided);
    let earlier = changes.iter().enumerate().filter(|(index, other)| {
        let on = said(other, "decided_on");
        on < Some(decided) || on == Some(decided) && *index <= at
    });
    let adjusted: Option<i64> = earlier.map(|(_, it)| it["adjusted"].as_i64()).sum();
    let kept = Truth::of(it["goals_changed"].as_bool(), |changed| !changed);
    let capped = match (it["total_after"].as_i64(), before) {
        (Some(after), Some(before)) => (after <= before).into(),
        _ => Unknown,
    };
    let share = match (adjusted, before) {
        (Some(adjusted), Some(before)) => (adjusted * 100 <= before * 15).into(),
        _ => Unknown,
    };
    let ground = Truth::of(it["ground"].as_str(), |ground| !ground.is_empty());
    let filed = THREE
        .iter()
        .map(|authority| job.passed(authority, "change-filing", Some(&scope)))
        .fold(Yes, Truth::and);
    let approved = job.passed("development", "change-approval", Some(&scope));
    Says::from(kept.and(capped).and(share).and(ground).and(filed)).unless(approved)
}

pub(super) fn reported(job: &Job<'_>) -> Answer {
    let Some(started) = job.date("/started_on") else {
        return nothing_unless_broken(job);
    };
    let mut items = Vec::new();
    for year in 2022.max(started.year())..=job.today().year() {
        let by = date(year, 12, 31);
        let building = job.date("/completed_on").is_none_or(|done| by < done);
        if by < job.today() && building {
            items.push((year.to_string(), report(job, year, by).into()));
        }
    }
    Answer::each(items)
}

/// The year's report: in time, users and supervisor heard, the trial told of, and received.
fn report(job: &Job<'_>, year: i16, by: Date) -> Truth {
    let trial = job.date("/trial_from").is_some_and(|on| on <= by);
    let flag = |it: &Value, key: &str| Truth::of(it[key].as_bool(), |yes| yes);
    let in_time = |it: &Value| {
        let year = Truth::from(it["year"] == year);
        year.and(Truth::of(said(it, "submitted_on"), |on| on <= by))
    };
    let told = |it: &Value| Truth::of(it["trial_effect"].as_str(), |text| !text.is_empty());
    let written = match job.past("/reports", "submitted_on") {
        None => Unknown,
        Some(reports) => {
            let some = |says: &dyn Fn(&Value) -> Truth| {
                let each = reports.iter().map(|it| in_time(it).and(says(it)));
                each.fold(Truth::No, Truth::or)
            };
            let heard = some(&|it| flag(it, "users_heard"));
            let supervised = some(&|it| flag(it, "supervisor_heard"));
            let told = if trial { some(&told) } else { Yes };
            heard.and(supervised).and(told)
        }
    };
    let scope = year.to_string();
    THREE
        .iter()
        .map(|authority| job.passed(authority, "report-received", Some(&scope)))
        .fold(written, Truth::and)
}

pub(super) fn delay_reported(job: &Job<'_>) -> Answer {
    let Some(planned) = job.paper.date("/planned_completion") else {
        return Says::Unproven.into();
    };
    if job.today() <= planned {
        return Says::NotApplicable.into();
    }
    let Some(incidents) = job.past("/incidents", "found_on") else {
        return Says::Unproven.into();
    };
    let told = incidents.iter().map(|it| {
        let reported = job.case.happened(it.get("reported_on"));
        Truth::from(it["kind"] == "overdue").and(Truth::of(reported, |_| true))
    });
    told.fold(Truth::No, Truth::or).into()
}

/// The project as a work that is to be accepted.
fn work<'a>(job: &Job<'a>) -> Work<'a> {
    let nothing = Value::Null;
    let paper = job.paper.field("").unwrap_or(&nothing);
    let mut work = Work::new(&job.case, job.subject.clone(), paper);
    work.total = total(job);
    work
}

/// The day of the acceptance, today where there is none.
fn accepting(job: &Job<'_>) -> Option<Date> {
    let work = work(job);
    match work.accepted(&job.case) {
        Yes => work.accepted_on(),
        Truth::No => Some(job.today()),
        Unknown => None,
    }
}

pub(super) fn materials(job: &Job<'_>) -> Answer {
    let papers = [
        "summary",
        "finance",
        "audit",
        "risk",
        "cryptography",
        "dictionary",
    ];
    let stated = papers
        .iter()
        .map(|it| job.stated(&format!("/materials/{it}")));
    let mut holds = stated.fold(Yes, Truth::and);
    let Some(on) = accepting(job) else {
        return holds.and(Unknown).into();
    };
    let Some(systems) = job.systems() else {
        return holds.and(Unknown).into();
    };
    for system in systems {
        holds = holds.and(secured(job, system, on));
    }
    holds.into()
}

/// Filed, evaluated and assessed on a day.
fn secured(job: &Job<'_>, system: &str, on: Date) -> Truth {
    let cyber = "cybersecurity";
    let passed = |authority, matter| job.passed_at(system, authority, matter, on);
    let assessed = passed("cryptography", "crypto-assessment");
    let paper = job.case.paper(&format!("systems/{system}.yaml"));
    let Some(level) = paper.number("/security/mlps_level") else {
        return assessed.and(Unknown);
    };
    let attested = |matter| {
        let counts = job.case.counting(&[cyber], system, (matter, None), on);
        Truth::of(counts.ok().flatten(), |it| it["level"] == level)
    };
    if level == 1 {
        let graded = passed(cyber, "mlps-grading").and(attested("mlps-grading"));
        return assessed.and(graded);
    }
    assessed
        .and(passed(cyber, "mlps-filing"))
        .and(attested("mlps-filing"))
        .and(passed(cyber, "mlps-evaluation"))
}

pub(super) fn archives(job: &Job<'_>) -> Answer {
    let accepted = work(job).accepted(&job.case);
    let Some(on) = accepting(job) else {
        return Says::Unproven.into();
    };
    if accepted == Yes && on < since() {
        return Says::NotApplicable.into();
    }
    job.passed_at(&job.subject, "catalog", "archives-acceptance", on)
        .into()
}

pub(super) fn organizer(job: &Job<'_>) -> Answer {
    organized(&job.case, &work(job)).into()
}

pub(super) fn in_time(job: &Job<'_>) -> Answer {
    lateness(&job.case, &work(job), Truth::No).into()
}

pub(super) fn in_catalog(job: &Job<'_>) -> Answer {
    job.each_system(|reference| {
        let case = job.system(reference);
        let paper = case.system_paper();
        let listed = match of_system("catalog/listed", &case) {
            Says::Met => Yes,
            Says::Unproven => Unknown,
            _ => Truth::No,
        };
        let published = match of_system("sharing/published", &case) {
            Says::Unmet => Truth::No,
            Says::Unproven => Unknown,
            _ => Yes,
        };
        let large = match (paper.number("/construction/total_investment"), total(job)) {
            (Some(said), Some(total)) => (said >= total).into(),
            _ => Unknown,
        };
        listed.and(published).and(large).into()
    })
}
