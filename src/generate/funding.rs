//! Money: `requests/`, `lists/`, `plans/` and `rolling/` of a year, which agree with one
//! another except where a flaw has it otherwise.

use super::facts::{Facts, Purpose, pick};
use super::flaw::Flaw;
use super::phrases::{EXPENSES, NEEDS, fill};
use super::place::{Places, UnitNo};
use super::project::Project;
use super::{Order, yaml};
use serde_json::{Map, Value, json};

/// What is asked for: category, yuan, description.
type Item = (&'static str, i64, String);

/// Whether money is asked for this system in a year.
pub(super) fn is_asked(order: &Order, facts: &Facts, year: i16) -> bool {
    if year == order.year {
        facts.asks
    } else {
        facts.asked
    }
}

/// The request of one system for one year.
pub(super) fn request(order: &Order, places: Places, facts: &Facts, year: i16) -> Value {
    let items: Vec<Value> = items(order, facts, year)
        .into_iter()
        .map(|(category, amount, description)| {
            let mut item =
                json!({"category": category, "amount": amount, "description": description});
            match category {
                "software-licences" => item["deployed_here"] = true.into(),
                "server-storage" => item["purpose"] = "replacement".into(),
                _ => {}
            }
            item
        })
        .collect();
    let rng = &mut facts.rng(Purpose::Request(year));
    let applicant = match facts.flaw.filter(|_| year == order.year) {
        Some(Flaw::ApplicantElsewhere) => places.other_department(facts.unit),
        Some(Flaw::ApplicantWithoutBudget) => places.without_budget(facts.unit),
        _ => applicant(places, facts.unit),
    };
    let mut request = Map::new();
    request.insert("applicant".to_owned(), places.slug(applicant).into());
    let need = fill(pick(rng, &NEEDS), facts.subject());
    request.insert("need".to_owned(), need.into());
    request.insert("items".to_owned(), items.into());
    let upgrade = match facts.flaw.filter(|_| year == order.year) {
        Some(Flaw::LargeUpgrade) => Some((rng.i64(501..900) * 1_000, false)),
        Some(Flaw::FunctionChanged) => Some((rng.i64(100..400) * 1_000, true)),
        Some(Flaw::SmallUpgrade) => Some((rng.i64(100..500) * 1_000, false)),
        _ => None,
    };
    if let Some((amount, changed)) = upgrade {
        let upgrade = json!({"amount": amount, "main_function_changed": changed});
        request.insert("upgrade".to_owned(), upgrade);
    }
    request.into()
}

/// Who applies for the systems of a unit: itself, or its department.
pub(super) fn applicant(places: Places, unit: UnitNo) -> UnitNo {
    if places.is_budget_unit(unit) {
        unit
    } else {
        places.department(unit)
    }
}

fn items(order: &Order, facts: &Facts, year: i16) -> Vec<Item> {
    let rng = &mut facts.rng(Purpose::Items(year));
    let (first, count) = (rng.usize(0..EXPENSES.len()), rng.usize(2..5));
    let mut items: Vec<Item> = (first..first + count)
        .map(|at| {
            let (category, phrase) = EXPENSES[at % EXPENSES.len()];
            let yuan = rng.i64(10..260) * 1_000;
            (category, yuan, fill(phrase, facts.subject()))
        })
        .collect();
    if year == order.year {
        let extra = match facts.flaw {
            Some(Flaw::IneligibleExpense) => Some(("promotion", "公众号推广和内容更新")),
            _ => conditional(facts).map(|category| (category, "项目专用设备和数据处理服务")),
        };
        items.extend(extra.map(|(category, text)| (category, 60_000, text.to_owned())));
    }
    items
}

/// The category that must be evaluated first, where there is one.
pub(super) fn conditional(facts: &Facts) -> Option<&'static str> {
    const CATEGORIES: [&str; 3] = ["server-storage", "data-processing", "machine-room"];
    matches!(
        facts.flaw,
        Some(
            Flaw::ConditionalExpense
                | Flaw::ConditionalExpenseEvaluated
                | Flaw::ConditionalExpenseRefused
        )
    )
    .then(|| CATEGORIES[facts.number as usize % CATEGORIES.len()])
}

/// Which of the two collections is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collection {
    Lists,
    Plans,
}

/// The text of `lists/<year>.yaml` or `plans/<year>.yaml`, entry by entry: all
/// of them as one value would be many times as large.
pub(super) fn collection(
    order: &Order,
    places: Places,
    year: i16,
    collection: Collection,
) -> Result<String, serde_yaml::Error> {
    let mut text = String::from("projects:\n");
    for number in 0..order.systems {
        let facts = Facts::of(order, places, number);
        if let Some((track, amount)) = entry(order, &facts, year, collection) {
            let system = facts.reference(places);
            let mut line = json!({"system": system, "kind": "maintenance", "amount": amount});
            if track == Track::OutOfPlan {
                line["track"] = "out-of-plan".into();
                line["adjusted_on"] = facts.days_ago(50).to_string().into();
            }
            text += &yaml(&json!([line]))?;
        }
        if let Some(project) = Project::of(order, &facts) {
            let listed = match collection {
                Collection::Lists => project.listed(year),
                Collection::Plans => project.planned(year),
            };
            if let Some((kind, amount)) = listed {
                let project = project.reference(places);
                text += &yaml(&json!([{"project": project, "kind": kind, "amount": amount}]))?;
            }
        }
    }
    Ok(text)
}

/// The text of the rolling plan from the year before on: what the lists have of
/// projects.
pub(super) fn rolling(order: &Order, places: Places) -> Result<String, serde_yaml::Error> {
    let mut text = String::from("projects:\n");
    for number in 0..order.systems {
        let facts = Facts::of(order, places, number);
        let Some(project) = Project::of(order, &facts) else {
            continue;
        };
        let reference = project.reference(places);
        for year in [order.year - 1, order.year] {
            if let Some((_, amount)) = project.listed(year) {
                let line = json!({"project": &reference, "year": year, "amount": amount});
                text += &yaml(&json!([line]))?;
            }
        }
    }
    Ok(text)
}

/// How an entry came into the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Track {
    Annual,
    OutOfPlan,
}

/// What is asked for in a year, in yuan.
pub(super) fn amount(order: &Order, facts: &Facts, year: i16) -> i64 {
    items(order, facts, year).iter().map(|item| item.1).sum()
}

fn entry(order: &Order, facts: &Facts, year: i16, collection: Collection) -> Option<(Track, i64)> {
    let amount = amount(order, facts, year);
    let usual = is_asked(order, facts, year).then_some((Track::Annual, amount));
    if year != order.year {
        return usual;
    }
    match (facts.flaw, collection) {
        (Some(Flaw::NotInList), Collection::Lists) => None,
        (Some(Flaw::NotInPlan), Collection::Plans) => None,
        (Some(Flaw::OutOfPlanFunds), Collection::Plans) => Some((Track::OutOfPlan, amount)),
        (Some(Flaw::OtherAmount), Collection::Plans) => Some((Track::Annual, amount - 10_000)),
        _ => usual,
    }
}
