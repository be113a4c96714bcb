//! Eighteen months in the life of a small district: what was committed, and what was said
//! on five days of it, by every command. Later the same questions get the same answers,
//! byte for byte, whatever came since.

use crate::district::{REQUEST, REQUEST_PATH, files};
use crate::support::{Folder, Ran};
use serde_json::Value;

/// What happens on a day.
struct Day {
    on: &'static str,
    /// Midnight in Greenwich, eight in the morning in the district.
    seconds: i64,
    what: &'static str,
    does: fn(&Folder),
    /// What the request of the health commission comes to; `None`: nobody asks that day.
    asked: Option<&'static str>,
}

/// A day of 2025, 2026 or 2027 in seconds.
fn seconds(on: &str) -> i64 {
    let day: jiff::civil::Date = on.parse().unwrap();
    let zoned = day.to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    zoned.timestamp().as_second()
}

/// The files of the district whose paths begin so.
fn bring(folder: &Folder, begins: &[&str]) {
    for (path, text) in files() {
        let wanted = |begin: &&str| path.starts_with(&format!("registry/{begin}"));
        if begins.iter().any(wanted) {
            folder.write(path, text);
        }
    }
}

const SECURITY: &str = "registry/opinions/cybersecurity/health/platform.yaml";
const CATALOG: &str = "registry/opinions/catalog/health/platform.yaml";

fn append(folder: &Folder, path: &str, text: &str) {
    let old = std::fs::read_to_string(folder.join(path)).unwrap();
    folder.write(path, old + text);
}

fn days() -> Vec<Day> {
    let day = |on, what, does: fn(&Folder), asked| Day {
        on,
        seconds: seconds(on),
        what,
        does,
        asked,
    };
    vec![
        day(
            "2025-07-01",
            "units and authorities",
            |folder| {
                bring(folder, &["registry.yaml", "units/"]);
            },
            Some("-"),
        ),
        day(
            "2025-11-03",
            "two systems, filed with the police",
            |folder| {
                bring(
                    folder,
                    &["systems/", "elements.yaml", "opinions/cryptography/"],
                );
                for (path, level) in [("health/platform", 3), ("school/campus", 2)] {
                    let text = format!(
                        "opinions:\n  - {{matter: mlps-filing, result: pass, issued_on: \"2025-11-01\", level: {level}}}\n"
                    );
                    folder.write(
                        &format!("registry/opinions/cybersecurity/{path}.yaml"),
                        text,
                    );
                }
            },
            None,
        ),
        day(
            "2026-02-20",
            "accepted, and an evaluation failed",
            |folder| {
                bring(folder, &["opinions/catalog/"]);
                append(
                    folder,
                    SECURITY,
                    "  - {matter: mlps-evaluation, result: fail, issued_on: \"2026-02-10\"}\n",
                );
            },
            None,
        ),
        day(
            "2026-03-10",
            "the year's needs are asked about early",
            |folder| {
                folder.write(REQUEST_PATH, REQUEST);
                bring(folder, &["requests/"]);
            },
            Some("ineligible"),
        ),
        day(
            "2026-06-02",
            "evaluated again, and passed",
            |folder| {
                append(
                    folder,
                    SECURITY,
                    "  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-06-01\"}\n  - {matter: risk-assessment, result: pass, issued_on: \"2026-06-01\"}\n",
                );
                append(
                    folder,
                    "registry/opinions/cybersecurity/school/campus.yaml",
                    "  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-05-15\"}\n  - {matter: risk-assessment, result: pass, issued_on: \"2026-06-01\"}\n",
                );
            },
            Some("pending"),
        ),
        day(
            "2026-10-12",
            "the list, the plan and the cloud of 2027",
            |folder| {
                bring(folder, &["lists/", "plans/", "cloud/"]);
            },
            Some("eligible"),
        ),
        day(
            "2026-11-20",
            "an order to integrate, by the end of the month",
            |folder| {
                append(
                    folder,
                    CATALOG,
                    "  - {matter: integration-order, issued_on: \"2026-11-20\", due_on: \"2026-11-30\"}\n",
                );
            },
            None,
        ),
        day(
            "2026-12-15",
            "nothing was done about it",
            |folder| {
                append(folder, "registry/units/health.yaml", "# 催办一次\n");
            },
            Some("ineligible"),
        ),
        day(
            "2026-12-28",
            "it was carried out",
            |folder| {
                let text = std::fs::read_to_string(folder.join(CATALOG)).unwrap();
                folder.write(
                    CATALOG,
                    text.replace(
                        "due_on: \"2026-11-30\"",
                        "due_on: \"2026-11-30\", resolved_on: \"2026-12-28\"",
                    ),
                );
            },
            None,
        ),
        day(
            "2027-01-04",
            "the hospital takes the platform over",
            |folder| {
                let ran = folder.mulu(["move", "health/platform", "hospital/platform"]);
                assert_eq!(ran.code, Some(0), "{ran:#?}");
            },
            None,
        ),
    ]
}

