//! The same year in its faces, of Wulong's sample and of other jurisdictions.

use super::{ON, district, run, steps};
use crate::support::Folder;
use serde_json::Value;

/// The sample in a folder of its own, without its history.
fn sample() -> Folder {
    let folder = Folder::empty();
    folder.copy("registry");
    folder
}

fn json(folder: &Folder, args: &[&str]) -> Value {
    let ran = folder.mulu([args, &["--on", ON, "--format", "json"]].concat());
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{args:?}");
    serde_json::from_str(&ran.out).unwrap()
}

/// The page of the sample: it fits, and says what `mulu fund` and `mulu projects` say.
#[test]
fn the_sample_as_a_page() {
    let folder = sample();
    let page = folder.mulu(["year", "2027", "--on", ON]);
    assert_eq!((page.code, &*page.err), (Some(0), ""));
    insta::assert_snapshot!(page.out);
    let widest = page.out.lines().skip(1).map(mulu_report::text::width).max();
    assert!(widest <= Some(120), "{widest:?}");
    let fund = folder.mulu(["fund", "2027", "--on", ON]).out;
    let totals = fund.lines().rev().nth(1).unwrap();
    assert!(page.out.contains(totals), "{totals}");
    let projects = folder.mulu(["projects", "2027", "--on", ON]).out;
    for totals in projects.lines().rev().skip(1).take(3) {
        assert!(page.out.contains(totals), "{totals}");
    }
}

#[test]
fn sums_are_those_of_requests_and_projects() {
    let folder = sample();
    let year = json(&folder, &["year", "2027"]);
    let fund = json(&folder, &["fund", "2027"]);
    let projects = json(&folder, &["projects", "2027"]);
    assert_eq!(year["execution"]["requests"], fund["totals"]);
    assert_eq!(year["execution"]["projects"], projects["totals"]);
    let sum = |all: &Value, key: &str| -> i64 {
        let all = all.as_array().unwrap().iter();
        all.filter_map(|one| one[key].as_i64()).sum()
    };
    let step = |at: usize, of: &str| year["steps"][at][of]["amount"].as_i64().unwrap();
    let asked = sum(&fund["decisions"], "amount");
    assert_eq!(step(0, "maintenance"), asked);
    assert_eq!(step(4, "maintenance"), asked);
    assert_eq!(
        step(1, "construction"),
        sum(&projects["projects"], "amount")
    );
    // The applicants make up the whole, and so do the lines.
    for (at, id) in ["needs", "list", "plan", "budget", "requests"]
        .iter()
        .enumerate()
    {
        let applicants = year["applicants"].as_array().unwrap().iter();
        let of_applicants: i64 = applicants
            .map(|one| one["steps"][id]["total"]["amount"].as_i64().unwrap())
            .sum();
        let lines = year["entries"].as_array().unwrap().iter();
        let of_lines: i64 = lines.filter_map(|line| line[id]["amount"].as_i64()).sum();
        assert_eq!(
            (of_applicants, of_lines),
            (step(at, "total"), step(at, "total")),
            "{id}"
        );
    }
    // Whoever is awaited is so for what can be done now.
    let gaps = year["gaps"].as_array().unwrap().iter();
    let ready = gaps.filter(|gap| gap["waits_for"].is_null());
    let awaited: usize = ready
        .map(|gap| gap["suppliers"].as_array().unwrap().len())
        .sum();
    assert_eq!(
        sum(&year["turns"], "count"),
        i64::try_from(awaited).unwrap()
    );
    // And a unit's part is that of the others.
    let unit = ["--unit", "health-commission"];
    let of_unit = json(&folder, &[&["year", "2027"], &unit[..]].concat());
    let fund = json(&folder, &[&["fund", "2027"], &unit[..]].concat());
    let projects = json(&folder, &[&["projects", "2027"], &unit[..]].concat());
    assert_eq!(of_unit["execution"]["requests"], fund["totals"]);
    assert_eq!(of_unit["execution"]["projects"], projects["totals"]);
}

/// Building is judged for the day: it holds up the running year, and no other.
#[test]
fn what_may_not_be_built_is_told_of_the_running_year() {
    let folder = sample();
    let held = |year: &str| {
        let told = json(&folder, &["year", year]);
        let gaps = told["gaps"].as_array().unwrap().iter();
        let held = gaps.filter(|gap| gap["step"] == "execution" && gap["project"].is_string());
        let held: std::collections::BTreeSet<String> = held
            .map(|gap| gap["project"].as_str().unwrap().to_owned())
            .collect();
        (held, told)
    };
    assert!(held("2027").0.is_empty());
    let (held, year) = held("2026");
    let entries = year["entries"].as_array().unwrap().iter();
    let short = |verdict: &Value| verdict == "pending" || verdict == "ineligible";
    let expected = entries.filter(|entry| {
        let verdicts = &entry["verdicts"];
        let built = !entry["plan"].is_null() && short(&verdicts["build"]);
        entry["project"].is_string() && (built || short(&verdicts["accept"]))
    });
    let expected: std::collections::BTreeSet<String> = expected
        .map(|entry| entry["project"].as_str().unwrap().to_owned())
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(held, expected);
}

