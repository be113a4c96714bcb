//! `opinions/<authority>/<unit>/<system>.yaml`: what the authorities attest,
//! with the history that such files have.

use super::facts::{Facts, Purpose};
use super::flaw::Flaw;
use super::place::Places;
use super::{Order, funding, system};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// The opinions of every authority that has one on this system.
pub(super) fn documents(
    order: &Order,
    places: Places,
    facts: &Facts,
) -> Vec<(&'static str, Value)> {
    let mut others = Others::default();
    others.of_government(facts);
    others.of_finance(order, facts);
    others.orders(facts);
    [
        ("catalog", catalog(order, places, facts)),
        ("cybersecurity", cybersecurity(facts)),
        ("cryptography", cryptography(facts)),
        ("government", others.government),
        ("finance", others.finance),
        ("development", others.development),
        ("audit", others.audit),
    ]
    .into_iter()
    .filter(|(_, opinions)| !opinions.is_empty())
    .map(|(authority, opinions)| (authority, json!({"opinions": opinions})))
    .collect()
}

/// One opinion with a result.
pub(super) fn judged(matter: &str, passed: bool, on: Date) -> Map<String, Value> {
    let mut opinion = Map::new();
    opinion.insert("matter".to_owned(), matter.into());
    let result = if passed { "pass" } else { "fail" };
    opinion.insert("result".to_owned(), result.into());
    opinion.insert("issued_on".to_owned(), on.to_string().into());
    opinion
}

/// An order or a hazard, to be resolved in ninety days.
pub(super) fn order_of(matter: &str, on: Date, resolved_on: Option<Date>) -> Value {
    let mut opinion = Map::new();
    opinion.insert("matter".to_owned(), matter.into());
    opinion.insert("issued_on".to_owned(), on.to_string().into());
    let due_on = on.saturating_add(90.days());
    opinion.insert("due_on".to_owned(), due_on.to_string().into());
    if let Some(day) = resolved_on {
        opinion.insert("resolved_on".to_owned(), day.to_string().into());
    }
    opinion.into()
}

/// An opinion with one more field.
pub(super) fn with(
    mut opinion: Map<String, Value>,
    key: &str,
    value: impl Into<Value>,
) -> Map<String, Value> {
    opinion.insert(key.to_owned(), value.into());
    opinion
}

fn document(rng: &mut Rng, office: &str, on: Date) -> String {
    format!("{office}〔{}〕{}号", on.year(), rng.u32(1..300))
}

fn catalog(order: &Order, places: Places, facts: &Facts) -> Vec<Value> {
    let rng = &mut facts.rng(Purpose::Catalog);
    let mut opinions: Vec<Value> = Vec::new();
    acceptance(rng, facts, &mut opinions);
    let reviewed_on = facts.accepted_on.saturating_add(10.days());
    if facts.flaw.is_some_and(Flaw::is_without_data) && !facts.has(Flaw::NoDataUnreviewed) {
        let passed = !facts.has(Flaw::NoDataRefused);
        opinions.push(judged("sharing-review", passed, reviewed_on).into());
    }
    if let Some(index) = facts
        .withheld
        .filter(|_| !facts.has(Flaw::WithheldUnreviewed))
    {
        let review = judged("sharing-review", true, reviewed_on);
        opinions.push(with(review, "scope", facts.resource(index)).into());
    }
    if places.is_led(facts.unit) {
        opinions.push(judged("public-function", true, reviewed_on).into());
    }
    if facts.has(Flaw::IsolatedApproved) {
        opinions.push(judged("isolation-review", true, reviewed_on).into());
    }
    if facts.has(Flaw::OwnRoomExempt) || system::is_municipal(facts) {
        opinions.push(judged("hosting-exemption", true, reviewed_on).into());
    }
    if let Some(category) = funding::conditional(facts) {
        let passed = facts.has(Flaw::ConditionalExpenseEvaluated);
        if passed || facts.has(Flaw::ConditionalExpenseRefused) {
            let evaluated_on = facts.days_ago(rng.i32(30..150));
            let evaluation = judged("expense-evaluation", passed, evaluated_on);
            let scope = format!("{}/{category}", order.year);
            opinions.push(with(evaluation, "scope", scope).into());
        }
    }
    if facts.has(Flaw::IntegrationOverdue) {
        let issued_on = facts.days_ago(rng.i32(120..400));
        opinions.push(order_of("integration-order", issued_on, None));
    } else if rng.u32(0..31) == 0 {
        let issued_on = facts.days_ago(rng.i32(150..400));
        let resolved_on = issued_on.saturating_add(rng.i32(20..80).days());
        opinions.push(order_of("integration-order", issued_on, Some(resolved_on)));
    }
    opinions
}