/// Every command, asked about a commit on a day.
fn questions(on: &str, commit: &str, first: &str) -> Vec<Vec<String>> {
    let text =
        |args: &[&str]| -> Vec<String> { args.iter().map(|arg| (*arg).to_owned()).collect() };
    let of = |args: &[&str]| text(&[args, &["--rev", commit, "--on", on]].concat());
    let year = |format| of(&["fund", "2027", "--format", format]);
    let sql = "SELECT system, verdict, amount FROM decisions ORDER BY system";
    vec![
        year("table"),
        year("json"),
        of(&["explain", "health/platform", "--year", "2027"]),
        of(&["due", "--within", "500"]),
        of(&["forecast", "2027", "--until", "2028-06-30"]),
        of(&["year", "2027", "--format", "json"]),
        text(&["diff", first, commit, "--on", on]),
        of(&["history", "health/platform"]),
        of(&["query", sql, "--format", "csv"]),
        of(&["check", "--format", "json"]),
    ]
}

/// What was said on a day.
struct Said {
    on: &'static str,
    asked: Vec<(Vec<String>, Ran)>,
}

#[test]
fn eighteen_months_later_every_answer_is_what_it_was() {
    let folder = Folder::empty();
    let mut first = String::new();
    let mut kept = Vec::new();
    for day in days() {
        (day.does)(&folder);
        let commit = folder.commit(day.seconds).to_string();
        if first.is_empty() {
            first.clone_from(&commit);
        }
        let Some(verdict) = day.asked else { continue };
        let ask = |args: Vec<String>| {
            let ran = folder.mulu(&args);
            (args, ran)
        };
        let questions = questions(day.on, &commit, &first).into_iter();
        let asked: Vec<_> = questions.map(ask).collect();
        assert_eq!(of_health(&asked[1].1), verdict, "{} {}", day.on, day.what);
        kept.push(Said { on: day.on, asked });
    }
    assert_eq!(kept.len(), 5);
    for said in &kept {
        for (args, was) in &said.asked {
            assert_eq!(&folder.mulu(args), was, "{} {args:?}", said.on);
            // As of a day is what was the latest then.
            if let Some(rev) = args.iter().position(|arg| arg == "--rev")
                && matches!(&*args[0], "fund" | "explain" | "due")
            {
                let mut args = args.clone();
                args.splice(rev.., ["--at".to_owned(), said.on.to_owned()]);
                assert_eq!(&folder.mulu(&args), was, "{args:?}");
            }
        }
    }
    // And the life is whole, under the name that it has now.
    let life = folder.mulu(["history", "hospital/platform", "--format", "json"]);
    let life: Value = serde_json::from_str(&life.out).unwrap();
    let turns: Vec<&str> = { life["moments"].as_array().unwrap().iter().rev() }
        .filter(|one| one["turns"] == true)
        .filter_map(|one| one["on"].as_str())
        .collect();
    insta::assert_snapshot!(turns.join(" "), @"2025-11-03 2026-03-10 2026-06-02 2026-10-12 2026-12-15 2026-12-28 2027-01-04");
}

fn of_health(fund: &Ran) -> String {
    let json: Value = serde_json::from_str(&fund.out).unwrap_or_default();
    let decisions = json["decisions"].as_array().into_iter().flatten();
    let mut of = decisions.filter(|one| one["system"] == "health/platform");
    let verdict = of
        .next()
        .and_then(|one| one["verdict"].as_str().map(str::to_owned));
    verdict.unwrap_or_else(|| "-".to_owned())
}
