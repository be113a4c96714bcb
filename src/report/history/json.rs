//! Two revisions compared, and one system's or project's life, as JSON.

use super::{Commit, DiffView, FileChange, HistoryEntry, HistoryView, Of, ProjectState, Standing};
use crate::projects::{by_purpose, comparison};
use mulu_core::decision::{Comparison, Decision, Total, Verdict, gain};
use mulu_core::registry::Audience;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the comparison as one JSON object.
///
/// # Errors
/// When it cannot be written.
pub fn diff(out: &mut dyn Write, view: &DiffView<'_>) -> io::Result<()> {
    let side = |provenance: &mulu_core::decision::Provenance, totals: &BTreeMap<Verdict, Total>| {
        json!({
            "commit": provenance.commit,
            "policy": provenance.policy,
            "totals": totals_face(totals),
        })
    };
    let gain = gain(view.decisions);
    let commits = view.commits.iter().map(|(commit, paths)| {
        let mut face = commit_face(commit);
        face["paths"] = paths.clone().into();
        face
    });
    let mut face = json!({
        "registry": view.after.1.registry,
        "on": view.after.1.on.to_string(),
        "before": side(view.before.1, &view.totals.0),
        "after": side(view.after.1, &view.totals.1),
        "gain": gain,
        "changes": view.files.iter().map(file).collect::<Vec<_>>(),
        "decisions": view.decisions.iter().map(pair).collect::<Vec<_>>(),
        "projects": view.projects.iter().map(comparison).collect::<Vec<_>>(),
        "commits": commits.collect::<Vec<_>>(),
    });
    if view.after.1.audience == Audience::Public {
        face["audience"] = Audience::Public.id().into();
    }
    crate::json::write(&mut *out, &face)?;
    writeln!(out)
}

/// Writes the life as one JSON object.
///
/// # Errors
/// When it cannot be written.
pub fn history(out: &mut dyn Write, view: &HistoryView<'_>) -> io::Result<()> {
    let (kind, id) = match view.of {
        Of::System(id) => ("system", id),
        Of::Project(id) => ("project", id),
    };
    let face = json!({
        "registry": view.provenance.registry,
        "commit": view.provenance.commit,
        kind: id,
        "moments": view.entries.iter().map(entry).collect::<Vec<_>>(),
    });
    crate::json::write(&mut *out, &face)?;
    writeln!(out)
}

fn entry(entry: &HistoryEntry) -> Value {
    let mut face = json!({
        "commit": commit_face(&entry.commit),
        "on": entry.on.to_string(),
        "turns": entry.turns,
        "changes": entry.files.iter().map(file).collect::<Vec<_>>(),
        "others": entry.others,
    });
    match &entry.standing {
        None => face["decisions"] = Value::Null,
        Some(Standing::System(all)) => face["decisions"] = all.iter().map(decision).collect(),
        Some(Standing::Project(all)) => face["projects"] = all.iter().map(state).collect(),
    }
    face
}

/// A project in a year, with the names that `mulu projects` has.
fn state(state: &ProjectState) -> Value {
    let mut face = json!({
        "year": state.year,
        "kind": state.kind.as_deref(),
        "stage": state.stage.as_ref().map(|(id, _)| &**id),
        "amount": state.amount,
        "approved_total": state.approved_total,
    });
    for (purpose, verdict) in by_purpose(&state.verdicts) {
        face[purpose] = verdict;
    }
    face
}

fn decision(decision: &Decision) -> Value {
    json!({
        "request": &*decision.request,
        "verdict": decision.verdict.id(),
        "amount": decision.amount,
    })
}

fn commit_face(commit: &Commit) -> Value {
    json!({
        "id": commit.id,
        "on": commit.on.to_string(),
        "author": commit.author,
        "subject": commit.subject,
        "pull": commit.pull,
    })
}

fn file(file: &FileChange) -> Value {
    let facts = file
        .facts
        .iter()
        .map(|fact| json!({"pointer": fact.pointer, "before": crate::json::fact(&fact.before), "after": crate::json::fact(&fact.after)}));
    json!({
        "path": &*file.path,
        "change": file.change(),
        "facts": facts.collect::<Vec<_>>(),
    })
}

fn pair(pair: &Comparison) -> Value {
    let verdict = |decision: &Option<Decision>| decision.as_ref().map(|d| d.verdict.id());
    let amount = |decision: &Option<Decision>| decision.as_ref().and_then(|d| d.amount);
    json!({
        "request": &*pair.id,
        "before": verdict(&pair.before),
        "after": verdict(&pair.after),
        "amount_before": amount(&pair.before),
        "amount_after": amount(&pair.after),
        "gain": pair.gain(),
    })
}

fn totals_face(totals: &BTreeMap<Verdict, Total>) -> Value {
    let mut face = serde_json::Map::new();
    for (verdict, total) in totals {
        let total = crate::json::total(*total);
        face.insert(verdict.id().to_owned(), total);
    }
    Value::Object(face)
}
