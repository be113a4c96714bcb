//! An audit as JSON.

use super::Audit;
use crate::Localizer;
use mulu_record::audit::{Found, Place};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Everything that was found.
///
/// # Errors
/// When it can't be written.
pub fn json(out: &mut dyn Write, of: &Audit<'_>, words: &Localizer) -> io::Result<()> {
    let words = &words.about(&of.view);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in of.found {
        *counts.entry(found.finding.code).or_default() += 1;
    }
    let provenance = of.view.provenance;
    let face = json!({
        "registry": provenance.registry,
        "commit": provenance.commit,
        "policy": provenance.policy,
        "on": provenance.on.to_string(),
        "year": of.year,
        "late_days": of.limits.late,
        "near_days": of.limits.near,
        "commits": of.commits,
        "since": of.since.map(|on| on.to_string()),
        "counts": counts,
        "findings": of.found.iter().map(|found| answer(of, found, words)).collect::<Vec<Value>>(),
    });
    crate::json::write_pretty(out, &face)?;
    writeln!(out)
}

fn answer(of: &Audit<'_>, found: &Found, words: &Localizer) -> Value {
    let owners = of.owners(found);
    let articles = of.articles(found).iter().map(|article| &**article);
    json!({
        "code": found.finding.code,
        "weight": found.finding.weight.id(),
        "articles": articles.collect::<Vec<&str>>(),
        "subject": found.subject.as_deref(),
        "name": found.subject.as_ref().map(|subject| of.name(subject)),
        "message": words.say(&found.finding.message),
        "remedy": of.remedy(found, words),
        "who": owners.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "places": found.places.iter().map(place).collect::<Vec<Value>>(),
    })
}

fn place(place: &Place) -> Value {
    let act = place.act.as_ref();
    json!({
        "path": &*place.path,
        "line": place.line,
        "commit": act.map(|act| &*act.commit),
        "on": act.map(|act| act.on.to_string()),
        "author": act.map(|act| &*act.author.name),
        "pull": act.and_then(|act| act.pull),
    })
}
