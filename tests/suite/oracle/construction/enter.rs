//! From the need to the approvals: what a project needs to enter a plan.

use super::super::logic::Truth::{self, No, Unknown, Yes};
use super::super::logic::{Answer, Says};
use super::super::papers::{day, issued};
use super::super::projects::subject_of;
use super::{Job, of_system, since};
use jiff::civil::date;
use serde_json::Value;

const CHAPTERS: [&str; 5] = [
    "governance",
    "sharing",
    "security",
    "cryptography",
    "consolidation",
];

fn all_stated(job: &Job<'_>, under: &str, names: &[&str]) -> Answer {
    let each = names
        .iter()
        .map(|name| job.stated(&format!("{under}/{name}")));
    each.fold(Yes, Truth::and).into()
}

pub(super) fn need_stated(job: &Job<'_>) -> Answer {
    let points = ["basis", "integration", "sharing", "common", "governance"];
    all_stated(job, "/need", &points)
}

pub(super) fn necessity(job: &Job<'_>) -> Answer {
    job.passed("catalog", "necessity-review", None).into()
}

pub(super) fn in_project_list(job: &Job<'_>) -> Answer {
    let Some(Ok(entries)) = job.entries("lists", job.year(), "/projects") else {
        return Says::Unproven.into();
    };
    let Some(own) = job.paper.text("/kind") else {
        return Says::Unproven.into();
    };
    let listed = entries
        .iter()
        .any(|it| it["kind"] == own || it["kind"] == "continuing");
    Truth::from(listed).into()
}

pub(super) fn in_rolling_plan(job: &Job<'_>) -> Answer {
    let year = job.year();
    let mut covering = false;
    let mut found = false;
    for first in year - 2..=year {
        match job.entries("rolling", first, "/projects") {
            None => {}
            Some(Err(())) => return Says::Unproven.into(),
            Some(Ok(entries)) => {
                covering = true;
                found |= entries.iter().any(|it| it["year"] == year);
            }
        }
    }
    if covering {
        Truth::from(found).into()
    } else {
        Says::Unproven.into()
    }
}

pub(super) fn framework(job: &Job<'_>) -> Answer {
    let Some(framework) = job.paper.text("/framework") else {
        let own = format!("{}/", job.case.unit);
        return match job.systems() {
            Some(systems) if systems.iter().all(|it| it.starts_with(&own)) => {
                Says::NotApplicable.into()
            }
            _ => Says::Unproven.into(),
        };
    };
    let paper = job.case.paper(&format!("frameworks/{framework}.yaml"));
    let participants = paper.field("/participants").and_then(Value::as_array);
    let named = Truth::of(participants, |all| {
        all.iter()
            .any(|it| it["unit"] == job.case.unit && it["project"] == *job.reference)
    });
    let subject = format!("frameworks/{framework}");
    job.case
        .passed_on(&["catalog"], &subject, ("framework-review", None))
        .and(named)
        .into()
}

pub(super) fn feasibility_first(job: &Job<'_>) -> Answer {
    let Ok(design) = job.design_day() else {
        return Says::Unproven.into();
    };
    if design < since() {
        return Says::NotApplicable.into();
    }
    match job.paper.number("/investment/total") {
        None => return Says::Unproven.into(),
        Some(total) if total < 30_000_000 => return Says::NotApplicable.into(),
        Some(_) => {}
    }
    let study = job.opinion("development", "feasibility-approval", None);
    let prepared = job.date("/design/prepared_on");
    let first = match (study.ok().flatten().and_then(issued), prepared) {
        (Some(approved), Some(prepared)) => (approved <= prepared).into(),
        _ => Unknown,
    };
    Truth::of(job.paper.text("/design/form"), |form| form == "design")
        .and(job.passed("development", "feasibility-approval", None))
        .and(first)
        .into()
}

pub(super) fn design_approved(job: &Job<'_>) -> Answer {
    job.passed("development", "design-approval", None).into()
}

pub(super) fn continuing(job: &Job<'_>) -> Answer {
    if job.paper.is_broken() {
        return Says::Unproven.into();
    }
    let before = date(job.case.world.year - 1, 12, 31);
    let approved = job.passed_at(&job.subject, "development", "design-approval", before);
    let done = job.date("/completed_on").is_some_and(|on| on <= before);
    approved.and((!done).into()).into()
}

pub(super) fn design_reviewed(job: &Job<'_>) -> Answer {
    job.passed("catalog", "design-review", None).into()
}

pub(super) fn chapters(job: &Job<'_>) -> Answer {
    all_stated(job, "/design/chapters", &CHAPTERS)
}

/// The opinion that counts speaks of all five.
fn speaks_of_all(job: &Job<'_>, matter: &str) -> Truth {
    let opinion = job.opinion("development", matter, None).ok().flatten();
    let chapters = opinion.and_then(|it| it["chapters"].as_array());
    Truth::of(chapters, |all| {
        CHAPTERS.iter().all(|it| all.contains(&(*it).into()))
    })
}

