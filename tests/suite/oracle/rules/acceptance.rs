//! `acceptance/…`: was it accepted, in time, by the right office, and judged since?

use crate::oracle::dates::{plus_months, within};
use crate::oracle::logic::{Answer, Says, Truth};
use crate::oracle::papers::{Case, day};
use serde_json::Value;

pub(super) fn passed(case: &Case<'_>) -> Answer {
    case.passed("catalog", "acceptance", None).into()
}

pub(super) fn on_time(case: &Case<'_>) -> Answer {
    let says = match case.acceptance() {
        Err(()) => Says::Unproven,
        Ok(Some(_)) => Says::NotApplicable,
        Ok(None) => {
            let completed = case.system_paper().date("/construction/completed_on");
            Truth::of(completed, |on| within(on, 6, case.today)).into()
        }
    };
    says.unless(case.passed("catalog", "acceptance-extension", None))
        .into()
}

fn of_accepted(case: &Case<'_>, says: impl Fn(&Value) -> Says) -> Answer {
    match case.acceptance() {
        Err(()) => Says::Unproven.into(),
        Ok(None) => Says::NotApplicable.into(),
        Ok(Some(acceptance)) => says(acceptance).into(),
    }
}

pub(super) fn organizer(case: &Case<'_>) -> Answer {
    of_accepted(case, |acceptance| {
        let investment = case.system_paper().number("/construction/total_investment");
        Truth::from(acceptance["organizer"] == "bureau")
            .or(Truth::of(investment, |yuan| yuan < 30_000_000))
            .into()
    })
}

pub(super) fn archives(case: &Case<'_>) -> Answer {
    of_accepted(case, |acceptance| {
        Truth::from(acceptance["archives"] == "pass").into()
    })
}

pub(super) fn self_evaluated(case: &Case<'_>) -> Answer {
    of_accepted(case, |acceptance| {
        let accepted = day(acceptance.get("issued_on")).expect("every opinion has a day");
        let Some(operating) = case.system_paper().date("/operating_since") else {
            return Says::Unproven;
        };
        let from = accepted.max(operating);
        if case.today < plus_months(from, 12) {
            Says::NotApplicable
        } else if case.passed("catalog", "self-evaluation", None) == Truth::Yes {
            Says::Met
        } else if within(from, 24, case.today) {
            Says::Unproven
        } else {
            Says::Unmet
        }
    })
}
