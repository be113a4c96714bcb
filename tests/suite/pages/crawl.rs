//! Every link of every page: none is broken, and each keeps day, revision and language.

use super::Browser;
use crate::district::{District, ON};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static ANCHOR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<a [^>]*>").unwrap());
static HREF: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"href="([^"]*)""#).unwrap());
static ID: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#" id="([^"]*)""#).unwrap());

/// What an attribute says.
pub(super) fn unescaped(text: &str) -> String {
    let pairs = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ];
    pairs
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The tags and addresses of all links.
pub(super) fn links(html: &str) -> Vec<(String, String)> {
    let tags = ANCHOR.find_iter(html).map(|tag| tag.as_str());
    let links = tags.map(|tag| {
        let href = HREF
            .captures(tag)
            .map_or("", |found| found.get(1).unwrap().as_str());
        (tag.to_owned(), unescaped(href))
    });
    links.collect()
}

/// The ids of a page; none is there twice.
pub(super) fn ids(html: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for found in ID.captures_iter(html) {
        let id = found[1].to_owned();
        assert!(ids.insert(id.clone()), "two have the id {id}");
    }
    ids
}

/// Follows every link from a page on; the pages that were found, by their address.
pub(super) fn crawl(browser: &Browser, from: &str, kept: &[&str]) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut open = vec![from.to_owned()];
    while let Some(path) = open.pop() {
        if found.contains_key(&path) {
            continue;
        }
        let answer = browser.get(&path);
        assert_eq!(answer.code, 200, "{path}");
        let html = match answer.header("content-type").starts_with("text/html") {
            true => answer.text(),
            false => String::new(),
        };
        for (tag, href) in links(&html) {
            if let Some(part) = href.strip_prefix('#') {
                parts.push((path.clone(), part.to_owned()));
                continue;
            }
            assert!(href.starts_with('/'), "{path}: {href}");
            if tag.contains("data-now") {
                continue;
            }
            // The switch is in the other language, and keeps the rest.
            let switch = tag.contains("hreflang");
            for field in kept
                .iter()
                .filter(|field| !(switch && field.starts_with("lang=")))
            {
                assert!(href.contains(field), "{path}: {href} loses {field}");
            }
            if switch {
                continue;
            }
            let (page, part) = href.split_once('#').unwrap_or((&href, ""));
            if !part.is_empty() {
                parts.push((page.to_owned(), part.to_owned()));
            }
            open.push(page.to_owned());
        }
        found.insert(path, html);
    }
    for (page, part) in parts {
        assert!(ids(&found[&page]).contains(&part), "{page} has no {part}");
    }
    found
}

#[test]
fn no_link_is_broken_and_each_keeps_day_revision_and_language() {
    let district = District::new();
    let browser = Browser::of(district.path());
    for lang in ["zh", "en"] {
        let fields = format!("on={ON}&rev=main~0&lang={lang}");
        let (on, lang) = (format!("on={ON}"), format!("lang={lang}"));
        let found = crawl(
            &browser,
            &format!("/?{fields}"),
            &[&on, "rev=main~0", &lang],
        );
        for page in [
            "/systems/health/platform",
            "/units/cyber",
            "/rules",
            "/years/2027",
            "/due",
        ] {
            let reached = found.keys().any(|path| path.starts_with(page));
            assert!(reached, "{page} among {:?}", found.keys());
        }
        for (path, html) in found.iter().filter(|(_, html)| !html.is_empty()) {
            let commit = &district
                .repository()
                .head()
                .unwrap()
                .target()
                .unwrap()
                .to_string()[..7];
            for basis in [ON, commit] {
                assert!(html.contains(basis), "{path} doesn't name {basis}");
            }
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            assert!(
                !html.contains("web-"),
                "{path} has words that nobody worded"
            );
            headings(path, html);
        }
    }
}

/// Headings come in their order: none is skipped on the way down.
fn headings(path: &str, html: &str) {
    let levels = Regex::new("<h([1-6])").unwrap();
    let mut before = 0;
    for found in levels.captures_iter(html) {
        let level: u8 = found[1].parse().unwrap();
        assert!(level <= before + 1, "{path}: h{level} after h{before}");
        before = level;
    }
}
