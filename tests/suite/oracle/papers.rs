//! Looking things up, the slow and obvious way.

use super::logic::Truth::{self, Unknown};
use super::world::{Doc, World};
use jiff::civil::Date;
use serde_json::Value;

/// Who may attest anything.
pub(super) const AUTHORITIES: [&str; 7] = [
    "catalog",
    "cybersecurity",
    "cryptography",
    "development",
    "finance",
    "government",
    "audit",
];

/// A document as evidence.
#[derive(Clone, Copy)]
pub(super) enum Paper<'a> {
    Absent,
    Broken(&'a Doc),
    Valid(&'a Value),
}

impl<'a> Paper<'a> {
    /// A field, by JSON pointer; nothing where nothing can be read.
    pub(super) fn field(self, pointer: &str) -> Option<&'a Value> {
        match self {
            Paper::Valid(value) => value.pointer(pointer),
            Paper::Absent | Paper::Broken(_) => None,
        }
    }

    pub(super) fn text(self, pointer: &str) -> Option<&'a str> {
        self.field(pointer)?.as_str()
    }

    pub(super) fn number(self, pointer: &str) -> Option<i64> {
        self.field(pointer)?.as_i64()
    }

    pub(super) fn date(self, pointer: &str) -> Option<Date> {
        day(self.field(pointer))
    }

    /// The elements of a list; a list that isn't there has none.
    pub(super) fn list(self, pointer: &str) -> &'a [Value] {
        elements(self.field(pointer))
    }

    pub(super) fn is_broken(self) -> bool {
        matches!(self, Paper::Broken(_))
    }

    pub(super) fn is_absent(self) -> bool {
        matches!(self, Paper::Absent)
    }
}

pub(super) fn elements(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn day(value: Option<&Value>) -> Option<Date> {
    value?.as_str()?.parse().ok()
}

/// One request and what it is about.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) world: &'a World,
    pub(super) today: Date,
    pub(super) unit: &'a str,
    pub(super) system: &'a str,
}

impl<'a> Case<'a> {
    /// `unit/system`.
    pub(super) fn reference(&self) -> String {
        format!("{}/{}", self.unit, self.system)
    }

