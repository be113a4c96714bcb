//! Small parts that many pages have: each a template of its own, escaped like all others,
//! so that a page may put it in as it is.

use crate::chart::{Line, Stacked};
use askama::Template;
use askama::filters::HtmlSafe;
use mulu_report::Grid;

/// A verdict: always with its word.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r#"<span class="tag {{ id }}"><span aria-hidden="true">{{ mark }}</span> {{ word }}</span>"#
)]
pub(crate) struct Tag {
    /// The name in machine output, for the style sheet.
    pub(crate) id: &'static str,
    pub(crate) mark: &'static str,
    pub(crate) word: String,
}

/// Something with an address; without one, its name alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r#"{% if href.is_empty() %}{{ text }}{% else %}<a href="{{ href }}">{{ text }}</a>{% endif %}"#
)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

/// Amounts as a bar.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "bar.html", whitespace = "minimize")]
pub(crate) struct Bar {
    pub(crate) bar: Stacked,
}

/// Days on a line.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "line.html", whitespace = "minimize")]
pub(crate) struct Days {
    pub(crate) line: Line,
}

/// A table that a report has as values.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "grid.html", whitespace = "minimize")]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) grid: Grid,
    /// How many cells of a row are words; amounts follow.
    pub(crate) words: usize,
}

/// A choice of a form.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "select.html", whitespace = "minimize")]
pub(crate) struct Select {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// Value, text, whether it is chosen.
    pub(crate) options: Vec<(String, String, bool)>,
}

impl HtmlSafe for Tag {}
impl HtmlSafe for Link {}
impl HtmlSafe for Bar {}
impl HtmlSafe for Days {}
impl HtmlSafe for Table {}
impl HtmlSafe for Select {}
