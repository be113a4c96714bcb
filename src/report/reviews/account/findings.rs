//! What is wrong with the files.

use super::{Block, Inline, Line, MOST, ReviewWriter};
use crate::findings::help;
use mulu_core::diagnostic::{Message, Severity, code};
use mulu_core::review::Finding;

/// Files that cannot be merged.
pub(super) fn conflicts(writer: &ReviewWriter<'_, '_>) -> Vec<Vec<Line>> {
    let step = |path: &std::sync::Arc<str>| {
        vec![
            vec![Inline::Strong(writer.words.word("review-conflict"))],
            vec![writer.place(path, None)],
            vec![Inline::Text(writer.words.word("review-conflict-remedy"))],
        ]
    };
    writer.view.review.conflicts.iter().map(step).collect()
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// What an office attested says something else now.
    Rewritten,
    /// It keeps the change from being merged.
    Error,
    /// Somebody should look.
    Warning,
}

impl Weight {
    fn of(finding: &Finding) -> Self {
        match finding.diagnostic.severity() {
            _ if *finding.diagnostic.code == code::OPINION_REWRITTEN => Weight::Rewritten,
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
        }
    }
}

/// What the change causes, of one weight.
pub(super) fn caused(writer: &mut ReviewWriter<'_, '_>, weight: Weight) -> Vec<Vec<Line>> {
    let findings = writer.view.review.findings.iter();
    let caused: Vec<&Finding> = findings
        .filter(|found| found.caused && Weight::of(found) == weight)
        .collect();
    // More are counted, not told.
    let told = caused.iter().take(MOST + 1);
    let mut steps: Vec<Vec<Line>> = told.map(|found| lines(writer, found)).collect();
    steps.resize(caused.len(), Vec::new());
    steps
}

/// Whether the change causes an error in a file: who mends that mends what
/// follows from it.
pub(super) fn breaks(writer: &ReviewWriter<'_, '_>, path: &str) -> bool {
    let findings = &writer.view.review.findings;
    findings.iter().any(|found| {
        found.caused && found.diagnostic.is_error() && *found.diagnostic.primary.path == *path
    })
}

fn lines(writer: &mut ReviewWriter<'_, '_>, found: &Finding) -> Vec<Line> {
    let diagnostic = &found.diagnostic;
    let severity = writer.words.severity(diagnostic.severity());
    let sentence = Message::new("review-finding")
        .arg("severity", severity)
        .arg("message", writer.say(diagnostic.message.clone()));
    let (start, _) = writer.files.range(&diagnostic.primary);
    let mut lines = vec![
        vec![
            Inline::Strong(writer.say(sentence)),
            Inline::Text(" ".to_owned()),
            Inline::Code(diagnostic.code.id.to_owned()),
        ],
        vec![writer.place(&diagnostic.primary.path, Some(start.line))],
    ];
    let help = help(writer.words, diagnostic).replace('\n', " ");
    let help = Message::new("review-remedy").arg("remedy", help);
    lines.push(vec![writer.text(help)]);
    lines
}

/// What was wrong before, folded.
pub(super) fn known(writer: &mut ReviewWriter<'_, '_>) -> Vec<Block> {
    let review = writer.view.review;
    let known: Vec<&Finding> = review
        .findings
        .iter()
        .filter(|found| !found.caused)
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut list = Vec::new();
    for found in known.iter().take(MOST) {
        let mut lines = lines(writer, found).into_iter();
        let mut line = lines.next().unwrap_or_default();
        line.push(Inline::Text(" · ".to_owned()));
        line.extend(lines.next().unwrap_or_default());
        list.push(line);
    }
    list.extend(writer.more(known.len()).map(|more| vec![more]));
    let summary = Message::new("review-known").arg("count", known.len());
    vec![Block::Fold {
        summary: writer.say(summary),
        always: true,
        blocks: vec![Block::List(list)],
    }]
}
