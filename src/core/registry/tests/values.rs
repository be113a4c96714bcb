//! Values that cannot be: cycles, spans, dates, check characters.

use super::{findings, load};

const UNIT: &str = "name: 单位\ncategory: department\nbudget_unit: true\n";

#[test]
fn units_in_a_circle_are_said_and_the_way_up_ends() {
    let under = |parent: &str| {
        format!("{UNIT}parent: {parent}\n").replace("单位", &format!("{parent}之下"))
    };
    let (registry, found) = load(&[
        ("units/a.yaml", &under("b")),
        ("units/b.yaml", &under("c")),
        ("units/c.yaml", &under("a")),
        ("units/below.yaml", &under("a")),
        ("units/self.yaml", &under("self")),
    ]);
    let cycle = |unit| format!("units/{unit}.yaml#/parent: unit/cycle");
    let found = super::said(&found).into_iter();
    let found: Vec<String> = found.filter(|found| found.ends_with("cycle")).collect();
    assert_eq!(found, ["a", "b", "c", "self"].map(cycle));
    assert_eq!(registry.ancestors("a"), ["b", "c"]);
    assert_eq!(registry.ancestors("self"), [""; 0]);
    assert_eq!(registry.ancestors("below"), ["a", "b", "c"]);
    assert_eq!(registry.ancestors("none"), [""; 0]);
    assert!(registry.is_unit_or_ancestor("c", "below"));
    assert!(registry.is_unit_or_ancestor("below", "below"));
    assert!(!registry.is_unit_or_ancestor("below", "c"));
}

#[test]
fn a_long_line_of_units_is_no_burden() {
    let units: Vec<(String, String)> = (0..2000)
        .map(|at| {
            (
                format!("units/u{at}.yaml"),
                format!("{UNIT}parent: u{}\n", (at + 1) % 2000)
                    .replace("单位", &format!("单位{at}")),
            )
        })
        .collect();
    let changes: Vec<(&str, &str)> = units
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let start = std::time::Instant::now();
    assert_eq!(load(&changes).1.len(), 2000);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn an_integrated_plan_spans_three_to_five_years() {
    for (to, sound) in [
        (2024, false),
        (2026, false),
        (2027, true),
        (2029, true),
        (2030, false),
    ] {
        let text =
            format!("{UNIT}integrated_plan:\n  from_year: 2025\n  to_year: {to}\n  systems: []\n");
        let found = findings(&[("units/health.yaml", &text)]);
        let expected = "units/health.yaml#/integrated_plan/to_year: unit/plan-span";
        assert_eq!(found == [expected], !sound, "{to}: {found:?}");
    }
}

#[test]
fn the_check_character_of_a_credit_code_is_checked() {
    let with =
        |code: &str| findings(&[("units/health.yaml", &format!("{UNIT}credit_code: {code}\n"))]);
    assert_eq!(with("91350100M000100Y43"), [""; 0]);
    assert_eq!(
        with("91350100M000100Y44"),
        ["units/health.yaml#/credit_code: unit/credit-code"]
    );
}

#[test]
fn no_date_lies_before_the_day_of_issue() {
    for (matter, key) in [
        ("mlps-filing", "valid_until"),
        ("major-hazard", "due_on"),
        ("major-hazard", "resolved_on"),
    ] {
        let result = if matter == "mlps-filing" {
            "    result: pass\n"
        } else {
            ""
        };
        let entry = |day: u8| {
            format!(
                "opinions:\n  - matter: {matter}\n{result}    issued_on: 2026-05-10\n    {key}: 2026-05-{day:02}\n"
            )
        };
        let path = "opinions/cybersecurity/health/platform.yaml";
        assert_eq!(findings(&[(path, &entry(10))]), [""; 0]);
        let (_, found) = load(&[(path, &entry(9))]);
        assert_eq!(
            super::said(&found),
            [format!(
                "{path}#/opinions/0/{key}: opinion/contradictory-dates"
            )]
        );
        assert_eq!(found[0].secondary[0].pointer, "/opinions/0/issued_on");
    }
}
