//! `request/…`: who asks, is it planned, what is the money for?

use crate::oracle::logic::Truth::{self, No, Unknown, Yes};
use crate::oracle::logic::{Answer, Says};
use crate::oracle::papers::{Case, Paper};
use serde_json::Value;

/// The document of who asks; absent too where nobody can tell who does.
fn applicant<'a>(case: &Case<'a>) -> Paper<'a> {
    match case.request_paper().text("/applicant") {
        Some(unit) => case.unit_paper(unit),
        None => Paper::Absent,
    }
}

pub(super) fn applicant_in_scope(case: &Case<'_>) -> Answer {
    let four = ["department", "organization", "school", "school-or-hospital"];
    Truth::of(applicant(case).text("/category"), |it| four.contains(&it)).into()
}

pub(super) fn budget_unit(case: &Case<'_>) -> Answer {
    let budget = applicant(case)
        .field("/budget_unit")
        .and_then(Value::as_bool);
    let above = case
        .request_paper()
        .text("/applicant")
        .map_or(Unknown, |asks| is_or_is_above(case, asks));
    Truth::of(budget, |yes| yes).and(above).into()
}

/// Whether a unit is the system's own or an ancestor of it.
fn is_or_is_above(case: &Case<'_>, asks: &str) -> Truth {
    let mut seen = Vec::new();
    let mut unit = case.unit;
    while !seen.contains(&unit) {
        if unit == asks {
            return Yes;
        }
        seen.push(unit);
        match case.unit_paper(unit) {
            Paper::Absent | Paper::Broken(_) => return Unknown,
            Paper::Valid(document) => match document["parent"].as_str() {
                Some(parent) => unit = parent,
                None => return No,
            },
        }
    }
    No
}

pub(super) fn in_department_plan(case: &Case<'_>) -> Answer {
    let unit = applicant(case);
    let year = i64::from(case.world.year);
    let from = Truth::of(unit.number("/integrated_plan/from_year"), |from| {
        from <= year
    });
    let to = Truth::of(unit.number("/integrated_plan/to_year"), |to| year <= to);
    let systems = unit
        .field("/integrated_plan/systems")
        .and_then(Value::as_array);
    let lists = Truth::of(systems, |systems| {
        systems.contains(&case.reference().into())
    });
    from.and(to).and(lists).into()
}

/// The system's maintenance entry in a list or plan; `Err`: no such paper to read.
fn maintenance<'a>(case: &Case<'a>, folder: &str) -> Result<Option<&'a Value>, ()> {
    let paper = case.paper(&format!("{folder}/{}.yaml", case.world.year));
    let Paper::Valid(_) = paper else {
        return Err(());
    };
    let reference = case.reference();
    Ok(paper
        .list("/projects")
        .iter()
        .find(|entry| entry["system"] == *reference && entry["kind"] == "maintenance"))
}

pub(super) fn in_project_list(case: &Case<'_>) -> Answer {
    Truth::of(maintenance(case, "lists").ok(), |entry| entry.is_some()).into()
}

pub(super) fn in_investment_plan(case: &Case<'_>) -> Answer {
    let planned = Truth::of(maintenance(case, "plans").ok(), |entry| entry.is_some());
    let year = case.world.year.to_string();
    Says::from(planned)
        .unless(case.passed("finance", "out-of-plan-funds", Some(&year)))
        .into()
}

pub(super) fn amount_matches_plan(case: &Case<'_>) -> Answer {
    let entry = match maintenance(case, "plans") {
        Err(_) => return Says::Unproven.into(),
        Ok(None) => return Says::NotApplicable.into(),
        Ok(Some(entry)) => entry,
    };
    let items = case
        .request_paper()
        .field("/items")
        .and_then(Value::as_array);
    Truth::of(items, |items| {
        let sum: i64 = items
            .iter()
            .filter_map(|item| item["amount"].as_i64())
            .sum();
        entry["amount"] == sum
    })
    .into()
}

#[rustfmt::skip]
const ELIGIBLE: [&str; 22] = [
    "remote-sensing", "sensors", "cameras", "rfid", "dedicated-collection-terminals",
    "spare-parts", "maintenance-tools", "service-desk", "special-vehicles", "extranet",
    "intranet", "internet", "security-testing", "security-remediation", "cloud-rental",
    "basic-data", "thematic-data", "software-licences", "standards", "mlps-evaluation",
    "system-testing", "application-maintenance",
];

#[rustfmt::skip]
const CONDITIONAL: [&str; 11] = [
    "mobile-collection-terminals", "other-sensing", "computers", "private-network",
    "server-storage", "security-consulting", "lan", "machine-room", "training-courseware",
    "data-collection", "data-processing",
];

#[rustfmt::skip]
const INELIGIBLE: [&str; 9] = [
    "office-consumables", "office-refurbishing", "salaries", "travel", "training",
    "meeting-room", "office-software", "telephone", "promotion",
];

/// Every category there is.
pub(in crate::oracle) fn categories() -> impl Iterator<Item = &'static str> {
    ELIGIBLE.into_iter().chain(CONDITIONAL).chain(INELIGIBLE)
}

pub(super) fn expense_eligible(case: &Case<'_>) -> Answer {
    let request = case.request_paper();
    if request.is_broken() {
        return Says::Unproven.into();
    }
    let says = |item: &Value| {
        let category = item["category"]
            .as_str()
            .expect("every item has a category");
        let says = if ELIGIBLE.contains(&category) {
            Yes
        } else if CONDITIONAL.contains(&category) {
            case.passed("catalog", "expense-evaluation", Some(category))
        } else {
            No
        };
        (category.to_owned(), says.into())
    };
    Answer::each(request.list("/items").iter().map(says).collect())
}

pub(super) fn is_maintenance(case: &Case<'_>) -> Answer {
    let request = case.request_paper();
    if request.is_broken() {
        return Says::Unproven.into();
    }
    let Some(upgrade) = request.field("/upgrade") else {
        return Says::Met.into();
    };
    let small = Truth::of(upgrade["amount"].as_i64(), |yuan| yuan <= 500_000);
    let same = Truth::of(upgrade["main_function_changed"].as_bool(), |changed| {
        !changed
    });
    small.and(same).into()
}
