//! What somebody may write: a request of a year, a system that is new or that changes.

use super::guard::random;
use super::posted::Posted;
use super::sheet::{self, Sheet};
use super::step::Step;
use super::{Reply, Visit, choices};
use crate::fault::{Fault, Status};
use crate::frame::Frame;
use crate::page::Page;
use crate::parts::Select;
use askama::Template;
use mulu_app::{self as app, Draft};
use mulu_core::diagnostic::Message;
use mulu_core::layout::{self, Kind, RequestId};
use mulu_report::Names;
use serde_json::{Map, Value, json};

/// How far from the day's a year may be that money is asked for.
const YEARS: i16 = 5;

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
    systems: Vec<(String, String)>,
    year: i16,
}

pub(super) fn page(visit: &Visit<'_>) -> Result<String, Fault> {
    let registry = &visit.base.registry;
    let may = |unit: &str| visit.may_write(&layout::path(Kind::System, &format!("{unit}/x")));
    let mine: Vec<&str> = registry
        .units
        .keys()
        .map(|unit| &**unit)
        .filter(|unit| may(unit))
        .collect();
    if mine.is_empty() {
        return Err(Fault::new(Status::Forbidden, Message::new("write-nobody")));
    }
    let asked = visit.context.query.get("unit").unwrap_or_default();
    let unit = match mine.as_slice() {
        [only] => *only,
        all => all
            .iter()
            .copied()
            .find(|unit| *unit == asked)
            .unwrap_or_default(),
    };
    let view = visit.context.view();
    let options = mine.iter().map(|slug| {
        let text = format!("{} ({slug})", view.unit_name(slug));
        ((*slug).to_owned(), text, *slug == unit)
    });
    let choose = (visit.word("write-choose"), String::new());
    let units = Select {
        name: "unit",
        label: visit.word("write-unit"),
        options: std::iter::once((choose.1, choose.0, unit.is_empty()))
            .chain(options)
            .collect(),
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
        systems: choices::systems(visit, unit),
        year: visit.context.state.year(),
    };
    Ok(template.render()?)
}

/// Begins a draft.
pub(super) fn begin(visit: &Visit<'_>, posted: &Posted) -> Result<Reply, Fault> {
    if !visit.guard.knows(posted.get("token").unwrap_or_default()) {
        let message = Message::new("write-unsaved");
        return Err(Fault::new(Status::Forbidden, message));
    }
    let (path, said) = match posted.get("do").unwrap_or_default() {
        "request" => request(visit, posted)?,
        "change" => {
            let system = posted.get("system").unwrap_or_default();
            is_there(visit, system)?;
            (layout::path(Kind::System, system), Map::new())
        }
        "system" => system(visit, posted)?,
        _ => return Err(Fault::malformed(Message::new("write-what"))),
    };
    if !visit.may_write(&path) {
        let message = Message::new("write-not-yours").arg("path", path);
        return Err(Fault::new(Status::Forbidden, message));
    }
    let base = visit.standing(&path);
    let mut sheet = Sheet {
        said: sheet::values(&path.as_str().into(), base.as_deref()),
        ..Sheet::default()
    };
    if let (None, Some(fields)) = (&base, sheet.said.as_object_mut()) {
        fields.extend(said);
    }
    let failed = || Fault::new(Status::Busy, Message::new("web-failed"));
    let id = random().ok_or_else(failed)?;
    visit.desk.drafts.begin(&Draft {
        id: id.clone(),
        path,
        base: base.map(|bytes| bytes.to_vec()),
        by: visit.person.name(),
        version: 1,
        content: sheet.written(),
    })?;
    Ok(Reply::Lead(
        visit.context.links.to(&Page::Form(Step::Tasks(id))),
    ))
}

/// A year's request for a system that is there: who asks is known.
fn request(visit: &Visit<'_>, posted: &Posted) -> Result<(String, Map<String, Value>), Fault> {
    let system = posted.get("system").unwrap_or_default();
    is_there(visit, system)?;
    let text = posted.get("year").unwrap_or_default();
    let year: Option<i16> = text.parse().ok();
    let today = visit.base.provenance.on.year();
    let year = year.filter(|year| (today - YEARS..=today + YEARS).contains(year));
    let Some(year) = year else {
        let message = Message::new("web-wrong-value").arg("name", "year");
        return Err(Fault::malformed(message.arg("value", text)));
    };
    let unit = system.split('/').next().unwrap_or_default();
    let applicant = visit.base.registry.budget_unit_of(unit);
    let said = json!({"applicant": &*applicant});
    let said = said.as_object().cloned().unwrap_or_default();
    Ok((
        layout::path(Kind::Request, &RequestId::new(year, system)),
        said,
    ))
}

fn is_there(visit: &Visit<'_>, system: &str) -> Result<(), Fault> {
    match visit.base.registry.systems.contains_key(system) {
        true => Ok(()),
        false => {
            let message = Message::new("web-no-system").arg("name", system);
            Err(Fault::not_found(message))
        }
    }
}

/// A new system: its id is what is confirmed, or near its name.
fn system(visit: &Visit<'_>, posted: &Posted) -> Result<(String, Map<String, Value>), Fault> {
    let unit = posted.get("unit").unwrap_or_default();
    let Some(name) = posted.get("name") else {
        return Err(Fault::malformed(Message::new("write-no-name")));
    };
    let proposed = app::proposed_slug(name);
    let slug = posted.get("slug").map_or(proposed, str::to_owned);
    let id = format!("{unit}/{slug}");
    let path = layout::path(Kind::System, &id);
    let sound =
        layout::parse(&path).is_some_and(|at| at.fault().is_none() && at.kind == Kind::System);
    if !sound {
        let message = Message::new("failure-new-slug").arg("name", slug);
        return Err(Fault::malformed(message));
    }
    if !visit.base.registry.units.contains_key(unit) {
        let message = Message::new("web-no-unit").arg("name", unit);
        return Err(Fault::not_found(message));
    }
    if visit.standing(&path).is_some() {
        let message = Message::new("write-there").arg("id", id);
        return Err(Fault::malformed(message));
    }
    let said = json!({"name": name});
    Ok((path, said.as_object().cloned().unwrap_or_default()))
}
