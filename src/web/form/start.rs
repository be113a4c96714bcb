//! What somebody may write, of one unit: requests, systems, projects, opinions; and what they
//! have begun already.

use super::Visit;
use super::step::Step;
use super::ways::{Way, may, ways};
use crate::fault::{Fault, Status};
use crate::frame::Frame;
use crate::parts::{Link, Select};
use askama::Template;
use mulu_core::diagnostic::Message;
use mulu_core::layout::{self, Kind};
use mulu_report::Names;

/// How many drafts of one's own are listed.
const LISTED: usize = 30;

#[derive(Template)]
#[template(path = "form-start.html", whitespace = "minimize")]
struct Start<'a> {
    f: Frame<'a>,
    action: String,
    token: String,
    hidden: Vec<(&'static str, String)>,
    /// The units to choose from; one alone is chosen.
    units: Option<Select>,
    unit: String,
    unit_name: String,
    ways: Vec<Way>,
    drafts: Vec<Link>,
}

pub(super) fn page(visit: &Visit<'_>) -> Result<String, Fault> {
    let authorities = authorities(visit);
    let all = visit.base.registry.units.keys().map(|unit| &**unit);
    // Whoever attests may say something of any unit.
    let mine = all.filter(|unit| !authorities.is_empty() || may(visit, Kind::System, unit));
    let mine: Vec<&str> = mine.collect();
    if mine.is_empty() {
        return Err(Fault::new(Status::Forbidden, Message::new("write-nobody")));
    }
    let asked = visit.context.query.get("unit").unwrap_or_default();
    let unit = match mine.as_slice() {
        [only] => *only,
        all => {
            let found = all.iter().copied().find(|unit| *unit == asked);
            found.unwrap_or_default()
        }
    };
    let view = visit.context.view();
    let options = mine.iter().map(|slug| {
        let text = format!("{} ({slug})", view.unit_name(slug));
        ((*slug).to_owned(), text, *slug == unit)
    });
    let choose = (String::new(), visit.word("write-choose"), unit.is_empty());
    let units = Select {
        name: "unit",
        label: visit.word("write-unit"),
        options: std::iter::once(choose).chain(options).collect(),
    };
    let template = Start {
        f: visit.frame_with(visit.word("write-write"), &[("unit", unit)]),
        action: visit.address(Step::Start),
        token: visit.guard.token(),
        hidden: visit.context.links.hidden(),
        units: (mine.len() > 1).then_some(units),
        unit: unit.to_owned(),
        unit_name: match unit {
            "" => String::new(),
            unit => view.unit_name(unit),
        },
        ways: match unit {
            "" => Vec::new(),
            unit => ways(visit, unit, authorities),
        },
        drafts: drafts(visit)?,
    };
    Ok(template.render()?)
}

/// The authorities that somebody attests for, called as the units behind them.
fn authorities(visit: &Visit<'_>) -> Vec<(String, String)> {
    let registry = &visit.base.registry;
    let all = registry.settings.authorities.keys();
    let mine = all.filter(|id| visit.may_write(&layout::opinions_path(id, "x/x")));
    mine.map(|id| {
        let view = visit.context.view();
        let names = registry.units_of(id).map(|unit| view.unit_name(unit));
        let names = names.collect::<Vec<_>>().join(" ");
        (id.to_string(), format!("{names} ({id})"))
    })
    .collect()
}

/// What somebody began, the latest first.
fn drafts(visit: &Visit<'_>) -> Result<Vec<Link>, Fault> {
    let all = visit.desk.drafts.of(&visit.person.name(), LISTED)?;
    let links = all.into_iter().map(|(id, path)| Link {
        href: visit.address(Step::Tasks(id)),
        text: path,
    });
    Ok(links.collect())
}
