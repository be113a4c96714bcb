//! Looking things up, the slow and obvious way.

use super::logic::Truth::{self, No, Unknown, Yes};
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

    /// An authority's file on the system.
    fn opinions_on_system(&self, authority: &str) -> Paper<'a> {
        self.paper(&format!("opinions/{authority}/{}.yaml", self.reference()))
    }

    /// The opinion that counts today; `Err` where the file can't be read.
    pub(super) fn opinion(
        &self,
        authority: &str,
        matter: &str,
        scope: Option<&str>,
    ) -> Result<Option<&'a Value>, ()> {
        let paper = self.opinions_on_system(authority);
        if paper.is_broken() {
            return Err(());
        }
        let mut counts: Option<&Value> = None;
        for opinion in paper.list("/opinions") {
            if opinion["matter"] != matter || scope_of(opinion).as_deref() != scope {
                continue;
            }
            let issued = day(opinion.get("issued_on"));
            let latest = counts.and_then(|counts| day(counts.get("issued_on")));
            if issued <= Some(self.today) && issued >= latest {
                counts = Some(opinion);
            }
        }
        Ok(counts)
    }

    /// "Passed."
    pub(super) fn passed(&self, authority: &str, matter: &str, scope: Option<&str>) -> Truth {
        match self.opinion(authority, matter, scope) {
            Err(()) | Ok(None) => Unknown,
            Ok(Some(opinion)) => self.is_pass(opinion).into(),
        }
    }

    /// "Passed and is no more than N months old."
    pub(super) fn passed_within(
        &self,
        authority: &str,
        matter: &str,
        months: Option<i32>,
    ) -> Truth {
        let issued = match self.opinion(authority, matter, None) {
            Ok(Some(opinion)) => day(opinion.get("issued_on")),
            _ => None,
        };
        let fresh = match (issued, months) {
            (Some(issued), Some(months)) => super::dates::within(issued, months, self.today).into(),
            _ => Unknown,
        };
        self.passed(authority, matter, None).and(fresh)
    }

    fn is_pass(&self, opinion: &Value) -> bool {
        let over = day(opinion.get("valid_until")).is_some_and(|until| until < self.today);
        opinion["result"] == "pass" && !over
    }

    /// The acceptance where there is one, passed; `Err` where nobody can tell.
    pub(super) fn acceptance(&self) -> Result<Option<&'a Value>, ()> {
        let opinion = self.opinion("catalog", "acceptance", None)?;
        Ok(opinion.filter(|opinion| self.is_pass(opinion)))
    }

    /// Whether some file has no order or hazard that stands against it.
    /// `due`: orders stand only past their day; hazards stand at once.
    pub(super) fn none_open(&self, paper: Paper<'_>, matter: &str, due: bool) -> Truth {
        if paper.is_broken() {
            return Unknown;
        }
        let open = paper.list("/opinions").iter().any(|opinion| {
            let issued = day(opinion.get("issued_on")) <= Some(self.today);
            let resolved = day(opinion.get("resolved_on")).is_some_and(|on| on <= self.today);
            let past = day(opinion.get("due_on")).is_some_and(|on| on < self.today);
            opinion["matter"] == matter && issued && !resolved && (past || !due)
        });
        if open { No } else { Yes }
    }

    /// No hazard is open on the system.
    pub(super) fn no_hazard(&self) -> Truth {
        self.none_open(
            self.opinions_on_system("cybersecurity"),
            "major-hazard",
            false,
        )
    }
}

/// The scope as text, however it was written.
fn scope_of(opinion: &Value) -> Option<String> {
    match opinion.get("scope")? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
