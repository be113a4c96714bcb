//! `catalog/…`: is it in the catalog, is it a government system, does it run?

use crate::oracle::logic::{Answer, Says, Truth};
use crate::oracle::papers::{Case, Paper};
use serde_json::Value;

pub(super) fn listed(case: &Case<'_>) -> Answer {
    match case.system_paper() {
        Paper::Absent => Says::Unmet.into(),
        Paper::Broken(_) => Says::Unproven.into(),
        Paper::Valid(system) => Truth::from(system["status"] != "retired").into(),
    }
}

pub(super) fn government_system(case: &Case<'_>) -> Answer {
    let system = case.system_paper();
    let yes = |pointer| Truth::of(system.field(pointer).and_then(Value::as_bool), |yes| yes);
    let funded = Truth::of(system.text("/definition/funded_by"), |by| by != "none");
    yes("/definition/information_system")
        .and(yes("/definition/government_user"))
        .and(yes("/definition/supports_duties"))
        .and(funded)
        .into()
}

pub(super) fn operating(case: &Case<'_>) -> Answer {
    let status = case.system_paper().text("/status");
    Truth::of(status, |status| status == "trial" || status == "operating").into()
}

pub(super) fn in_scope(case: &Case<'_>) -> Answer {
    let Some(category) = case.unit_paper(case.unit).text("/category") else {
        return Says::Unproven.into();
    };
    if category != "school-or-hospital" {
        return Says::Met.into();
    }
    let led_by = case.system_paper().text("/led_by");
    let lead = led_by.and_then(|unit| case.unit_paper(unit).text("/category"));
    Truth::of(lead, |category| category == "department")
        .and(case.passed("catalog", "public-function", None))
        .into()
}
