//! The two checks with their texts, and notes on lines.

use super::account;
use super::doc::Block;
use super::markdown::render;
use super::{Links, ReviewView};
use crate::decisions::outcome;
use crate::files::Files;
use crate::findings::help;
use crate::{Localizer, text};
use mulu_core::decision::Comparison;
use mulu_core::diagnostic::{Message, Severity};
use mulu_core::document::place::Lines;
use mulu_core::policy::{Force, Outcome};
use mulu_core::review::{Change, Conclusion};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most notes of a check, the worst first. Each fifty are two calls to GitHub,
/// and whoever sends thousands of faults must not use up the calls of the hour.
const MOST: usize = 500;

/// One of the two checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// How it ends.
    pub conclusion: Conclusion,
    /// What it comes to, in a line of plain text.
    pub title: String,
    /// What to do, as Markdown.
    pub summary: String,
    /// Notes on lines of files that the change has.
    pub annotations: Vec<Annotation>,
}

/// How bad an annotation is, in GitHub's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It keeps the change from being merged.
    Failure,
    /// Somebody should look.
    Warning,
    /// For information.
    Notice,
}

impl Level {
    /// GitHub's name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Level::Failure => "failure",
            Level::Warning => "warning",
            Level::Notice => "notice",
        }
    }
}

/// A note on lines of a file; lines and columns from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Annotation {
    /// How bad it is.
    pub level: Level,
    /// The file.
    pub path: String,
    /// The first line.
    pub start_line: u32,
    /// The last line.
    pub end_line: u32,
    /// First and last column, where both are on one line.
    pub columns: Option<(u32, u32)>,
    /// What it is, in few words.
    pub title: String,
    /// What is wrong and what to do, as plain text.
    pub message: String,
}

/// The check of the registry: faults, owners, approvals.
#[must_use]
pub fn registry(view: &ReviewView<'_>, links: Option<&Links>, words: &Localizer) -> Check {
    let words = &view.localizer(words);
    let told = account::registry(view, words);
    let mut annotations = findings(view, words);
    annotations.sort();
    check(view.review.checks.registry, told, annotations, links, words)
}

/// The check of funding: the requests touched.
#[must_use]
pub fn funding(view: &ReviewView<'_>, links: Option<&Links>, words: &Localizer) -> Check {
    let words = &view.localizer(words);
    let told = account::funding(view, words);
    let changed = changed(view);
    let mut annotations: Vec<Annotation> = view
        .review
        .decisions
        .iter()
        .filter(|change| change.touched)
        .flat_map(|change| outcomes(view, change, &changed, words))
        .collect();
    annotations.sort();
    check(view.review.checks.funding, told, annotations, links, words)
}

fn check(
    conclusion: Conclusion,
    (title, blocks): (String, Vec<Block>),
    mut annotations: Vec<Annotation>,
    links: Option<&Links>,
    words: &Localizer,
) -> Check {
    // To GitHub a path begins at the repository's top.
    let folder = links.map_or("", |links| &links.folder);
    for annotation in &mut annotations {
        annotation.path = format!("{folder}{}", text::plain(&annotation.path));
    }
    let mut summary = render(&blocks, links, words);
    let more = annotations.len().saturating_sub(MOST);
    if more > 0 {
        annotations.truncate(MOST);
        let message = Message::new("review-more-notes").arg("count", more);
        summary = format!("{summary}\n\n{}", words.say(&message));
    }
    Check {
        conclusion,
        title,
        summary,
        annotations,
    }
}

/// The files that the change has.
fn changed<'a>(view: &ReviewView<'a>) -> BTreeSet<&'a str> {
    let there = |change: &&Change| change.change != mulu_core::review::ChangeKind::Removed;
    let changes = view.review.changes.iter().filter(there);
    changes.map(|change| &*change.path).collect()
}

/// What is wrong on lines of the files that the change has.
fn findings(view: &ReviewView<'_>, words: &Localizer) -> Vec<Annotation> {
    let mut files = Files::new(view.after.tree);
    let caused = view.review.findings.iter().filter(|found| found.caused);
    let changed = changed(view);
    let here = caused.filter(|found| changed.contains(&*found.diagnostic.primary.path));
    let annotation = |found: &mulu_core::review::Finding| {
        let diagnostic = &found.diagnostic;
        let (start, end) = files.range(&diagnostic.primary);
        let message = words.say(&diagnostic.message);
        let message = format!("{message}\n{}", help(words, diagnostic));
        Annotation {
            level: match diagnostic.severity() {
                Severity::Error => Level::Failure,
                Severity::Warning => Level::Warning,
            },
            path: diagnostic.primary.path.to_string(),
            start_line: start.line,
            end_line: end.line,
            columns: (start.line == end.line).then_some((start.column, end.column)),
            title: words.code(diagnostic.code),
            message,
        }
    };
    here.map(annotation).collect()
}

/// What a request lacks: on the line that says so, where the change has it, else
/// on the request's first line.
fn outcomes(
    view: &ReviewView<'_>,
    change: &Comparison,
    changed: &BTreeSet<&str>,
    words: &Localizer,
) -> Vec<Annotation> {
    let request: Arc<str> = format!("registry/requests/{}.yaml", change.id).into();
    let names = view.after;
    let short = change.after.iter().flat_map(|decision| &decision.outcomes);
    let short = short.filter(|of| of.outcome.falls_short());
    let annotation = |of: &mulu_core::policy::RuleOutcome| {
        let registry = view.after.registry;
        let here = of.evidence.iter().rev().find_map(|(doc, node)| {
            let document = registry.document(*doc);
            changed.get(&**document.path())?;
            let line = Lines::new(document.text())
                .place(document.node(*node).span().start)
                .line;
            Some((document.path().to_string(), line))
        });
        let (path, line) = here.unwrap_or_else(|| (request.to_string(), 1));
        let mut message = outcome::message(&names, words, of);
        if let Some(remedy) = outcome::remedy(&names, words, of).filter(|text| !text.is_empty()) {
            message = format!("{message}\n{remedy}");
        }
        Annotation {
            level: match (names.force(of), of.outcome) {
                (Some(Force::Deny), Outcome::Unmet) => Level::Failure,
                (Some(Force::Deny | Force::Hold), _) => Level::Warning,
                _ => Level::Notice,
            },
            path,
            start_line: line,
            end_line: line,
            columns: None,
            title: names
                .rule(of)
                .map_or(String::new(), |rule| rule.id.to_string()),
            message,
        }
    };
    short.map(annotation).collect()
}
