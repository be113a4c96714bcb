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
pub(in crate::oracle) fn is_or_is_above(case: &Case<'_>, asks: &str) -> Truth {
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

/// Whether a unit's integrated plan covers the year, spans three to five and was filed.
pub(in crate::oracle) fn covers(case: &Case<'_>, unit: Paper<'_>) -> Truth {
    let year = i64::from(case.world.year);
    let from = unit.number("/integrated_plan/from_year");
    let to = unit.number("/integrated_plan/to_year");
    let span = match (from, to) {
        (Some(from), Some(to)) => (3..=5).contains(&(to - from + 1)).into(),
        _ => Unknown,
    };
    let filed = case.happened(unit.field("/integrated_plan/filed_on"));
    Truth::of(from, |from| from <= year)
        .and(Truth::of(to, |to| year <= to))
        .and(span)
        .and(Truth::of(filed, |_| true))
}

pub(super) fn in_department_plan(case: &Case<'_>) -> Answer {
    let unit = applicant(case);
    let systems = unit
        .field("/integrated_plan/systems")
        .and_then(Value::as_array);
    let lists = Truth::of(systems, |systems| {
        systems.contains(&case.reference().into())
    });
    covers(case, unit).and(lists).into()
}

pub(super) fn need_stated(case: &Case<'_>) -> Answer {
    Truth::of(case.request_paper().text("/need"), |need| !need.is_empty()).into()
}

/// The entry of the system in a document of the year; `Ok(None)`: it isn't there.
#[derive(Clone, Copy)]
enum Entry<'a> {
    /// No document of the year.
    Nowhere,
    /// It can't be read.
    Unreadable,
    /// It has no such entry.
    Lacking,
    Found(&'a Value),
}

fn entry<'a>(case: &Case<'a>, folder: &str, list: &str, kind: Option<&str>) -> Entry<'a> {
    let paper = case.paper(&format!("{folder}/{}.yaml", case.world.year));
    if paper.is_broken() {
        return Entry::Unreadable;
    }
    if paper.is_absent() {
        return Entry::Nowhere;
    }
    let reference = case.reference();
    let mut entries = paper.list(list).iter();
    let found = entries.find(|entry| {
        entry["system"] == *reference && kind.is_none_or(|kind| entry["kind"] == kind)
    });
    found.map_or(Entry::Lacking, Entry::Found)
}

/// The maintenance entry in the plan.
fn planned<'a>(case: &Case<'a>) -> Entry<'a> {
    entry(case, "plans", "/projects", Some("maintenance"))
}

fn is_there(entry: Entry<'_>) -> Truth {
    match entry {
        Entry::Nowhere | Entry::Unreadable => Unknown,
        Entry::Lacking => No,
        Entry::Found(_) => Yes,
    }
}

pub(super) fn in_project_list(case: &Case<'_>) -> Answer {
    is_there(entry(case, "lists", "/projects", Some("maintenance"))).into()
}

pub(super) fn in_investment_plan(case: &Case<'_>) -> Answer {
    is_there(planned(case)).into()
}

pub(super) fn out_of_plan(case: &Case<'_>) -> Answer {
    let entry = match planned(case) {
        Entry::Unreadable => return Says::Unproven.into(),
        Entry::Found(entry) if entry["track"] == "out-of-plan" => entry,
        _ => return Says::NotApplicable.into(),
    };
    let year = case.world.year.to_string();
    let adjusted = Truth::of(case.happened(entry.get("adjusted_on")), |_| true);
    let funds = case.opinion("finance", "out-of-plan-funds", Some(&year));
    let enough = Truth::of(funds.ok().flatten(), |funds| {
        funds["amount"].as_i64() >= entry["amount"].as_i64()
    });
    adjusted
        .and(case.passed("finance", "out-of-plan-funds", Some(&year)))
        .and(enough)
        .into()
}

/// What is asked for in all; nothing where the request can't be read.
fn asked(case: &Case<'_>) -> Option<i64> {
    let items = case.request_paper().field("/items")?.as_array()?;
    Some(
        items
            .iter()
            .filter_map(|item| item["amount"].as_i64())
            .sum(),
    )
}

pub(super) fn amount_matches_plan(case: &Case<'_>) -> Answer {
    match planned(case) {
        Entry::Unreadable => Says::Unproven.into(),
        Entry::Nowhere | Entry::Lacking => Says::NotApplicable.into(),
        Entry::Found(entry) => Truth::of(asked(case), |sum| entry["amount"] == sum).into(),
    }
}

pub(super) fn in_budget(case: &Case<'_>) -> Answer {
    let budget = entry(case, "budgets", "/entries", Some("maintenance"));
    let entry = match (planned(case), budget) {
        (Entry::Nowhere | Entry::Lacking, _) | (_, Entry::Nowhere) => {
            return Says::NotApplicable.into();
        }
        (Entry::Unreadable, _) | (_, Entry::Unreadable) => return Says::Unproven.into(),
        (_, Entry::Lacking) => return Says::Unmet.into(),
        (Entry::Found(plan), Entry::Found(budget)) => (plan, budget),
    };
    let (plan, budget) = entry;
    let applicant = case.request_paper().text("/applicant");
    Truth::of(applicant, |unit| budget["unit"] == unit)
        .and((plan["amount"] == budget["amount"]).into())
        .into()
}

