//! Systems and units under other names: everything goes along, in one step.

use super::ON;
use crate::support::Folder;
use serde_json::Value;

fn copied() -> Folder {
    let folder = Folder::empty();
    folder.copy("registry");
    folder
}

fn verdicts(folder: &Folder) -> Vec<(String, String, i64)> {
    let ran = folder.mulu(["fund", "2027", "--on", ON, "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let all = json["decisions"].as_array().unwrap().iter();
    let mut all: Vec<_> = all
        .map(|one| {
            let of = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            let name = of("system").rsplit('/').next().unwrap().to_owned();
            (
                name,
                of("verdict"),
                one["amount"].as_i64().unwrap_or_default(),
            )
        })
        .collect();
    all.sort();
    all
}

fn sound(folder: &Folder) {
    let ran = folder.mulu(["check", "--on", ON]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
}

#[test]
fn a_system_moves_to_another_unit_with_all_that_names_it() {
    let folder = copied();
    let dry = folder.mulu([
        "move",
        "archives/digital-archives",
        "government-office/digital-archives",
        "--dry-run",
    ]);
    assert_eq!((dry.code, &*dry.err), (Some(0), ""));
    assert!(
        folder
            .join("registry/systems/archives/digital-archives.yaml")
            .exists()
    );

    let ran = folder.mulu([
        "move",
        "archives/digital-archives",
        "government-office/digital-archives",
    ]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    assert!(
        ran.out.contains(
            "systems/archives/digital-archives.yaml → registry/systems/government-office/"
        )
    );
    assert!(ran.out.contains("区财政局"), "{}", ran.out);
    // A name is not a decision: who asks, and whose budget it is, others must say.
    let still = "requests/2027/government-office/digital-archives.yaml#/applicant";
    assert!(ran.out.contains(still), "{}", ran.out);
    assert!(ran.out.contains("两个单位都要同意"), "{}", ran.out);
    sound(&folder);
    let left = grep(&folder, "archives/digital-archives");
    let left: Vec<&String> = left
        .iter()
        .filter(|line| !line.contains("office/digital-archives"))
        .collect();
    assert!(left.is_empty(), "{left:#?}");
    let again = folder.mulu(["move", "archives/digital-archives", "government-office/x"]);
    assert_eq!(again.code, Some(2), "{again:#?}");
}

/// Lines of the documents that say something, with their paths.
fn grep(folder: &Folder, what: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.join("registry")];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let lines = text.lines().filter(|line| line.contains(what));
                found.extend(lines.map(|line| format!("{}: {line}", path.display())));
            }
        }
    }
    found
}

