//! Registries of the first contract, with the rules of its time, are judged by
//! this program as they were by the program of their time.

use crate::support::Folder;
use serde_json::Value;

const UNITS: [(&str, &str); 6] = [
    ("big-data-bureau", "示例数据部门"),
    ("cyberspace-office", "示例网信部门"),
    ("secrecy-bureau", "示例密码部门"),
    ("development-reform-commission", "示例发展改革部门"),
    ("finance-bureau", "示例财政部门"),
    ("government-office", "示例政府办公室"),
];

/// The ground of the rules' own cases as a registry: a system with everything in order.
fn registry() -> Folder {
    let folder = Folder::empty();
    folder.copy_as("tests/first-contract/registry", "registry");
    folder.copy_as("tests/first-contract/schema", "schema");
    let fixture = std::fs::read_to_string(folder.join("registry/policy/fixture.yaml")).unwrap();
    let fixture: Value = serde_yaml::from_str(&fixture).unwrap();
    for (path, document) in fixture["documents"].as_object().unwrap() {
        let text = serde_yaml::to_string(document).unwrap();
        folder.write(&format!("registry/{path}.yaml"), text);
    }
    for (unit, name) in UNITS.into_iter().chain([("audit-bureau", "示例审计部门")]) {
        let text = format!(
            "name: {name}\ncategory: department\nbudget_unit: true\nmaintainers: [{unit}-a, {unit}-b]\n"
        );
        folder.write(&format!("registry/units/{unit}.yaml"), text);
    }
    folder
}

fn judged(folder: &Folder) -> Value {
    let args = ["fund", "2027", "--on", "2026-12-01", "--format", "json"];
    let ran = folder.mulu(args);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    let mut all: Value = serde_json::from_str(&ran.out).unwrap();
    all["decisions"][0].take()
}

fn outcome<'a>(decision: &'a Value, rule: &str) -> &'a Value {
    let mut outcomes = decision["outcomes"].as_array().unwrap().iter();
    outcomes.find(|outcome| outcome["rule"] == rule).unwrap()
}

#[test]
fn its_rules_are_sound_and_every_case_holds() {
    let folder = registry();
    let ran = folder.mulu(["policy", "lint"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let ran = folder.mulu(["policy", "test"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let said = "31 条规则的 121 个用例，0 个不通过";
    assert!(ran.out.contains(said), "{ran:#?}");
}

#[test]
fn a_system_in_order_gets_its_money() {
    let decision = judged(&registry());
    assert_eq!(decision["verdict"], "eligible", "{decision:#}");
    assert_eq!(decision["amount"], 800_000);
    assert_eq!(decision["outcomes"].as_array().unwrap().len(), 31);
}

/// The first packs say nothing of matters: they are called by their ids.
#[test]
fn what_is_missing_is_named() {
    let folder = registry();
    folder.remove("registry/opinions/cryptography/health/platform.yaml");
    let decision = judged(&folder);
    assert_eq!(decision["verdict"], "pending");
    let assessed = outcome(&decision, "security/crypto-assessed");
    assert_eq!(
        (&assessed["outcome"], &assessed["message"]),
        (
            &Value::from("unproven"),
            &Value::from("缺少crypto-assessment意见：由示例密码部门出具")
        )
    );
}

/// A system stood in list and plan once with each kind, and its schemas don't say
/// which status is out of use.
#[test]
fn its_lists_and_its_words_mean_what_they_meant() {
    let folder = registry();
    for path in ["registry/lists/2027.yaml", "registry/plans/2027.yaml"] {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let line = "- {system: health/platform, kind: expansion, amount: 900000}";
        let line = match text.contains("\n  -") {
            true => format!("  {line}\n"),
            false => format!("{line}\n"),
        };
        folder.write(path, format!("{text}{line}"));
    }
    folder.write(
        "registry/elements.yaml",
        "elements:\n  health-record: {name: 健康档案}\n",
    );
    folder.write(
        "registry/systems/hospital/records.yaml",
        "name: 示例病历系统\nstatus: retired\ndata: {resources: [{name: 病历, sharing: unconditional, collects: [health-record]}]}\n",
    );
    let decision = judged(&folder);
    assert_eq!(outcome(&decision, "sharing/one-source")["outcome"], "met");
    let matches = &outcome(&decision, "request/amount-matches-plan")["outcome"];
    assert_eq!(matches, "met");
}
