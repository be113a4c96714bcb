//! What stands around every page: the heads, the search, what it rests on.

use crate::assets;
use crate::context::Context;
use crate::form::Step;
use crate::language::other;
use crate::links::{Asked, Links};
use crate::page::{Data, Page};
use crate::parts::Link;
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::Message;
use mulu_report::{Localizer, judged};
use std::borrow::Borrow;

/// What stands around a page.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    words: &'a Localizer,
    /// The language tag (BCP 47).
    pub(crate) lang: &'static str,
    /// What the page is about.
    pub(crate) title: String,
    /// What the registry is called.
    pub(crate) site: String,
    pub(crate) home: String,
    pub(crate) style: String,
    pub(crate) icon: String,
    pub(crate) nav: Vec<Nav>,
    /// Where to search; `None`: nobody answers.
    pub(crate) search: Option<String>,
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// The same page in the other language: address, tag, name.
    pub(crate) switch: (String, &'static str, String),
    pub(crate) on: String,
    pub(crate) commit: String,
    pub(crate) policy: String,
    /// Where to choose another day; `None`: nobody answers.
    pub(crate) days: Option<Days>,
    /// Where two days are compared; empty: nobody answers.
    pub(crate) compare: String,
    /// Where proposed changes are; empty: nobody answers, or they are for others.
    pub(crate) changes: String,
    /// How files are searched: the script, the names, the way to all pages; `None`:
    /// somebody answers.
    pub(crate) finder: Option<[String; 3]>,
    /// What must be known first.
    pub(crate) notices: Vec<String>,
    /// Files to take home.
    pub(crate) downloads: Vec<Link>,
    /// The command that says the same.
    pub(crate) command: String,
    /// That something is left out, where it is.
    pub(crate) audience: String,
}

/// A head of the navigation.
#[derive(Debug)]
pub(crate) struct Nav {
    pub(crate) link: Link,
    pub(crate) current: bool,
}

/// The form for another day.
#[derive(Debug)]
pub(crate) struct Days {
    pub(crate) action: String,
    /// What the form carries along.
    pub(crate) hidden: Vec<(String, String)>,
    /// The same page as it is now; `None`: it is.
    pub(crate) now: Option<String>,
}

impl<'a> Frame<'a> {
    /// The frame of a page with a title; `kept` are the fields of the page's own.
    pub(crate) fn new(context: &Context<'a>, title: String, kept: &[(&str, &str)]) -> Self {
        let provenance = context.view().provenance;
        let (links, language) = (context.links, context.language());
        let (site, commit, policy) = judged(context.words, provenance);
        let asked = links.asked();
        let mut notices = Vec::new();
        if let Some(notice) = context.notice {
            notices.push(context.words.say(notice));
        }
        if asked.on.is_some() || asked.rev.is_some() {
            let message = Message::new("web-not-now").arg("on", provenance.on.to_string());
            notices.push(context.words.say(&message.arg("commit", commit.clone())));
        }
        let broken = context.state.registry().broken.len();
        if broken > 0 {
            let message = Message::new("web-broken-documents").arg("count", broken);
            notices.push(context.words.say(&message));
        }
        let to = other(language);
        Frame {
            words: context.words,
            lang: language.tag(),
            title,
            site,
            home: links.to(&Page::Overview),
            style: links.asset(&assets::style().name),
            icon: links.asset(&assets::icon().name),
            nav: nav(context),
            search: links.is_served().then(|| Page::Systems.path()),
            hidden: links.hidden(),
            switch: (
                links.switched(context.page, kept, to),
                to.tag(),
                context.word("web-other-language"),
            ),
            on: provenance.on.to_string(),
            commit,
            policy,
            days: days(context, &asked, kept),
            compare: match links.is_served() {
                true => links.to(&Page::Compare),
                false => String::new(),
            },
            changes: match links.is_served() && !context.is_public() {
                true => links.to(&Page::Changes),
                false => String::new(),
            },
            finder: (!links.is_served()).then(|| {
                let index = &context.state.index().name;
                let script = links.asset(&assets::search().name);
                [script, links.asset(index), links.root()]
            }),
            notices,
            downloads: Vec::new(),
            command: String::new(),
            audience: match context.is_public() {
                true => context.word("web-for-public"),
                false => String::new(),
            },
        }
    }

    /// With the command that says the same: at the same commit, on the same day.
    pub(crate) fn with_command(mut self, context: &Context<'_>, command: &str) -> Self {
        let provenance = context.view().provenance;
        let commit = provenance.commit.as_deref().map(Provenance::short);
        let revision = commit.map_or_else(String::new, |commit| format!(" --rev {commit}"));
        self.command = format!("mulu {command}{revision} --on {}", provenance.on);
        self
    }

    /// With files to take home.
    pub(crate) fn with_downloads(mut self, downloads: Vec<Link>) -> Self {
        self.downloads = downloads;
        self
    }

    /// With the same for programs, where somebody answers.
    pub(crate) fn with_data(
        mut self,
        context: &Context<'_>,
        data: Data,
        kept: &[(&str, &str)],
    ) -> Self {
        if context.links.is_served() {
            self.downloads.push(Link {
                href: context.links.with(&Page::Data(data), kept),
                text: "JSON".to_owned(),
            });
        }
        self
    }

    /// A word of the catalogue.
    pub(crate) fn w(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// A sentence with a number.
    pub(crate) fn n(&self, key: &str, count: impl Borrow<usize>) -> String {
        let message = Message::new(key.to_owned()).arg("count", *count.borrow());
        self.words.say(&message)
    }
}

fn nav(context: &Context<'_>) -> Vec<Nav> {
    let year = context.state.year();
    let heads = [
        (Page::Systems, context.word("web-systems")),
        (Page::Projects, context.word("web-projects")),
        (Page::Units, context.word("web-units")),
        (Page::Sharing, context.word("web-sharing")),
        (
            Page::Year(year),
            context
                .words
                .say(&Message::new("web-year").arg("year", i64::from(year))),
        ),
        (Page::Rules, context.word("web-rules")),
        (Page::Due, context.word("web-due")),
    ];
    let write = (Page::Form(Step::Start), context.word("write-write"));
    let write = context.writes.then_some(write);
    let nav = heads.into_iter().chain(write).map(|(page, text)| Nav {
        current: page == *context.page,
        link: Link {
            href: context.links.to(&page),
            text,
        },
    });
    nav.collect()
}

fn days(context: &Context<'_>, asked: &Asked, kept: &[(&str, &str)]) -> Option<Days> {
    if !context.links.is_served() {
        return None;
    }
    let hidden = [
        asked.rev.clone().map(|rev| ("rev".to_owned(), rev)),
        asked
            .lang
            .map(|lang| ("lang".to_owned(), lang.key().to_owned())),
    ];
    let kept_fields = kept.iter().filter(|(_, value)| !value.is_empty());
    let kept_fields = kept_fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let now = Asked {
        lang: asked.lang,
        ..Asked::default()
    };
    Some(Days {
        action: context.page.path(),
        hidden: hidden.into_iter().flatten().chain(kept_fields).collect(),
        now: (*asked != now).then(|| Links::Served(now).with(context.page, kept)),
    })
}
