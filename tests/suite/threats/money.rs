//! Sums that no number holds: said, and never another number.

use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::Ran;
use serde_json::Value;

const SCHOOL: &str = "registry/requests/2027/school/campus.yaml";
/// The most that an amount may be by any schema.
const MOST: &str = "1000000000000000";

/// A district whose own schema bounds amounts as little as it may, and what its two requests
/// ask for: an amount, and how often.
fn asking(health: (&str, usize), school: (&str, usize)) -> District {
    let items = |(amount, count): (&str, usize)| {
        format!("  - {{category: cloud-rental, amount: {amount}}}\n").repeat(count)
    };
    District::with(|folder| {
        folder.copy("schema");
        let path = "schema/request.schema.json";
        let schema = std::fs::read_to_string(folder.join(path)).unwrap();
        let (few, many) = (
            "\"maximum\": 1000000000000,",
            format!("\"maximum\": {MOST},"),
        );
        assert!(schema.contains(few));
        folder.write(path, schema.replacen(few, &many, 1));
        let (head, _) = REQUEST.split_once("  - ").unwrap();
        folder.write(REQUEST_PATH, format!("{head}{}", items(health)));
        let text = std::fs::read_to_string(folder.join(SCHOOL)).unwrap();
        let (head, _) = text.split_once("  - ").unwrap();
        folder.write(SCHOOL, format!("{head}{}", items(school)));
    })
}

fn run(district: &District, args: &[&str]) -> Ran {
    let ran = district.mulu(&[args, &["--lang", "en"]].concat());
    assert!(matches!(ran.code, Some(0..=2)), "{args:?}: {ran:#?}");
    ran
}

/// The amounts of the decisions, and what they come to by all verdicts.
fn amounts(district: &District) -> (Vec<Value>, Vec<Value>) {
    let ran = run(district, &["fund", "2027", "--on", ON, "--format", "json"]);
    let face: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
    let decisions = face["decisions"].as_array().unwrap().iter();
    let totals = face["totals"].as_object().unwrap().values();
    (
        decisions.map(|one| one["amount"].clone()).collect(),
        totals
            .filter(|one| one["count"] != 0)
            .map(|one| one["amount"].clone())
            .collect(),
    )
}

#[test]
fn a_sum_that_no_number_holds_is_no_number() {
    let words = "more than can be added up";
    // One request by itself.
    let district = asking((MOST, 9_300), ("200000", 1));
    let (each, _) = amounts(&district);
    assert_eq!(each, [Value::Null, 200_000.into()]);
    // Two together.
    let district = asking((MOST, 9_000), (MOST, 9_000));
    let (each, totals) = amounts(&district);
    assert_eq!(each, [9_000_000_000_000_000_000_i64; 2]);
    assert_eq!(totals, [Value::Null]);
    assert!(
        run(&district, &["fund", "2027", "--on", ON])
            .out
            .contains(words)
    );
    for format in ["table", "json"] {
        run(&district, &["year", "2027", "--on", ON, "--format", format]);
    }
    let asked = run(
        &district,
        &["query", "SELECT sum(amount) FROM request_items"],
    );
    assert!(
        asked.code == Some(2) && asked.err.contains("64 bits"),
        "{asked:#?}"
    );
}

/// What a change moves is a sum as well.
#[test]
fn a_gain_that_no_number_holds_is_no_number() {
    let district = asking(("1", 9_000), ("1", 9_000));
    district.on("change", |folder| {
        for path in [REQUEST_PATH, SCHOOL] {
            let text = std::fs::read_to_string(folder.join(path)).unwrap();
            folder.write(
                path,
                text.replace("amount: 1}", &format!("amount: {MOST}}}")),
            );
        }
    });
    run(&district, &["review", "main..change", "--on", ON]);
    run(&district, &["diff", "main", "change", "--on", ON]);
}
