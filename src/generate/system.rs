//! `systems/<unit>/<system>.yaml`: what the department says of its system.

use super::Order;
use super::facts::{Facts, Purpose, pick};
use super::flaw::Flaw;
use super::phrases::{
    CONDITIONS, CRYPTOGRAPHY, FUNCTIONS, PRODUCTS, PURPOSES, REASONS, WITHOUT_DATA, fill,
};
use super::place::Places;
use fastrand::Rng;
use jiff::ToSpan;
use serde_json::{Map, Value, json};

/// The document of one system.
pub(super) fn document(order: &Order, places: Places, facts: &Facts) -> Value {
    let rng = &mut facts.rng(Purpose::System);
    let mut system = Map::new();
    let mut put = |key: &str, value: Value| system.insert(key.to_owned(), value);
    put("name", facts.name().into());
    put("summary", summary(rng, facts).into());
    put("status", status(rng, facts).into());
    if !facts.has(Flaw::Building) {
        let since = facts.accepted_on.saturating_add(rng.i32(0..40).days());
        put("operating_since", since.min(facts.on).to_string().into());
    }
    put("classified", false.into());
    put("functions", functions(rng, facts));
    if places.is_led(facts.unit) {
        let department = places.department(facts.unit);
        put("led_by", places.slug(department).into());
    }
    if !facts.has(Flaw::NoDefinition) {
        put("definition", definition(rng, facts));
    }
    if !facts.has(Flaw::NetworkUnstated) {
        put("network", network(rng, facts).into());
        if facts.has(Flaw::IsolatedApproved) {
            put("isolation_basis", "涉及行业专网的安全管理规定".into());
        }
    }
    if !facts.has(Flaw::HostingUnstated) {
        put("hosting", hosting(rng, facts));
    }
    put("responsible", responsible(rng, facts));
    put("construction", construction(rng, facts));
    if !facts.has(Flaw::NoDataSection) {
        put("data", data(order, places, rng, facts));
    }
    put("security", security(rng, facts));
    put("cryptography", json!({"plan": pick(rng, &CRYPTOGRAPHY)}));
    system.into()
}

fn summary(rng: &mut Rng, facts: &Facts) -> String {
    let first = rng.usize(0..PURPOSES.len());
    let phrases = (0..4).map(|step| PURPOSES[(first + step * 3) % PURPOSES.len()]);
    phrases.map(|it| fill(it, facts.subject())).collect()
}

fn status(rng: &mut Rng, facts: &Facts) -> &'static str {
    match facts.flaw {
        Some(Flaw::Retired) => "retired",
        Some(Flaw::Building) => "building",
        _ if facts.is_before_acceptance() || rng.u32(0..25) == 0 => "trial",
        _ => "operating",
    }
}

fn functions(rng: &mut Rng, facts: &Facts) -> Value {
    let (first, count) = (rng.usize(0..FUNCTIONS.len()), rng.usize(5..9));
    (first..first + count)
        .map(|at| fill(FUNCTIONS[at % FUNCTIONS.len()], facts.subject()))
        .collect()
}

fn definition(rng: &mut Rng, facts: &Facts) -> Value {
    let funds = [
        "government",
        "government",
        "joint",
        "purchased-service",
        "maintenance",
    ];
    let funded_by = match facts.flaw {
        Some(Flaw::PrivatelyFunded) => "none",
        _ => pick(rng, &funds),
    };
    json!({
        "information_system": true,
        "government_user": !facts.has(Flaw::NotForGovernment),
        "supports_duties": true,
        "funded_by": funded_by,
    })
}

fn network(rng: &mut Rng, facts: &Facts) -> &'static str {
    let networks = [
        "extranet", "extranet", "extranet", "internet", "intranet", "private",
    ];
    match facts.flaw {
        Some(Flaw::Isolated | Flaw::IsolatedApproved) => "isolated",
        _ => pick(rng, &networks),
    }
}

fn hosting(rng: &mut Rng, facts: &Facts) -> Value {
    match facts.flaw {
        Some(Flaw::OwnRoom | Flaw::OwnRoomExempt) => {
            json!({"platform": "own", "reason": pick(rng, &REASONS[1..])})
        }
        _ if is_municipal(facts) => json!({"platform": "municipal-cloud", "reason": REASONS[0]}),
        _ => json!({"platform": "wulong-cloud"}),
    }
}

/// Some systems in order are the municipality's, with an exemption.
pub(super) fn is_municipal(facts: &Facts) -> bool {
    facts.flaw.is_none() && facts.number % 23 == 5
}

fn responsible(rng: &mut Rng, facts: &Facts) -> Value {
    let offices = [
        "信息资源科",
        "规划信息科",
        "办公室",
        "业务指导科",
        "数据管理科",
    ];
    let posts = ["系统管理岗", "信息化管理岗", "数据管理岗"];
    json!({
        "office": pick(rng, &offices),
        "post": pick(rng, &posts),
        "phone": format!("023-777{:05}", facts.number % 100_000),
    })
}