#[test]
fn a_unit_under_another_name_changes_no_verdict() {
    let folder = copied();
    let before = verdicts(&folder);
    let ran = folder.mulu(["move", "water-bureau", "water-affairs-bureau"]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    sound(&folder);
    assert_eq!(verdicts(&folder), before);
    assert!(!folder.join("registry/units/water-bureau.yaml").exists());
    assert!(!folder.join("registry/systems/water-bureau").exists());
}

/// Offices are reformed: one unit's systems go into another.
#[test]
fn a_unit_goes_into_another_in_one_step() {
    let folder = copied();
    let before = verdicts(&folder);
    let ran = folder.mulu(["move", "forestry-bureau", "water-bureau"]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    assert!(
        ran.out.contains("registry/units/forestry-bureau.yaml"),
        "what stays is said: {}",
        ran.out
    );
    assert!(ran.out.contains("integrated_plan"), "{}", ran.out);
    sound(&folder);
    let after = verdicts(&folder);
    let money = |all: &[(String, String, i64)]| all.iter().map(|(.., amount)| amount).sum::<i64>();
    assert_eq!(money(&after), money(&before));
    assert!(!folder.join("registry/systems/forestry-bureau").exists());
    // What the new unit's plan must list first is all that holds their money back.
    for (name, verdict, _) in before.iter().filter(|one| !after.contains(one)) {
        let now = after.iter().find(|(other, ..)| other == name).unwrap();
        assert_eq!((&**verdict, &*now.1), ("eligible", "pending"), "{name}");
    }
}

/// The same as one pull request of the bureau's: it may carry everything along, everybody
/// whose files these are must still agree, and what was listed stays listed.
#[test]
fn one_pull_request_carries_a_system_over() {
    let folder = copied();
    folder.commit(1_795_824_000);
    let ids = [
        "archives/digital-archives",
        "government-office/digital-archives",
    ];
    let ran = folder.mulu(["move", ids[0], ids[1]]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    folder.commit(1_795_824_060);
    let review = |author: &str| -> Value {
        let args = [
            "review",
            "HEAD~1..HEAD",
            "--author",
            author,
            "--on",
            ON,
            "--format",
            "json",
        ];
        serde_json::from_str(&folder.mulu(args).out).unwrap()
    };
    let by_bureau = review("catalog-a_example");
    let allowed = |review: &Value| -> Vec<String> {
        let changes = review["changes"].as_array().unwrap().iter();
        let refused = changes.filter(|change| change["author_allowed"] == false);
        refused
            .map(|change| change["path"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(allowed(&by_bureau), [""; 0], "{by_bureau:#}");
    assert_eq!(
        by_bureau["checks"]["registry"], "action_required",
        "{:#}",
        by_bureau["diagnostics"]
    );
    let needed: std::collections::BTreeSet<&str> = by_bureau["changes"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|change| change["needed"].as_array().unwrap())
        .map(|need| need["approver"].as_str().unwrap())
        .collect();
    for who in [
        "catalog",
        "cybersecurity",
        "cryptography",
        "development",
        "finance",
    ] {
        assert!(needed.contains(who), "{who} in {needed:?}");
    }
    let moved = by_bureau["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["change"] == "moved");
    assert!(moved.count() >= 4);
    // It was listed, and is.
    let listed = |one: &Value| {
        let outcomes = one["outcomes"].as_array().unwrap().iter();
        let mut of = outcomes.filter(|of| of["rule"] == "catalog/listed");
        of.next()
            .map(|of| of["outcome"].as_str().unwrap().to_owned())
    };
    let decisions = by_bureau["decisions"].as_array().unwrap().iter();
    let mut now =
        decisions.filter(|one| one["request"] == "2027/government-office/digital-archives");
    assert_eq!(listed(now.next().unwrap()).as_deref(), Some("met"));

    // Both units must agree, and the one that proposes it need not say so again.
    let units = |review: &Value| -> Vec<String> {
        let changes = review["changes"].as_array().unwrap().iter();
        let mut changes = changes.filter(|one| one["path"].as_str().unwrap().contains("/systems/"));
        let needed = changes.next().unwrap()["needed"]
            .as_array()
            .unwrap()
            .clone();
        let needed = needed
            .iter()
            .map(|need| need["approver"].as_str().unwrap().to_owned());
        needed.filter(|who| who.contains("+ancestors")).collect()
    };
    let (old, new) = ("archives+ancestors", "government-office+ancestors");
    assert_eq!(units(&by_bureau), [new, old]);
    for (author, other) in [("archives-a_example", new), ("government-a_example", old)] {
        let by_unit = review(author);
        assert_eq!(allowed(&by_unit), [""; 0], "{author}: {by_unit:#}");
        assert_eq!(units(&by_unit), [other], "{author}");
        assert_eq!(by_unit["checks"]["registry"], "action_required", "{author}");
    }
    // Whoever may not move the system may carry nothing along.
    let by_stranger = review("water-a_example");
    assert!(!allowed(&by_stranger).is_empty());
    assert_eq!(by_stranger["checks"]["registry"], "failure");

    // And what says something else besides is no mere move.
    let path = "registry/plans/2027.yaml";
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    folder.write(path, text.replacen("amount: 546000", "amount: 646000", 1));
    folder.commit(1_795_824_120);
    let args = [
        "review",
        "HEAD~2..HEAD",
        "--author",
        "catalog-a_example",
        "--on",
        ON,
        "--format",
        "json",
    ];
    let more: Value = serde_json::from_str(&folder.mulu(args).out).unwrap();
    assert_eq!(allowed(&more), [path]);
}

/// What comes to what it came to isn't judged anew because its name is another.
#[test]
fn a_name_holds_no_request_back() {
    let folder = copied();
    folder.commit(1_795_824_000);
    let ids = [
        "health-commission/health-platform",
        "health-commission/people-health",
    ];
    let ran = folder.mulu(["move", ids[0], ids[1]]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    folder.commit(1_795_824_060);
    let args = [
        "review",
        "HEAD~1..HEAD",
        "--author",
        "catalog-a_example",
        "--on",
        ON,
    ];
    let ran = folder.mulu([&args[..], &["--format", "json"]].concat());
    let review: Value = serde_json::from_str(&ran.out).unwrap();
    let decisions = review["decisions"].as_array().unwrap();
    assert!(
        decisions
            .iter()
            .any(|one| one["after"] == "ineligible" && one["before"] == "ineligible"),
        "{decisions:#?}"
    );
    assert_eq!(review["checks"]["funding"], "neutral", "{decisions:#?}");
}

/// A life goes on under another name, and a difference may be asked for by days.
#[test]
fn history_goes_on_under_another_name() {
    let folder = copied();
    folder.commit(1_795_824_000);
    let ids = [
        "archives/digital-archives",
        "government-office/digital-archives",
    ];
    folder.mulu(["move", ids[0], ids[1]]);
    // Three days later.
    folder.commit(1_796_083_200);
    let ran = folder.mulu(["history", ids[1], "--format", "json"]);
    let life: Value = serde_json::from_str(&ran.out).unwrap();
    let entries = life["moments"].as_array().unwrap();
    assert_eq!(entries.len(), 2, "{life:#}");
    let first = entries[1].to_string();
    assert!(
        first.contains("registry/systems/archives/digital-archives.yaml"),
        "{first}"
    );

    // Under the old name it is the same life, and the new one is said.
    let old = folder.mulu(["history", ids[0], "--format", "json"]);
    assert_eq!(old.out, ran.out);
    assert!(old.err.contains(ids[1]), "{old:#?}");

    let days = folder.mulu(["diff", "2026-11-28", "2026-12-01", "--format", "json"]);
    let commits = folder.mulu([
        "diff",
        "HEAD~1",
        "HEAD",
        "--on",
        "2026-12-01",
        "--format",
        "json",
    ]);
    assert_eq!((days.code, &*days.err), (Some(0), ""), "{days:#?}");
    assert_eq!(days.out, commits.out);
}
