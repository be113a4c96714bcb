//! What a page is made from.

use crate::links::Links;
use crate::page::Page;
use crate::parts::{Link, Tag};
use crate::query::Query;
use crate::state::State;
use mulu_core::decision::{Snapshot, Verdict};
use mulu_core::diagnostic::Message;
use mulu_core::layout::Kind;
use mulu_core::registry::Audience;
use mulu_core::registry::Supplier;
use mulu_report::{Language, Localizer, Names, schema_words, verdict};
use std::path::Path;

/// Where states come from, for pages that read others than the one that is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    /// The folder that holds `registry/`.
    pub(crate) folder: &'a Path,
    /// The commit whose history may be read.
    pub(crate) tip: &'a str,
}

/// A request for a page, understood.
#[derive(Clone)]
pub(crate) struct Context<'a> {
    /// The registry, judged.
    pub(crate) state: &'a State,
    /// The sentences, about this registry.
    pub(crate) words: &'a Localizer,
    /// How links are written.
    pub(crate) links: &'a Links,
    /// Which page.
    pub(crate) page: &'a Page,
    /// What was asked of it.
    pub(crate) query: &'a Query,
    /// Where other states come from; `None`: nobody answers.
    pub(crate) source: Option<Source<'a>>,
    /// What every page must say first: that a newer state is broken.
    pub(crate) notice: Option<&'a Message>,
    /// Whether documents may be written here.
    pub(crate) writes: bool,
}

impl<'a> Context<'a> {
    pub(crate) fn view(&self) -> Snapshot<'a> {
        self.state.view()
    }

    /// Whether it is read by anybody, rather than by the offices.
    pub(crate) fn is_public(&self) -> bool {
        self.view().provenance.audience == Audience::Public
    }

    /// Whether what is said of a matter is for others than who reads this.
    pub(crate) fn is_kept(&self, matter: &str) -> bool {
        let matter = self.view().pack.matters.get(matter);
        let kept = matter.is_some_and(|matter| matter.audience == Audience::Offices);
        self.is_public() && kept
    }

    pub(crate) fn language(&self) -> Language {
        self.words.language()
    }

    pub(crate) fn tag(&self, of: Verdict) -> Tag {
        Tag {
            id: of.id(),
            mark: verdict::of(of).mark,
            word: self.words.verdict(of),
        }
    }

    /// An amount with what it is told in.
    pub(crate) fn money(&self, amount: Option<i64>) -> String {
        let told = amount.map(|amount| self.words.money(amount));
        told.unwrap_or_else(|| self.words.word("amount-unknown"))
    }

    /// A link to a system's page; its name alone where the registry has neither a
    /// document nor a request of it.
    pub(crate) fn system(&self, id: &str) -> Link {
        let registry = self.state.registry();
        let known = registry.systems.contains_key(id)
            || registry
                .requests
                .keys()
                .any(|request| request.system() == id);
        Link {
            href: match known {
                true => self.links.to(&Page::System(id.to_owned())),
                false => String::new(),
            },
            text: self.view().system_name(id),
        }
    }

    pub(crate) fn project(&self, id: &str) -> Link {
        let known = self.state.registry().projects.contains_key(id);
        Link {
            href: match known {
                true => self.links.to(&Page::Project(id.to_owned())),
                false => String::new(),
            },
            text: self.view().project_name(id),
        }
    }

    pub(crate) fn unit(&self, slug: &str) -> Link {
        let known = self.state.registry().units.contains_key(slug);
        Link {
            href: match known {
                true => self.links.to(&Page::Unit(slug.to_owned())),
                false => String::new(),
            },
            text: self.view().unit_name(slug),
        }
    }

    /// A link to a rule by its place in the pack.
    pub(crate) fn rule(&self, at: u16) -> Option<Link> {
        let rule = self.view().pack.rules.get(usize::from(at))?;
        Some(Link {
            href: self.links.to(&Page::Rule(rule.id.to_string())),
            text: self.words.pick(&rule.title).into_owned(),
        })
    }

    /// The units of whoever must supply something: whoever acts for an authority.
    pub(crate) fn acting(&self, supplier: &Supplier) -> Vec<String> {
        match supplier {
            Supplier::Unit(unit) => vec![unit.to_string()],
            Supplier::Authority(id) => {
                let units = self.state.registry().acting_for(id);
                units.into_iter().map(str::to_owned).collect()
            }
        }
    }

    /// What the schema of a kind calls a value of one of its fields, by the field's
    /// pointer in the schema; the value itself where it doesn't say.
    pub(crate) fn value(&self, (kind, field): (Kind, &str), value: &str) -> String {
        let schemas = self.view().schemas;
        let field = schemas.and_then(|schemas| schemas.json(kind).pointer(field));
        let title = field.and_then(|field| schema_words::value(field, value, self.language()));
        title.unwrap_or(value).to_owned()
    }

    /// A word of the catalogue.
    pub(crate) fn word(&self, key: &str) -> String {
        self.words.word(key)
    }
}
