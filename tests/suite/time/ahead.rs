//! Forecasts and deadlines in the small district.

use crate::district::{District, ON};
use serde_json::Value;

/// The campus platform, level 2, was evaluated on 2025-01-15: that lapses on
/// 2027-01-16. The other opinions of both systems lapse in the course of 2027.
fn forecast(args: &[&str]) -> Value {
    let district = District::new();
    let rest = ["forecast", "--on", ON, "--format", "json"];
    let ran = district.mulu(&[&rest[..], args].concat());
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(0)), "{ran:#?}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn an_evaluation_that_lapses_turns_the_verdict_on_its_day() {
    let found = forecast(&["--until", "2027-01-31"]);
    let [turn] = found["turns"].as_array().unwrap().as_slice() else {
        panic!("{found:#}");
    };
    let facts = ["on", "request", "before", "after"].map(|key| turn[key].as_str().unwrap());
    let wanted = ["2027-01-16", "2027/school/campus", "eligible", "ineligible"];
    assert_eq!(facts, wanted);
    assert_eq!(turn["gain"], -300_000);
    let outcome = &turn["outcomes"][0];
    assert_eq!(outcome["rule"], "security/mlps-evaluated");
    assert_eq!(
        (&outcome["before"], &outcome["outcome"]),
        (&"met".into(), &"unmet".into())
    );
    let path = "registry/opinions/cybersecurity/school/campus.yaml";
    assert_eq!(outcome["evidence"][0]["path"], path);
    assert_eq!(found["totals"]["on"]["eligible"]["amount"], 300_000);
    assert_eq!(found["totals"]["until"]["eligible"]["amount"], 0);
}

