//! Offices are reformed: a commission with eight systems goes into another, in one pull
//! request. Verdicts, history, money and owners are right before and after.

use crate::district::{District, Review, files};
use crate::support::Folder;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The commission's systems.
const SYSTEMS: [&str; 8] = [
    "archives", "booking", "guides", "library", "museum", "relics", "stage", "tours",
];

/// What the district's school system says, said of another.
fn like_the_school(path: &str, system: &str, at: usize) -> String {
    let (_, text) = files().find(|(known, _)| *known == path).unwrap();
    text.replace("school/campus", &format!("culture/{system}"))
        .replace("示例校园平台", &format!("文化平台{system}"))
        .replace("学籍信息", &format!("{system} 信息"))
        .replace("WL-0002", &format!("WL-1{at:03}"))
        .replace("      collects: [pupil]\n", "")
        // The sixth was never evaluated again.
        .replace(
            "2025-01-15",
            if at == 5 { "2023-01-15" } else { "2026-05-15" },
        )
        .replace("applicant: school", "applicant: culture")
}

/// The district with the commission, and the office that will take it over.
fn before(folder: &Folder) {
    let systems: String = SYSTEMS
        .iter()
        .map(|one| format!("    - culture/{one}\n"))
        .collect();
    let unit = |name: &str, people: &str, plan: &str| {
        format!(
            "name: {name}\ncategory: department\nbudget_unit: true\nmaintainers: [{people}]\nintegrated_plan:\n  from_year: 2025\n  to_year: 2028\n  filed_on: \"2025-01-10\"\n  systems:{plan}"
        )
    };
    let culture = unit(
        "示例文化委",
        "culture-bo, culture-mi",
        &format!("\n{systems}"),
    );
    folder.write("registry/units/culture.yaml", culture);
    folder.write(
        "registry/units/tourism.yaml",
        unit("示例文旅委", "tourism-ke, tourism-du", " []\n"),
    );
    // A school of arts stands beneath it.
    folder.write("registry/units/arts.yaml", "name: 示例艺校\ncategory: school-or-hospital\nbudget_unit: false\nparent: culture\nmaintainers: [arts-ou]\n");
    for (at, system) in SYSTEMS.into_iter().enumerate() {
        for path in [
            "systems",
            "opinions/catalog",
            "opinions/cybersecurity",
            "opinions/cryptography",
            "requests/2027",
        ] {
            let text = like_the_school(&format!("registry/{path}/school/campus.yaml"), system, at);
            folder.write(&format!("registry/{path}/culture/{system}.yaml"), text);
        }
    }
    let entry = |more: &str| -> String {
        let line = |one: &&str| format!("  - {{system: culture/{one}, {more}amount: 300000}}\n");
        SYSTEMS.iter().map(line).collect()
    };
    for (path, more) in [
        ("lists/2027", "kind: maintenance, "),
        ("plans/2027", "kind: maintenance, "),
        ("cloud/2027", "resources: 示例云主机, "),
    ] {
        let path = format!("registry/{path}.yaml");
        let text = std::fs::read_to_string(folder.join(&path)).unwrap();
        folder.write(&path, text + &entry(more));
    }
}

/// The commission goes into the other: one command, and what it says is left to do by hand.
fn reform(folder: &Folder) {
    let ran = folder.mulu(["move", "culture", "tourism"]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    for left in ["registry/units/culture.yaml", "integrated_plan"] {
        assert!(ran.out.contains(left), "{left}: {}", ran.out);
    }
    folder.remove("registry/units/culture.yaml");
    let path = "registry/units/tourism.yaml";
    let systems: String = SYSTEMS
        .iter()
        .map(|one| format!("\n    - tourism/{one}"))
        .collect();
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    folder.write(
        path,
        text.replace("systems: []", &format!("systems:{systems}")),
    );
}

/// The money of 2027 as of a revision.
fn fund(district: &District, rev: &str) -> Value {
    let at = ["--rev", rev, "--on", "2026-12-01"];
    let args = [&["fund", "2027", "--format", "json"], &at[..]].concat();
    serde_json::from_str(&district.mulu(&args).out).unwrap()
}

/// Verdict and amount of each of the systems, by its own name.
fn money(district: &District, rev: &str) -> BTreeMap<String, (String, i64)> {
    let json = fund(district, rev);
    let all = json["decisions"].as_array().unwrap().iter();
    let all = all.map(|one| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        let name = text("system").rsplit('/').next().unwrap().to_owned();
        (name, (text("verdict"), one["amount"].as_i64().unwrap()))
    });
    all.collect()
}

/// What each applicant asks for and gets.
fn applicants(district: &District, rev: &str) -> BTreeMap<String, (i64, i64)> {
    let json = fund(district, rev);
    let all = json["applicants"].as_array().unwrap().iter();
    let all = all.map(|one| {
        let of = |verdict: &str| one[verdict]["amount"].as_i64().unwrap_or_default();
        let asked = ["eligible", "pending", "ineligible"].map(of).iter().sum();
        (
            one["applicant"].as_str().unwrap().to_owned(),
            (asked, of("eligible")),
        )
    });
    all.collect()
}

