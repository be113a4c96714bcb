//! Registries of other jurisdictions: a county in English and a district in Chinese, with authorities, matters, categories, articles
//! and a currency of their own. Every command is right for them, and nothing of Wulong's is said.

use crate::literals::words::offices;
use crate::support::Folder;
use serde_json::Value;

/// The day judged for.
const ON: &str = "2026-12-01";

/// A jurisdiction in a folder of its own.
struct Place {
    folder: Folder,
    name: &'static str,
    language: &'static str,
}

impl Place {
    fn new(name: &'static str, language: &'static str) -> Self {
        let folder = Folder::empty();
        folder.copy(&format!("tests/jurisdictions/{name}"));
        Place {
            folder,
            name,
            language,
        }
    }

    fn marlow() -> Self {
        Place::new("marlow", "en")
    }

    fn linjiang() -> Self {
        Place::new("linjiang", "zh")
    }

    /// Where it is within its folder.
    fn root(&self) -> String {
        format!("tests/jurisdictions/{}", self.name)
    }

    /// What a command says; it must succeed, and speak of no office of Wulong's.
    fn says(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "{args:?}: {}{}", ran.err, ran.out);
        assert_eq!(ran.err, "", "{args:?}");
        ran.out
    }

    fn run(&self, args: &[&str]) -> crate::support::Ran {
        let root = self.root();
        let before = ["-C", &root, "--lang", self.language];
        let ran = self.folder.mulu(before.iter().chain(args));
        for office in offices() {
            assert!(
                !ran.out.contains(&office),
                "{args:?} speaks of {office}: {}",
                ran.out
            );
        }
        ran
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.says(args)).unwrap()
    }

    /// The rows of a saved question, without the heading.
    fn saved(&self, question: &str) -> Vec<String> {
        let text = self.says(&["query", "--saved", question, "--on", ON, "--format", "csv"]);
        text.lines().skip(1).map(str::to_owned).collect()
    }
}