fn construction(rng: &mut Rng, facts: &Facts) -> Value {
    let mut construction = Map::new();
    let investment = match facts.flaw {
        Some(Flaw::UnknownAcceptedByUnit) => None,
        Some(Flaw::LargeAcceptedByUnit) => Some(facts.investment + 30_000_000),
        _ => Some(facts.investment),
    };
    if let Some(yuan) = investment {
        construction.insert("total_investment".to_owned(), yuan.into());
    }
    let completed_on = match facts.flaw {
        Some(Flaw::NotAcceptedUndated | Flaw::Building) => None,
        Some(Flaw::NotAccepted) => Some(facts.days_ago(rng.i32(20..150))),
        Some(Flaw::NotAcceptedLate | Flaw::NotAcceptedExtended) => {
            Some(facts.days_ago(rng.i32(200..500)))
        }
        _ => Some(facts.accepted_on.saturating_sub(rng.i32(20..170).days())),
    };
    let begun = completed_on.unwrap_or(facts.accepted_on);
    let approved_on = begun.saturating_sub(rng.i32(300..700).days());
    let approval = json!({
        "document": format!("武隆发改审〔{}〕{}号", approved_on.year(), rng.u32(1..400)),
        "approved_on": approved_on.to_string(),
    });
    construction.insert("approval".to_owned(), approval);
    if let Some(day) = completed_on {
        construction.insert("completed_on".to_owned(), day.to_string().into());
    }
    construction.into()
}

fn data(order: &Order, places: Places, rng: &mut Rng, facts: &Facts) -> Value {
    if facts.resources == 0 {
        return json!({"none_because": pick(rng, &WITHOUT_DATA)});
    }
    let mut data = Map::new();
    let resources = (0..facts.resources).map(|index| resource(order, places, rng, facts, index));
    data.insert("resources".to_owned(), resources.collect());
    if facts.number > 3 && rng.u32(0..3) == 0 {
        let other = rng.u32(0..facts.number);
        // Only systems in order are certain to have resources.
        let other = Facts::of(order, places, other - other % 4);
        let reference = format!("{}#{}", other.reference(places), other.resource(0));
        data.insert("reuses".to_owned(), json!([reference]));
    }
    data.into()
}

fn resource(order: &Order, places: Places, rng: &mut Rng, facts: &Facts, index: u32) -> Value {
    let is_withheld = facts.withheld == Some(index);
    let is_conditional = !is_withheld && rng.u32(0..2) == 0;
    let mut resource = Map::new();
    let mut put = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    put("name", facts.resource(index).into());
    put(
        "catalog_code",
        format!("WL-{:06}-{:02}", facts.number, index + 1).into(),
    );
    if is_withheld {
        put("sharing", "withheld".into());
        put("legal_basis", facts.field.law.into());
    } else if is_conditional {
        put("sharing", "conditional".into());
        put("conditions", pick(rng, &CONDITIONS).into());
    } else {
        put("sharing", "unconditional".into());
    }
    if !is_withheld && let Some(published) = published(rng, facts, index) {
        put("published", published);
    }
    let cycles = [
        "realtime",
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "yearly",
        "irregular",
    ];
    put("update_cycle", pick(rng, &cycles).into());
    let collects = collects(order, places, facts, index);
    if !collects.is_empty() {
        put("collects", collects.into());
    }
    if index == 0 && facts.has(Flaw::Exclusive) {
        put("exclusive_to", json!(["武隆智慧城市运营有限公司"]));
    }
    resource.into()
}

fn published(rng: &mut Rng, facts: &Facts, index: u32) -> Option<Value> {
    let number = format!("SP-{:07}", facts.number * 8 + index);
    let day = facts
        .accepted_on
        .saturating_add(rng.i32(0..60).days())
        .min(facts.on);
    match facts.flaw {
        Some(Flaw::Unpublished) if index == 0 => None,
        Some(Flaw::PublishedWithoutNumber) if index == 0 => Some(json!({"on": day.to_string()})),
        Some(Flaw::PublishedLater) if index == 0 => {
            let day = facts.on.saturating_add(30.days());
            Some(json!({"platform_id": number, "on": day.to_string()}))
        }
        _ => Some(json!({"platform_id": number, "on": day.to_string()})),
    }
}

/// The elements that a resource collects: one of the system's own, and with
/// two flaws one of its neighbour's.
fn collects(order: &Order, places: Places, facts: &Facts, index: u32) -> Vec<String> {
    let own = (index < facts.elements).then(|| facts.element(index).0);
    let is_anothers = matches!(
        facts.flaw,
        Some(Flaw::ElementOfAnother | Flaw::ElementWithoutSource)
    );
    let anothers = (is_anothers && index == 0)
        .then(|| Facts::of(order, places, facts.number - 1).element(0).0);
    own.into_iter().chain(anothers).collect()
}

fn security(rng: &mut Rng, facts: &Facts) -> Value {
    let mut security = Map::new();
    let mut put = |key: &str, value: Value| security.insert(key.to_owned(), value);
    put("mlps_level", facts.level.into());
    if facts.level > 1 && !facts.has(Flaw::NotFiled) {
        let number = format!("50015699{:03}-{:05}", rng.u32(1..999), facts.number);
        put("mlps_filing_number", number.into());
    }
    put("management_regime", true.into());
    if !facts.has(Flaw::NoTrustedProducts) {
        put("trusted_products", pick(rng, &PRODUCTS).into());
    }
    security.into()
}
