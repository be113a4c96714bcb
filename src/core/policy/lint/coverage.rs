//! What the pack claims of the regulation's sentences: the rules that hold one must
//! be there, and a rule must be claimed by the articles that it cites.

use super::did_you_mean;
use crate::diagnostic::{Diagnostic, code};
use crate::policy::pack::{Article, Pack};

/// Every claim that nothing stands behind.
pub(super) fn check(pack: &Pack, diagnostics: &mut Vec<Diagnostic>) {
    for article in &pack.articles {
        for sentence in &article.sentences {
            let held = !sentence.rules.is_empty() || !sentence.also.is_empty();
            if held == sentence.not_held.is_some() {
                let found = Diagnostic::new(&code::POLICY_SENTENCE, sentence.place.clone());
                diagnostics.push(found.arg("article", &*article.id));
            }
            for name in &sentence.rules {
                if !pack.rules.iter().any(|rule| rule.id == *name) {
                    let found = Diagnostic::new(&code::POLICY_UNKNOWN_RULE, sentence.place.clone());
                    let names = pack.rules.iter().map(|rule| &*rule.id);
                    let help = did_you_mean(name, names);
                    let found = found.arg("rule", &**name);
                    diagnostics.push(help.into_iter().fold(found, Diagnostic::help));
                }
            }
        }
    }
    for rule in &pack.rules {
        let cited = pack
            .articles
            .iter()
            .filter(|article| rule.articles.contains(&article.id));
        for article in cited.filter(|article| !claims(article, &rule.id)) {
            let found = Diagnostic::new(&code::POLICY_UNCLAIMED, rule.place.clone());
            diagnostics.push(found.arg("rule", &*rule.id).arg("article", &*article.id));
        }
    }
}

/// Whether an article that is told sentence by sentence names a rule.
fn claims(article: &Article, rule: &str) -> bool {
    let mut sentences = article.sentences.iter();
    article.sentences.is_empty()
        || sentences.any(|sentence| sentence.rules.iter().any(|name| **name == *rule))
}
