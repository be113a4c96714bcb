//! `integration/…`, `supervision/…` and `evaluation/…`: orders, measures, the cloud, and
//! what evaluations found.

use crate::oracle::logic::Truth::{self, Unknown};
use crate::oracle::logic::{Answer, Says};
use crate::oracle::papers::{Case, issued};
use serde_json::Value;

/// Who may order a rectification.
const SUPERVISORS: [&str; 6] = [
    "catalog",
    "cybersecurity",
    "cryptography",
    "development",
    "finance",
    "audit",
];

pub(super) fn no_overdue_order(case: &Case<'_>) -> Answer {
    let overdue = |it: &Value| case.is_overdue(it);
    let matter = "integration-order";
    let of_the_unit = format!("opinions/catalog/{}/", case.unit);
    let files = case.world.docs.keys();
    files
        .filter_map(|path| path.strip_prefix(&of_the_unit)?.strip_suffix(".yaml"))
        .filter(|name| !name.contains('/'))
        .map(|name| format!("{}/{name}", case.unit))
        .chain([case.unit.to_owned()])
        .map(|subject| case.none_stands("catalog", &subject, matter, overdue))
        .fold(Truth::Yes, Truth::and)
        .into()
}

pub(super) fn order_ended(case: &Case<'_>) -> Answer {
    let mut items = Vec::new();
    for path in case.world.docs.keys() {
        let Some(reference) = system_of(path, case.unit) else {
            continue;
        };
        let resolved = match case.issued("catalog", &reference, "integration-order") {
            Err(()) => return Says::Unproven.into(),
            Ok(orders) => orders
                .iter()
                .any(|it| case.happened(it.get("resolved_on")).is_some()),
        };
        if resolved {
            let system = case.paper(path);
            let ended = match system.text("/status") {
                None => Unknown,
                Some("retired") => Truth::Yes,
                Some(_) => system
                    .text("/merged_into")
                    .is_some_and(|into| into != reference)
                    .into(),
            };
            items.push((reference, ended.into()));
        }
    }
    Answer::each(items)
}

/// The reference of a unit's system, by the path of its document.
fn system_of(path: &str, unit: &str) -> Option<String> {
    let reference = path.strip_prefix("systems/")?.strip_suffix(".yaml")?;
    (reference.split('/').next() == Some(unit)).then(|| reference.to_owned())
}

pub(super) fn cloud(case: &Case<'_>) -> Answer {
    let platform = case.system_paper().text("/hosting/platform");
    Says::from(Truth::of(platform, |platform| platform == "wulong-cloud"))
        .unless(case.passed("catalog", "hosting-exemption", None))
        .into()
}

pub(super) fn no_overdue_rectification(case: &Case<'_>) -> Answer {
    let overdue = |it: &Value| case.is_overdue(it);
    none(case, &SUPERVISORS, "rectification-order", overdue).into()
}

pub(super) fn no_measure(case: &Case<'_>) -> Answer {
    none(case, &["development", "finance"], "measure", |it| {
        it["measure"] != "criticism"
    })
    .into()
}

/// No bad order stands on the unit or on the system.
fn none(
    case: &Case<'_>,
    authorities: &[&str],
    matter: &str,
    bad: impl Fn(&Value) -> bool + Copy,
) -> Truth {
    let mut holds = Truth::Yes;
    for authority in authorities {
        for subject in [case.unit, &case.reference()] {
            holds = holds.and(case.none_stands(authority, subject, matter, bad));
        }
    }
    holds
}

pub(super) fn evaluation_used(case: &Case<'_>) -> Answer {
    let subject = case.reference();
    let of = |authorities: &[&str], matter| {
        case.counting(authorities, &subject, (matter, None), case.today)
    };
    let (Ok(own), Ok(post)) = (
        of(&["catalog"], "self-evaluation"),
        of(&["catalog", "development"], "post-evaluation"),
    ) else {
        return Says::Unproven.into();
    };
    let good = |it: &Value| it["result"] == "pass";
    let favourable = match (own, post) {
        (None, None) => return Says::NotApplicable.into(),
        (Some(one), None) | (None, Some(one)) => good(one),
        (Some(own), Some(post)) => match issued(own).cmp(&issued(post)) {
            std::cmp::Ordering::Less => good(post),
            std::cmp::Ordering::Greater => good(own),
            std::cmp::Ordering::Equal => good(own) && good(post),
        },
    };
    Truth::from(favourable).into()
}
