//! Findings as a compiler shows them: the line, a caret under what is wrong,
//! and what to do about it.

use super::{Findings, advice, snippet};
use crate::files::Files;
use crate::{Localizer, Style};
use annotate_snippets::{Group, Level, Renderer};
use mulu_core::diagnostic::{Diagnostic, Label, Message, Severity};
use std::io::{self, Write};

/// The most places that are drawn beside a finding's own; the others are counted.
const MAX_PLACES: usize = 12;

/// Writes every finding with its lines, and a summary.
///
/// # Errors
/// When it cannot be written.
pub fn human(
    out: &mut dyn Write,
    findings: &Findings<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Within reason: the renderer reckons with multiples of it.
    let width = style.width.clamp(20, 10_000);
    let renderer = renderer.term_width(width);
    let mut files = Files::new(findings.tree);
    for diagnostic in findings.diagnostics {
        let group = group(diagnostic, &mut files, width / 2, words);
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    writeln!(out, "{}", findings.summary(words))
}

fn group(
    diagnostic: &Diagnostic,
    files: &mut Files<'_>,
    columns: usize,
    words: &Localizer,
) -> Group<'static> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .with_name(words.severity(diagnostic.severity()))
        .primary_title(words.say(&diagnostic.message))
        .id(diagnostic.code.id);
    let mut group = Group::with_title(title);
    let primary = &diagnostic.primary;
    let drawn = diagnostic.secondary.iter().take(MAX_PLACES);
    let (here, elsewhere): (Vec<&Label>, Vec<&Label>) =
        drawn.partition(|label| label.path == primary.path);
    let lines = files.lines(&primary.path);
    group = group.elements(snippet::draw(lines, Some(primary), &here, columns, words));
    for label in elsewhere {
        let lines = files.lines(&label.path);
        group = group.elements(snippet::draw(lines, None, &[label], columns, words));
    }
    let more = diagnostic.secondary.len().saturating_sub(MAX_PLACES);
    if more > 0 {
        let more = Message::new("explain-more-facts").arg("count", more);
        group = group.element(Level::NOTE.no_name().message(words.say(&more)));
    }
    let help = words.word("label-help");
    group.elements(
        { advice(words, diagnostic).into_iter() }
            .map(|advice| { Level::HELP.with_name(help.clone()) }.message(advice)),
    )
}
