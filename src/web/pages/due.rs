//! What must be done by which day, by whom.

use super::list::{self, Part};
use crate::chart::Line;
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::{Data, Page};
use crate::parts::{Days, Link, Select};
use crate::state::{AHEAD, SOON};
use askama::Template;
use jiff::civil::Date;
use mulu_core::diagnostic::Message;
use mulu_report::time::Duty;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "due.html", whitespace = "minimize")]
struct Due<'a> {
    f: Frame<'a>,
    action: String,
    hidden: Vec<(&'static str, String)>,
    served: bool,
    filters: Vec<Select>,
    line: Option<Days>,
    shown: Part<Row>,
}

/// A duty as a row.
pub(super) struct Row {
    pub(super) day: String,
    pub(super) left: String,
    pub(super) overdue: bool,
    pub(super) unit: Link,
    pub(super) what: Link,
    pub(super) duty: String,
    pub(super) consequence: String,
    pub(super) remedy: String,
    pub(super) force: String,
    pub(super) rule: Link,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let (state, language) = (context.state, context.language());
    let unit = list::unit(context)?;
    let within: i32 = context.query.number("within")?.unwrap_or(SOON);
    let most = if unit.is_empty() { SOON } else { AHEAD };
    if !(0..=most).contains(&within) {
        let message = Message::new("web-within").arg("most", i64::from(most));
        return Err(Fault::unanswerable(message));
    }
    let everywhere = state.soon(language);
    let known: BTreeSet<String> = everywhere
        .iter()
        .map(|duty| duty.unit.to_string())
        .collect();
    let all = match unit.is_empty() {
        true => everywhere,
        false => state.ahead(&unit, language),
    };
    let shown = all.iter().filter(|duty| duty.days <= i64::from(within));
    let shown: Vec<&Duty> = shown.collect();
    let days = within.to_string();
    let kept = [
        ("unit", &*unit),
        ("within", if within == SOON { "" } else { &days }),
    ];
    let calendar = Link {
        href: context.links.with(&Page::Calendar, &kept[..1]),
        text: context.word("web-calendar"),
    };
    let keyed = shown.iter().map(|duty| (key(duty), *duty)).collect();
    let part = list::part(context, keyed, |(key, _): &(String, &Duty)| key, &kept);
    let template = Due {
        f: Frame::new(context, context.word("web-due"), &kept)
            .with_command(context, &format!("due --within {within}"))
            .with_downloads(vec![calendar])
            .with_data(context, Data::Due, &kept[..1]),
        action: Page::Due.path(),
        hidden: context.links.hidden(),
        served: context.links.is_served(),
        filters: vec![
            list::units(context, known, &unit),
            spans(context, most, within),
        ],
        line: line(context, &shown, within),
        shown: Part {
            rows: rows(
                context,
                &part.rows.iter().map(|(_, duty)| *duty).collect::<Vec<_>>(),
            ),
            count: part.count,
            next: part.next,
            first: part.first,
        },
    };
    Ok(template.render()?)
}

/// What stays where it is when others come and go.
fn key(duty: &Duty) -> String {
    let subject = duty.system.as_ref().or(duty.project.as_ref());
    let subject = subject.map_or(&*duty.unit, |subject| subject);
    format!("{} {subject} {} {}", duty.due, duty.rule, duty.place)
}

/// How far ahead is looked.
fn spans(context: &Context<'_>, most: i32, chosen: i32) -> Select {
    let spans = [30, SOON, AHEAD].into_iter().filter(|days| *days <= most);
    let spans = spans.map(|days| {
        let text = Message::new("due-left").arg("days", i64::from(days));
        (days.to_string(), context.words.say(&text), days == chosen)
    });
    Select {
        name: "within",
        label: context.word("web-within-label"),
        options: spans.collect(),
    }
}

/// The days ahead on a line.
pub(super) fn line(context: &Context<'_>, duties: &[&Duty], within: i32) -> Option<Days> {
    let range = context.state.range(within);
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for duty in duties.iter().filter(|duty| !duty.overdue) {
        *days.entry(duty.due).or_default() += 1;
    }
    let days = days.into_iter().map(|(day, count)| {
        let message = Message::new("web-on-day").arg("day", day.to_string());
        (day, count, context.words.say(&message.arg("count", count)))
    });
    let days: Vec<_> = days.collect();
    let title = Message::new("web-line")
        .arg("from", range.from.to_string())
        .arg("until", range.until.to_string())
        .arg("days", days.len());
    let title = context.words.say(&title);
    Line::new(title, (range.from, range.until), &days).map(|line| Days { line })
}

/// Duties as rows.
pub(super) fn rows(context: &Context<'_>, duties: &[&Duty]) -> Vec<Row> {
    let rows = duties.iter().map(|duty| Row {
        day: duty.due.to_string(),
        left: duty.left.clone(),
        overdue: duty.overdue,
        unit: context.unit(&duty.unit),
        what: match (&duty.system, &duty.project) {
            (Some(system), _) => context.system(system),
            (None, Some(project)) => context.project(project),
            (None, None) => Link::default(),
        },
        duty: duty.duty.clone(),
        consequence: duty.consequence.clone(),
        remedy: duty.remedy.clone(),
        force: duty.force.clone(),
        rule: Link {
            href: context.links.to(&Page::Rule(duty.rule.clone())),
            text: duty.rule.clone(),
        },
    });
    rows.collect()
}
