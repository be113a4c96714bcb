//! What lists have in common: which part of the rows is shown, and where the next begins.

use crate::context::Context;
use crate::fault::Fault;
use crate::parts::{Link, Select};
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use std::collections::BTreeSet;

/// Rows on one page of a list. Files have them all on one.
const ROWS: usize = 100;

/// A part of a list.
pub(super) struct Part<R> {
    pub(super) rows: Vec<R>,
    /// How many there are in all.
    pub(super) count: usize,
    /// Where the next part begins.
    pub(super) next: Option<Link>,
    /// The first part, where this isn't it.
    pub(super) first: Option<Link>,
}

impl<R> Part<R> {
    /// The same part with its rows as they are shown.
    pub(super) fn map<S>(self, row: impl FnMut(R) -> S) -> Part<S> {
        Part {
            rows: self.rows.into_iter().map(row).collect(),
            count: self.count,
            next: self.next,
            first: self.first,
        }
    }
}

/// A year as a field of links: none where it is the one that is talked of.
pub(super) fn year_field(context: &Context<'_>, year: i16) -> String {
    match year == context.state.year() {
        true => String::new(),
        false => year.to_string(),
    }
}

/// The part of some rows that begins behind the key in `after`. Keys stay where they are
/// when rows come and go, so that nothing is shown twice or skipped.
pub(super) fn part<R>(
    context: &Context<'_>,
    rows: Vec<R>,
    key: impl Fn(&R) -> &str,
    kept: &[(&str, &str)],
) -> Part<R> {
    let count = rows.len();
    if !context.links.is_served() {
        return Part {
            rows,
            count,
            next: None,
            first: None,
        };
    }
    let after = context.query.get("after");
    let start = after.and_then(|after| rows.iter().position(|row| key(row) == after));
    let start = start.map_or(0, |at| at + 1);
    let link = |after: &str, word: &str| {
        let mut fields = kept.to_vec();
        fields.push(("after", after));
        Link {
            href: context.links.with(context.page, &fields),
            text: context.word(word),
        }
    };
    let mut rows: Vec<R> = rows.into_iter().skip(start).take(ROWS + 1).collect();
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let last = rows.last().filter(|_| more);
    Part {
        next: last.map(|last| link(key(last), "web-next")),
        first: (start > 0).then(|| link("", "web-first")),
        rows,
        count,
    }
}

/// The choice of a unit, among those that have anything in a list.
pub(super) fn units(context: &Context<'_>, known: BTreeSet<String>, chosen: &str) -> Select {
    let mut options = vec![(String::new(), context.word("web-all"), chosen.is_empty())];
    let registry = context.state.registry();
    let known = known.into_iter().map(|slug| {
        let text = mulu_report::text::plain(registry.unit_name(&slug)).into_owned();
        let chosen = slug == chosen;
        (slug, text, chosen)
    });
    options.extend(known);
    Select {
        name: "unit",
        label: context.word("column-unit"),
        options,
    }
}

/// The choice of a verdict.
pub(super) fn verdicts(context: &Context<'_>, chosen: Option<Verdict>) -> Select {
    let mut options = vec![(String::new(), context.word("web-all"), chosen.is_none())];
    options.extend(Verdict::ALL.map(|of| {
        let chosen = chosen == Some(of);
        (of.id().to_owned(), context.words.verdict(of), chosen)
    }));
    Select {
        name: "verdict",
        label: context.word("column-verdict"),
        options,
    }
}

/// The choice of a year.
pub(super) fn years(context: &Context<'_>, chosen: i16) -> Select {
    let years = context.state.years().rev();
    let options = years.map(|year| (year.to_string(), year.to_string(), year == chosen));
    Select {
        name: "year",
        label: context.word("web-budget-year"),
        options: options.collect(),
    }
}

/// The choice of an order: field and word.
pub(super) fn orders(context: &Context<'_>, chosen: &str, known: &[(&str, &str)]) -> Select {
    let options = known.iter().map(|(id, word)| {
        let chosen = *id == chosen;
        ((*id).to_owned(), context.word(word), chosen)
    });
    Select {
        name: "sort",
        label: context.word("web-sort"),
        options: options.collect(),
    }
}

/// A unit that is asked for: its slug.
///
/// # Errors
/// When there is none.
pub(super) fn unit(context: &Context<'_>) -> Result<String, Fault> {
    let Some(slug) = context.query.get("unit") else {
        return Ok(String::new());
    };
    if context.state.registry().units.contains_key(slug) {
        return Ok(slug.to_owned());
    }
    let message = Message::new("web-no-unit").arg("name", slug);
    Err(Fault::not_found(message))
}
