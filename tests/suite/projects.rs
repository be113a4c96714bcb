//! Construction projects as people and machines are told of them. The registry is
//! that of another jurisdiction: nothing here knows Wulong's stages or approvals.

use crate::support::Folder;
use serde_json::{Value, json};

const PROJECT: &str = "registry/projects/roads/bridge-watch.yaml";
const OPINIONS: &str = "registry/opinions/council/roads/projects/bridge-watch.yaml";

/// The registry of Marlow, with its own schemas.
fn marlow() -> Folder {
    let (folder, from) = (Folder::empty(), "tests/jurisdictions/marlow");
    folder.copy(from);
    for part in ["registry", "schema"] {
        std::fs::rename(folder.join(from).join(part), folder.join(part)).unwrap();
    }
    folder
}

fn run(folder: &Folder, args: &[&str]) -> String {
    let ran = folder.mulu(args.iter().chain(&["--on", "2026-12-01", "--lang", "en"]));
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{args:?}");
    ran.out
}

fn projects(folder: &Folder) -> Value {
    let text = run(folder, &["projects", "2027", "--format", "json"]);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn each_purpose_that_is_asked_has_a_verdict() {
    let all = projects(&marlow());
    assert_eq!(
        (&all["year"], &all["on"]),
        (&json!(2027), &json!("2026-12-01"))
    );
    let [project] = all["projects"].as_array().unwrap().as_slice() else {
        panic!("{all:#}");
    };
    let facts = |keys: &[&str]| {
        keys.iter()
            .map(|key| project[*key].clone())
            .collect::<Value>()
    };
    assert_eq!(
        facts(&["project", "unit", "applicant", "kind", "stage", "amount"]),
        json!([
            "roads/bridge-watch",
            "roads",
            "roads",
            "new",
            "backed",
            120_000
        ])
    );
    assert_eq!(
        facts(&["plan", "build", "accept"]),
        json!(["eligible", "eligible", null])
    );
    assert_eq!(project["outcomes"][0]["rule"], "works/backed");
    assert_eq!(
        project["outcomes"][0]["forces"],
        json!({"plan": "deny", "build": "deny"})
    );
    let eligible = json!({"count": 1, "amount": 120_000});
    assert_eq!(all["totals"]["plan"]["eligible"], eligible);
    assert_eq!(all["totals"]["accept"]["eligible"]["count"], 0);
}

#[test]
fn without_an_approval_the_plan_waits_and_nothing_else_is_asked() {
    let folder = marlow();
    folder.remove(OPINIONS);
    let all = projects(&folder);
    let project = &all["projects"][0];
    assert_eq!(project["stage"], "idea");
    assert_eq!(project["plan"], "pending");
    assert_eq!(project["build"], Value::Null);
    let missing = &project["outcomes"][0]["missing"][0];
    assert_eq!(
        (&missing["path"], &missing["matter"]),
        (&json!(OPINIONS), &json!("business-case"))
    );
}

#[test]
fn people_are_told_in_a_table_and_a_tree() {
    let folder = marlow();
    let table = run(&folder, &["projects", "2027"]);
    for part in ["Bridge Watch", "backed", "✔ eligible", "—", "120.0"] {
        assert!(table.contains(part), "{part} in\n{table}");
    }
    for name in [
        "projects/roads/bridge-watch",
        PROJECT,
        "projects/bridge-watch",
    ] {
        let tree = run(&folder, &["explain", name, "--year", "2027", "--all"]);
        for part in [
            "Bridge Watch (roads/bridge-watch)",
            "works/backed",
            "not asked now",
        ] {
            assert!(tree.contains(part), "{part} in\n{tree}");
        }
    }
    let rows = run(&folder, &["projects", "2027", "--format", "csv"]);
    assert_eq!(rows.lines().count(), 2, "{rows}");
}

#[test]
fn names_that_mean_nothing_are_said_with_the_nearest() {
    let folder = marlow();
    for (args, near) in [
        (["projects", "--stage", "bakced"], "`backed`"),
        (["projects", "--unit", "raods"], "`roads`"),
        (
            ["explain", "projects/roads/bridge-wach", "--lang"],
            "`roads/bridge-watch`",
        ),
    ] {
        let end: &[&str] = if args[2] == "--lang" {
            &["en"]
        } else {
            &["--lang", "en"]
        };
        let ran = folder.mulu(args.iter().chain(end));
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.err.contains(near), "{near} in {}", ran.err);
    }
    let none = run(&folder, &["projects", "2027", "--unit", "libraries"]);
    assert!(none.contains("no construction projects"), "{none}");
}

#[test]
fn a_review_shows_what_becomes_of_projects() {
    let folder = marlow();
    folder.commit(1_790_000_000);
    let halt = "  - {matter: halt, issued_on: 2026-11-20}\n";
    let opinions = std::fs::read_to_string(folder.join(OPINIONS)).unwrap();
    folder.write(OPINIONS, opinions + halt);
    folder.commit(1_790_000_100);
    let args = [
        "review",
        "HEAD~1..HEAD",
        "--on",
        "2026-12-01",
        "--format",
        "json",
    ];
    let ran = folder.mulu(args);
    let review: Value = serde_json::from_str(&ran.out).unwrap();
    let of_2027 = review["projects"].as_array().unwrap().iter();
    let of_2027: Vec<&Value> = of_2027.filter(|one| one["year"] == 2027).collect();
    let [project] = of_2027.as_slice() else {
        panic!("{review:#}");
    };
    assert_eq!(project["project"], "roads/bridge-watch");
    let verdicts = |plan: &str| json!({"plan": plan, "build": plan, "accept": null});
    assert_eq!(project["before"], verdicts("eligible"));
    assert_eq!(project["after"], verdicts("ineligible"));
    assert_eq!(project["amount_after"], 120_000);
    assert_eq!(review["previews"], json!([]));
}
