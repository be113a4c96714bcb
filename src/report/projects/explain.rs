//! `mulu explain projects/UNIT/PROJECT`: what one project comes to, as a tree.

use super::{header, kind, purpose, stage};
use crate::decisions::{amount, tree};
use crate::names::{Names, applicant};
use crate::terminal::painted;
use crate::{Localizer, Style, text, verdict};
use anstyle::AnsiColor;
use mulu_core::decision::{ProjectDecision, ProjectDecisions, Snapshot};
use mulu_core::diagnostic::Message;
use std::io::{self, Write};

/// Writes every project as a tree: reasons and remedies first, what is in order in one
/// line, or one by one where `all` of it is asked for.
///
/// # Errors
/// When it cannot be written.
pub fn explain(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &ProjectDecisions,
    words: &Localizer,
    (style, all): (Style, bool),
) -> io::Result<()> {
    let words = &words.about(view);
    writeln!(out, "{}", header(view, decisions, words))?;
    for decision in &decisions.projects {
        let id = text::plain(&decision.project);
        let name = view.project_name(&decision.project);
        writeln!(out, "\n{name} ({id})")?;
        writeln!(out, "{}", state(view, words, decision))?;
        writeln!(out, "{}", verdicts(words, decision, style))?;
        tree(out, view, decision, words, (style, all))?;
    }
    Ok(())
}

/// Who applies for how much, as which kind, in which stage.
pub(crate) fn state(view: &Snapshot<'_>, words: &Localizer, decision: &ProjectDecision) -> String {
    let applicant = applicant(view, words, decision.applicant.as_deref());
    let money = decision.amount.map(|amount| words.money(amount));
    let asks = Message::new("applicant-asks")
        .arg("applicant", applicant)
        .arg("money", money.unwrap_or_else(|| amount(words, None)));
    let parts = [
        words.say(&asks),
        kind(view, words, decision),
        stage(view, words, decision),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Every purpose with its verdict, on one line.
pub(crate) fn verdicts(words: &Localizer, decision: &ProjectDecision, style: Style) -> String {
    let parts = decision.by_purpose().map(|(of, verdict)| {
        let (said, colour) = match verdict {
            Some(known) => (verdict::named(words, known), verdict::of(known).colour),
            None => (words.word("purpose-not-asked"), AnsiColor::BrightBlack),
        };
        let part = Message::new("totals-purpose")
            .arg("purpose", purpose(words, of))
            .arg("totals", said);
        painted(&words.say(&part), colour, style)
    });
    let parts: Vec<String> = parts.collect();
    parts.join(" · ")
}
