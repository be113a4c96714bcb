//! A draft begun: which file it is to become, and what is known of it.

use super::guard::once;
use super::posted::Posted;
use super::sheet::{self, Sheet};
use super::{Reply, Visit, ask};
use crate::fault::{Fault, Status};
use mulu_app::{self as app, Draft};
use mulu_core::diagnostic::Message;
use mulu_core::layout::{self, Kind, RequestId};
use serde_json::{Map, Value, json};

/// How far from the day's a year may be that money is asked for.
const YEARS: i16 = 5;

/// A path, and what a new document there says from the beginning.
type Begun = (String, Map<String, Value>);

/// Begins a draft.
pub(super) fn begin(visit: &Visit<'_>, posted: &Posted) -> Result<Reply, Fault> {
    if !visit.guard.knows(posted.get("token").unwrap_or_default()) {
        let message = Message::new("write-unsaved");
        return Err(Fault::new(Status::Forbidden, message));
    }
    let (path, said) = match posted.get("do").unwrap_or_default() {
        "request" => request(visit, posted)?,
        "change" => (
            layout::path(Kind::System, system(visit, posted)?),
            Map::new(),
        ),
        "change-project" => change_project(visit, posted)?,
        "opinion" => opinion(visit, posted)?,
        "system" => new(visit, posted, Kind::System)?,
        "project" => new(visit, posted, Kind::Project)?,
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
    let id = once().ok_or_else(failed)?;
    visit.desk.drafts.begin(&Draft {
        id: id.clone(),
        path,
        base: base.map(|bytes| bytes.to_vec()),
        by: visit.person.name(),
        version: 1,
        content: sheet.written(),
    })?;
    let step = ask::onward(visit, &visit.open(&id)?);
    Ok(Reply::Lead(visit.address(step)))
}

/// The system that was chosen, which is there.
fn system<'p>(visit: &Visit<'_>, posted: &'p Posted) -> Result<&'p str, Fault> {
    let system = posted.get("system").unwrap_or_default();
    match visit.base.registry.systems.contains_key(system) {
        true => Ok(system),
        false => {
            let message = Message::new("web-no-system").arg("name", system);
            Err(Fault::not_found(message))
        }
    }
}

/// A year's request for a system: who asks is known.
fn request(visit: &Visit<'_>, posted: &Posted) -> Result<Begun, Fault> {
    let system = system(visit, posted)?;
    let text = posted.get("year").unwrap_or_default();
    let year: Option<i16> = text.parse().ok();
    let today = visit.base.provenance.on.year();
    let year = year.filter(|year| (today - YEARS..=today + YEARS).contains(year));
    let Some(year) = year else {
        let message = Message::new("web-wrong-value").arg("name", "year");
        return Err(Fault::malformed(message.arg("value", text)));
    };
    let path = layout::path(Kind::Request, &RequestId::new(year, system));
    Ok((path, applicant(visit, system)))
}

/// The budget unit that applies for what a unit has.
fn applicant(visit: &Visit<'_>, id: &str) -> Map<String, Value> {
    let unit = id.split('/').next().unwrap_or_default();
    let applicant = visit.base.registry.budget_unit_of(unit);
    let said = json!({"applicant": &*applicant});
    said.as_object().cloned().unwrap_or_default()
}

fn change_project(visit: &Visit<'_>, posted: &Posted) -> Result<Begun, Fault> {
    let project = posted.get("project").unwrap_or_default();
    if !visit.base.registry.projects.contains_key(project) {
        let message = Message::new("web-no-project").arg("name", project);
        return Err(Fault::not_found(message));
    }
    Ok((layout::path(Kind::Project, project), Map::new()))
}

/// An authority's file on a system.
fn opinion(visit: &Visit<'_>, posted: &Posted) -> Result<Begun, Fault> {
    let authority = posted.get("authority").unwrap_or_default();
    let system = system(visit, posted)?;
    let known = &visit.base.registry.settings.authorities;
    if !known.contains_key(authority) {
        let message = Message::new("web-wrong-value").arg("name", "authority");
        return Err(Fault::malformed(message.arg("value", authority)));
    }
    Ok((layout::opinions_path(authority, system), Map::new()))
}

/// A new system or project: its id is what is confirmed, or near its name.
fn new(visit: &Visit<'_>, posted: &Posted, kind: Kind) -> Result<Begun, Fault> {
    let unit = posted.get("unit").unwrap_or_default();
    let Some(name) = posted.get("name") else {
        return Err(Fault::malformed(Message::new("write-no-name")));
    };
    let proposed = app::proposed_slug(name);
    let slug = posted.get("slug").map_or(proposed, str::to_owned);
    let id = format!("{unit}/{slug}");
    let path = layout::path(kind, &id);
    let at = layout::parse(&path).filter(|at| at.kind == kind);
    if at.is_none_or(|at| at.fault().is_some()) {
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
    let mut said = match kind {
        Kind::Project => applicant(visit, &id),
        _ => Map::new(),
    };
    said.insert("name".to_owned(), Value::from(name));
    Ok((path, said))
}