/// `request amount verdict` of each decision.
fn decisions(found: &Value) -> Vec<String> {
    let all = found["decisions"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    all.map(|one| {
        format!(
            "{} {} {}",
            text(&one["request"]),
            one["amount"],
            text(&one["verdict"])
        )
    })
    .collect()
}

#[test]
fn both_are_sound_and_their_rules_hold() {
    for place in [Place::marlow(), Place::linjiang()] {
        place.says(&["check", "--on", ON, "--deny-warnings"]);
        place.says(&["policy", "lint"]);
        place.says(&["policy", "test"]);
        place.says(&["policy", "coverage"]);
    }
    assert!(
        Place::marlow()
            .says(&["policy", "test"])
            .ends_with("34 cases of 14 rules, 0 failed\n")
    );
    assert!(
        Place::marlow()
            .says(&["policy", "coverage"])
            .contains("SO 6.2  security and privacy")
    );
    let covered = Place::linjiang().says(&["policy", "coverage"]);
    assert!(
        covered.contains("第七条第二款") && covered.contains("附表") && covered.contains("第三条"),
        "{covered}"
    );
}

#[test]
fn money_is_decided_by_their_own_rules() {
    let marlow = Place::marlow().json(&["fund", "2027", "--on", ON, "--format", "json"]);
    assert_eq!(
        decisions(&marlow),
        [
            "2027/libraries/loans 30000 pending",
            "2027/roads-depot/fleet 9250 ineligible",
            "2027/roads/pothole-desk 52000 eligible",
            "2027/roads/road-works 18500 ineligible",
        ]
    );
    let linjiang = Place::linjiang().json(&["fund", "2027", "--on", ON, "--format", "json"]);
    assert_eq!(
        decisions(&linjiang),
        [
            "2027/education-office/enrolment 865500 eligible",
            "2027/education-office/library 60000 ineligible",
            "2027/park-office/tickets 20000 pending",
        ]
    );
}

#[test]
fn people_read_their_own_names_articles_and_currency() {
    let fund = Place::marlow().says(&["fund", "2027", "--on", ON]);
    assert!(fund.contains("Amount (thousand euro)"), "{fund}");
    let totals = "eligible 1: 52.0 thousand euro · pending 1: 30.0 thousand euro · ineligible 2: 27.75 thousand euro";
    assert!(fund.contains(totals), "{fund}");
    let loans = Place::marlow().says(&["explain", "libraries/loans", "--on", ON]);
    let missing = "no opinion on privacy check for “Borrowers”: Information Security Team or Privacy Team must issue it";
    assert!(
        loans.contains(missing) && loans.contains("SO 6.2 · on hold until it is met"),
        "{loans}"
    );
    let fund = Place::linjiang().says(&["fund", "2027", "--on", ON]);
    assert!(
        fund.contains("符合 1 个 86.55 万元 · 待补证 1 个 2.0 万元 · 不符合 1 个 6.0 万元"),
        "{fund}"
    );
    let tickets = Place::linjiang().says(&["explain", "公园票务", "--on", ON]);
    assert!(
        tickets.contains("缺少年检意见：由区网警支队或区保密科出具"),
        "{tickets}"
    );
}

#[test]
fn projects_have_their_own_stages() {
    let found = Place::marlow().json(&["projects", "2027", "--on", ON, "--format", "json"]);
    let bridge = &found["projects"][0];
    let said = ["project", "stage", "plan", "build", "accept"]
        .map(|key| bridge[key].as_str().unwrap_or("-"));
    assert_eq!(
        said,
        ["roads/bridge-watch", "backed", "eligible", "eligible", "-"]
    );
    let found = Place::linjiang().json(&["projects", "2027", "--on", ON, "--format", "json"]);
    assert_eq!(found["projects"][0]["stage"], "estimated");
}

#[test]
fn later_days_are_seen() {
    let forecast = Place::marlow().json(&[
        "forecast",
        "--on",
        ON,
        "--until",
        "2027-03-15",
        "--format",
        "json",
    ]);
    let first = &forecast["turns"][0];
    let said = ["on", "request", "before", "after"].map(|key| first[key].as_str().unwrap());
    assert_eq!(
        said,
        [
            "2027-01-21",
            "2027/libraries/loans",
            "pending",
            "ineligible"
        ]
    );
    let due = Place::marlow().json(&["due", "--on", ON, "--within", "365", "--format", "json"]);
    let days = due["obligations"].as_array().unwrap().iter();
    let days: Vec<String> = days
        .map(|one| {
            format!(
                "{} {}",
                one["due"].as_str().unwrap(),
                one["rule"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        days,
        [
            "2027-01-20 service/tested",
            "2027-01-31 service/noticed",
            "2027-06-15 service/tested"
        ]
    );
}

#[test]
fn saved_questions_speak_of_their_own_matters() {
    let place = Place::marlow();
    assert_eq!(
        place.saved("open_orders"),
        ["registrar,improvement-notice,libraries,,,2026-07-01,2027-01-31,no,DO 12/2026"]
    );
    assert_eq!(
        place.saved("conditional_expenses"),
        [
            "2027,roads/pothole-desk,Pothole Desk,2,scanners,scanners,scanners,12000,passed,2026-10-01,eligible"
        ]
    );
    assert_eq!(
        place.saved("certificates"),
        [
            "2027-01-20,no,libraries/loans,Loans,libraries,pen-test,,2026-01-20,12,2027-02-28",
            "2027-06-15,no,roads/pothole-desk,Pothole Desk,roads,pen-test,,2026-06-15,12,",
        ]
    );
    for question in [
        "funding_by_unit",
        "blocked_by_rule",
        "blocked_by_article",
        "requests_against_plan",
        "missing_by_supplier",
    ] {
        assert!(!place.saved(question).is_empty(), "{question}");
    }
    let place = Place::linjiang();
    assert_eq!(place.saved("open_orders"), Vec::<String>::new());
    assert_eq!(
        place.saved("missing_by_supplier"),
        ["2027,authority,inspection,opinion,yearly-check,1,1,0"]
    );
}

#[test]
fn who_may_is_said_by_their_own_table() {
    let owners = Place::marlow().says(&["dev", "codeowners"]);
    for line in [
        "* @ada @bert",
        "/opinions/assurance/** @cleo @dan @eve",
        "/plans/*.yaml @fay @gus",
    ] {
        assert!(
            owners.lines().any(|found| found.ends_with(line)),
            "{line}: {owners}"
        );
    }
}

#[test]
fn a_change_is_judged() {
    let place = Place::marlow();
    let root = place.folder.join(&place.root());
    crate::support::commit(&root, 1_790_000_000);
    let change = |path: &str, old: &str, new: &str| {
        let path = root.join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{text}");
        std::fs::write(path, text.replace(old, new)).unwrap();
    };
    change(
        "registry/requests/2027/roads/road-works.yaml",
        "18500",
        "19500",
    );
    change(
        "registry/units/libraries.yaml",
        "budget_unit: true",
        "budget_unit: false",
    );
    crate::support::commit(&root, 1_790_000_100);
    let args = ["review", "HEAD~1..HEAD", "--author", "jon", "--on", ON];
    let told = place.run(&args);
    assert_eq!(told.code, Some(1));
    assert!(
        told.out
            .contains("19,500 euro asked for, 18,500 planned (SO 6.3)"),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("- County Treasury (@fay or @gus)"),
        "{}",
        told.out
    );
    let found = place.run(&[&args[..], &["--format", "json"]].concat());
    let found: Value = serde_json::from_str(&found.out).unwrap();
    let needed = |at: usize| {
        let needed = found["changes"][at]["needed"].as_array().unwrap().iter();
        needed
            .map(|one| one["approver"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(needed(0), ["exchequer"]);
    assert_eq!(needed(1), ["exchequer", "registrar"]);
    assert_eq!(found["checks"]["funding"], "failure");
    assert_eq!(found["decisions"][0]["amount_after"], 19_500);
}