pub(super) fn chapters_evaluated(job: &Job<'_>) -> Answer {
    let matter = "project-evaluation";
    let opinion = job.opinion("development", matter, None).ok().flatten();
    let third = opinion.and_then(|it| it["third_party"].as_bool());
    job.passed("development", matter, None)
        .and(Truth::of(third, |third| third))
        .and(speaks_of_all(job, matter))
        .into()
}

pub(super) fn approval_complete(job: &Job<'_>) -> Answer {
    speaks_of_all(job, "design-approval").into()
}

pub(super) fn earlier_phase(job: &Job<'_>) -> Answer {
    match job.paper.text("/kind") {
        None => return Says::Unproven.into(),
        Some("expansion") => {}
        Some(_) => return Says::NotApplicable.into(),
    }
    let previous = job.paper.list("/previous").iter().filter_map(Value::as_str);
    let items: Vec<_> = previous
        .map(|it| (it.to_owned(), evaluated(job, it).into()))
        .collect();
    if items.is_empty() {
        return Says::Unproven.into();
    }
    Answer::each(items)
}

/// A third party evaluated the earlier phase, not after the design approval.
fn evaluated(job: &Job<'_>, previous: &str) -> Truth {
    let mut all = Vec::new();
    for authority in ["catalog", "development"] {
        match job
            .case
            .issued(authority, &subject_of(previous), "post-evaluation")
        {
            Err(()) => return Unknown,
            Ok(some) => all.extend(some),
        }
    }
    let third: Vec<_> = all.iter().filter(|it| it["third_party"] == true).collect();
    match job.design_day() {
        _ if all.is_empty() => Unknown,
        _ if third.is_empty() => No,
        Err(()) => Unknown,
        Ok(by) => third.iter().any(|it| issued(it) <= Some(by)).into(),
    }
}

pub(super) fn data_catalogued(job: &Job<'_>) -> Answer {
    job.each_system(|it| of_system("sharing/catalogued", &job.system(it)))
}

pub(super) fn crypto_plan(job: &Job<'_>) -> Answer {
    match job.design_day() {
        Err(()) => Says::Unproven.into(),
        Ok(on) => job
            .passed_at(&job.subject, "cryptography", "crypto-plan", on)
            .into(),
    }
}

pub(super) fn sharing_reviewed(job: &Job<'_>) -> Answer {
    match job.paper.text("/sharing") {
        Some("able") => job.passed("catalog", "sharing-review", None).into(),
        Some(_) => Says::NotApplicable.into(),
        None => Says::Unproven.into(),
    }
}

pub(super) fn unable_approved(job: &Job<'_>) -> Answer {
    match job.paper.text("/sharing") {
        Some("unable") => {}
        Some(_) => return Says::NotApplicable.into(),
        None => return Says::Unproven.into(),
    }
    let reviewed = job.opinion("catalog", "sharing-review", None);
    let approved = job.opinion("government", "building-approval", None);
    let ordered = match (reviewed, approved) {
        (Ok(Some(reviewed)), Ok(Some(approved))) => (issued(approved) >= issued(reviewed)).into(),
        _ => Unknown,
    };
    job.stated("/legal_basis")
        .and(job.passed("catalog", "sharing-review", None))
        .and(job.passed("government", "building-approval", None))
        .and(ordered)
        .into()
}

pub(super) fn one_source(job: &Job<'_>) -> Answer {
    job.each_system(|it| of_system("sharing/one-source", &job.system(it)))
}

pub(super) fn targets(job: &Job<'_>) -> Answer {
    let targets = job.paper.field("/targets").and_then(Value::as_array);
    Truth::of(targets, |all| !all.is_empty()).into()
}

pub(super) fn products(job: &Job<'_>) -> Answer {
    job.stated("/trusted_products").into()
}

pub(super) fn cloud(job: &Job<'_>) -> Answer {
    job.each_system(|it| of_system("integration/cloud", &job.system(it)))
}

pub(super) fn cloud_reported(job: &Job<'_>) -> Answer {
    if job.paper.list("/cloud").is_empty() {
        return job.stated("/no_cloud_because").into();
    }
    match job.entries("cloud", job.year(), "/entries") {
        Some(Ok(entries)) => Truth::from(!entries.is_empty()).into(),
        _ => Says::Unproven.into(),
    }
}

pub(super) fn other_approvals(job: &Job<'_>) -> Answer {
    let neither = Truth::of(job.flag("/civil_works"), |it| !it)
        .and(Truth::of(job.flag("/high_energy"), |it| !it));
    neither.or(job.stated("/other_approvals")).into()
}

pub(super) fn responsible(job: &Job<'_>) -> Answer {
    all_stated(job, "/implementer", &["office", "post"])
}

/// A day of the documents, whatever it states.
pub(super) fn said(value: &Value, key: &str) -> Option<jiff::civil::Date> {
    day(value.get(key))
}
