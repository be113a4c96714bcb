//! `mulu projects --format json` (DOMAIN: "Machine output"), a project a line.

use super::stage_id;
use crate::Localizer;
use crate::decisions::outcomes;
use crate::decisions::places::{Places, Shared};
use crate::head::{Head, open};
use mulu_core::decision::{Comparison, ProjectDecision, ProjectDecisions, Snapshot, Verdict};
use mulu_core::layout::of_year;
use mulu_core::policy::{PerPurpose, Purpose};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

#[derive(Serialize)]
struct ProjectsHead<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    year: i16,
}

#[derive(Serialize)]
struct ProjectJson<'a> {
    project: &'a str,
    unit: &'a str,
    applicant: Option<&'a str>,
    kind: Option<&'a str>,
    stage: Option<&'a str>,
    amount: Option<i64>,
    approved_total: Option<i64>,
    #[serde(flatten)]
    verdicts: Map<String, Value>,
    outcomes: Value,
}

/// Writes the projects as one JSON object.
///
/// # Errors
/// When it cannot be written.
pub fn json(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &ProjectDecisions,
    words: &Localizer,
) -> io::Result<()> {
    let words = &words.about(view);
    let head = Head::from(view.provenance);
    let year = decisions.year;
    open(out, &ProjectsHead { head, year }, "projects")?;
    let shared = Shared::new(view.registry);
    let mut places = Places::new(&shared);
    for (at, decision) in decisions.projects.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        let face = ProjectJson {
            project: &decision.project,
            unit: &decision.unit,
            applicant: decision.applicant.as_deref(),
            kind: decision.kind.as_deref(),
            stage: stage_id(view, decision),
            amount: decision.amount,
            approved_total: decision.approved_total,
            verdicts: verdicts(decision),
            outcomes: outcomes(decision, view, &mut places, words)?,
        };
        crate::json::write(&mut *out, &face)?;
    }
    write!(out, "\n],\"totals\":")?;
    crate::json::write(&mut *out, &totals(decisions))?;
    writeln!(out, "}}")
}

/// `{"plan", "build", "accept"}`: a verdict each, or null where it isn't asked.
pub(crate) fn verdicts(decision: &ProjectDecision) -> Map<String, Value> {
    by_purpose(&decision.verdicts)
}

/// Verdicts by the names of their purposes.
pub(crate) fn by_purpose(verdicts: &PerPurpose<Option<Verdict>>) -> Map<String, Value> {
    let named = Purpose::OF_PROJECTS.into_iter().map(|purpose| {
        let verdict = verdicts.get(purpose).map(Verdict::id);
        (purpose.id().to_owned(), verdict.into())
    });
    named.collect()
}

/// What becomes of a project, without its outcomes.
pub(crate) fn comparison(change: &Comparison<ProjectDecision>) -> Value {
    let (year, project) = of_year(&change.id).unwrap_or((0, &change.id));
    let amount = |of: &Option<ProjectDecision>| of.as_ref().and_then(|of| of.amount);
    json!({
        "project": project,
        "year": year,
        "touched": change.touched,
        "before": change.before.as_ref().map(verdicts),
        "after": change.after.as_ref().map(verdicts),
        "amount_before": amount(&change.before),
        "amount_after": amount(&change.after),
    })
}

/// Counts and sums by purpose and verdict.
pub(crate) fn totals(decisions: &ProjectDecisions) -> Value {
    let totals = decisions.totals();
    let purposes = Purpose::OF_PROJECTS.map(|purpose| {
        let sums = totals.get(purpose).iter().map(|(verdict, total)| {
            let sum = crate::json::total(*total);
            (verdict.id().to_owned(), sum)
        });
        (purpose.id().to_owned(), Value::Object(sums.collect()))
    });
    Value::Object(purposes.into_iter().collect())
}
