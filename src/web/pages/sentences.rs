//! The regulation's own words, sentence by sentence as the pack holds them: each with its
//! place, what holds it, and how far.

use super::rules::link;
use crate::context::Context;
use crate::page::Page;
use crate::parts::Link;
use mulu_core::policy::pack::{Article, Rule, Sentence};
use mulu_report::{articles, pack};
use std::collections::BTreeSet;

/// A sentence of an article, on the page of the regulation.
pub(super) struct Told {
    /// What links lead to; empty where the paragraph began with a sentence before.
    pub(super) id: String,
    pub(super) paragraph: String,
    pub(super) says: String,
    /// How far it is held, in a word.
    pub(super) held: String,
    pub(super) rules: Vec<Link>,
    pub(super) notes: Vec<String>,
}

/// An article that a rule rests on, with the sentences of it that the rule holds.
pub(super) struct Resting {
    pub(super) article: Link,
    pub(super) title: String,
    pub(super) said: Vec<Said>,
}

/// A sentence beside a rule.
pub(super) struct Said {
    /// Its paragraph, where the regulation is told.
    pub(super) place: Link,
    pub(super) says: String,
    /// What of it is left out, and how it is read.
    pub(super) limits: Vec<String>,
}

/// The sentences of an article.
pub(super) fn told(context: &Context<'_>, article: &Article) -> Vec<Told> {
    let words = context.words;
    let mut begun = BTreeSet::new();
    let sentences = article.sentences.iter().map(|sentence| {
        let mut notes = pack::also(sentence, words);
        if let Some((reason, note)) = &sentence.not_held {
            notes.push(pack::not_held(reason, note, words));
        }
        notes.extend(pack::limits(sentence, words));
        let first = sentence.paragraph.filter(|number| begun.insert(*number));
        Told {
            id: first.map_or_else(String::new, |number| part(&article.id, number)),
            paragraph: first.map_or_else(String::new, |number| articles::paragraph(words, number)),
            says: words.pick(&sentence.says).into_owned(),
            held: context.word(held(sentence)),
            rules: sentence.rules.iter().map(|id| link(context, id)).collect(),
            notes,
        }
    });
    sentences.collect()
}

/// How far a sentence is held.
fn held(sentence: &Sentence) -> &'static str {
    match sentence {
        _ if sentence.is_gap() => "web-sentence-gap",
        _ if !sentence.partly.is_empty() => "web-sentence-partly",
        Sentence { rules, also, .. } if rules.is_empty() && also.is_empty() => "web-sentence-none",
        _ => "web-sentence-held",
    }
}

/// The articles that a rule rests on.
pub(super) fn resting(context: &Context<'_>, rule: &Rule) -> Vec<Resting> {
    let pack = context.view().pack;
    let articles = rule.articles.iter().map(|id| {
        let article = pack.articles.iter().find(|article| article.id == *id);
        Resting {
            article: Link {
                href: context.links.part(&Page::Rules, &format!("article-{id}")),
                text: articles::name(context.words, id),
            },
            title: article.map_or_else(String::new, |article| {
                context.words.pick(&article.title).into_owned()
            }),
            said: article.map_or_else(Vec::new, |article| said(context, article, &rule.id)),
        }
    });
    articles.collect()
}

/// The sentences of an article that a rule holds.
fn said(context: &Context<'_>, article: &Article, rule: &str) -> Vec<Said> {
    let words = context.words;
    let held = article.sentences.iter().filter(|sentence| {
        let mut rules = sentence.rules.iter();
        rules.any(|id| **id == *rule)
    });
    let one = |sentence: &Sentence| Said {
        place: sentence
            .paragraph
            .map_or_else(Link::default, |number| Link {
                href: context.links.part(&Page::Rules, &part(&article.id, number)),
                text: articles::paragraph(words, number),
            }),
        says: words.pick(&sentence.says).into_owned(),
        limits: pack::limits(sentence, words),
    };
    held.map(one).collect()
}

/// The part of the page where a paragraph begins.
fn part(article: &str, paragraph: i64) -> String {
    format!("article-{article}-{paragraph}")
}
