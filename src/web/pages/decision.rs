//! A judgement as the pages of systems and projects show it: what stands in the way, with
//! articles, facts and who must act; what is in order in one folded line.

use crate::context::Context;
use crate::page::Page;
use crate::parts::Link;
use askama::Template;
use askama::filters::HtmlSafe;
use mulu_core::decision::Judgement;
use mulu_report::articles;
use mulu_report::decisions::{self, Part};

/// A judgement.
#[derive(Template)]
#[template(path = "decision.html", whitespace = "minimize")]
pub(crate) struct Decision {
    groups: Vec<Group>,
    titles: Titles,
}

/// Outcomes of one kind.
pub(super) struct Group {
    id: &'static str,
    sign: &'static str,
    title: String,
    /// Whether it is shown only to whoever asks.
    folded: bool,
    /// Whether each is told in a line: of what is in order files say which rules it is, for
    /// there are many files.
    brief: bool,
    said: Vec<Said>,
}

/// One outcome.
struct Said {
    message: String,
    rule: Link,
    articles: Vec<Link>,
    forces: Vec<String>,
    items: Vec<Part>,
    missing: Vec<String>,
    facts: Vec<String>,
    more: String,
}

/// The words between them.
struct Titles {
    facts: String,
    missing: String,
}

impl HtmlSafe for Decision {}

impl Decision {
    /// The judgement, and what to do, each thing once.
    pub(crate) fn new(context: &Context<'_>, judged: &impl Judgement) -> (Self, Vec<String>) {
        let account = decisions::account(&context.view(), judged, context.words);
        let groups = account.groups.into_iter().map(|group| Group {
            id: group.id,
            sign: group.sign,
            title: group.title,
            folded: is_folded(group.id),
            brief: is_folded(group.id) && !context.links.is_served(),
            said: group
                .said
                .into_iter()
                .map(|said| self::said(context, said))
                .collect(),
        });
        let decision = Decision {
            groups: groups.collect(),
            titles: Titles {
                facts: context.word("web-facts"),
                missing: context.word("explain-missing"),
            },
        };
        let mut todo = account.todo;
        if context.view().is_silent(judged) && todo.is_empty() {
            todo.push(context.word("todo-for-offices"));
        }
        (decision, todo)
    }
}

/// Whether a group is in order, and nobody has to do anything about it.
fn is_folded(group: &str) -> bool {
    matches!(group, "met" | "not-applicable")
}

fn said(context: &Context<'_>, said: decisions::Said) -> Said {
    let articles = said.articles.iter().map(|article| Link {
        href: context
            .links
            .part(&Page::Rules, &format!("article-{article}")),
        text: articles::name(context.words, article),
    });
    let more = mulu_core::diagnostic::Message::new("explain-more-facts").arg("count", said.more);
    Said {
        articles: articles.collect(),
        rule: Link {
            href: context.links.to(&Page::Rule(said.rule.clone())),
            text: said.rule,
        },
        message: said.message,
        forces: said.forces,
        items: said.items,
        missing: said.missing,
        facts: said.facts,
        more: match said.more {
            0 => String::new(),
            _ => context.words.say(&more),
        },
    }
}
