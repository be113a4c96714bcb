//! `mulu year --format json`: the same head as `mulu projects`, the steps, the
//! applicants, the lines, the gaps, whose turn it is.

use super::YearView;
use crate::Localizer;
use crate::decisions::places::{Places, Shared};
use crate::decisions::{SupplierJson, outcome_json};
use crate::head::Head;
use crate::projects::{by_purpose, totals_json};
use crate::time::Due;
use crate::time::json::{faces, obligation};
use mulu_core::decision::Verdict;
use mulu_core::decision::cycle::{Applicant, Gap, Line, Stated, Step, Sum, Sums, Turn, What};
use mulu_core::registry::Supplier;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes the year as one JSON object.
///
/// # Errors
/// When it cannot be written.
pub fn json(out: &mut dyn Write, shown: &YearView<'_>, words: &Localizer) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let cycle = shown.cycle;
    let shared = Shared::new(shown.view.registry);
    let mut places = Places::new(&shared);
    let applicants = cycle.applicants();
    let members: [(&str, Value); 10] = [
        ("year", cycle.year.into()),
        ("turns", cycle.turns().iter().map(turn).collect()),
        ("deadlines", deadlines(shown, &mut places, words)),
        ("steps", steps(shown)),
        ("cloud", sums(cycle.cloud())),
        ("files", files(shown)),
        (
            "applicants",
            applicants
                .iter()
                .map(|(unit, of)| applicant(unit, of))
                .collect(),
        ),
        ("entries", cycle.lines.iter().map(line).collect()),
        ("gaps", gaps(shown, &mut places, words)?),
        ("execution", execution(shown, &mut places, words)?),
    ];
    let mut whole = match serde_json::to_value(Head::from(shown.view.provenance))? {
        Value::Object(head) => head,
        _ => Map::new(),
    };
    whole.extend(members.map(|(key, value)| (key.to_owned(), value)));
    crate::json::write(&mut *out, &whole)?;
    writeln!(out)
}

fn deadlines<'a>(shown: &YearView<'a>, places: &mut Places<'_, 'a>, words: &Localizer) -> Value {
    let due = Due {
        view: shown.view,
        range: shown.range,
        obligations: shown.deadlines,
    };
    let deadlines = shown.deadlines.iter();
    deadlines
        .map(|one| obligation(&due, one, places, words))
        .collect()
}

fn gaps<'a>(
    shown: &YearView<'a>,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> serde_json::Result<Value> {
    let mut gaps = Vec::new();
    for one in &shown.cycle.gaps {
        let mut face = gap(shown, one);
        if let Some(outcome) = &one.outcome {
            face["outcome"] = outcome_json(outcome, &shown.view, places, words)?;
        }
        gaps.push(face);
    }
    Ok(gaps.into())
}

/// The totals of `mulu fund` and `mulu projects`, and what is asked of projects for the
/// year by itself.
fn execution<'a>(
    shown: &YearView<'a>,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> serde_json::Result<Value> {
    let cycle = shown.cycle;
    let mut yearly = Vec::new();
    for project in &cycle.projects.projects {
        for item in cycle.yearly(project) {
            yearly.push(outcome_json(item, &shown.view, places, words)?);
        }
    }
    Ok(json!({
        "requests": faces(&cycle.requests.totals()),
        "projects": totals_json(&cycle.projects),
        "yearly": yearly,
    }))
}

fn sum(sum: Sum) -> Value {
    json!({"count": sum.count, "amount": sum.amount, "unknown": sum.unknown})
}

fn sums(sums: Sums) -> Value {
    json!({
        "maintenance": sum(sums.maintenance),
        "construction": sum(sums.construction),
        "total": sum(sums.whole()),
    })
}

fn steps(shown: &YearView<'_>) -> Value {
    let steps = Step::OF_MONEY.into_iter().map(|of| {
        let mut face = sums(shown.cycle.sums(of));
        face["step"] = of.id().into();
        face["against"] = of.before().map(Step::id).into();
        face["difference"] = shown.cycle.difference(of).into();
        face
    });
    steps.collect()
}

fn files(shown: &YearView<'_>) -> Value {
    let registry = shown.view.registry;
    let files = shown.cycle.files.iter().map(|file| {
        let owners = registry.settings.ownership.of_path(&file.path);
        let approvers = owners.map(|owners| owners.approvers).unwrap_or_default();
        let approvers: Vec<String> = approvers.iter().map(ToString::to_string).collect();
        json!({
            "step": file.step.id(),
            "path": *file.path,
            "state": file.state.id(),
            "suppliers": suppliers(&shown.cycle.suppliers(registry, file)),
            "approvers": approvers,
        })
    });
    files.collect()
}

fn suppliers(all: &[Supplier]) -> Value {
    let faces: Vec<SupplierJson<'_>> = all.iter().map(SupplierJson::from).collect();
    serde_json::to_value(faces).unwrap_or_default()
}

fn turn(turn: &Turn) -> Value {
    let steps = turn.steps.iter();
    let steps = steps.map(|(step, count)| (step.id().to_owned(), (*count).into()));
    let supplier = serde_json::to_value(SupplierJson::from(&turn.supplier));
    json!({
        "supplier": supplier.unwrap_or_default(),
        "count": turn.count(),
        "steps": Value::Object(steps.collect()),
    })
}

fn applicant(unit: &str, of: &Applicant) -> Value {
    let units: Vec<&str> = of.units.iter().map(|unit| &**unit).collect();
    let steps = Step::OF_MONEY.into_iter().zip(of.steps);
    let steps = steps.map(|(step, of)| (step.id().to_owned(), sums(of)));
    json!({
        "applicant": unit,
        "units": units,
        "steps": Value::Object(steps.collect()),
        "eligible": sum(of.eligible),
    })
}

/// What a step says of a line: nothing, or its amount (null: none is named) and kind.
fn stated(stated: Option<&Stated>) -> Value {
    let face = |stated: &Stated| {
        json!({
            "amount": stated.amount,
            "kind": stated.kind.as_deref(),
            "unit": stated.unit.as_deref(),
            "adjusted": stated.adjusted,
        })
    };
    stated.map_or(Value::Null, face)
}

fn line(line: &Line) -> Value {
    let mut face = json!({
        "system": null,
        "project": null,
        "unit": *line.unit,
        "applicant": *line.applicant,
        "kind": line.kind().map(|kind| &**kind),
        "cloud": stated(line.cloud.as_ref()),
        "verdict": line.verdict.map(Verdict::id),
        "verdicts": by_purpose(&line.verdicts),
    });
    face[line.target.field()] = line.target.id().into();
    for step in Step::OF_MONEY {
        face[step.id()] = stated(line.at(step));
    }
    face
}

fn gap(shown: &YearView<'_>, gap: &Gap) -> Value {
    let line = shown.line(gap);
    let named = |field: &str| {
        let of = line.filter(|line| line.target.field() == field);
        of.map(|line| line.target.id())
    };
    let unit = gap.unit.as_deref().or_else(|| Some(&*line?.unit));
    let verdict = match gap.what {
        What::Verdict(verdict) => Some(verdict.id()),
        _ => None,
    };
    json!({
        "step": gap.step.id(),
        "what": gap.what.id(),
        "verdict": verdict,
        "system": named("system"),
        "project": named("project"),
        "unit": unit,
        "applicant": line.map(|line| &*line.applicant),
        "before": gap.before,
        "after": gap.after,
        "path": *gap.path,
        "suppliers": suppliers(&gap.turn),
        "waits_for": gap.waits_for.map(Step::id),
        "outcome": null,
    })
}
