//! What `check` found, in four faces.

mod github;
mod human;
mod json;
mod sarif;
mod snippet;
#[cfg(test)]
mod tests;

pub use github::github;
pub use human::human;
pub(super) use json::finding;
pub use json::json;
pub use sarif::sarif;

use super::{Localizer, codes};
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::{Diagnostic, Message, code};
use mulu_core::policy::pack::BY_ARTICLES;
use mulu_core::tree::Tree;
use std::collections::BTreeSet;

/// Findings with what is needed to show them.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// In the order in which they are shown.
    pub diagnostics: &'a [Diagnostic],
    /// The files that they speak of.
    pub tree: &'a Tree,
    /// What was checked.
    pub provenance: &'a Provenance,
    /// How many documents were checked.
    pub documents: usize,
    /// The folder within the repository that holds `registry/`, with a slash behind it: who
    /// looks from the repository's top finds the files by it. Empty for the top.
    pub folder: &'a str,
}

impl Findings<'_> {
    /// How many errors, warnings and files with either there are, in a sentence.
    fn summary(&self, words: &Localizer) -> String {
        let errors = self.diagnostics.iter().filter(|d| d.is_error()).count();
        let mut all = self.diagnostics.iter();
        let cut = all.any(|found| found.code.id == code::DOCUMENT_MORE.id);
        let files: BTreeSet<&str> = self.diagnostics.iter().map(|d| &*d.primary.path).collect();
        words.say(
            &Message::new("summary-findings")
                .arg("least", usize::from(cut))
                .arg("errors", errors)
                .arg("warnings", self.diagnostics.len() - errors)
                .arg("files", files.len())
                .arg("documents", self.documents),
        )
    }
}

/// What to do about a finding, one sentence a line.
pub(super) fn help(words: &Localizer, diagnostic: &Diagnostic) -> String {
    advice(words, diagnostic).join("\n")
}

/// A finding by itself: what is wrong, and what to do about it, a sentence each.
#[must_use]
pub fn told(words: &Localizer, diagnostic: &Diagnostic) -> (String, Vec<String>) {
    (words.say(&diagnostic.message), advice(words, diagnostic))
}

/// What to do about a finding: what it says of its own case, and the index's cure where
/// it names nothing but articles.
fn advice(words: &Localizer, diagnostic: &Diagnostic) -> Vec<String> {
    let own = &diagnostic.help;
    let is_advised = own.iter().any(|help| help.key != BY_ARTICLES);
    let cure = (!is_advised).then(|| codes::cure(words, diagnostic.code));
    let own = own.iter().map(|help| words.say(help));
    cure.into_iter().chain(own).collect()
}