fn needed(review: &Review) -> BTreeSet<String> {
    let changes = review.json["changes"].as_array().unwrap().iter();
    let needs = changes.flat_map(|change| change["needed"].as_array().unwrap());
    needs
        .map(|need| need["approver"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_unit_with_eight_systems_goes_into_another_in_one_pull_request() {
    let district = District::with(before);
    let was = money(&district, "main");
    assert_eq!(was.len(), 9, "{was:#?}");
    let verdicts = |of: &BTreeMap<String, (String, i64)>, verdict: &str| {
        of.values().filter(|(one, _)| one == verdict).count()
    };
    assert_eq!(
        (verdicts(&was, "eligible"), verdicts(&was, "ineligible")),
        (8, 1),
        "{was:#?}"
    );

    let head = district.on("reform", reform);
    // The same systems, the same verdicts, the same money, now the other's.
    assert_eq!(money(&district, &head), was);
    let (old, new) = (applicants(&district, "main"), applicants(&district, &head));
    assert_eq!(old["culture"], (2_400_000, 2_100_000));
    assert_eq!(new["tourism"], old["culture"]);
    assert!(!new.contains_key("culture"), "{new:#?}");
    let check = district.mulu(&[
        "check",
        "--rev",
        &head,
        "--on",
        "2026-12-01",
        "--deny-warnings",
    ]);
    assert_eq!(check.code, Some(0), "{}", check.out);

    // Everybody whose facts move must agree; the bureau may bring it all along.
    let review = district.review("reform", "bureau-li");
    let refused: Vec<&Value> = { review.json["changes"].as_array().unwrap().iter() }
        .filter(|change| change["author_allowed"] == false)
        .collect();
    assert_eq!(refused, [&Value::Null; 0], "{refused:#?}");
    assert_eq!(
        review.checks().0,
        "action_required",
        "{:#?}",
        review.findings()
    );
    insta::assert_snapshot!(needed(&review).into_iter().collect::<Vec<_>>().join(", "), @"arts|government, catalog, cryptography, culture+ancestors, culture|government, cybersecurity, development, finance, tourism+ancestors");
    let turned = review.json["decisions"].as_array().unwrap().iter();
    let turned = turned.filter(|one| one["before"] == "eligible" && one["after"] != "eligible");
    assert_eq!(
        turned.count(),
        0,
        "gone under one name, there under another"
    );

    // With all of them it may be merged; whoever has nothing to do with it may not propose it.
    let people = [
        "bureau-sun",
        "cyber-he",
        "crypto-qi",
        "reform-xu",
        "treasury-wu",
        "office-fan",
        "culture-bo",
        "tourism-ke",
    ];
    let approvals: Vec<(&str, &str)> = people.iter().map(|one| (*one, &*head)).collect();
    let agreed = district.review_with("reform", "bureau-li", &approvals);
    assert_eq!(agreed.checks().0, "success", "{:#}", agreed.json["changes"]);
    // Either office may propose it, and need not agree again.
    for author in ["culture-bo", "tourism-ke"] {
        let others: Vec<(&str, &str)> = { approvals.iter().copied() }
            .filter(|(who, _)| *who != author)
            .chain([("bureau-li", &*head)])
            .collect();
        let proposed = district.review_with("reform", author, &others);
        assert_eq!(
            proposed.checks().0,
            "success",
            "{:#}",
            proposed.json["changes"]
        );
    }
    // Without the other it isn't merged.
    let without: Vec<(&str, &str)> = { approvals.iter().copied() }
        .filter(|(who, _)| !who.starts_with("tourism"))
        .collect();
    let alone = district.review_with("reform", "culture-mi", &without);
    assert_eq!(
        alone.checks().0,
        "action_required",
        "{:#}",
        alone.json["changes"]
    );
    let stranger = district.review("reform", "school-chen");
    assert_eq!(stranger.checks().0, "failure");

    // The life of a system goes on.
    let life = district.mulu(&[
        "history",
        "tourism/museum",
        "--rev",
        &head,
        "--format",
        "json",
    ]);
    let life: Value = serde_json::from_str(&life.out).unwrap();
    let moments = life["moments"].as_array().unwrap();
    assert_eq!(moments.len(), 2, "{life:#}");
    assert!(
        moments[1]
            .to_string()
            .contains("registry/systems/culture/museum.yaml")
    );
    // Who may say what from now on: the new office's people, not the old one's.
    let later = district.on("reform", |folder| {
        let path = "registry/systems/tourism/museum.yaml";
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        folder.write(path, text.replace("文化平台", "文旅平台"));
    });
    let range = format!("{head}..{later}");
    for (author, allowed) in [("tourism-ke", true), ("culture-bo", false)] {
        let args = [
            "review",
            &range,
            "--author",
            author,
            "--on",
            "2026-12-01",
            "--format",
            "json",
        ];
        let json: Value = serde_json::from_str(&district.mulu(&args).out).unwrap();
        assert_eq!(json["changes"][0]["author_allowed"], allowed, "{author}");
    }
}
