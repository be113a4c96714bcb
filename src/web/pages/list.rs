//! What lists have in common: which part of the rows is shown, and where the next begins.

use crate::context::Context;
use crate::fault::Fault;
use crate::parts::{Link, Select};
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use std::collections::BTreeSet;

/// The orders of a list: field and word. The first is the usual one.
const ORDERS: [(&str, &str); 3] = [
    ("unit", "web-sort-unit"),
    ("amount", "web-sort-amount"),
    ("verdict", "web-sort-verdict"),
];

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

/// The order that is asked for.
///
/// # Errors
/// When there is none of the name.
pub(super) fn order(context: &Context<'_>) -> Result<&'static str, Fault> {
    let asked = context.query.one_of("sort", &ORDERS.map(|(id, _)| id))?;
    Ok(asked.unwrap_or(ORDERS[0].0))
}

/// The choice of an order.
pub(super) fn orders(context: &Context<'_>, chosen: &str) -> Select {
    let options = ORDERS.iter().map(|(id, word)| {
        let chosen = *id == chosen;
        ((*id).to_owned(), context.word(word), chosen)
    });
    Select {
        name: "sort",
        label: context.word("web-sort"),
        options: options.collect(),
    }
}

/// The same page in other years; files answer no questions.
pub(super) fn in_years(context: &Context<'_>, years: impl Iterator<Item = i16>) -> Vec<Link> {
    if !context.links.is_served() {
        return Vec::new();
    }
    let link = |year: i16| Link {
        href: context
            .links
            .with(context.page, &[("year", &year.to_string())]),
        text: year.to_string(),
    };
    years.map(link).collect()
}

/// A unit that is asked for, where one is.
///
/// # Errors
/// When there is none of the slug.
pub(super) fn chosen_unit(context: &Context<'_>) -> Result<Option<String>, Fault> {
    let unit = unit(context)?;
    Ok((!unit.is_empty()).then_some(unit))
}

/// A unit that is asked for: its slug; empty where none is.
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
