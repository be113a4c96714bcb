//! From rules to verdicts and totals.

use super::logic::{Answer, Says};
use super::papers::Case;
use super::rules::{Force, On, RULES};
use super::world::World;
use std::collections::BTreeMap;

/// What the oracle says of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    /// `year/unit/system`.
    pub(super) request: String,
    pub(super) applicant: Option<String>,
    pub(super) amount: Option<i64>,
    pub(super) verdict: &'static str,
    pub(super) answers: BTreeMap<&'static str, Answer>,
}

/// Every request of the year.
pub(super) fn judge(world: &World) -> Vec<Judgement> {
    let prefix = format!("requests/{}/", world.year);
    let mut judgements = Vec::new();
    for path in world.docs.keys() {
        let Some(rest) = path.strip_prefix(&prefix) else {
            continue;
        };
        let reference = rest.strip_suffix(".yaml").expect("documents are YAML");
        let (unit, system) = reference.split_once('/').expect("a unit and a system");
        judgements.push(judge_one(Case {
            world,
            today: world.today,
            unit,
            system,
        }));
    }
    judgements
}

fn judge_one(case: Case<'_>) -> Judgement {
    let listed = !case.system_paper().is_absent();
    let answers: BTreeMap<_, _> = RULES
        .iter()
        .map(|rule| match rule.on {
            On::System if !listed => (rule.id, Says::Unproven.into()),
            _ => (rule.id, (rule.says)(&case)),
        })
        .collect();
    let request = case.request_paper();
    let items = request.list("/items").iter();
    Judgement {
        request: format!("{}/{}", case.world.year, case.reference()),
        applicant: request.text("/applicant").map(str::to_owned),
        amount: (!request.is_broken())
            .then(|| items.filter_map(|item| item["amount"].as_i64()).sum()),
        verdict: verdict(&answers),
        answers,
    }
}

fn verdict(answers: &BTreeMap<&str, Answer>) -> &'static str {
    let any = |force: Force, says: Says| {
        RULES
            .iter()
            .any(|rule| rule.force == force && answers[rule.id].says == says)
    };
    if any(Force::Deny, Says::Unmet) {
        "ineligible"
    } else if any(Force::Deny, Says::Unproven)
        || any(Force::Hold, Says::Unmet)
        || any(Force::Hold, Says::Unproven)
    {
        "pending"
    } else {
        "eligible"
    }
}

/// Counts and yuan by verdict.
pub(super) fn totals(judgements: &[Judgement]) -> BTreeMap<&'static str, (u64, i64)> {
    let mut totals = BTreeMap::from([
        ("eligible", (0, 0)),
        ("pending", (0, 0)),
        ("ineligible", (0, 0)),
    ]);
    for judgement in judgements {
        let total = totals.get_mut(judgement.verdict).expect("one of three");
        total.0 += 1;
        total.1 += judgement.amount.unwrap_or(0);
    }
    totals
}
