//! Lists, plans and registers: they may be large, since they name everything.

use super::Input;
use std::fmt::Write as _;

/// A list with an entry for every number.
fn list(head: &str, count: usize, entry: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = format!("{head}:\n");
    for number in 0..count {
        let _ = writeln!(text, "  - {{{}}}", entry(number));
    }
    text.into_bytes()
}

const MISSPELT: &str = "health-commission/health-platforn";

pub(super) fn inputs() -> Vec<Input> {
    let plan = |name, path, text: fn() -> Vec<u8>| Input::file(name, path, text);
    vec![
        plan(
            "a list of 60,000 systems that there aren't",
            "registry/lists/2027.yaml",
            || {
                list("projects", 60_000, |n| {
                    format!("system: {MISSPELT}{n}, kind: maintenance")
                })
            },
        ),
        plan(
            "a list of one system, 60,000 times",
            "registry/lists/2027.yaml",
            || {
                list("projects", 60_000, |_| {
                    "system: health-commission/family-doctor, kind: maintenance".to_owned()
                })
            },
        ),
        plan(
            "a plan of one system, 60,000 times, of the most money",
            "registry/plans/2027.yaml",
            || {
                list("projects", 60_000, |_| {
                    "system: health-commission/family-doctor, kind: maintenance, amount: 9007199254740991".to_owned()
                })
            },
        ),
        plan("a plan of 60,000 kinds", "registry/plans/2027.yaml", || {
            list("projects", 60_000, |n| {
                format!("system: health-commission/family-doctor, kind: maintenence{n}, amount: 1")
            })
        }),
        plan(
            "a budget of 60,000 units that there aren't",
            "registry/budgets/2027.yaml",
            || {
                list("entries", 60_000, |n| {
                    format!(
                        "unit: health-comission{n}, system: {MISSPELT}{n}, kind: maintenance, amount: 1"
                    )
                })
            },
        ),
        plan(
            "a cloud of 60,000 projects that there aren't",
            "registry/cloud/2027.yaml",
            || {
                list("entries", 60_000, |n| {
                    format!("project: {MISSPELT}{n}, resources: x, amount: 1")
                })
            },
        ),
        plan(
            "a rolling plan of 60,000 years",
            "registry/rolling/2027.yaml",
            || {
                list("projects", 60_000, |n| {
                    format!(
                        "project: health-commission/family-doctor-expansion, year: {n}, amount: 1"
                    )
                })
            },
        ),
        plan("lists in a list", "registry/lists/2029.yaml", || {
            "- ".repeat(4_000_000).into_bytes()
        }),
        Input::files("a list of every year there is", |_| {
            let text = list("projects", 100, |_| {
                "system: health-commission/family-doctor, kind: maintenance".to_owned()
            });
            (2000..2100)
                .map(|year| (format!("registry/lists/{year}.yaml"), text.clone()))
                .collect()
        }),
        Input::files("a request of every year there is", |_| {
            let text =
                "applicant: health-commission\nitems:\n  - {category: cloud-rental, amount: 1}\n";
            (2000..2100)
                .map(|year| {
                    (
                        format!("registry/requests/{year}/health-commission/family-doctor.yaml"),
                        text.into(),
                    )
                })
                .collect()
        }),
        plan(
            "a plan of 20,000 systems, asked for the year",
            "registry/plans/2027.yaml",
            || {
                list("projects", 20_000, |n| {
                    format!("system: {MISSPELT}{n}, kind: maintenance, amount: 1")
                })
            },
        )
        .asked(&["year", "2027", "--rev", "{rev}"]),
        plan(
            "a plan of one system, 20,000 times, asked for the year",
            "registry/plans/2027.yaml",
            || {
                list("projects", 20_000, |_| {
                    "system: health-commission/family-doctor, kind: maintenance, amount: 1"
                        .to_owned()
                })
            },
        )
        .asked(&["year", "2027", "--rev", "{rev}"]),
        plan(
            "a list of one system, 20,000 times, asked for the money",
            "registry/lists/2027.yaml",
            || {
                list("projects", 20_000, |_| {
                    "system: health-commission/family-doctor, kind: maintenance".to_owned()
                })
            },
        )
        .asked(&["fund", "2027", "--rev", "{rev}", "--format", "json"]),
    ]
}
