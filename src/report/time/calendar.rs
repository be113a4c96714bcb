//! Deadlines as an iCalendar file (RFC 5545): whole days, one event an
//! obligation. The same registry, rules and day give the same bytes, and an
//! obligation keeps its UID when its day moves, so that a calendar which is
//! subscribed to follows it.

use super::Due;
use super::due::{consequence, duty, place, remedy};
use crate::Localizer;
use crate::names::Names;
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;
use mulu_core::decision::Obligation;
use mulu_core::diagnostic::Message;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What in an id is no letter or digit and stands as it is.
const ID: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// Writes the calendar.
///
/// # Errors
/// When it cannot be written.
pub fn due_calendar(out: &mut dyn Write, shown: &Due<'_>, words: &Localizer) -> io::Result<()> {
    let words = &words.about(&shown.view);
    let title = crate::text::plain(&shown.view.provenance.registry).into_owned();
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//mulu//mulu//ZH"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    let name = words.say(&Message::new("calendar-name").arg("registry", title.clone()));
    calendar.append_property(Property::new("X-WR-CALNAME", escaped(&name)));
    let home = format!("{:08x}.mulu", hash(&title));
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for one in shown.obligations {
        let id = id(shown, one);
        let times = known.entry(id.clone()).or_default();
        *times += 1;
        let id = match *times {
            1 => format!("{id}@{home}"),
            times => format!("{id}.{times}@{home}"),
        };
        calendar.push(event(shown, words, one, &id));
    }
    write!(out, "{calendar}")
}

fn event(shown: &Due<'_>, words: &Localizer, one: &Obligation, id: &str) -> Event {
    let view = &shown.view;
    let duty = duty(view, words, one);
    let who = match (&one.system, &one.project) {
        (Some(system), _) => view.system_name(system),
        (None, Some(project)) => view.project_name(project),
        (None, None) => view.unit_name(&one.unit),
    };
    let summary = Message::new("calendar-summary")
        .arg("duty", duty)
        .arg("who", who)
        .arg("unit", view.unit_name(&one.unit));
    let text = Message::new("calendar-text")
        .arg("consequence", consequence(view, words, one))
        .arg("remedy", remedy(view, words, one))
        .arg("place", place(view, one));
    let mut event = Event::with_uid(id);
    event.append_property(Property::new(
        "DTSTAMP",
        format!("{}T000000Z", day(shown.range.from)),
    ));
    event.append_property(whole_day("DTSTART", one.due));
    event.append_property(whole_day("DTEND", one.due.tomorrow().unwrap_or(one.due)));
    event.append_property(Property::new("SUMMARY", words.say(&summary)));
    event.append_property(Property::new("DESCRIPTION", words.say(&text)));
    // Nobody is busy because something falls due.
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event
}

fn whole_day(name: &str, date: Date) -> Property {
    Property::new(name, day(date))
        .add_parameter("VALUE", "DATE")
        .done()
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// What an obligation is, whichever its day: rule, subject and what it comes to.
fn id(shown: &Due<'_>, one: &Obligation) -> String {
    let rule = shown.view.pack.rules.get(usize::from(one.rule));
    let after = one
        .after
        .as_ref()
        .map_or("ends", |after| after.outcome.id());
    let id = format!(
        "{}.{}.{after}",
        rule.map_or("", |rule| &rule.id),
        one.subject
    );
    utf8_percent_encode(&id, ID).to_string()
}

/// Text in a property that the library doesn't take for one with text.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\");
    text.replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// FNV-1a: tells registries apart in one calendar; nothing is secret about it.
fn hash(text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step)
}
