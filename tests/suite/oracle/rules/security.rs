//! `security/…`: protection level, cryptography, hazards, risks.

use crate::oracle::logic::{Answer, Says, Truth};
use crate::oracle::papers::Case;

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
    from_level_2(case, |_| case.passed("cybersecurity", "mlps-filing", None))
}

pub(super) fn mlps_evaluated(case: &Case<'_>) -> Answer {
    from_level_2(case, |level| {
        let months = match level {
            2 => 24,
            3 => 12,
            _ => 6,
        };
        case.passed_within("cybersecurity", "mlps-evaluation", Some(months))
    })
}

pub(super) fn no_major_hazard(case: &Case<'_>) -> Answer {
    case.no_hazard().into()
}

pub(super) fn crypto_assessed(case: &Case<'_>) -> Answer {
    let months = level(case).map(|level| if level <= 2 { 24 } else { 12 });
    case.passed_within("cryptography", "crypto-assessment", months)
        .into()
}

pub(super) fn risk_assessed(case: &Case<'_>) -> Answer {
    case.passed_within("cybersecurity", "risk-assessment", Some(12))
        .into()
}

pub(super) fn trusted_products(case: &Case<'_>) -> Answer {
    let stated = case.system_paper().text("/security/trusted_products");
    Truth::of(stated, |text| !text.is_empty()).into()
}
