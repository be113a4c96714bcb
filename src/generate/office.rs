//! What is not about one system: the settings, the units with what is attested
//! of them, the dictionary of data elements.

use super::facts::Facts;
use super::flaw::Flaw;
use super::opinions::order_of;
use super::place::{Places, UnitNo};
use super::vocabulary::FIELDS;
use super::{Order, yaml};
use jiff::ToSpan;
use serde_json::{Map, Value, json};

/// The authorities, in the order of the first departments.
const AUTHORITIES: [&str; 7] = [
    "catalog",
    "cybersecurity",
    "cryptography",
    "development",
    "finance",
    "government",
    "audit",
];

/// `registry.yaml`; who owns what is as built in.
pub(super) fn settings() -> Value {
    let authorities = AUTHORITIES.iter().zip(&FIELDS);
    let authorities: Map<String, Value> = authorities
        .map(|(id, field)| ((*id).to_owned(), json!({"units": [field.slug]})))
        .collect();
    json!({
        "title": "生成的政务信息系统总目录（仅供测试）",
        "locale": "zh-CN",
        "timezone": "Asia/Shanghai",
        "currency": {"code": "CNY", "unit": {"zh": "元", "en": "yuan"}, "large": {"factor": 10_000, "zh": "万元"}},
        "authorities": authorities,
    })
}

/// `units/<unit>.yaml`
pub(super) fn unit(order: &Order, places: Places, unit: UnitNo) -> Value {
    let mut document = Map::new();
    let mut put = |key: &str, value: Value| document.insert(key.to_owned(), value);
    put("name", places.name(unit).into());
    if let Some(name) = places.short_name(unit) {
        put("short_name", name.into());
    }
    put("category", places.category(unit).into());
    put("budget_unit", places.is_budget_unit(unit).into());
    if let Some(parent) = places.parent(unit) {
        put("parent", places.slug(parent).into());
    }
    put("credit_code", credit_code(unit).into());
    put(
        "maintainers",
        json!([
            format!("unit-{:05}", unit.0),
            format!("deputy-{:05}", unit.0)
        ]),
    );
    if places.is_budget_unit(unit) {
        put("integrated_plan", integrated_plan(order, places, unit));
    }
    let phone = format!("023-776{:05}", unit.0 % 100_000);
    put("contact", json!({"office": "信息资源科", "phone": phone}));
    document.into()
}

/// The plan of Art. 6; a department's has the systems of the bodies under it.
fn integrated_plan(order: &Order, places: Places, unit: UnitNo) -> Value {
    let mut units = vec![unit];
    if places.parent(unit).is_none() {
        units.extend(places.bodies(unit));
    }
    let systems = units.into_iter().flat_map(|it| places.systems_of(it));
    let systems: Vec<String> = systems
        .map(|number| Facts::of(order, places, number))
        .filter(|facts| !facts.has(Flaw::OutsideIntegratedPlan) && !facts.has(Flaw::Retired))
        .map(|facts| facts.reference(places))
        .collect();
    let from_year = order.year - 2;
    json!({
        "from_year": from_year,
        "to_year": from_year + 4,
        "filed_on": format!("{}-11-{:02}", from_year - 1, 1 + unit.0 % 28),
        "document": format!("武信办〔{}〕{}号", from_year - 1, 1 + unit.0 % 200),
        "systems": systems,
    })
}

/// A code with its check character (GB 32100).
fn credit_code(unit: UnitNo) -> String {
    const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut code = format!("11500156MB{:07}", unit.0);
    let value = |byte| CHARACTERS.iter().position(|it| *it == byte).unwrap_or(0);
    let mut weight = 1;
    let mut sum = 0;
    for byte in code.bytes() {
        sum += value(byte) * weight;
        weight = weight * 3 % 31;
    }
    code.push(char::from(CHARACTERS[(31 - sum % 31) % 31]));
    code
}

/// What is attested of some units themselves: by whom, and what.
pub(super) fn opinions(order: &Order, unit: UnitNo) -> Option<(&'static str, Value)> {
    let on = order.judged_on();
    let days = 130 + i32::try_from(unit.0 % 200).unwrap_or(0);
    let issued_on = on.saturating_sub(days.days());
    let resolved_on = match unit.0 % 97 {
        61 => None,
        3 | 20 | 38 | 55 | 73 | 90 => Some(issued_on.saturating_add(60.days())),
        _ => return None,
    };
    let authority = if unit.0.is_multiple_of(2) {
        "audit"
    } else {
        "cybersecurity"
    };
    let opinion = order_of("rectification-order", issued_on, resolved_on);
    Some((authority, json!({"opinions": [opinion]})))
}

/// The text of `elements.yaml`, entry by entry.
pub(super) fn elements(order: &Order, places: Places) -> Result<String, serde_yaml::Error> {
    let mut text = String::from("elements:\n");
    for number in 0..order.systems {
        let facts = Facts::of(order, places, number);
        for index in 0..facts.elements {
            let (slug, name) = facts.element(index);
            let mut element = Map::new();
            element.insert("name".to_owned(), name.into());
            if facts.is_source(order, index) {
                element.insert("source".to_owned(), facts.reference(places).into());
            }
            for line in yaml(&json!({slug: element}))?.lines() {
                text += &format!("  {line}\n");
            }
        }
    }
    Ok(text)
}
