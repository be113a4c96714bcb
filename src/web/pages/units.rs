//! All units, with what they ask for.

use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::parts::Link;
use askama::Template;
use mulu_core::decision::{Total, Verdict};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "units.html", whitespace = "minimize")]
struct Units<'a> {
    f: Frame<'a>,
    year: i16,
    verdicts: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    unit: Link,
    name: String,
    systems: usize,
    projects: usize,
    /// A sum a verdict; empty where there is none.
    sums: Vec<String>,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let (state, words) = (context.state, context.words);
    let registry = state.registry();
    let year = state.year();
    let mut sums: BTreeMap<&str, BTreeMap<Verdict, Total>> = BTreeMap::new();
    for asked in state.requests(year)? {
        let of_unit = sums.entry(&asked.unit).or_default();
        let total = of_unit.entry(asked.verdict).or_default();
        total.add(Total::one(asked.amount));
    }
    let rows = registry.units.iter().map(|(slug, slot)| {
        let of_unit = sums.get(&**slug);
        let sum = |verdict: Verdict| {
            let total = of_unit.and_then(|sums| sums.get(&verdict));
            total.map_or_else(String::new, |total| words.sum(total.amount))
        };
        let name = slot.valid().map_or("", |unit| &unit.name);
        Row {
            unit: context.unit(slug),
            name: mulu_report::text::plain(name).into_owned(),
            systems: registry.systems_of(slug).len(),
            projects: registry.projects_of(slug).len(),
            sums: Verdict::ALL.map(sum).to_vec(),
        }
    });
    let template = Units {
        f: Frame::new(context, context.word("web-units"), &[]),
        year,
        verdicts: Verdict::ALL.map(|of| words.verdict(of)).to_vec(),
        rows: rows.collect(),
    };
    Ok(template.render()?)
}
