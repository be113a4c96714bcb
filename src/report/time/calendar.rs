//! Deadlines as an iCalendar file (RFC 5545): whole days, one event an
//! obligation, with alarms; what is overdue stands on the day judged for, where people
//! look. The same registry, rules and day give the same bytes, and an
//! obligation keeps its UID when its day moves, so that a calendar which is
//! subscribed to follows it.

use super::Due;
use super::due::{consequence, duty, overdue, place, remedy};
use crate::Localizer;
use crate::names::Names;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};
use jiff::civil::Date;
use mulu_core::decision::Obligation;
use mulu_core::diagnostic::Message;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What in an id is no letter or digit and stands as it is.
const ID: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// When a calendar reminds of a day to come: two weeks and three days before, at nine.
const AHEAD: [&str; 2] = ["-P13DT15H", "-P2DT15H"];
/// When it reminds of what is overdue: the same day, at nine.
const OVERDUE: [&str; 1] = ["PT9H"];

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
    let overdue = overdue(shown, one);
    let summary = words.say(&summary);
    let summary = match overdue {
        true => words.say(
            &Message::new("calendar-overdue")
                .arg("day", one.due.to_string())
                .arg("duty", summary),
        ),
        false => summary,
    };
    let text = Message::new("calendar-text")
        .arg("consequence", consequence(view, words, one))
        .arg("remedy", remedy(view, words, one))
        .arg("place", place(view, one));
    let mut event = Event::with_uid(id);
    let stamp = format!("{}T000000Z", day(shown.range.from));
    event.append_property(Property::new("DTSTAMP", &stamp));
    let on = one.due.max(shown.range.from);
    event.append_property(whole_day("DTSTART", on));
    event.append_property(whole_day("DTEND", on.tomorrow().unwrap_or(on)));
    event.append_property(Property::new("SUMMARY", &summary));
    let triggers: &[&str] = if overdue { &OVERDUE } else { &AHEAD };
    for (at, trigger) in triggers.iter().enumerate() {
        // A length of time that the library reads is one that it writes.
        if let Ok(trigger) = Trigger::try_from(&Property::new("TRIGGER", *trigger)) {
            let mut alarm = Alarm::display(&summary, trigger);
            // What the library would make up by the clock and by chance.
            alarm.append_property(Property::new("UID", format!("{at}.{id}")));
            alarm.append_property(Property::new("DTSTAMP", &stamp));
            event.alarm(alarm);
        }
    }
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
