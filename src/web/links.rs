//! Addresses of pages, as links write them: the one place that keeps day, revision and
//! language in every link, or makes it relative where pages are files.

use crate::page::Page;
use jiff::civil::Date;
use mulu_report::Language;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a query as it is.
const FIELD: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// What a reader asked for beside the page: kept in every link.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Asked {
    /// The day it is judged for.
    pub(crate) on: Option<Date>,
    /// An earlier state.
    pub(crate) rev: Option<String>,
    /// The language, where it was chosen.
    pub(crate) lang: Option<Language>,
}

/// How links are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// From the root of a server.
    Served(Asked),
    /// Relative, from a page among the files of a language.
    Files(Language, Page),
}

impl Links {
    /// The address of a page.
    pub(crate) fn to(&self, page: &Page) -> String {
        self.with(page, &[])
    }

    /// The address of a page with more fields; files have none.
    pub(crate) fn with(&self, page: &Page, fields: &[(&str, &str)]) -> String {
        match self {
            Links::Served(asked) => {
                let mut all = fields_of(asked);
                let more = fields.iter().filter(|(_, value)| !value.is_empty());
                all.extend(more.map(|(name, value)| (*name, (*value).to_owned())));
                format!("{}{}", page.path(), query(&all))
            }
            Links::Files(_, from) => relative(from, &page.file()),
        }
    }

    /// The address of a part of a page.
    pub(crate) fn part(&self, page: &Page, part: &str) -> String {
        let part = utf8_percent_encode(part, FIELD);
        format!("{}#{part}", self.to(page))
    }

    /// The same page in the other language.
    pub(crate) fn switched(&self, here: &Page, fields: &[(&str, &str)], to: Language) -> String {
        match self {
            Links::Served(asked) => {
                let asked = Asked {
                    lang: Some(to),
                    ..asked.clone()
                };
                Links::Served(asked).with(here, fields)
            }
            Links::Files(Language::Zh, from) => relative(from, &format!("en/{}", here.file())),
            Links::Files(Language::En, from) => {
                format!("../{}", relative(from, &here.file()))
            }
        }
    }

    /// The address of a file of our own, beside all pages.
    pub(crate) fn asset(&self, name: &str) -> String {
        match self {
            Links::Served(_) => format!("/assets/{name}"),
            Links::Files(language, from) => {
                let up = match language {
                    Language::Zh => "",
                    Language::En => "../",
                };
                format!("{up}{}", relative(from, &format!("assets/{name}")))
            }
        }
    }

    /// The way to the folder of all pages in the language, with a slash behind it.
    pub(crate) fn root(&self) -> String {
        match self {
            Links::Served(_) => "/".to_owned(),
            Links::Files(_, from) => relative(from, ""),
        }
    }

    /// Whether there is somebody to answer questions: files answer none.
    pub(crate) fn is_served(&self) -> bool {
        matches!(self, Links::Served(_))
    }

    /// What a form must carry along.
    pub(crate) fn hidden(&self) -> Vec<(&'static str, String)> {
        match self {
            Links::Served(asked) => fields_of(asked),
            Links::Files(..) => Vec::new(),
        }
    }

    /// What was asked for; nothing where pages are files.
    pub(crate) fn asked(&self) -> Asked {
        match self {
            Links::Served(asked) => asked.clone(),
            Links::Files(..) => Asked::default(),
        }
    }
}

fn fields_of(asked: &Asked) -> Vec<(&'static str, String)> {
    let on = asked.on.map(|day| ("on", day.to_string()));
    let rev = asked.rev.clone().map(|rev| ("rev", rev));
    let lang = asked.lang.map(|lang| ("lang", lang.key().to_owned()));
    [on, rev, lang].into_iter().flatten().collect()
}

/// Fields as a query, with its question mark.
fn query(fields: &[(&str, String)]) -> String {
    let fields = fields.iter().map(|(name, value)| {
        let value = utf8_percent_encode(value, FIELD);
        format!("{name}={value}")
    });
    let fields: Vec<String> = fields.collect();
    match fields.is_empty() {
        true => String::new(),
        false => format!("?{}", fields.join("&")),
    }
}

/// The way from one file to another.
fn relative(from: &Page, to: &str) -> String {
    let up = from.file().matches('/').count();
    format!("{}{to}", "../".repeat(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served() -> Links {
        Links::Served(Asked {
            on: Some(jiff::civil::date(2026, 12, 1)),
            rev: Some("main~1".to_owned()),
            lang: Some(Language::En),
        })
    }

    #[test]
    fn every_link_keeps_what_was_asked_for() {
        assert_eq!(
            served().with(&Page::Systems, &[("q", "健 康&x"), ("unit", "")]),
            "/systems?on=2026-12-01&rev=main~1&lang=en&q=%E5%81%A5%20%E5%BA%B7%26x"
        );
        assert_eq!(
            served().switched(&Page::Due, &[("unit", "a")], Language::Zh),
            "/due?on=2026-12-01&rev=main~1&lang=zh&unit=a"
        );
        assert_eq!(Links::Served(Asked::default()).to(&Page::Overview), "/");
    }

    #[test]
    fn files_link_to_one_another_wherever_they_lie() {
        let zh = Links::Files(Language::Zh, Page::System("a/b".to_owned()));
        assert_eq!(zh.to(&Page::Overview), "../../index.html");
        assert_eq!(zh.asset("a.css"), "../../assets/a.css");
        let here = Page::System("a/b".to_owned());
        assert_eq!(
            zh.switched(&here, &[], Language::En),
            "../../en/systems/a/b.html"
        );
        let en = Links::Files(Language::En, here.clone());
        assert_eq!(en.asset("a.css"), "../../../assets/a.css");
        assert_eq!(
            en.switched(&here, &[], Language::Zh),
            "../../../systems/a/b.html"
        );
    }
}
