//! Who may build: the unit, its systems, measures against it, its integrated plan.

use super::super::logic::Truth::{self, No, Unknown};
use super::super::logic::{Answer, Says};
use super::super::papers::Case;
use super::super::rules::request::{covers, is_or_is_above};
use super::{Job, of_system};
use serde_json::Value;

const SHARING: [&str; 7] = [
    "sharing/catalogued",
    "sharing/published",
    "sharing/inspected",
    "sharing/withheld-approved",
    "sharing/one-source",
    "sharing/not-exclusive",
    "sharing/connected",
];

const SECURITY: [&str; 5] = [
    "security/mlps-filed",
    "security/level-attested",
    "security/mlps-evaluated",
    "security/crypto-assessed",
    "security/no-major-hazard",
];

pub(super) fn shares(job: &Job<'_>) -> Answer {
    operating(job, &SHARING)
}

pub(super) fn secure(job: &Job<'_>) -> Answer {
    operating(job, &SECURITY)
}

/// No operating system of the unit is unmet on the rules.
fn operating(job: &Job<'_>, rules: &[&str]) -> Answer {
    let folder = format!("systems/{}/", job.case.unit);
    let mut items = Vec::new();
    for path in job.case.world.docs.keys() {
        let Some(system) = path
            .strip_prefix(&folder)
            .and_then(|it| it.strip_suffix(".yaml"))
        else {
            continue;
        };
        let case = Case { system, ..job.case };
        let says = match case.system_paper().text("/status") {
            None => Says::Unproven,
            Some("trial" | "operating") => {
                let worst = rules.iter().map(|rule| of_system(rule, &case)).max();
                match worst {
                    Some(Says::Unmet) => Says::Unmet,
                    Some(Says::Unproven) => Says::Unproven,
                    _ => Says::Met,
                }
            }
            Some(_) => Says::NotApplicable,
        };
        items.push((case.reference(), says));
    }
    Answer::each(items)
}

pub(super) fn integrated(job: &Job<'_>) -> Answer {
    of_system("integration/no-overdue-order", &job.case).into()
}

fn no_measure(job: &Job<'_>, subjects: &[&str], kinds: &[&str]) -> Truth {
    let bad = |it: &Value| kinds.iter().any(|kind| it["measure"] == *kind);
    let mut holds = Truth::Yes;
    for authority in ["development", "finance"] {
        for subject in subjects {
            holds = holds.and(job.case.none_stands(authority, subject, "measure", bad));
        }
    }
    holds
}

pub(super) fn not_deferred(job: &Job<'_>) -> Answer {
    let kinds = ["defer-plan", "suspend", "terminate"];
    no_measure(job, &[job.case.unit, &job.subject], &kinds).into()
}

pub(super) fn not_suspended(job: &Job<'_>) -> Answer {
    let kinds = ["suspend", "terminate"];
    no_measure(job, &[job.case.unit, &job.subject], &kinds).into()
}

pub(super) fn not_terminated(job: &Job<'_>) -> Truth {
    no_measure(job, &[&job.subject], &["terminate"])
}

pub(super) fn in_scope(job: &Job<'_>) -> Answer {
    let Some(category) = job.case.unit_paper(job.case.unit).text("/category") else {
        return Says::Unproven.into();
    };
    if category != "school-or-hospital" {
        return Says::Met.into();
    }
    let led_by = job.paper.text("/led_by");
    let lead = led_by.and_then(|unit| job.case.unit_paper(unit).text("/category"));
    let public = match job.systems() {
        None => Unknown,
        Some(systems) => systems
            .iter()
            .map(|it| {
                job.case
                    .passed_on(&["catalog"], it, ("public-function", None))
            })
            .fold(Truth::Yes, Truth::and),
    };
    Truth::of(lead, |it| it == "department").and(public).into()
}

pub(super) fn applicant(job: &Job<'_>) -> Answer {
    let asks = job.paper.text("/applicant");
    let unit = asks.map(|asks| job.case.unit_paper(asks));
    let budget = unit.and_then(|it| it.field("/budget_unit")?.as_bool());
    let above = asks.map_or(Unknown, |asks| is_or_is_above(&job.case, asks));
    Truth::of(budget, |yes| yes).and(above).into()
}

pub(super) fn government_system(job: &Job<'_>) -> Answer {
    job.each_system(|it| of_system("catalog/government-system", &job.system(it)))
}

pub(super) fn is_construction(job: &Job<'_>) -> Answer {
    let new = Truth::of(job.paper.text("/kind"), |kind| kind != "expansion");
    let other = Truth::of(job.flag("/main_function_changed"), |changed| changed);
    let large = Truth::of(job.paper.number("/investment/total"), |yuan| yuan > 500_000);
    new.or(other).or(large).into()
}

pub(super) fn in_department_plan(job: &Job<'_>) -> Answer {
    let Some(applicant) = job.paper.text("/applicant") else {
        return Says::Unproven.into();
    };
    let unit = job.case.unit_paper(applicant);
    let plan = unit
        .field("/integrated_plan/systems")
        .and_then(Value::as_array);
    let listed = match (job.systems(), plan) {
        (Some(systems), _) if systems.is_empty() => Truth::Yes,
        (Some(systems), Some(plan)) => {
            if systems.iter().all(|it| plan.contains(&(*it).into())) {
                Truth::Yes
            } else {
                No
            }
        }
        _ => Unknown,
    };
    covers(&job.case, unit).and(listed).into()
}