    pub(super) fn paper(&self, path: &str) -> Paper<'a> {
        match self.world.docs.get(path) {
            None => Paper::Absent,
            Some(doc) if doc.fault.is_some() => Paper::Broken(doc),
            Some(doc) => Paper::Valid(&doc.value),
        }
    }

    pub(super) fn system_paper(&self) -> Paper<'a> {
        self.paper(&format!("systems/{}.yaml", self.reference()))
    }

    pub(super) fn request_paper(&self) -> Paper<'a> {
        self.paper(&format!(
            "requests/{}/{}.yaml",
            self.world.year,
            self.reference()
        ))
    }

    pub(super) fn unit_paper(&self, unit: &str) -> Paper<'a> {
        self.paper(&format!("units/{unit}.yaml"))
    }

    /// The opinion that counts on a day (of the past, or today) among those of some
    /// authorities; `Err` where a file can't be read. Of two on one day the later in
    /// a file counts, and of two files the less favourable.
    pub(super) fn counting(
        &self,
        authorities: &[&str],
        subject: &str,
        (matter, scope): (&str, Option<&str>),
        on: Date,
    ) -> Result<Option<&'a Value>, ()> {
        let on = on.min(self.today);
        let mut counts: Option<&Value> = None;
        for authority in authorities {
            let paper = self.paper(&format!("opinions/{authority}/{subject}.yaml"));
            if paper.is_broken() {
                return Err(());
            }
            let mut here: Option<&Value> = None;
            for opinion in paper.list("/opinions") {
                if opinion["matter"] != matter || scope_of(opinion).as_deref() != scope {
                    continue;
                }
                if issued(opinion) <= Some(on) && issued(opinion) >= here.and_then(issued) {
                    here = Some(opinion);
                }
            }
            let Some(here) = here else { continue };
            let later = issued(here) > counts.and_then(issued);
            let worse = issued(here) == counts.and_then(issued) && here["result"] != "pass";
            if later || worse {
                counts = Some(here);
            }
        }
        Ok(counts)
    }

    /// The opinion that counts today on the system.
    pub(super) fn opinion(
        &self,
        authority: &str,
        matter: &str,
        scope: Option<&str>,
    ) -> Result<Option<&'a Value>, ()> {
        self.counting(&[authority], &self.reference(), (matter, scope), self.today)
    }

    /// "Passed", of the system.
    pub(super) fn passed(&self, authority: &str, matter: &str, scope: Option<&str>) -> Truth {
        self.passed_on(&[authority], &self.reference(), (matter, scope))
    }

    /// "Passed", of any subject.
    pub(super) fn passed_on(
        &self,
        authorities: &[&str],
        subject: &str,
        matter: (&str, Option<&str>),
    ) -> Truth {
        match self.counting(authorities, subject, matter, self.today) {
            Err(()) | Ok(None) => Unknown,
            Ok(Some(opinion)) => self.is_pass(opinion, self.today).into(),
        }
    }

    /// "A then B": both passed, and B was not issued before A.
    pub(super) fn then(
        &self,
        first: (&str, &str),
        second: (&str, &str),
        scope: Option<&str>,
    ) -> Truth {
        let ordered = match (
            self.opinion(first.0, first.1, scope),
            self.opinion(second.0, second.1, scope),
        ) {
            (Ok(Some(first)), Ok(Some(second))) => (issued(second) >= issued(first)).into(),
            _ => Unknown,
        };
        self.passed(first.0, first.1, scope)
            .and(self.passed(second.0, second.1, scope))
            .and(ordered)
    }

    /// "Passed and is no more than N months old."
    pub(super) fn passed_within(
        &self,
        authority: &str,
        matter: &str,
        months: Option<i32>,
    ) -> Truth {
        let issued = match self.opinion(authority, matter, None) {
            Ok(Some(opinion)) => issued(opinion),
            _ => None,
        };
        let fresh = match (issued, months) {
            (Some(issued), Some(months)) => super::dates::within(issued, months, self.today).into(),
            _ => Unknown,
        };
        self.passed(authority, matter, None).and(fresh)
    }

    /// A favourable result, and no `valid_until` before the day.
    pub(super) fn is_pass(&self, opinion: &Value, on: Date) -> bool {
        let over = day(opinion.get("valid_until")).is_some_and(|until| until < on);
        opinion["result"] == "pass" && !over
    }

    /// Every opinion on a matter in an authority's file that was issued by today.
    pub(super) fn issued(
        &self,
        authority: &str,
        subject: &str,
        matter: &str,
    ) -> Result<Vec<&'a Value>, ()> {
        let paper = self.paper(&format!("opinions/{authority}/{subject}.yaml"));
        if paper.is_broken() {
            return Err(());
        }
        let all = paper.list("/opinions").iter();
        Ok(all
            .filter(|it| it["matter"] == matter && issued(it) <= Some(self.today))
            .collect())
    }

    /// Whether some file has no order or hazard that stands and is of the kind asked for.
    pub(super) fn none_stands(
        &self,
        authority: &str,
        subject: &str,
        matter: &str,
        bad: impl Fn(&Value) -> bool,
    ) -> Truth {
        match self.issued(authority, subject, matter) {
            Err(()) => Unknown,
            Ok(orders) => (!orders.iter().any(|it| self.is_open(it) && bad(it))).into(),
        }
    }

    fn is_open(&self, order: &Value) -> bool {
        day(order.get("resolved_on")).is_none_or(|on| on > self.today)
    }

    /// Past its day.
    pub(super) fn is_overdue(&self, order: &Value) -> bool {
        day(order.get("due_on")).is_some_and(|on| on < self.today)
    }

    /// A date that states what happened: one after today is as absent.
    pub(super) fn happened(&self, value: Option<&Value>) -> Option<Date> {
        day(value).filter(|on| *on <= self.today)
    }
}

/// The day of an opinion.
pub(super) fn issued(opinion: &Value) -> Option<Date> {
    day(opinion.get("issued_on"))
}

/// The scope as text, however it was written.
fn scope_of(opinion: &Value) -> Option<String> {
    match opinion.get("scope")? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