#[test]
fn what_is_asked_every_year_is_told_once_it_is_due() {
    let folder = sample();
    let args = ["year", "2026", "--on", "2027-02-01", "--format", "json"];
    let year: Value = serde_json::from_str(&folder.mulu(args).out).unwrap();
    let yearly = year["execution"]["yearly"].as_array().unwrap();
    assert!(!yearly.is_empty());
    let subject = |one: &Value| one["subject"].as_str().unwrap().to_owned();
    assert!(yearly.iter().all(|one| subject(one).ends_with("#2026")));
    let short = yearly.iter().filter(|one| one["outcome"] != "met").count();
    let gaps = year["gaps"].as_array().unwrap().iter();
    assert_eq!(gaps.filter(|gap| gap["what"] == "yearly").count(), short);
    assert_eq!(year["deadlines"].as_array().map(Vec::is_empty), Some(false));
}

#[test]
fn a_row_a_system_or_project_for_spreadsheets() {
    let folder = district([]);
    let ran = run(&folder, &["2027", "--format", "csv", "--lang", "en"]);
    insta::assert_snapshot!(ran.out, @"
    year,System or project,Name,unit,unit name,applicant,kind,Needs amount,List amount,Plan amount,Budget amount,Requests amount,Cloud,verdict,Plan,Build,Acceptance,Missing or different,Turn of
    2027,health/platform,示例健康平台,health,示例卫健委,health,Operation and maintenance,,800000,800000,,,300000,,,,,Requests: not asked for yet,示例卫健委
    2027,school/campus,示例校园平台,school,示例教委,school,Operation and maintenance,300000,300000,300000,,300000,300000,eligible,,,,,
    ");
    let ran = run(&folder, &["2027", "--format", "xlsx"]);
    assert_eq!(ran.code, Some(2));
    let ran = run(&folder, &["2027", "--format", "xlsx", "-o", "year.xlsx"]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""));
    let made = std::fs::read(folder.join("year.xlsx")).unwrap();
    assert!(made.starts_with(b"PK"));
}

#[test]
fn the_district_as_a_page_in_english() {
    let ran = run(&district([]), &["2027", "--lang", "en"]);
    insta::assert_snapshot!(ran.out, @"
    示例总目录 · the year 2027 · judged for 2026-12-01 · registry not committed · policy built-in

    Next: Budget · budgets not there yet: turn of 示例财政局 (registry/budgets/2027.yaml)
    Whose turn: 示例卫健委 1 · 示例发改委 1 · 示例财政局 1
    Next deadline: 2027-01-15 (45 days), 1 in all: 示例教委 · 示例校园平台: have the system evaluated under MLPS (Art. 17,
      Art. 32)

    Steps (amounts in yuan)
    Step      State    By                       O&M  Construction         Total         Difference
    Needs     —        the applicants    1: 300,000                  1: 300,000
    List      ✔ there  示例大数据局    2: 1,100,000                2: 1,100,000  +800,000 vs Needs
    Plan      ✔ there  示例发改委      2: 1,100,000                2: 1,100,000          0 vs List
    Budget    not yet  示例财政局
    Requests  —        the applicants    1: 300,000                  1: 300,000   -800,000 vs Plan
    Cloud     ✔ there  示例大数据局      2: 600,000                  2: 600,000

    Execution
      O&M: eligible 1: 300,000 yuan · pending 0: 0 yuan · ineligible 0: 0 yuan
      Plan: eligible 0: 0 yuan · pending 0: 0 yuan · ineligible 0: 0 yuan
      Build: eligible 0: 0 yuan · pending 0: 0 yuan · ineligible 0: 0 yuan
      Acceptance: eligible 0: 0 yuan · pending 0: 0 yuan · ineligible 0: 0 yuan

    By applicant, with the units below it (≠ isn't what is planned)
    Unit               Needs     List     Plan  Budget  Requests  Eligible
    示例卫健委  O&M           800,000  800,000
    示例教委    O&M  300,000  300,000  300,000           300,000   300,000

    Needs · rolling plan not there yet: turn of 示例发改委 (registry/rolling/2027.yaml)

    Budget · budgets not there yet: turn of 示例财政局 (registry/budgets/2027.yaml)

    Requests · not asked for yet (1): turn of 示例卫健委 (registry/requests/2027/health/platform.yaml)
      示例卫健委  示例健康平台  800,000

    One by one: mulu fund 2027 · mulu projects 2027 · deadlines: mulu due
    ");
}

/// A county with its own offices, which keeps no budgets, no cloud and no rolling plan.
#[test]
fn another_jurisdiction_is_told_by_its_own_names() {
    let folder = Folder::empty();
    folder.copy_as("tests/jurisdictions/marlow", ".");
    let year = json(&folder, &["year", "2027"]);
    assert_eq!(
        steps(&year),
        [
            "needs: 4 109750, 1 120000, null",
            "list: 3 100500, 1 120000, -9250",
            "plan: 3 100500, 1 120000, 0",
            "budget: 0 0, 0 0, null",
            "requests: 4 109750, 0 0, 9250",
        ]
    );
    assert_eq!(
        super::gaps(&year),
        [
            "list not-yet roads-depot/fleet 9250>-: council",
            "requests not-before roads-depot/fleet ->9250: exchequer after list",
        ]
    );
    assert_eq!(
        year["applicants"][1]["units"],
        serde_json::json!(["roads", "roads-depot"])
    );
    let said = folder
        .mulu(["year", "2027", "--on", ON, "--lang", "en"])
        .out;
    let listed = "List · not in it yet (1): turn of Council Secretariat (registry/lists/2027.yaml)";
    assert!(said.contains(listed), "{said}");
    assert!(said.contains("Roads (with 1 below)"), "{said}");
}
