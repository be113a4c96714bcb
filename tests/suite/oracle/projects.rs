//! Construction projects, as far as works and totals hang on them.

use super::papers::{Case, issued};
use jiff::civil::Date;
use serde_json::Value;

/// The projects that name a system, with their documents, by reference.
pub(super) fn projects_of<'a>(case: &Case<'a>, system: &str) -> Vec<(String, &'a Value)> {
    let docs = case.world.docs.iter();
    docs.filter_map(|(path, doc)| {
        let reference = path.strip_prefix("projects/")?.strip_suffix(".yaml")?;
        let systems = doc.value["systems"].as_array()?;
        let names = systems.iter().any(|it| it == system);
        (names && doc.fault.is_none()).then(|| (reference.to_owned(), &doc.value))
    })
    .collect()
}

/// `unit/project` as opinions name it.
pub(super) fn subject_of(reference: &str) -> String {
    reference.replacen('/', "/projects/", 1)
}

/// The `total` of the latest design or change approval that counts and passed.
pub(super) fn approved_total(case: &Case<'_>, reference: &str) -> Option<i64> {
    total_by(case, reference, case.today, None)
}

/// The same as on the day of a change, without that change's own approval.
pub(super) fn total_before(case: &Case<'_>, reference: &str, decided: Date) -> Option<i64> {
    total_by(case, reference, decided, Some(&decided.to_string()))
}

fn total_by(case: &Case<'_>, reference: &str, on: Date, without: Option<&str>) -> Option<i64> {
    let subject = subject_of(reference);
    let authority = ["development"];
    let counting = |matter, scope| {
        let counts = case.counting(&authority, &subject, (matter, scope), on);
        counts.map(|it| it.filter(|it| case.is_pass(it, on)))
    };
    let mut latest = counting("design-approval", None).ok()?;
    let changes = case
        .issued("development", &subject, "change-approval")
        .ok()?;
    for change in changes {
        let scope = change["scope"].as_str();
        if scope == without {
            continue;
        }
        let counts = counting("change-approval", scope).ok()?;
        if counts.and_then(issued) > latest.and_then(issued) {
            latest = counts;
        }
    }
    latest?["total"].as_i64()
}
