//! Random systems.

use super::{Dice, ELEMENTS, SYSTEMS, UNITS, oddly};
use serde_json::{Value, json};

/// Names as people give them, some of which other YAML readers would misread.
const RESOURCES: [&str; 5] = ["人口名录", "档案", "NO", "12:30", "a / b ~ #1"];

/// A document whose fields are mostly in order.
pub(super) fn system(dice: &mut Dice) -> Value {
    let mut system = json!({
        "name": "系统",
        "status": dice.pick(&["operating", "operating", "trial"]),
        "definition": {"information_system": true, "government_user": true, "supports_duties": true, "funded_by": "government"},
        "network": dice.pick(&["extranet", "intranet", "internet", "private"]),
        "hosting": {"platform": "wulong-cloud"},
        "construction": {},
        "security": {"mlps_level": dice.pick(&[2, 3, 3, 4, 5, 1]), "management_regime": true},
    });
    if dice.odd() {
        system["status"] = dice.pick(&["planned", "building", "retired"]).into();
    }
    for condition in ["information_system", "government_user", "supports_duties"] {
        oddly(dice, &mut system["definition"], condition, &[json!(false)]);
    }
    let funds = ["joint", "purchased-service", "maintenance", "none"].map(Value::from);
    oddly(dice, &mut system["definition"], "funded_by", &funds);
    oddly(dice, &mut system, "definition", &[json!({})]);
    oddly(
        dice,
        &mut system,
        "network",
        &["isolated".into(), "isolated".into()],
    );
    let elsewhere =
        ["municipal-cloud", "own"].map(|it| json!({"platform": it, "reason": "专用设备"}));
    oddly(dice, &mut system, "hosting", &elsewhere);
    oddly(dice, &mut system["security"], "mlps_level", &[]);
    oddly(
        dice,
        &mut system["security"],
        "management_regime",
        &[json!(false)],
    );
    if dice.percent(60) {
        system["led_by"] = dice.pick(&UNITS).into();
    }
    if system["network"] == "isolated" && dice.percent(80) {
        system["isolation_basis"] = "保密规定".into();
    }
    if system["status"] == "retired" || dice.odd() {
        system["merged_into"] = dice.pick(&SYSTEMS).into();
        oddly(dice, &mut system, "merged_into", &[]);
    }
    if !dice.odd() {
        system["operating_since"] = dice.around(&[0, 6, 12, 24, 30]).into();
    }
    if !dice.odd() {
        system["construction"]["completed_on"] = dice.around(&[0, 6, 6, 9]).into();
    }
    if dice.percent(30) {
        system["construction"]["acceptance_applied_on"] = dice.around(&[0, 1, 3]).into();
    }
    if !dice.odd() {
        let yuan = dice.pick(&[29_999_999, 30_000_000, 30_000_001, 800_000, 0]);
        system["construction"]["total_investment"] = yuan.into();
    }
    if !dice.rarely() {
        system["data"] = data(dice);
    }
    system
}

fn data(dice: &mut Dice) -> Value {
    if dice.percent(20) {
        let mut data = json!({"none_because": "只转发"});
        match dice.below(6) {
            0 => data["resources"] = json!([]),
            1 => return json!({"resources": []}),
            2 => return json!({}),
            _ => {}
        }
        return data;
    }
    let first = dice.below(5) as usize;
    let count = 1 + dice.below(3) as usize;
    let names = RESOURCES.iter().cycle().skip(first).take(count);
    let resources: Vec<Value> = names.map(|name| resource(dice, name)).collect();
    json!({ "resources": resources })
}

fn resource(dice: &mut Dice, name: &str) -> Value {
    let sharing = dice.pick(&["unconditional", "conditional", "unconditional", "withheld"]);
    let mut resource = json!({"name": name, "sharing": sharing});
    match sharing {
        "conditional" => resource["conditions"] = "履职需要".into(),
        "withheld" => resource["legal_basis"] = "保密规定".into(),
        _ => {}
    }
    if sharing != "withheld" || dice.odd() {
        // A number of the platform stands for one resource.
        let number = format!("P-{}", dice.serial());
        let mut published = json!({"platform_id": number, "on": dice.back(8)});
        oddly(dice, &mut published, "platform_id", &[]);
        let day = dice.around(&[0]);
        oddly(dice, &mut published, "on", &[day.into()]);
        resource["published"] = published;
        oddly(dice, &mut resource, "published", &[]);
    }
    if dice.percent(25) {
        let collects: Vec<&str> = ELEMENTS.into_iter().filter(|_| dice.percent(30)).collect();
        resource["collects"] = json!(collects);
    }
    if dice.odd() {
        resource["exclusive_to"] = dice.pick(&[json!([]), json!(["某公司"])]);
    }
    resource
}
