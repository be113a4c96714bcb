//! A budget year: its steps, its requests with the filters of the files to take home, what
//! is missing and whose turn it is.

use super::list::{self, Part};
use super::overview::{Sum, sums};
use super::systems::{self, Found, Row};
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::{Data, Page};
use crate::parts::{Bar, Link, Select, Table};
use crate::state::Asked;
use askama::Template;
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use mulu_report::record::Recorded;
use mulu_report::year::Block;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "year.html", whitespace = "minimize")]
struct Year<'a> {
    f: Frame<'a>,
    lead: String,
    bar: Option<Bar>,
    sums: Vec<Sum>,
    first: Vec<String>,
    steps: Table,
    executed: Vec<String>,
    /// The decision of record; `None`: there is none.
    recorded: Option<Recorded>,
    /// What is otherwise since.
    turned: Vec<Link>,
    applicants: Option<Table>,
    partial: bool,
    blocks: Vec<Block>,
    action: String,
    hidden: Vec<(&'static str, String)>,
    served: bool,
    filters: Vec<Select>,
    shown: Part<Row>,
    others: Vec<Link>,
}

pub(super) fn page(context: &Context<'_>, year: i16) -> Result<String, Fault> {
    let words = context.words;
    let account = context.state.account_in(year, context.language())?.clone();
    let recorded = context.state.recorded(year, context.language())?.cloned();
    let verdict = context.query.verdict()?;
    let unit = list::unit(context)?;
    let all = context.state.requests(year)?;
    let known: BTreeSet<String> = all.iter().map(|asked| asked.unit.to_string()).collect();
    let chosen = requests(context, year, &unit, verdict)?;
    let (bar, sums, lead) = sums(context, &chosen, year);
    let kept = [
        ("unit", &*unit),
        ("verdict", verdict.map_or("", Verdict::id)),
    ];
    let title = words.say(&Message::new("web-year-page").arg("year", i64::from(year)));
    let caption = |key: &str| words.word(key);
    let others = context.state.years().rev().filter(|other| *other != year);
    let shown = list::part(context, chosen, |asked| &asked.system, &kept);
    let template = Year {
        f: Frame::new(context, title, &kept)
            .with_command(context, &format!("year {year}"))
            .with_downloads(downloads(context, year, &kept))
            .with_data(context, Data::Fund(year), &kept),
        lead,
        bar,
        sums,
        first: account.first,
        steps: Table {
            caption: caption("web-steps"),
            grid: account.steps,
            words: 3,
        },
        executed: account.executed,
        turned: turned(context, recorded.as_ref()),
        recorded,
        applicants: account.applicants.map(|grid| Table {
            caption: caption("web-applicants"),
            grid,
            words: 2,
        }),
        partial: account.partial,
        blocks: account.blocks,
        action: context.page.path(),
        hidden: context.links.hidden(),
        served: context.links.is_served(),
        filters: vec![
            list::units(context, known, &unit),
            list::verdicts(context, verdict),
        ],
        shown: shown.map(|asked| row(context, asked)),
        others: others
            .map(|year| Link {
                href: context.links.to(&Page::Year(year)),
                text: year.to_string(),
            })
            .collect(),
    };
    Ok(template.render()?)
}

/// What is otherwise since the decision of record, each with its system's page.
fn turned(context: &Context<'_>, recorded: Option<&Recorded>) -> Vec<Link> {
    let turned = recorded.into_iter().flat_map(|recorded| &recorded.turned);
    let turned = turned.map(|(system, said)| Link {
        text: said.clone(),
        ..context.system(system)
    });
    turned.collect()
}

/// A request as a row.
fn row(context: &Context<'_>, asked: &Asked) -> Row {
    let found = Found {
        id: asked.system.to_string(),
        unit: asked.unit.to_string(),
        asked: Some(asked),
    };
    systems::row(context, &found)
}

/// The requests of a year that are asked for.
fn requests<'a>(
    context: &Context<'a>,
    year: i16,
    unit: &str,
    verdict: Option<Verdict>,
) -> Result<Vec<&'a Asked>, Fault> {
    let registry = context.state.registry();
    let all = context.state.requests(year)?.iter();
    let of_unit =
        |asked: &&Asked| unit.is_empty() || registry.is_unit_or_ancestor(unit, &asked.unit);
    let of_verdict = |asked: &&Asked| verdict.is_none_or(|of| asked.verdict == of);
    Ok(all.filter(of_unit).filter(of_verdict).collect())
}

fn downloads(context: &Context<'_>, year: i16, kept: &[(&str, &str)]) -> Vec<Link> {
    let files = [(Page::Csv(year), "CSV"), (Page::Xlsx(year), "XLSX")];
    let files = files.map(|(page, name)| Link {
        href: context.links.with(&page, kept),
        text: name.to_owned(),
    });
    files.to_vec()
}
