//! Which day it is where a registry is, and what is to be known of the days of its history.

use super::Error;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use mulu_core::diagnostic::Message;
use mulu_core::document;
use mulu_core::layout::SETTINGS;
use mulu_git::Revision;

/// The time zone of a registry that names none.
const DEFAULT_ZONE: &str = "Asia/Shanghai";

/// The day that was asked for, or the one that the revision has in the
/// registry's time zone.
pub(super) fn day(
    asked: Option<Date>,
    settings: Option<Vec<u8>>,
    revision: impl FnOnce(&TimeZone) -> Result<Date, Error>,
) -> Result<(Date, Option<Error>), Error> {
    if let Some(day) = asked {
        return Ok((day, None));
    }
    let (zone, undated) = zone(settings);
    Ok((revision(&zone)?, undated))
}

/// The day of a revision in its registry's time zone.
///
/// # Errors
/// When its time zone doesn't exist, or its time is out of any calendar.
pub(super) fn day_of(revision: &Revision<'_>) -> Result<Date, Error> {
    let (zone, undated) = zone(revision.bytes(SETTINGS));
    undated.map_or_else(|| revision.date(&zone), Err)
}

/// The time zone of a revision's registry.
///
/// # Errors
/// When it doesn't exist.
pub(super) fn zone_of(revision: &Revision<'_>) -> Result<TimeZone, Error> {
    let (zone, undated) = zone(revision.bytes(SETTINGS));
    undated.map_or(Ok(zone), Err)
}

/// Today where the registry of a revision is.
///
/// # Errors
/// When its time zone doesn't exist.
pub(super) fn today(revision: &Revision<'_>) -> Result<Date, Error> {
    let (zone, undated) = zone(revision.bytes(SETTINGS));
    undated.map_or_else(|| Ok(Timestamp::now().to_zoned(zone).date()), Err)
}

/// The registry's time zone, whether or not the settings are otherwise sound;
/// the usual one, and a complaint, where they name one that doesn't exist. Of
/// the program's own data, so that a day is the same day on any machine.
pub(super) fn zone(settings: Option<Vec<u8>>) -> (TimeZone, Option<Error>) {
    let document = settings.and_then(|bytes| document::read(&SETTINGS.into(), &bytes.into()).0);
    let named = document
        .as_ref()
        .and_then(|document| document.root().get("timezone"));
    let name = named
        .and_then(document::NodeRef::scalar_text)
        .unwrap_or(DEFAULT_ZONE);
    let zones = TimeZoneDatabase::bundled();
    match zones.get(name) {
        Ok(zone) => (zone, None),
        Err(_) => {
            let message = Message::new("failure-time-zone").arg("name", name);
            let usual = zones.get(DEFAULT_ZONE).unwrap_or(TimeZone::UTC);
            (usual, Some(Error::broken_registry(message)))
        }
    }
}