fn acceptance(rng: &mut Rng, facts: &Facts, opinions: &mut Vec<Value>) {
    if facts.has(Flaw::NotAcceptedExtended) {
        let issued_on = facts.days_ago(rng.i32(10..60));
        let extension = judged("acceptance-extension", true, issued_on);
        let until = facts.on.saturating_add(120.days()).to_string();
        opinions.push(with(extension, "valid_until", until).into());
    }
    let is_failed = facts.has(Flaw::AcceptanceFailed);
    if facts.is_before_acceptance() && !is_failed {
        return;
    }
    let is_by_unit = matches!(
        facts.flaw,
        Some(Flaw::LargeAcceptedByUnit | Flaw::UnknownAcceptedByUnit)
    );
    let is_by_unit = is_by_unit || rng.u32(0..3) == 0;
    let has_archives = !facts.has(Flaw::ArchivesFailed);
    let mut accept = |passed: bool, on: Date| {
        let opinion = judged("acceptance", passed, on);
        let paper = document(rng, "武大数据验", on);
        let opinion = with(opinion, "document", paper);
        let opinion = with(
            opinion,
            "organizer",
            if is_by_unit { "unit" } else { "bureau" },
        );
        let archives = if has_archives { "pass" } else { "fail" };
        opinions.push(with(opinion, "archives", archives).into());
    };
    if facts.number % 11 == 4 {
        accept(false, facts.accepted_on.saturating_sub(15.days()));
    }
    accept(!is_failed, facts.accepted_on);
    let is_evaluated =
        !facts.has(Flaw::SelfEvaluationOpen) && !facts.has(Flaw::SelfEvaluationOverdue);
    let evaluated_on = facts.accepted_on.saturating_add(rng.i32(370..700).days());
    if is_evaluated && evaluated_on <= facts.on {
        opinions.push(judged("self-evaluation", true, evaluated_on).into());
    }
}

fn cybersecurity(facts: &Facts) -> Vec<Value> {
    let rng = &mut facts.rng(Purpose::Cybersecurity);
    let mut opinions: Vec<Value> = Vec::new();
    let filed_on = facts.accepted_on.saturating_sub(rng.i32(30..120).days());
    if facts.level > 1 {
        if !facts.has(Flaw::NotFiled) {
            let filing = judged("mlps-filing", !facts.has(Flaw::FilingRefused), filed_on);
            let filing = with(filing, "level", facts.level);
            opinions.push(with(filing, "document", document(rng, "武公网备", filed_on)).into());
        }
        evaluations(rng, facts, &mut opinions);
    } else {
        let grading = judged("mlps-grading", true, filed_on);
        opinions.push(with(grading, "level", facts.level).into());
    }
    if facts.has(Flaw::OpenHazard) {
        opinions.push(order_of(
            "major-hazard",
            facts.days_ago(rng.i32(10..60)),
            None,
        ));
    } else if rng.u32(0..20) == 0 {
        let issued_on = facts.days_ago(rng.i32(100..700));
        let resolved_on = issued_on.saturating_add(rng.i32(5..60).days());
        opinions.push(order_of("major-hazard", issued_on, Some(resolved_on)));
    }
    if !facts.has(Flaw::RiskUnassessed) {
        let latest = match facts.flaw {
            Some(Flaw::RiskLapsed) => rng.i32(400..700),
            _ => rng.i32(20..330),
        };
        for days in [latest + 360, latest] {
            opinions.push(judged("risk-assessment", true, facts.days_ago(days)).into());
        }
    }
    opinions
}

