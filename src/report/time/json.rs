//! Forecasts and deadlines for machines.

use super::due::{consequence, days, of_project, overdue, remedy};
use super::forecast::{project_totals, totals};
use super::{Due, Forecast};
use crate::Localizer;
use crate::decisions::places::{Places, Shared};
use crate::decisions::{forces, outcome_json};
use crate::head::Head;
use crate::projects::by_purpose;
use mulu_core::decision::{
    DateRange, Obligation, ProjectChange, ProjectTimeline, ProjectTotals, Provenance, Timeline,
    Total, Verdict, VerdictChange,
};
use mulu_core::policy::Purpose;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

fn head(provenance: &Provenance, range: DateRange) -> serde_json::Result<Map<String, Value>> {
    let mut head = match serde_json::to_value(Head::from(provenance))? {
        Value::Object(head) => head,
        _ => Map::new(),
    };
    head.insert("until".to_owned(), range.until.to_string().into());
    Ok(head)
}

/// Writes one JSON object with every turn, by day.
///
/// # Errors
/// When it cannot be written.
pub fn forecast_json(
    out: &mut dyn Write,
    shown: &Forecast<'_>,
    words: &Localizer,
) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let shared = Shared::new(shown.view.registry);
    let mut places = Places::new(&shared);
    let mut turns = Vec::new();
    for (timeline, turn) in shown.turns() {
        turns.push(self::turn(shown, timeline, turn, &mut places, words)?);
    }
    let (start, end) = totals(shown);
    let mut whole = head(shown.view.provenance, shown.range)?;
    whole.insert("years".to_owned(), json!(shown.years));
    whole.insert("turns".to_owned(), turns.into());
    let mut projects = Vec::new();
    for (timeline, turn) in shown.project_turns() {
        projects.push(project_turn(shown, timeline, turn, &mut places, words)?);
    }
    whole.insert("projects".to_owned(), projects.into());
    let totals = json!({"on": faces(&start), "until": faces(&end)});
    whole.insert("totals".to_owned(), totals);
    let (start, end) = project_totals(shown);
    let totals = json!({"on": by_purposes(&start), "until": by_purposes(&end)});
    whole.insert("project_totals".to_owned(), totals);
    crate::json::write(&mut *out, &whole)?;
    writeln!(out)
}

fn turn<'a>(
    shown: &Forecast<'a>,
    timeline: &'a Timeline,
    turn: &'a VerdictChange,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> serde_json::Result<Value> {
    let start = &timeline.start;
    let mut outcomes = Vec::new();
    for change in &turn.changes {
        let mut face = outcome_json(&change.after, &shown.view, places, words)?;
        face["before"] = change.before.outcome.id().into();
        outcomes.push(face);
    }
    Ok(json!({
        "on": turn.on.to_string(),
        "request": *start.request,
        "system": *start.system,
        "unit": *start.unit,
        "applicant": start.applicant.as_deref(),
        "amount": start.amount,
        "before": turn.before.id(),
        "after": turn.after.id(),
        "gain": turn.gain(start.amount),
        "outcomes": outcomes,
    }))
}

fn project_turn<'a>(
    shown: &Forecast<'a>,
    timeline: &'a ProjectTimeline,
    turn: &'a ProjectChange,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> serde_json::Result<Value> {
    let mut outcomes = Vec::new();
    for change in &turn.changes {
        let mut face = outcome_json(&change.after, &shown.view, places, words)?;
        face["before"] = change.before.outcome.id().into();
        outcomes.push(face);
    }
    let start = &timeline.start;
    Ok(json!({
        "on": turn.on.to_string(),
        "project": *start.project,
        "year": start.year,
        "unit": *start.unit,
        "amount": start.amount,
        "before": by_purpose(&turn.before),
        "after": by_purpose(&turn.after),
        "outcomes": outcomes,
    }))
}

/// Counts and sums by verdict.
pub(crate) fn faces(totals: &BTreeMap<Verdict, Total>) -> Value {
    let faces = totals.iter().map(|(verdict, total)| {
        let face = crate::json::total(*total);
        (verdict.id().to_owned(), face)
    });
    Value::Object(faces.collect())
}

fn by_purposes(totals: &ProjectTotals) -> Value {
    let faces = Purpose::OF_PROJECTS.map(|of| (of.id().to_owned(), faces(totals.get(of))));
    Value::Object(faces.into_iter().collect())
}

/// Writes one JSON object with every obligation, by day.
///
/// # Errors
/// When it cannot be written.
pub fn due_json(out: &mut dyn Write, shown: &Due<'_>, words: &Localizer) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let shared = Shared::new(shown.view.registry);
    let mut places = Places::new(&shared);
    let mut all = Vec::new();
    for one in shown.obligations {
        all.push(obligation(shown, one, &mut places, words));
    }
    let mut whole = head(shown.view.provenance, shown.range)?;
    whole.insert("obligations".to_owned(), all.into());
    crate::json::write(&mut *out, &whole)?;
    writeln!(out)
}

/// One obligation.
pub(crate) fn obligation<'a>(
    shown: &Due<'a>,
    one: &Obligation,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> Value {
    let view = &shown.view;
    let rule = view.pack.rules.get(usize::from(one.rule));
    let articles: Vec<&str> = rule
        .map(|rule| rule.articles.iter().map(|article| &**article).collect())
        .unwrap_or_default();
    let evidence: Vec<Value> = one
        .evidence
        .iter()
        .map(|at| {
            let (node, place) = (places.node(*at), places.place(*at));
            json!({
                "path": **node.document().path(),
                "pointer": node.pointer(),
                "line": place.line,
                "column": place.column,
            })
        })
        .collect();
    let of_project = of_project(one);
    let force = match of_project {
        Some(after) => view.force(after),
        None => rule.and_then(|rule| rule.maintenance()),
    };
    let mut face = json!({
        "due": one.due.to_string(),
        "days": days(shown, one),
        "overdue": overdue(shown, one),
        "unit": *one.unit,
        "system": one.system.as_deref(),
        "project": one.project.as_deref(),
        "subject": *one.subject,
        "rule": rule.map(|rule| &*rule.id),
        "articles": articles,
        "force": force.map(mulu_core::policy::Force::id),
        "before": one.before.id(),
        "after": one.after.as_ref().map(|after| after.outcome.id()),
        "message": consequence(view, words, one),
        "remedy": remedy(view, words, one),
        "evidence": evidence,
    });
    if let Some(forces) = of_project.and_then(forces) {
        face["forces"] = json!(forces);
    }
    face
}
