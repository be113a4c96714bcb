//! `mulu audit YEAR`: an auditor's questions of a budget year, over the history.
//!
//! The line of first parents is walked once, the oldest commit first ([`walk`]); of each only
//! what it changed is read. [`book`] follows opinions, [`papers`] the documents of departments;
//! only around requests whole registries are judged ([`turns`]). The questions themselves are
//! `mulu_record::audit`'s.

mod book;
mod merges;
mod papers;
mod turns;
mod walk;
mod year;

use crate::days::zone_of;
use crate::load::{Input, Loaded};
use book::Book;
use jiff::civil::Date;
use mulu_core::decision::{Snapshot, decide};
use mulu_core::diagnostic::{Error, Message};
use mulu_git::{Backwards, Repository};
use mulu_record::audit::{self, Facts, Found, Limits};
use papers::Papers;
use walk::Walk;

/// What came of an auditor's questions.
#[derive(Debug)]
pub struct Audited {
    /// The answers, findings first.
    pub found: Vec<Found>,
    /// How many commits the line has.
    pub commits: usize,
    /// The first day of the history.
    pub since: Option<Date>,
}

/// Asks an auditor's questions of a budget year; `None` where schemas or rules are broken.
///
/// # Errors
/// When what is asked about is of no commit, or the history isn't all here.
pub fn audit(
    loaded: &Loaded,
    input: &Input,
    year: i16,
    limits: Limits,
) -> Result<Option<Audited>, Error> {
    let Some(snapshot) = loaded.dated()? else {
        return Ok(None);
    };
    let commit = loaded.provenance.commit.as_deref();
    let commit = commit.ok_or_else(|| Error::bad_input(Message::new("audit-uncommitted")))?;
    let repository = Repository::open(&input.folder)?;
    let tip = repository.commit(commit)?;
    let mut line = repository.line(&tip, None)?;
    line.reverse();
    let (days, backwards) = repository.days(&tip, &zone_of(&tip)?)?;
    let walk = Walk::new(&repository, &line, &days)?;
    let (mut book, mut papers) = (Book::default(), Papers::default());
    let mut steps = Vec::with_capacity(line.len());
    for step in walk {
        let step = step?;
        papers.turn(&step);
        book.turn(&step);
        steps.push(step);
    }
    let found = answered(&snapshot, (year, limits), |facts| {
        let judged = turns::turns(&repository, &steps, &papers, facts)?;
        facts.turns = judged;
        facts.merges = merges::merges(&repository, &steps, facts);
        facts.backwards = backwards.as_ref().map(Backwards::message);
        facts.entries = book.entries(&papers);
        facts.papers = papers.papers;
        Ok(())
    })?;
    Ok(Some(Audited {
        found,
        commits: line.len(),
        since: steps.first().map(|step| step.day),
    }))
}

/// Asks all questions of a year, whose history somebody fills in.
fn answered(
    snapshot: &Snapshot<'_>,
    (year, limits): (i16, Limits),
    history: impl FnOnce(&mut Facts<'_>) -> Result<(), Error>,
) -> Result<Vec<Found>, Error> {
    let decided = decide(
        snapshot.registry,
        snapshot.pack,
        snapshot.provenance.on,
        year,
    );
    let mut facts = year::facts(snapshot, &decided, limits);
    history(&mut facts)?;
    Ok(audit::ask(&facts))
}
