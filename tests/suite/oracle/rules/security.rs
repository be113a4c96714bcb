//! `security/…`: protection level, cryptography, hazards, risks.

use crate::oracle::logic::{Answer, Says, Truth};
use crate::oracle::papers::Case;
use serde_json::Value;

const CYBER: &str = "cybersecurity";

fn level(case: &Case<'_>) -> Option<i64> {
    case.system_paper().number("/security/mlps_level")
}

/// Level 1 needs none; without a level nobody knows whether it is needed.
fn from_level_2(case: &Case<'_>, says: impl Fn(i64) -> Truth) -> Answer {
    match level(case) {
        None => Says::Unproven.into(),
        Some(1) => Says::NotApplicable.into(),
        Some(level) => says(level).into(),
    }
}

pub(super) fn mlps_filed(case: &Case<'_>) -> Answer {
    from_level_2(case, |_| case.passed(CYBER, "mlps-filing", None))
}

pub(super) fn level_attested(case: &Case<'_>) -> Answer {
    let attested = |matter, level: i64| {
        let opinion = case.opinion(CYBER, matter, None).ok().flatten();
        Truth::of(opinion, |it| it["level"] == level)
    };
    match level(case) {
        None => Says::Unproven.into(),
        Some(1) => case
            .passed(CYBER, "mlps-grading", None)
            .and(attested("mlps-grading", 1))
            .into(),
        Some(level) => attested("mlps-filing", level).into(),
    }
}

pub(super) fn mlps_evaluated(case: &Case<'_>) -> Answer {
    from_level_2(case, |level| {
        let months = match level {
            2 => 24,
            3 => 12,
            _ => 6,
        };
        case.passed_within(CYBER, "mlps-evaluation", Some(months))
    })
}

pub(super) fn no_major_hazard(case: &Case<'_>) -> Answer {
    case.none_stands(CYBER, &case.reference(), "major-hazard", |_| true)
        .into()
}

pub(super) fn crypto_assessed(case: &Case<'_>) -> Answer {
    let months = level(case).map(|level| if level <= 2 { 24 } else { 12 });
    case.passed_within("cryptography", "crypto-assessment", months)
        .into()
}

pub(super) fn crypto_plan(case: &Case<'_>) -> Answer {
    case.passed("cryptography", "crypto-plan", None).into()
}

pub(super) fn management_regime(case: &Case<'_>) -> Answer {
    let regime = case.system_paper().field("/security/management_regime");
    Truth::of(regime.and_then(Value::as_bool), |there| there).into()
}

pub(super) fn risk_assessed(case: &Case<'_>) -> Answer {
    case.passed_within(CYBER, "risk-assessment", Some(12))
        .into()
}
