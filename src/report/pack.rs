//! The rule pack's own reports: its cases and what it covers.

use super::{Localizer, Style, articles, text};
use mulu_core::diagnostic::{Localized, Message};
use mulu_core::policy::Coverage;
use mulu_core::policy::pack::Sentence;
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
    let name = |one: &Coverage<'_>| articles::cited(words, one.article);
    let column = covered
        .iter()
        .map(|one| text::width(&name(one)))
        .max()
        .unwrap_or_default();
    for one in covered {
        let title = words.pick(&one.article.title);
        writeln!(out, "{}  {title}", text::pad(&name(one), column))?;
        let room = style.width.saturating_sub(column + 4).max(20);
        for told in told(one, words) {
            for line in text::wrap(&told, room) {
                writeln!(out, "{}    {line}", " ".repeat(column))?;
            }
        }
    }
    writeln!(out, "\n{}", covered_in_all(covered, words))
}

/// How many articles rules hold, how many have a reason for none, how many neither.
#[must_use]
pub fn covered_in_all(covered: &[Coverage<'_>], words: &Localizer) -> String {
    let by_rules = covered.iter().filter(|one| !one.rules.is_empty()).count();
    let gaps = covered.iter().filter(|one| one.is_gap()).count();
    let message = Message::new("coverage-summary")
        .arg("articles", covered.len())
        .arg("implemented", by_rules)
        .arg("explained", covered.len() - by_rules - gaps)
        .arg("gaps", gaps);
    words.say(&message)
}

/// What is told of an article: sentence by sentence, or as a whole.
fn told(one: &Coverage<'_>, words: &Localizer) -> Vec<String> {
    let sentences = &one.article.sentences;
    if sentences.is_empty() {
        return vec![reason(one, words)];
    }
    let told = sentences.iter();
    told.map(|sentence| self::sentence(sentence, words))
        .collect()
}

/// A sentence, what holds it, what is left out and how it is read.
fn sentence(of: &Sentence, words: &Localizer) -> String {
    let mut held: Vec<String> = of.rules.iter().map(ToString::to_string).collect();
    held.extend(also(of, words));
    let mut parts = vec![match &of.not_held {
        _ if !held.is_empty() => held.join(" · "),
        Some((reason, note)) => not_held(reason, note, words),
        None => words.word("coverage-gap"),
    }];
    parts.extend(limits(of, words));
    let message = Message::new("coverage-sentence")
        .arg("says", words.pick(&of.says).into_owned())
        .arg("held", parts.join(" "));
    words.say(&message)
}

/// What holds a sentence besides rules.
#[must_use]
pub fn also(of: &Sentence, words: &Localizer) -> Vec<String> {
    let also = of.also.iter();
    also.map(|also| words.word(&format!("coverage-also-{also}")))
        .collect()
}

/// What of a sentence is left out, and how it is read.
#[must_use]
pub fn limits(of: &Sentence, words: &Localizer) -> Vec<String> {
    let mut limits = Vec::new();
    if !of.partly.is_empty() {
        let partly = words.pick(&of.partly).into_owned();
        limits.push(words.say(&Message::new("coverage-partly").arg("what", partly)));
    }
    if let Some((reading, alternative)) = &of.interpretation {
        let message = Message::new("coverage-interpretation")
            .arg("reading", words.pick(reading).into_owned())
            .arg("alternative", words.pick(alternative).into_owned());
        limits.push(words.say(&message));
    }
    limits
}

/// Why no rule holds an article or a sentence.
#[must_use]
pub fn not_held(reason: &str, note: &Localized, words: &Localizer) -> String {
    let reason = words.word(&format!("coverage-{reason}"));
    let message = Message::new("coverage-none").arg("reason", reason);
    words.say(&message.arg("note", words.pick(note).into_owned()))
}

fn reason(one: &Coverage<'_>, words: &Localizer) -> String {
    if !one.rules.is_empty() {
        let rules: Vec<&str> = one.rules.iter().map(|rule| &*rule.id).collect();
        return rules.join(" · ");
    }
    match &one.article.not_implemented {
        Some((reason, note)) => not_held(reason, note, words),
        None => words.word("coverage-gap"),
    }
}

/// Writes the coverage as JSON.
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
                "sentences": one.article.sentences.iter()
                    .map(|of| sentence_json(of, words)).collect::<Vec<_>>(),
            })
        })
        .collect();
    write_json(out, &json!({ "articles": articles }))
}

fn sentence_json(of: &Sentence, words: &Localizer) -> Value {
    let ids = |list: &[std::sync::Arc<str>]| -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    };
    json!({
        "paragraph": of.paragraph,
        "says": words.pick(&of.says),
        "rules": ids(&of.rules),
        "also": ids(&of.also),
        "partly": (!of.partly.is_empty()).then(|| words.pick(&of.partly)),
        "not_held": of.not_held.as_ref().map(|(reason, note)| {
            json!({"reason": &**reason, "note": words.pick(note)})
        }),
        "interpretation": of.interpretation.as_ref().map(|(reading, alternative)| {
            json!({"reading": words.pick(reading), "alternative": words.pick(alternative)})
        }),
    })
}

fn write_json(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    crate::json::write_pretty(&mut *out, value)?;
    writeln!(out)
}
