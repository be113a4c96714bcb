//! What a project may cost.

use super::super::dates::plus_months;
use super::super::logic::Truth::{self, No, Unknown, Yes};
use super::super::logic::{Answer, Says};
use super::super::projects::{approved_total, projects_of};
use super::super::rules::request::{class_for_construction, needs_deployment};
use super::{Job, since};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) fn expense_eligible(job: &Job<'_>) -> Answer {
    if job.paper.is_broken() {
        return Says::Unproven.into();
    }
    let lines = job.paper.list("/investment/lines").iter();
    let says = |line: &Value| {
        let category = line["category"].as_str().expect("every line has one");
        let scope = format!("{}/{category}", job.year());
        let allowed = match class_for_construction(category) {
            Yes => Yes,
            Unknown => job.passed("catalog", "expense-evaluation", Some(&scope)),
            No => No,
        };
        let deployed = if needs_deployment(category) {
            Truth::of(line["deployed_here"].as_bool(), |here| here)
        } else {
            Yes
        };
        (category.to_owned(), allowed.and(deployed).into())
    };
    Answer::each(lines.map(says).collect())
}

/// The sum of all plans, of all years; nothing: one can't be read.
fn planned(job: &Job<'_>) -> Option<i64> {
    let mut sum = 0;
    for path in job.case.world.docs.keys() {
        let Some(year) = path
            .strip_prefix("plans/")
            .and_then(|it| it.strip_suffix(".yaml"))
        else {
            continue;
        };
        let year = year.parse().ok()?;
        let entries = job.entries("plans", year, "/projects")?.ok()?;
        sum += entries
            .iter()
            .filter_map(|it| it["amount"].as_i64())
            .sum::<i64>();
    }
    Some(sum)
}

pub(super) fn within_estimate(job: &Job<'_>) -> Answer {
    match (planned(job), approved_total(&job.case, &job.reference)) {
        (Some(planned), Some(total)) => Truth::from(planned <= total).into(),
        _ => Says::Unproven.into(),
    }
}

pub(super) fn not_split(job: &Job<'_>) -> Answer {
    let Ok(design) = job.design_day() else {
        return Says::Unproven.into();
    };
    if design < since() {
        return Says::NotApplicable.into();
    }
    let own = match job.paper.number("/investment/total") {
        None => return Says::Unproven.into(),
        Some(total) if total >= 30_000_000 => return Says::NotApplicable.into(),
        Some(total) => total,
    };
    let Some(systems) = job.systems() else {
        return Says::Unproven.into();
    };
    let others: BTreeMap<String, &Value> = systems
        .iter()
        .flat_map(|system| projects_of(&job.case, system))
        .filter(|(reference, _)| *reference != job.reference)
        .collect();
    let mine = job.date("/design/prepared_on");
    let (mut surely, mut perhaps, mut unsized_one) = (own, own, false);
    for other in others.values() {
        let theirs = job.case.happened(other.pointer("/design/prepared_on"));
        let near = match (mine, theirs) {
            (Some(one), Some(two)) => {
                Truth::from(two <= plus_months(one, 24) && one <= plus_months(two, 24))
            }
            _ => Unknown,
        };
        match (
            near,
            other.pointer("/investment/total").and_then(Value::as_i64),
        ) {
            (No, _) => {}
            (_, None) => unsized_one = true,
            (_, Some(total)) if total >= 30_000_000 => {}
            (Yes, Some(total)) => {
                surely += total;
                perhaps += total;
            }
            (Unknown, Some(total)) => perhaps += total,
        }
    }
    let says = if surely >= 30_000_000 {
        Says::Unmet
    } else if perhaps < 30_000_000 && !unsized_one {
        Says::Met
    } else {
        Says::Unproven
    };
    says.into()
}

pub(super) fn out_of_plan(job: &Job<'_>) -> Answer {
    let entry = match job.entries("plans", job.year(), "/projects") {
        None => return Says::NotApplicable.into(),
        Some(Err(())) => return Says::Unproven.into(),
        Some(Ok(entries)) => entries.into_iter().find(|it| it["track"] == "out-of-plan"),
    };
    let Some(entry) = entry else {
        return Says::NotApplicable.into();
    };
    let year = job.year().to_string();
    let adjusted = Truth::of(job.case.happened(entry.get("adjusted_on")), |_| true);
    let funds = job.opinion("finance", "out-of-plan-funds", Some(&year));
    let enough = Truth::of(funds.ok().flatten(), |it| {
        it["amount"].as_i64() >= entry["amount"].as_i64()
    });
    adjusted
        .and(job.passed("finance", "out-of-plan-funds", Some(&year)))
        .and(enough)
        .into()
}
