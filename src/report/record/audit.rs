//! `mulu audit YEAR`: what an auditor's questions came to.

mod json;
mod rows;
mod table;

pub use json::json;
pub use rows::rows;
pub use table::table;

use crate::names;
use crate::{Localizer, text};
use jiff::civil::Date;
use mulu_core::decision::{Provenance, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::layout::Subject;
use mulu_core::registry::Owner;
use mulu_record::Weight;
use mulu_record::audit::{Found, Limits, Place, facts};
use std::sync::Arc;

/// An audit as it is told.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    /// The registry on the audited day.
    pub view: Snapshot<'a>,
    /// The budget year.
    pub year: i16,
    /// How far things may be apart.
    pub limits: Limits,
    /// How many commits the history has.
    pub commits: usize,
    /// Its first day.
    pub since: Option<Date>,
    /// What was found, findings first.
    pub found: &'a [Found],
}

impl Audit<'_> {
    /// How many there are of a weight.
    fn count(&self, weight: Weight) -> usize {
        let all = self.found.iter();
        all.filter(|found| found.finding.weight == weight).count()
    }

    /// The articles that an answer rests on.
    fn articles(&self, found: &Found) -> &[Arc<str>] {
        let articles = self.view.pack.audit.articles.get(found.question());
        articles.map_or(&[], Vec::as_slice)
    }

    /// What something is called.
    fn name(&self, subject: &Subject) -> String {
        text::plain(&facts::name(self.view.registry, subject)).into_owned()
    }

    /// Who may write the file that an answer is about.
    fn owners(&self, found: &Found) -> Vec<Owner> {
        let place = found.places.first();
        let ownership = &self.view.registry.settings.ownership;
        let owners = place.and_then(|place| ownership.of_path(&place.path));
        let mut owners = owners.map(|owners| owners.authors).unwrap_or_default();
        owners.retain(|owner| !matches!(owner, Owner::Anyone));
        owners
    }

    /// What to do, and who; `None`: nothing.
    fn remedy(&self, found: &Found, words: &Localizer) -> Option<String> {
        let named = self.owners(found);
        let named = named
            .iter()
            .map(|owner| names::owner(self.view.registry, words, owner));
        let who = match words.either(named) {
            who if who.is_empty() => words.word("audit-somebody"),
            who => who,
        };
        let key = format!("audit-do-{}", found.question());
        words.try_word(&key)?;
        Some(words.say(&Message::new(key).arg("who", who)))
    }
}

/// `registry/a.yaml:3 · 1234567 2026-09-01 #12 who`
fn place(place: &Place) -> String {
    let mut told = text::plain(&place.path).into_owned();
    if let Some(line) = place.line {
        told += &format!(":{line}");
    }
    if let Some(act) = &place.act {
        let pull = act.pull.map(|pull| format!(" #{pull}")).unwrap_or_default();
        let commit = Provenance::short(&act.commit);
        let author = text::plain(&act.author.name);
        told += &format!(" · {commit} {}{pull} {author}", act.on);
    }
    told
}
