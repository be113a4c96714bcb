//! The rules for O&M money, in the order of the contract.

pub(super) mod acceptance;
mod catalog;
mod integration;
pub(super) mod request;
mod security;
mod sharing;

use super::logic::Answer;
use super::papers::Case;

/// What a rule does to O&M money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    Deny,
    Hold,
    Warn,
}

/// What a rule is about: rules on a system say nothing where it has no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    Unit,
    System,
    Request,
}

/// A line of the contract's table.
pub(super) struct Rule {
    pub(super) id: &'static str,
    /// Printed numbers of the regulation's articles.
    pub(super) articles: &'static str,
    pub(super) on: On,
    pub(super) force: Force,
    pub(super) says: fn(&Case<'_>) -> Answer,
}

const fn rule(
    id: &'static str,
    articles: &'static str,
    on: On,
    force: Force,
    says: fn(&Case<'_>) -> Answer,
) -> Rule {
    Rule {
        id,
        articles,
        on,
        force,
        says,
    }
}

use Force::{Deny, Hold, Warn};
use On::{Request, System, Unit};

/// All of them.
#[rustfmt::skip]
pub(super) const RULES: [Rule; 43] = [
    rule("catalog/listed", "31", Request, Deny, catalog::listed),
    rule("catalog/government-system", "2, annex", System, Deny, catalog::government_system),
    rule("catalog/operating", "annex", System, Deny, catalog::operating),
    rule("catalog/in-scope", "2", System, Deny, catalog::in_scope),
    rule("sharing/catalogued", "14-2, 31", System, Deny, sharing::catalogued),
    rule("sharing/published", "31", System, Deny, sharing::published),
    rule("sharing/inspected", "31", System, Deny, sharing::inspected),
    rule("sharing/withheld-approved", "31", System, Deny, sharing::withheld_approved),
    rule("sharing/one-source", "31", System, Deny, sharing::one_source),
    rule("sharing/not-exclusive", "14-2, 31", System, Deny, sharing::not_exclusive),
    rule("sharing/connected", "31", System, Deny, sharing::connected),
    rule("security/mlps-filed", "17, 32, 35", System, Deny, security::mlps_filed),
    rule("security/level-attested", "17, 35", System, Deny, security::level_attested),
    rule("security/mlps-evaluated", "17, 32", System, Deny, security::mlps_evaluated),
    rule("security/no-major-hazard", "32", System, Deny, security::no_major_hazard),
    rule("security/crypto-assessed", "18, 32, 35", System, Deny, security::crypto_assessed),
    rule("security/crypto-plan", "14-2, 35", System, Warn, security::crypto_plan),
    rule("security/management-regime", "17", System, Warn, security::management_regime),
    rule("security/risk-assessed", "17", System, Warn, security::risk_assessed),
    rule("acceptance/passed", "28", System, Deny, acceptance::passed),
    rule("acceptance/on-time", "28", System, Warn, acceptance::on_time),
    rule("acceptance/organizer", "28", System, Deny, acceptance::organizer),
    rule("acceptance/archives", "29, 28", System, Deny, acceptance::archives),
    rule("acceptance/self-evaluated", "30", System, Warn, acceptance::self_evaluated),
    rule("evaluation/used", "37", System, Warn, integration::evaluation_used),
    rule("integration/no-overdue-order", "33", Unit, Deny, integration::no_overdue_order),
    rule("integration/order-ended", "33", Unit, Warn, integration::order_ended),
    rule("integration/cloud", "15, 20", System, Warn, integration::cloud),
    rule("supervision/no-overdue-rectification", "35", System, Warn, integration::no_overdue_rectification),
    rule("supervision/no-measure", "35", System, Hold, integration::no_measure),
    rule("request/budget-unit", "annex", Request, Deny, request::budget_unit),
    rule("request/need-stated", "8", Request, Hold, request::need_stated),
    rule("request/in-department-plan", "6, 8", Request, Hold, request::in_department_plan),
    rule("request/in-project-list", "8", Request, Deny, request::in_project_list),
    rule("request/in-investment-plan", "10", Request, Deny, request::in_investment_plan),
    rule("request/out-of-plan", "12", Request, Deny, request::out_of_plan),
    rule("request/amount-matches-plan", "10", Request, Deny, request::amount_matches_plan),
    rule("request/in-budget", "10", Request, Warn, request::in_budget),
    rule("request/expense-eligible", "annex", Request, Deny, request::expense_eligible),
    rule("request/replacement", "annex", Request, Hold, request::replacement),
    rule("request/cloud-budget", "15", Request, Warn, request::cloud_budget),
    rule("request/is-maintenance", "annex", Request, Deny, request::is_maintenance),
    rule("request/upgrade-reviewed", "31, annex", Request, Deny, request::upgrade_reviewed),
];