#[test]
fn the_last_day_counts_and_the_day_before_is_still_well() {
    assert_eq!(
        forecast(&["--until", "2027-01-15"])["turns"],
        Value::Array(Vec::new())
    );
    let turns = forecast(&["--until", "2027-01-16"]);
    assert_eq!(turns["turns"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_said_ahead_is_what_is_decided_then() {
    let district = District::new();
    let fund = |on: &str| {
        let ran = district.mulu(&["fund", "2027", "--on", on, "--format", "json"]);
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        found["decisions"][0]["verdict"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        [fund("2027-01-15"), fund("2027-01-16")],
        ["eligible", "ineligible"]
    );
}

#[test]
fn a_forecast_in_words() {
    let district = District::new();
    let say = |lang: &str| {
        let args = ["forecast", "2027", "--until", "2027-01-31", "--on", ON];
        let ran = district.mulu(&[&args[..], &["--lang", lang]].concat());
        without_commits(&ran.out)
    };
    insta::assert_snapshot!(say("zh"));
    insta::assert_snapshot!(say("en"));
}

#[test]
fn deadlines_in_words() {
    let district = District::with(|folder| {
        folder.write(
            "registry/opinions/audit/school.yaml",
            "opinions:\n  - {matter: rectification-order, issued_on: \"2026-09-01\", due_on: \"2026-11-20\"}\n",
        );
    });
    let say = |lang: &str| {
        let args = ["due", "--within", "90", "--on", ON, "--lang", lang];
        without_commits(&district.mulu(&args).out)
    };
    insta::assert_snapshot!(say("zh"));
    insta::assert_snapshot!(say("en"));
}

/// Commits differ from run to run of the tests' own pack.
fn without_commits(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines[0] = lines[0].split(" · ").next().unwrap();
    lines.join("\n")
}

#[test]
fn deadlines_are_the_days_before_the_turns() {
    let district = District::new();
    let ran = district.mulu(&["due", "--within", "400", "--on", ON, "--format", "json"]);
    let due: Value = serde_json::from_str(&ran.out).unwrap();
    let of = |rule: &str| -> Vec<(String, String)> {
        let all = due["obligations"].as_array().unwrap().iter();
        let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        all.filter(|one| one["rule"] == rule)
            .map(|one| (text(one, "system"), text(one, "due")))
            .collect()
    };
    let pair = |system: &str, due: &str| (system.to_owned(), due.to_owned());
    assert_eq!(
        of("security/mlps-evaluated"),
        [
            pair("school/campus", "2027-01-15"),
            pair("health/platform", "2027-06-01")
        ]
    );
    // Proof is asked for when a year has passed.
    assert_eq!(
        of("acceptance/self-evaluated"),
        [
            pair("health/platform", "2027-02-28"),
            pair("school/campus", "2027-02-28")
        ]
    );
}

#[test]
fn an_opinion_of_a_later_day_is_foreseen_and_is_no_deadline() {
    let district = District::with(|folder| {
        folder.write(
            "registry/opinions/cybersecurity/school/campus.yaml",
            "opinions:\n  - {matter: mlps-filing, result: pass, issued_on: \"2025-11-01\"}\n  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-06-01\"}\n  - {matter: mlps-evaluation, result: fail, issued_on: \"2026-12-10\"}\n  - {matter: risk-assessment, result: pass, issued_on: \"2026-06-01\"}\n",
        );
    });
    let args = [
        "forecast",
        "--until",
        "2026-12-31",
        "--on",
        ON,
        "--format",
        "json",
    ];
    let found: Value = serde_json::from_str(&district.mulu(&args).out).unwrap();
    assert_eq!(found["turns"][0]["on"], "2026-12-10");
    let args = [
        "due",
        "--within",
        "30",
        "--on",
        "2026-12-15",
        "--format",
        "json",
    ];
    let due: Value = serde_json::from_str(&district.mulu(&args).out).unwrap();
    assert_eq!(due["obligations"], Value::Array(Vec::new()), "{due:#}");
}

#[test]
fn a_plan_that_ends_is_a_deadline() {
    let district = District::new();
    let args = [
        "due",
        "--within",
        "365",
        "--on",
        "2028-06-01",
        "--unit",
        "school",
        "--format",
        "json",
    ];
    let due: Value = serde_json::from_str(&district.mulu(&args).out).unwrap();
    let all = due["obligations"].as_array().unwrap();
    let plan = all
        .iter()
        .find(|one| one["rule"] == "request/in-department-plan");
    let plan = plan.unwrap_or_else(|| panic!("{due:#}"));
    assert_eq!(plan["due"], "2028-12-31");
    assert_eq!(plan["evidence"][0]["pointer"], "/integrated_plan/to_year");
}

#[test]
fn a_calendar_is_whole_and_the_same_every_time() {
    let district = District::new();
    let args = ["due", "--within", "400", "--on", ON, "--format", "ics"];
    let text = district.mulu(&args).out;
    assert_eq!(text, district.mulu(&args).out);
    assert!(
        !text.replace("\r\n", "").contains(['\r', '\n']),
        "every line ends in CRLF"
    );
    assert!(
        text.split("\r\n").all(|line| line.len() <= 75),
        "lines are folded"
    );
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let events: Vec<&icalendar::Event> = calendar.events().collect();
    let ran = district.mulu(&["due", "--within", "400", "--on", ON, "--format", "json"]);
    let due: Value = serde_json::from_str(&ran.out).unwrap();
    let due = due["obligations"].as_array().unwrap();
    assert_eq!(events.len(), due.len());
    let mut uids = std::collections::BTreeSet::new();
    for (event, one) in events.iter().zip(due) {
        use icalendar::Component;
        let day = one["due"].as_str().unwrap().replace('-', "");
        assert_eq!(event.property_value("DTSTART"), Some(day.as_str()));
        assert_eq!(event.property_value("DTSTAMP"), Some("20261201T000000Z"));
        let said = event.property_value("DESCRIPTION").unwrap();
        assert!(
            said.contains(one["message"].as_str().unwrap()),
            "{said} {one:#}"
        );
        assert!(uids.insert(event.get_uid().unwrap().to_owned()));
    }
}

#[test]
fn a_calendar_is_written_to_a_file() {
    let district = District::new();
    let file = district.path().join("due.ics");
    let ran = district.mulu(&[
        "due",
        "--on",
        ON,
        "--format",
        "ics",
        "-o",
        file.to_str().unwrap(),
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:#?}");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"));
    let nowhere = district.path().join("none/due.ics");
    let ran = district.mulu(&["due", "--format", "ics", "-o", nowhere.to_str().unwrap()]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
}

#[test]
fn what_cannot_be_foreseen_is_said() {
    let district = District::new();
    let say = |args: &[&str]| {
        let ran = district.mulu(&[&["forecast", "--on", ON], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:#?}");
        ran.err
    };
    insta::assert_snapshot!(
        [
            say(&["--until", "2026-11-30", "--lang", "zh"]),
            say(&["--until", "2026-11-30", "--lang", "en"]),
            say(&["--until", "2036-12-31", "--lang", "zh"]),
            say(&["--until", "2036-12-31", "--lang", "en"]),
            say(&["--until", "2027-01-01", "--unit", "shcool", "--lang", "zh"]),
            say(&["--until", "2027-01-01", "--rev", "no-such", "--lang", "en"]),
            say(&[
                "--until",
                "2027-01-01",
                "--at",
                "2020-01-01",
                "--lang",
                "zh"
            ]),
        ]
        .concat()
    );
}
