//! Findings and notes for people: a sentence, the articles, the places, what to do.

use super::{Audit, place};
use crate::names::judged;
use crate::terminal::wrapped;
use crate::{Localizer, Style, articles};
use mulu_core::diagnostic::Message;
use mulu_record::Weight;
use mulu_record::audit::Found;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many answers of one code are told to people; machines get all.
const MOST: usize = 20;

/// How many places of one answer are.
const MOST_PLACES: usize = 6;

/// What was audited, every finding, what is to be known, and what it comes to.
///
/// # Errors
/// When it can't be written.
pub fn table(
    out: &mut dyn Write,
    of: &Audit<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &words.about(&of.view);
    wrapped(out, &head(of, words), ("", ""), style)?;
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for found in of.found {
        let count = told.entry(found.finding.code).or_default();
        *count += 1;
        if *count <= MOST {
            writeln!(out)?;
            answer(out, of, found, words, style)?;
        }
    }
    let more: Vec<_> = told.iter().filter(|(_, count)| **count > MOST).collect();
    if !more.is_empty() {
        writeln!(out)?;
    }
    for (code, count) in more {
        let more = Message::new("record-more").arg("count", *count - MOST);
        writeln!(out, "… [{code}] {}", words.say(&more))?;
    }
    let sum = Message::new("audit-sum")
        .arg("findings", of.count(Weight::Differs))
        .arg("notes", of.count(Weight::Notice));
    writeln!(out, "\n{}", words.say(&sum))
}

fn head(of: &Audit<'_>, words: &Localizer) -> String {
    let (title, commit, policy) = judged(words, of.view.provenance);
    let head = Message::new("audit-head")
        .arg("registry", title)
        .arg("year", of.year.to_string())
        .arg("on", of.view.provenance.on.to_string())
        .arg("commit", commit)
        .arg("policy", policy)
        .arg("commits", of.commits)
        .arg(
            "since",
            of.since.map(|on| on.to_string()).unwrap_or_default(),
        );
    words.say(&head)
}

fn answer(
    out: &mut dyn Write,
    of: &Audit<'_>,
    found: &Found,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let weight = words.word(&format!("payments-weight-{}", found.finding.weight.id()));
    let sentence = words.say(&found.finding.message);
    let said = match of.articles(found) {
        [] => sentence,
        cited => words.say(
            &Message::new("audit-cited")
                .arg("sentence", sentence)
                .arg("articles", articles::names(words, cited)),
        ),
    };
    let line = format!("{weight}[{}]: {said}", found.finding.code);
    wrapped(out, &line, ("", "  "), style)?;
    for one in found.places.iter().take(MOST_PLACES) {
        writeln!(out, "  {}", place(one))?;
    }
    if found.places.len() > MOST_PLACES {
        let more = found.places.len() - MOST_PLACES;
        let more = Message::new("record-more").arg("count", more);
        writeln!(out, "  … {}", words.say(&more))?;
    }
    match of.remedy(found, words) {
        Some(remedy) => wrapped(out, &remedy, ("  → ", "    "), style),
        None => Ok(()),
    }
}
