//! Wulong's registry, read by engine and oracle.

use super::compare::{differences, repository};
use super::judge::{judge, totals};
use super::world::World;
use crate::support::files;
use crate::support::program;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The repository's registry: nothing in it is broken, which `mulu check` proves elsewhere.
pub(super) fn wulong(today: Date, year: i16) -> World {
    let mut world = World {
        today,
        year,
        docs: [].into(),
    };
    for (path, bytes) in files("registry") {
        let path = path.strip_prefix("registry/").expect("it lies there");
        if path.ends_with(".yaml") && !path.starts_with("policy/") {
            let value: Value = serde_yaml::from_slice(&bytes).expect("YAML");
            world.put(path, value);
        }
    }
    world
}

#[test]
fn engine_and_oracle_agree_on_wulong() {
    let day = date(2026, 12, 1);
    let world = wulong(day, 2027);
    assert!(!judge(&world).is_empty());
    for (today, year) in [
        (day, 2027),
        (day, 2026),
        (date(2025, 11, 30), 2026),
        (date(2027, 2, 28), 2027),
        (date(2028, 2, 29), 2027),
    ] {
        let world = World {
            today,
            year,
            docs: world.docs.clone(),
        };
        let lines = differences(&world).join("\n  ");
        assert!(lines.is_empty(), "{year}, judged on {today}\n  {lines}");
    }
}

#[test]
fn the_program_prints_what_the_oracle_says_of_wulong() {
    let folder = repository().to_str().expect("UTF-8");
    let args = [
        "-C",
        folder,
        "fund",
        "2027",
        "--on",
        "2026-12-01",
        "--format",
        "json",
    ];
    let output = program(args).output().expect("it runs");
    let printed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let judged = judge(&wulong(date(2026, 12, 1), 2027));
    for (verdict, (count, amount)) in totals(&judged) {
        let total = json!({"count": count, "amount": amount});
        assert_eq!(printed["totals"][verdict], total, "{verdict}");
    }
    let decisions = printed["decisions"].as_array().expect("a list");
    assert_eq!(decisions.len(), judged.len());
    for (decision, judgement) in decisions.iter().zip(&judged) {
        assert_eq!(decision["request"], judgement.request.as_str());
        assert_eq!(decision["verdict"], judgement.verdict);
        assert_eq!(decision["amount"], json!(judgement.amount));
        assert_eq!(decision["applicant"], json!(judgement.applicant));
        let outcomes = decision["outcomes"].as_array().expect("a list");
        let said: BTreeMap<&str, &str> = outcomes
            .iter()
            .map(|it| (text(it, "rule"), text(it, "outcome")))
            .collect();
        let expected = judgement.answers.iter();
        let expected: BTreeMap<&str, &str> =
            expected.map(|(rule, it)| (*rule, it.says.id())).collect();
        assert_eq!(said, expected, "{}", judgement.request);
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("a text")
}
