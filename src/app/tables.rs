//! `query` and `publish`: the same rows, for one question or for many readers.

use super::{Error, Loaded};
use mulu_core::decision::{Decisions, Provenance, decide_in_batches};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Pack, RuleOutcome};
use mulu_report::tables::{self, Keys, Origin, Query, ResultSet, Sink, Source};
use mulu_report::{Language, Localizer, View, decisions};
use mulu_store::{self as store, Address, Limits, Memory, Published};

/// A database by its address.
///
/// # Errors
/// When it is no address.
pub fn address(url: &str) -> Result<Address, Error> {
    url.parse()
}

/// Answers a question from the tables that it names.
///
/// # Errors
/// When the question makes no sense or takes too long, or nobody knows which
/// day it is there.
pub fn query(
    loaded: &Loaded,
    pack: &Pack,
    asked: &Query,
    limits: Limits,
) -> Result<ResultSet, Error> {
    dated(loaded, asked.is_judged())?;
    let mut years = match asked.is_judged() {
        true => tables::years(&loaded.registry),
        false => Vec::new(),
    };
    years.retain(|year| asked.year.is_none_or(|asked| asked == *year));
    let mut memory = Memory::open(asked, &keys(loaded, None))?;
    rows(loaded, pack, None, &years, &mut memory)?;
    memory.answer(limits)
}

/// Writes the state and its decisions to a database.
///
/// # Errors
/// When it is no state of a commit, or the database doesn't take it.
pub fn publish(
    loaded: &Loaded,
    pack: &Pack,
    address: &Address,
    name: Option<&str>,
) -> Result<Published, Error> {
    if loaded.provenance.commit.is_none() {
        return Err(Error::bad_input(Message::new("publish-uncommitted")));
    }
    dated(loaded, true)?;
    let keys = keys(loaded, name);
    if keys.registry.trim().is_empty() {
        return Err(Error::bad_input(Message::new("publish-unnamed")));
    }
    let years = tables::years(&loaded.registry);
    let now = jiff::Timestamp::now().to_string();
    store::publish(address, &keys, |sink| {
        rows(loaded, pack, Some(&now), &years, sink)
    })
}

/// Nothing may be decided for a day that is a guess.
fn dated(loaded: &Loaded, judged: bool) -> Result<(), Error> {
    match &loaded.undated {
        Some(failure) if judged => Err(failure.clone()),
        _ => Ok(()),
    }
}

fn keys(loaded: &Loaded, name: Option<&str>) -> Keys {
    let Provenance {
        registry,
        commit,
        on,
        ..
    } = &loaded.provenance;
    Keys {
        registry: name.unwrap_or(registry).to_owned(),
        commit_id: commit.as_deref().unwrap_or(tables::WORK_TREE).to_owned(),
        judged_on: on.to_string(),
    }
}

/// Every row that is wanted, with the decisions of some years.
fn rows(
    loaded: &Loaded,
    pack: &Pack,
    published_at: Option<&str>,
    years: &[i16],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let Loaded {
        registry,
        provenance,
        ..
    } = loaded;
    let words = Localizer::new(Language::default());
    let none = Decisions::none(0, provenance.on);
    let view = View {
        registry,
        pack,
        schemas: loaded.schemas.as_deref(),
        decisions: &none,
        provenance,
    };
    let wording = |outcome: &RuleOutcome| decisions::message(&view, &words, outcome);
    let source = Source {
        registry,
        pack,
        wording: &wording,
    };
    let origin = Origin {
        title: &provenance.registry,
        policy: provenance.policy.as_deref(),
        published_at,
    };
    tables::origin(origin, sink)?;
    tables::facts(&source, sink)?;
    for year in years {
        for batch in decide_in_batches(registry, pack, provenance.on, *year, |_| true) {
            tables::decided(&source, *year, &batch, sink)?;
        }
    }
    Ok(())
}
