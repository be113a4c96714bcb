//! Article by article: which rules implement it, and why none does.

use super::pack::{Article, Pack, Rule, Sentence};

/// An article and the rules that cite it.
#[derive(Debug)]
pub struct Coverage<'p> {
    /// The article.
    pub article: &'p Article,
    /// The rules that cite it, in the pack's order.
    pub rules: Vec<&'p Rule>,
}

impl Coverage<'_> {
    /// Whether the article has neither a rule nor a reason for having none; of one
    /// that is told sentence by sentence, whether any sentence has.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        let mut sentences = self.article.sentences.iter();
        if self.article.sentences.is_empty() {
            return self.rules.is_empty() && self.article.not_implemented.is_none();
        }
        sentences.any(Sentence::is_gap)
    }
}

/// Every article of the pack in order.
#[must_use]
pub fn coverage(pack: &Pack) -> Vec<Coverage<'_>> {
    let of = |article: &str| {
        let cites = |rule: &&Rule| rule.articles.iter().any(|cited| **cited == *article);
        pack.rules.iter().filter(cites).collect()
    };
    pack.articles
        .iter()
        .map(|article| Coverage {
            article,
            rules: of(&article.id),
        })
        .collect()
}