/// Evaluations at the level's interval, the last one recent enough.
fn evaluations(rng: &mut Rng, facts: &Facts, opinions: &mut Vec<Value>) {
    let interval = match facts.level {
        2 => 720,
        3 => 360,
        _ => 180,
    };
    let latest = match facts.flaw {
        Some(Flaw::NeverEvaluated) => return,
        Some(Flaw::EvaluationLapsed) => rng.i32(interval + 40..interval + 300),
        _ => rng.i32(10..interval - 20),
    };
    for past in [2, 1] {
        let on = facts.days_ago(latest + past * (interval - 10));
        if on > facts.accepted_on {
            opinions.push(evaluation(rng, true, on, None));
        }
    }
    let on = facts.days_ago(latest);
    let passed = !facts.has(Flaw::EvaluationFailed);
    let valid_until = match facts.flaw {
        Some(Flaw::CertificateExpired) => Some(on.max(facts.days_ago(5))),
        _ => None,
    };
    opinions.push(evaluation(rng, passed, on, valid_until));
}

fn evaluation(rng: &mut Rng, passed: bool, on: Date, valid_until: Option<Date>) -> Value {
    let opinion = judged("mlps-evaluation", passed, on);
    let mut opinion = with(opinion, "document", document(rng, "渝等保测字", on));
    if let Some(day) = valid_until {
        opinion = with(opinion, "valid_until", day.to_string());
    }
    opinion.into()
}

fn cryptography(facts: &Facts) -> Vec<Value> {
    let rng = &mut facts.rng(Purpose::Cryptography);
    let planned_on = facts.accepted_on.saturating_sub(rng.i32(200..400).days());
    let plan = judged("crypto-plan", true, planned_on);
    let mut opinions: Vec<Value> =
        vec![with(plan, "document", document(rng, "武机密审", planned_on)).into()];
    let interval = if facts.level < 3 { 720 } else { 360 };
    let latest = match facts.flaw {
        Some(Flaw::CryptoMissing) => return opinions,
        Some(Flaw::CryptoLapsed) => rng.i32(interval + 40..interval + 300),
        _ => rng.i32(10..interval - 20),
    };
    for (days, passed) in [
        (latest + interval - 15, true),
        (latest, !facts.has(Flaw::CryptoFailed)),
    ] {
        let on = facts.days_ago(days);
        let assessment = judged("crypto-assessment", passed, on);
        opinions.push(with(assessment, "document", document(rng, "渝密评字", on)).into());
    }
    opinions
}

/// Those who rarely have something to say of a system.
#[derive(Default)]
struct Others {
    government: Vec<Value>,
    finance: Vec<Value>,
    development: Vec<Value>,
    audit: Vec<Value>,
}

impl Others {
    fn of_government(&mut self, facts: &Facts) {
        let on = facts.accepted_on.saturating_add(20.days()).min(facts.on);
        if facts.has(Flaw::IsolatedApproved) {
            self.government
                .push(judged("retention-approval", true, on).into());
        }
        if let Some(index) = facts
            .withheld
            .filter(|_| !facts.has(Flaw::WithheldUnapproved))
        {
            let passed = !facts.has(Flaw::WithheldRefused);
            let approval = judged("withholding-approval", passed, on);
            self.government
                .push(with(approval, "scope", facts.resource(index)).into());
        }
    }

    fn of_finance(&mut self, order: &Order, facts: &Facts) {
        if facts.has(Flaw::OutOfPlanFunds) {
            let funds = judged("out-of-plan-funds", true, facts.days_ago(40));
            let funds = with(funds, "scope", order.year.to_string());
            let amount = funding::amount(order, facts, order.year);
            self.finance.push(with(funds, "amount", amount).into());
        }
    }

    fn orders(&mut self, facts: &Facts) {
        let rng = &mut facts.rng(Purpose::Others);
        let issued_on = facts.days_ago(rng.i32(120..500));
        if facts.has(Flaw::RectificationOverdue) {
            let order = order_of("rectification-order", issued_on, None);
            self.audit.push(order);
        } else if rng.u32(0..40) == 0 {
            let resolved_on = issued_on.saturating_add(rng.i32(20..80).days());
            let order = order_of("rectification-order", issued_on, Some(resolved_on));
            let is_audit = !facts.number.is_multiple_of(3);
            let orders = if is_audit {
                &mut self.audit
            } else {
                &mut self.development
            };
            orders.push(order);
        }
    }
}