#[rustfmt::skip]
const ELIGIBLE: [&str; 27] = [
    "remote-sensing", "sensors", "cameras", "rfid", "dedicated-collection-terminals",
    "spare-parts", "maintenance-tools", "service-desk", "special-vehicles", "extranet",
    "intranet", "internet", "security-testing", "security-remediation", "cloud-rental",
    "basic-data", "thematic-data", "software-licences", "standards", "mlps-evaluation",
    "system-testing", "application-maintenance", "environment-maintenance",
    "network-maintenance", "hardware-maintenance", "platform-maintenance", "data-maintenance",
];

#[rustfmt::skip]
const CONDITIONAL: [&str; 11] = [
    "mobile-collection-terminals", "other-sensing", "computers", "private-network",
    "server-storage", "security-consulting", "lan", "machine-room", "training-courseware",
    "data-collection", "data-processing",
];

#[rustfmt::skip]
const INELIGIBLE: [&str; 10] = [
    "office-consumables", "office-refurbishing", "salaries", "travel", "training",
    "meeting-room", "office-software", "telephone", "promotion", "other-office",
];

#[rustfmt::skip]
const EQUIPMENT: [&str; 10] = [
    "computers", "server-storage", "lan", "mobile-collection-terminals",
    "dedicated-collection-terminals", "cameras", "sensors", "rfid", "remote-sensing",
    "other-sensing",
];

/// Every category that requests may use: those for construction alone are not among them.
pub(in crate::oracle) fn categories() -> impl Iterator<Item = &'static str> {
    ELIGIBLE.into_iter().chain(CONDITIONAL).chain(INELIGIBLE)
}

/// Eligible, after an evaluation (`Unknown`), or not, in a construction project.
pub(in crate::oracle) fn class_for_construction(category: &str) -> Truth {
    let alone = [
        "design-consulting",
        "tender-agency",
        "works-supervision",
        "software-testing",
        "development",
    ];
    if ELIGIBLE.contains(&category) || alone.contains(&category) {
        Yes
    } else if CONDITIONAL.contains(&category) {
        Unknown
    } else {
        No
    }
}

/// Licences must be deployed in the system.
pub(in crate::oracle) fn needs_deployment(category: &str) -> bool {
    category == "software-licences"
}

fn each_item(case: &Case<'_>, says: impl Fn(&str, &Value) -> Says) -> Answer {
    let request = case.request_paper();
    if request.is_broken() {
        return Says::Unproven.into();
    }
    let says = |item: &Value| {
        let category = item["category"]
            .as_str()
            .expect("every item has a category");
        (category.to_owned(), says(category, item))
    };
    Answer::each(request.list("/items").iter().map(says).collect())
}

pub(super) fn expense_eligible(case: &Case<'_>) -> Answer {
    each_item(case, |category, item| {
        let scope = format!("{}/{category}", case.world.year);
        let allowed = if ELIGIBLE.contains(&category) {
            Yes
        } else if CONDITIONAL.contains(&category) {
            case.passed("catalog", "expense-evaluation", Some(&scope))
        } else {
            No
        };
        let deployed = if needs_deployment(category) {
            Truth::of(item["deployed_here"].as_bool(), |here| here)
        } else {
            Yes
        };
        allowed.and(deployed).into()
    })
}

pub(super) fn replacement(case: &Case<'_>) -> Answer {
    each_item(case, |category, item| {
        if EQUIPMENT.contains(&category) {
            let purpose = item["purpose"].as_str();
            Truth::of(purpose, |it| it == "replacement" || it == "capacity").into()
        } else {
            Says::NotApplicable
        }
    })
}

pub(super) fn cloud_budget(case: &Case<'_>) -> Answer {
    let platform = case.system_paper().text("/hosting/platform");
    let items = case
        .request_paper()
        .field("/items")
        .and_then(Value::as_array);
    let rented = items.map(|items| {
        let rented = items.iter().filter(|it| it["category"] == "cloud-rental");
        rented
            .map(|it| it["amount"].as_i64().unwrap_or(0))
            .collect::<Vec<_>>()
    });
    let elsewhere = platform.is_some_and(|platform| platform != "wulong-cloud");
    if elsewhere || rented.as_ref().is_some_and(Vec::is_empty) {
        return Says::NotApplicable.into();
    }
    let (Some(_), Some(rented)) = (platform, rented) else {
        return Says::Unproven.into();
    };
    let asked: i64 = rented.into_iter().sum();
    match entry(case, "cloud", "/entries", None) {
        Entry::Nowhere | Entry::Unreadable => Says::Unproven.into(),
        Entry::Lacking => Truth::from(asked <= 0).into(),
        Entry::Found(entry) => Truth::from(entry["amount"].as_i64() >= Some(asked)).into(),
    }
}

pub(super) fn upgrade_reviewed(case: &Case<'_>) -> Answer {
    let request = case.request_paper();
    if request.is_broken() {
        return Says::Unproven.into();
    }
    let year = case.world.year.to_string();
    match request.field("/upgrade") {
        None => Says::NotApplicable.into(),
        Some(_) => case.passed("catalog", "sharing-review", Some(&year)).into(),
    }
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
    let part = match (upgrade["amount"].as_i64(), asked(case)) {
        (Some(upgrade), Some(asked)) => (upgrade <= asked).into(),
        _ => Unknown,
    };
    small.and(part).and(same).into()
}
