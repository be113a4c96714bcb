//! The numbers of the regulation, written a second time: what each parameter is, and
//! from which day. A slip in a level that no registry of the tests has is seen here.

use mulu_core::policy::Pack;
use mulu_core::policy::pack::Value;

/// The day on which the measures came into force.
const MEASURES: &str = "2022-06-29";

/// Every value of every parameter: its name, from when, and what it is.
const FIGURES: &[(&str, &str, &str)] = &[
    ("acceptance_by_bureau_from", MEASURES, "30000000"),
    ("acceptance_within_months", MEASURES, "6"),
    ("change_share_up_to", MEASURES, "15"),
    (
        "crypto_interval",
        MEASURES,
        "1: 24, 2: 24, 3: 12, 4: 12, 5: 12",
    ),
    (
        "crypto_interval",
        "2023-11-01",
        "1: 24, 2: 24, 3: 12, 4: 12, 5: 12",
    ),
    ("feasibility_from", MEASURES, "30000000"),
    ("integrated_plan_years", MEASURES, "3 to 5"),
    ("maintenance_upgrade_up_to", MEASURES, "500000"),
    ("mlps_interval", MEASURES, "2: 24, 3: 12, 4: 6, 5: 6"),
    ("performance_report_by", MEASURES, "12-31"),
    ("risk_assessment_months", MEASURES, "12"),
    ("rolling_years", MEASURES, "3"),
    ("self_evaluation_months", MEASURES, "12 to 24"),
    ("split_window_months", MEASURES, "24"),
];

/// The figures of a pack, as they are written here.
fn figures(pack: &Pack) -> Vec<(String, String, String)> {
    let parameters = pack.parameters.values();
    let dated = parameters.flat_map(|it| it.values.iter().map(|dated| (&it.name, dated)));
    dated
        .map(|(name, dated)| {
            (
                name.to_string(),
                dated.from.to_string(),
                shown(&dated.value),
            )
        })
        .collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Range(from, to) => format!("{from} to {to}"),
        Value::MonthDay(day) => day.to_string(),
        Value::Table(table) => {
            let entries = table.iter().map(|(key, value)| format!("{key}: {value}"));
            entries.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Whether a pack has these figures and no others.
pub(super) fn agree(pack: &Pack) -> bool {
    let written = FIGURES.iter().copied();
    written.eq(figures(pack)
        .iter()
        .map(|(name, from, value)| (&**name, &**from, &**value)))
}

#[test]
fn the_parameters_are_those_of_the_measures() {
    let pack = &super::compare::ENGINE.pack;
    assert!(agree(pack), "{:#?}", figures(pack));
}
