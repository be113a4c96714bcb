//! `mulu review --format json` (DOMAIN: "Machine output").

use super::ReviewView;
use crate::Localizer;
use crate::decisions::outcomes;
use crate::decisions::places::{Places, Shared};
use crate::files::Files;
use crate::findings::finding;
use crate::projects::comparison;
use crate::time::faces;
use mulu_core::decision::{Comparison, Decision, ProjectDecision, Snapshot};
use mulu_core::document::Fact;
use mulu_core::review::{Change, Finding, Submission, YearTouched};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

#[derive(Serialize)]
struct ReviewJson<'a> {
    registry: &'a str,
    base: &'a str,
    head: &'a str,
    policy: Option<&'a str>,
    on: String,
    author: Option<String>,
    submission: Option<Value>,
    changes: Vec<ChangeJson<'a>>,
    conflicts: Vec<&'a str>,
    outside: Vec<&'a str>,
    diagnostics: Vec<Value>,
    decisions: Vec<Value>,
    years: Vec<Value>,
    projects: Vec<Value>,
    preview: Option<Vec<Value>>,
    previews: Vec<Value>,
    mass: Option<Value>,
    checks: Value,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    kind: Option<&'static str>,
    change: &'static str,
    author_allowed: Option<bool>,
    needed: Vec<NeedJson>,
    facts: Vec<FactJson<'a>>,
}

#[derive(Serialize)]
struct NeedJson {
    approver: String,
    given_by: Option<String>,
}

#[derive(Serialize)]
struct FactJson<'a> {
    pointer: &'a str,
    before: Value,
    after: Value,
}

/// Writes the review as one JSON object.
///
/// # Errors
/// When it cannot be written.
pub fn json(out: &mut dyn Write, view: &ReviewView<'_>, words: &Localizer) -> io::Result<()> {
    let words = &view.localizer(words);
    let review = view.review;
    let preview = match (&review.preview, &view.own) {
        (Some(preview), Some(own)) => Some(decisions(own, &preview.decisions, words)?),
        _ => None,
    };
    let mut previews = Vec::new();
    for (from, preview) in &review.previews {
        if let Some(own) = &view.own {
            let decisions = decisions(own, &preview.decisions, words)?;
            previews.push(json!({"from": from.to_string(), "decisions": decisions}));
        }
    }
    let face = ReviewJson {
        registry: &view.before.provenance.registry,
        base: view.base,
        head: view.head,
        policy: view.before.provenance.policy.as_deref(),
        on: review.on.to_string(),
        author: review.author.as_ref().map(ToString::to_string),
        submission: review.submission.as_ref().map(|one| submission(one, words)),
        changes: review.changes.iter().map(change).collect(),
        conflicts: review.conflicts.iter().map(|path| &**path).collect(),
        outside: review.outside.iter().map(|path| &**path).collect(),
        diagnostics: diagnostics(view, words)?,
        decisions: decisions(&view.after, &review.decisions, words)?,
        years: review.years.iter().map(year).collect(),
        projects: projects(&view.after, &review.projects, words)?,
        preview,
        previews,
        mass: review.large_change.map(|large| {
            json!({
                "turned": large.turned,
                "judged": large.judged,
                "files": large.files,
                "all_files": large.all_files,
            })
        }),
        checks: json!({
            "registry": review.checks.registry.id(),
            "funding": review.checks.funding.id(),
        }),
    };
    crate::json::write(&mut *out, &face)?;
    writeln!(out)
}

/// Whether it was handed in through the form, and why it isn't taken for that.
fn submission(of: &Submission, words: &Localizer) -> Value {
    json!({
        "by": of.by.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "opened_by": of.opened_by.as_ref().map(ToString::to_string),
        "refused": of.refused.as_ref().map(|why| {
            let reason = why.key.trim_start_matches("submission-");
            json!({"reason": reason, "message": words.say(why)})
        }),
    })
}

/// What a year comes to that the change is about.
fn year(of: &YearTouched) -> Value {
    json!({
        "year": of.year,
        "requests": of.requests(),
        "before": faces(&of.before),
        "after": faces(&of.after),
    })
}

fn change(change: &Change) -> ChangeJson<'_> {
    ChangeJson {
        path: &change.path,
        from: change.from.as_deref(),
        kind: change.kind.map(mulu_core::schema::Kind::schema_name),
        change: change.change.id(),
        author_allowed: change.author_allowed,
        needed: change
            .needed
            .iter()
            .map(|need| NeedJson {
                approver: need.approver.to_string(),
                given_by: need.given_by.as_ref().map(ToString::to_string),
            })
            .collect(),
        facts: change.facts.iter().map(fact).collect(),
    }
}

fn fact(fact: &Fact) -> FactJson<'_> {
    FactJson {
        pointer: &fact.pointer,
        before: crate::json::fact(&fact.before),
        after: crate::json::fact(&fact.after),
    }
}

fn diagnostics(view: &ReviewView<'_>, words: &Localizer) -> serde_json::Result<Vec<Value>> {
    let mut files = Files::new(view.after.tree);
    let mut one = |found: &Finding| {
        let mut face = serde_json::to_value(finding(&found.diagnostic, &mut files, words))?;
        face["caused"] = found.caused.into();
        Ok(face)
    };
    view.review.findings.iter().map(&mut one).collect()
}

fn decisions<'a>(
    after: &Snapshot<'a>,
    decisions: &'a [Comparison],
    words: &Localizer,
) -> serde_json::Result<Vec<Value>> {
    let shared = Shared::new(after.registry);
    let mut places = Places::new(&shared);
    let mut faces = Vec::with_capacity(decisions.len());
    for change in decisions {
        let verdict = |decision: &Option<Decision>| decision.as_ref().map(|d| d.verdict.id());
        let amount = |decision: &Option<Decision>| decision.as_ref().and_then(|d| d.amount);
        let outcomes = match &change.after {
            Some(decision) => outcomes(decision, after, &mut places, words)?,
            None => Value::Array(Vec::new()),
        };
        faces.push(json!({
            "request": &*change.id,
            "touched": change.touched,
            "before": verdict(&change.before),
            "after": verdict(&change.after),
            "amount_before": amount(&change.before),
            "amount_after": amount(&change.after),
            "gain": change.gain(),
            "outcomes": outcomes,
        }));
    }
    Ok(faces)
}

/// Projects in each year, with what they come to for each purpose.
fn projects<'a>(
    after: &Snapshot<'a>,
    projects: &'a [Comparison<ProjectDecision>],
    words: &Localizer,
) -> serde_json::Result<Vec<Value>> {
    let shared = Shared::new(after.registry);
    let mut places = Places::new(&shared);
    let mut faces = Vec::with_capacity(projects.len());
    for change in projects {
        let outcomes = match &change.after {
            Some(decision) => outcomes(decision, after, &mut places, words)?,
            None => Value::Array(Vec::new()),
        };
        let mut face = comparison(change);
        face["outcomes"] = outcomes;
        faces.push(face);
    }
    Ok(faces)
}
