//! The rule pack's own reports: its cases and what it covers.

use super::{Localizer, Style, articles, text};
use mulu_core::diagnostic::Message;
use mulu_core::policy::Coverage;
use mulu_core::policy::rule_tests::TestResult;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes how many cases held.
///
/// # Errors
/// When it cannot be written.
pub fn cases_human(
    out: &mut dyn Write,
    results: &[TestResult],
    words: &Localizer,
) -> io::Result<()> {
    let failed = results
        .iter()
        .filter(|case| case.found != Some(case.expected))
        .count();
    let mut rules: Vec<&str> = results.iter().map(|case| &*case.rule).collect();
    rules.dedup();
    let message = Message::new("cases-summary")
        .arg("rules", rules.len())
        .arg("cases", results.len())
        .arg("failed", failed);
    writeln!(out, "{}", words.say(&message))
}

/// Writes every case with its outcome.
///
/// # Errors
/// When it cannot be written.
pub fn cases_json(out: &mut dyn Write, results: &[TestResult]) -> io::Result<()> {
    let cases: Vec<Value> = results
        .iter()
        .map(|case| {
            json!({
                "rule": &*case.rule,
                "name": &*case.name,
                "expected": case.expected.id(),
                "found": case.found.map(mulu_core::policy::Outcome::id),
            })
        })
        .collect();
    write_json(out, &json!({ "cases": cases }))
}

/// Writes article by article which rules implement it, or why none does.
///
/// # Errors
/// When it cannot be written.
pub fn coverage_human(
    out: &mut dyn Write,
    covered: &[Coverage<'_>],
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let name = |one: &Coverage<'_>| articles::name(words, &one.article.id);
    let column = covered
        .iter()
        .map(|one| text::width(&name(one)))
        .max()
        .unwrap_or_default();
    for one in covered {
        let title = words.pick(&one.article.title);
        writeln!(out, "{}  {title}", text::pad(&name(one), column))?;
        for line in text::wrap(
            &reason(one, words),
            style.width.saturating_sub(column + 4).max(20),
        ) {
            writeln!(out, "{}    {line}", " ".repeat(column))?;
        }
    }
    let by_rules = covered.iter().filter(|one| !one.rules.is_empty()).count();
    let gaps = covered.iter().filter(|one| one.is_gap()).count();
    let message = Message::new("coverage-summary")
        .arg("articles", covered.len())
        .arg("implemented", by_rules)
        .arg("explained", covered.len() - by_rules - gaps)
        .arg("gaps", gaps);
    writeln!(out, "\n{}", words.say(&message))
}

fn reason(one: &Coverage<'_>, words: &Localizer) -> String {
    if !one.rules.is_empty() {
        let rules: Vec<&str> = one.rules.iter().map(|rule| &*rule.id).collect();
        return rules.join(" · ");
    }
    match &one.article.not_implemented {
        Some((reason, note)) => {
            let reason = words.word(&format!("coverage-{reason}"));
            let message = Message::new("coverage-none").arg("reason", reason);
            words.say(&message.arg("note", words.pick(note).into_owned()))
        }
        None => words.word("coverage-gap"),
    }
}

/// The same for machines.
///
/// # Errors
/// When it cannot be written.
pub fn coverage_json(
    out: &mut dyn Write,
    covered: &[Coverage<'_>],
    words: &Localizer,
) -> io::Result<()> {
    let articles: Vec<Value> = covered
        .iter()
        .map(|one| {
            let why = one.article.not_implemented.as_ref();
            json!({
                "article": &*one.article.id,
                "title": words.pick(&one.article.title),
                "rules": one.rules.iter().map(|rule| &*rule.id).collect::<Vec<_>>(),
                "reason": why.map(|(reason, _)| &**reason),
                "note": why.map(|(_, note)| words.pick(note)),
            })
        })
        .collect();
    write_json(out, &json!({ "articles": articles }))
}

fn write_json(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
