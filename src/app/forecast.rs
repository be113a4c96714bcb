//! What lies ahead: forecasts and deadlines.

use super::{Error, lookup};
use jiff::civil::Date;
use mulu_core::decision::{self, DateRange, Obligation, ProjectTimeline, Snapshot, Timeline};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{ProjectRef, RequestRef};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The longest range that is looked at, in days: ten years.
const LONGEST: i32 = 3653;

/// Requests through a range of days.
#[derive(Debug)]
pub struct Forecast {
    /// The days.
    pub range: DateRange,
    /// The budget years that were asked for, or that there are requests for.
    pub years: Vec<i16>,
    /// The requests, in the order of years and ids.
    pub timelines: Vec<Timeline>,
    /// The projects, in the order of years and ids.
    pub projects: Vec<ProjectTimeline>,
}

/// What falls due in a range of days.
#[derive(Debug)]
pub struct Due {
    /// The days.
    pub range: DateRange,
    /// What must be done, by day.
    pub obligations: Vec<Obligation>,
}

/// The last day that is looked at: the one named, or so many days from the day judged
/// for.
#[must_use]
pub fn last_day(snapshot: &Snapshot<'_>, until: Option<Date>, within: Option<i32>) -> Date {
    let days = within.unwrap_or_default().clamp(0, LONGEST);
    let ahead = jiff::Span::new().days(days);
    until.unwrap_or_else(|| snapshot.provenance.on.saturating_add(ahead))
}

/// Which verdict turns on which day, up to a last one. Without a year: of the
/// budget years from that of the first day on.
///
/// # Errors
/// When the unit doesn't exist, the last day is before the first or too far
/// ahead, there is no request, or nobody knows which day it is there.
pub fn forecast(
    snapshot: &Snapshot<'_>,
    until: Date,
    year: Option<i16>,
    unit: Option<&str>,
) -> Result<Forecast, Error> {
    let range = self::range(snapshot, until)?;
    let registry = snapshot.registry;
    let unit = unit.map(|name| lookup::unit(registry, name)).transpose()?;
    let years = match year {
        Some(year) => vec![year],
        None => years(snapshot, range.from.year())?,
    };
    let wanted = |case: &RequestRef| concerns(snapshot, unit.as_ref(), &case.unit);
    let timelines = years
        .iter()
        .flat_map(|year| decision::forecast(registry, snapshot.pack, range, *year, wanted))
        .collect();
    let wanted = |of: &ProjectRef| concerns(snapshot, unit.as_ref(), &of.unit);
    let pack = snapshot.pack;
    let projects = years
        .iter()
        .flat_map(|year| decision::forecast_projects(registry, pack, range, *year, wanted));
    let projects = projects.collect();
    Ok(Forecast {
        range,
        years,
        timelines,
        projects,
    })
}

/// What must be done within some days, and what is overdue.
///
/// # Errors
/// When the unit doesn't exist, the days are too many, or nobody knows which
/// day it is there.
pub fn due(snapshot: &Snapshot<'_>, days: i32, unit: Option<&str>) -> Result<Due, Error> {
    let from = snapshot.provenance.on;
    let until = from.saturating_add(jiff::Span::new().days(days.clamp(0, LONGEST)));
    let range = self::range(snapshot, until)?;
    let registry = snapshot.registry;
    let unit = unit.map(|name| lookup::unit(registry, name)).transpose()?;
    let wanted = |of: &str| concerns(snapshot, unit.as_ref(), of);
    let mut obligations = decision::due(registry, snapshot.pack, range, wanted);
    obligations.retain(|one| snapshot.shows(one.rule));
    Ok(Due { range, obligations })
}

/// Whether a unit is the one asked for, or below it.
fn concerns(snapshot: &Snapshot<'_>, asked: Option<&Arc<str>>, unit: &str) -> bool {
    asked.is_none_or(|asked| snapshot.registry.is_unit_or_ancestor(asked, unit))
}

fn range(snapshot: &Snapshot<'_>, until: Date) -> Result<DateRange, Error> {
    let from = snapshot.provenance.on;
    let days = from.until(until).map_or(i32::MAX, |range| range.get_days());
    let key = match days {
        ..0 => "failure-until-before-on",
        0..=LONGEST => return Ok(DateRange { from, until }),
        _ => "failure-span-too-long",
    };
    let message = Message::new(key)
        .arg("on", from.to_string())
        .arg("until", until.to_string());
    Err(Error::bad_input(
        message.arg("years", i64::from(LONGEST / 365)),
    ))
}

/// The budget years with requests, from one on; where there are projects, also those
/// with a list, and that one.
fn years(snapshot: &Snapshot<'_>, from: i16) -> Result<Vec<i16>, Error> {
    let registry = snapshot.registry;
    let mut years: BTreeSet<i16> = registry.requests.keys().map(|id| id.year()).collect();
    if !registry.projects.is_empty() {
        years.extend(registry.lists.keys().copied().chain([from]));
    }
    years.retain(|year| *year >= from);
    if years.is_empty() {
        let message = Message::new("failure-no-requests-from");
        return Err(Error::not_found(message.arg("year", i64::from(from))));
    }
    Ok(years.into_iter().collect())
}
