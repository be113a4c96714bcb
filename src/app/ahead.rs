//! What lies ahead: forecasts and deadlines.

use super::{Failure, Loaded, find};
use jiff::civil::Date;
use mulu_core::decision::{self, Course, Obligation, Span};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Case, Pack};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The longest span that is looked at, in days: ten years.
const LONGEST: i32 = 3653;

/// Requests through a span of days.
#[derive(Debug)]
pub struct Forecast {
    /// The days.
    pub span: Span,
    /// The budget years that were asked for, or that there are requests for.
    pub years: Vec<i16>,
    /// The requests, in the order of years and ids.
    pub courses: Vec<Course>,
}

/// What falls due in a span of days.
#[derive(Debug)]
pub struct Due {
    /// The days.
    pub span: Span,
    /// What must be done, by day.
    pub obligations: Vec<Obligation>,
}

/// Which verdict turns on which day, up to a last one. Without a year: of the
/// budget years from that of the first day on.
///
/// # Errors
/// When the unit doesn't exist, the last day is before the first or too far
/// ahead, there is no request, or nobody knows which day it is there.
pub fn forecast(
    loaded: &Loaded,
    pack: &Pack,
    until: Date,
    year: Option<i16>,
    unit: Option<&str>,
) -> Result<Forecast, Failure> {
    let span = span(loaded, until)?;
    let registry = &loaded.registry;
    let unit = unit.map(|name| find::unit(registry, name)).transpose()?;
    let years = match year {
        Some(year) => vec![year],
        None => years(loaded, span.from.year())?,
    };
    let wanted = |case: &Case| concerns(loaded, unit.as_ref(), &case.unit);
    let courses = years
        .iter()
        .flat_map(|year| decision::forecast(registry, pack, span, *year, wanted))
        .collect();
    Ok(Forecast {
        span,
        years,
        courses,
    })
}

/// What must be done within some days, and what is overdue.
///
/// # Errors
/// When the unit doesn't exist, the days are too many, or nobody knows which
/// day it is there.
pub fn due(loaded: &Loaded, pack: &Pack, days: i32, unit: Option<&str>) -> Result<Due, Failure> {
    let from = loaded.provenance.on;
    let until = from.saturating_add(jiff::Span::new().days(days.clamp(0, LONGEST)));
    let span = span(loaded, until)?;
    let registry = &loaded.registry;
    let unit = unit.map(|name| find::unit(registry, name)).transpose()?;
    let wanted = |of: &str| concerns(loaded, unit.as_ref(), of);
    Ok(Due {
        span,
        obligations: decision::due(registry, pack, span, wanted),
    })
}

/// Whether a unit is the one asked for, or below it.
fn concerns(loaded: &Loaded, asked: Option<&Arc<str>>, unit: &str) -> bool {
    asked.is_none_or(|asked| loaded.registry.is_unit_or_ancestor(asked, unit))
}

fn span(loaded: &Loaded, until: Date) -> Result<Span, Failure> {
    if let Some(failure) = &loaded.undated {
        return Err(failure.clone());
    }
    let from = loaded.provenance.on;
    let days = from.until(until).map_or(i32::MAX, |span| span.get_days());
    let key = match days {
        ..0 => "failure-until-before-on",
        0..=LONGEST => return Ok(Span { from, until }),
        _ => "failure-span-too-long",
    };
    let message = Message::new(key)
        .arg("on", from.to_string())
        .arg("until", until.to_string());
    Err(Failure::new(message.arg("years", i64::from(LONGEST / 365))))
}

/// The budget years with requests, from one on.
fn years(loaded: &Loaded, from: i16) -> Result<Vec<i16>, Failure> {
    let requests = loaded.registry.requests.keys();
    let years: BTreeSet<i16> = requests
        .filter_map(Case::of)
        .map(|case| case.year)
        .filter(|year| *year >= from)
        .collect();
    if years.is_empty() {
        let message = Message::new("failure-no-requests-from");
        return Err(Failure::new(message.arg("year", i64::from(from))));
    }
    Ok(years.into_iter().collect())
}
