//! The regulation's articles, and sentence by sentence what holds them.

use super::Pack;
use crate::diagnostic::{Arg, Diagnostic, Label, Localized, Message};
use std::sync::Arc;

/// The advice of a finding that names the articles that it rests on.
pub const BY_ARTICLES: &str = "help-by-articles";

impl Pack {
    /// Says with each finding which articles it rests on, where the pack does.
    pub fn cite(&self, findings: &mut [Diagnostic]) {
        for finding in findings {
            if let Some((articles, _)) = self.findings.get(finding.code.id) {
                let articles = articles.iter().map(|it| Arg::Article(it.to_string()));
                let articles: Vec<Arg> = articles.collect();
                let by = Message::new(BY_ARTICLES).arg("articles", articles);
                finding.help.push(by);
            }
        }
    }
}

/// An article of the regulation.
#[derive(Debug)]
pub struct Article {
    /// Its id: the printed number, or a word.
    pub id: Arc<str>,
    /// What it is about.
    pub title: Localized,
    /// How it is printed, where that doesn't follow from its id.
    pub citation: Localized,
    /// Why no rule implements it: `procedural`, `other-office`, `later-work`,
    /// `definition`; and a word on it.
    pub not_implemented: Option<(Arc<str>, Localized)>,
    /// What it says.
    pub sentences: Vec<Sentence>,
    /// Where it stands in the pack.
    pub place: Label,
}

/// A sentence of an article.
#[derive(Debug)]
pub struct Sentence {
    /// The paragraph of the article, from 1.
    pub paragraph: Option<i64>,
    /// The regulation's words.
    pub says: Localized,
    /// The rules that hold it.
    pub rules: Vec<Arc<str>>,
    /// What else holds it: `ownership`, `check`, `due`, …
    pub also: Vec<Arc<str>>,
    /// What of it is left out.
    pub partly: Localized,
    /// Why nothing holds it, and a word on it.
    pub not_held: Option<(Arc<str>, Localized)>,
    /// Our reading of it, and the one that would be possible, too.
    pub interpretation: Option<(Localized, Localized)>,
    /// Where it stands in the pack.
    pub place: Label,
}

impl Sentence {
    /// Whether nothing holds it and no reason is given.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.rules.is_empty() && self.also.is_empty() && self.not_held.is_none()
    }
}
