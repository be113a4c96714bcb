//! `query` and `publish`: the same rows, for one question or for many readers.

use super::Error;
use mulu_core::decision::{Provenance, Snapshot, decide_in_batches, decide_projects};
use mulu_core::diagnostic::Message;
use mulu_core::policy::RuleOutcome;
use mulu_report::tables::{self, Keys, Origin, ResultSet, Sink, Source};
use mulu_report::{Language, Localizer, decisions};
use mulu_store::{self as store, Address, Limits, Memory, Published, Query};

/// A database by its address.
///
/// # Errors
/// When it is no address.
pub fn address(url: &str) -> Result<Address, Error> {
    url.parse()
}

/// A question, as SQLite has read it.
///
/// # Errors
/// When it isn't one query that reads, or names what there isn't.
pub fn question(sql: &str) -> Result<Query, Error> {
    Query::prepare(sql)
}

/// Answers a question from the tables that it names.
///
/// # Errors
/// When the question makes no sense or takes too long.
pub fn query(snapshot: &Snapshot<'_>, asked: &Query, limits: Limits) -> Result<ResultSet, Error> {
    let asked_for = |year: &i16| asked.years.as_ref().is_none_or(|it| it.contains(year));
    let mut years = Years::of(snapshot);
    years.requests.retain(asked_for);
    years.projects.retain(asked_for);
    let mut memory = Memory::open(asked, &keys(snapshot, None))?;
    rows(snapshot, None, &years, &mut memory)?;
    memory.answer(limits)
}

/// Writes the state and its decisions to a database.
///
/// # Errors
/// When it is no state of a commit, or the database doesn't take it.
pub fn publish(
    snapshot: &Snapshot<'_>,
    address: &Address,
    name: Option<&str>,
) -> Result<Published, Error> {
    if snapshot.provenance.commit.is_none() {
        return Err(Error::bad_input(Message::new("publish-uncommitted")));
    }
    let keys = keys(snapshot, name);
    if keys.registry.trim().is_empty() {
        return Err(Error::bad_input(Message::new("publish-unnamed")));
    }
    let years = Years::of(snapshot);
    let now = jiff::Timestamp::now().to_string();
    store::publish(address, &keys, |sink| {
        rows(snapshot, Some(&now), &years, sink)
    })
}

fn keys(snapshot: &Snapshot<'_>, name: Option<&str>) -> Keys {
    let Provenance {
        registry,
        commit,
        on,
        ..
    } = snapshot.provenance;
    Keys {
        registry: name.unwrap_or(registry).to_owned(),
        commit_id: commit.as_deref().unwrap_or(tables::WORK_TREE).to_owned(),
        judged_on: on.to_string(),
    }
}

/// The years that requests and projects are judged for.
struct Years {
    requests: Vec<i16>,
    projects: Vec<i16>,
}

impl Years {
    fn of(snapshot: &Snapshot<'_>) -> Self {
        let registry = snapshot.registry;
        Years {
            requests: tables::years(registry),
            projects: tables::project_years(registry, snapshot.provenance.on),
        }
    }
}

/// Whether any of some tables is wanted: what nobody asks for is not judged.
fn wants(sink: &dyn Sink, names: &[&str]) -> bool {
    let tables = names.iter().filter_map(|name| tables::table(name));
    tables.into_iter().any(|table| sink.wants(table))
}

/// Every row that is wanted, with the decisions of some years.
fn rows(
    snapshot: &Snapshot<'_>,
    published_at: Option<&str>,
    years: &Years,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let Snapshot {
        registry,
        pack,
        provenance,
        ..
    } = *snapshot;
    let words = Localizer::new(Language::default()).about(snapshot);
    let wording = |outcome: &RuleOutcome| decisions::message(snapshot, &words, outcome);
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
    let on = provenance.on;
    if wants(sink, &tables::OF_REQUESTS) {
        for year in &years.requests {
            for batch in decide_in_batches(registry, pack, on, *year, |_| true) {
                tables::decided(&source, *year, &batch, sink)?;
            }
        }
    }
    if wants(sink, &tables::OF_PROJECTS) {
        for year in &years.projects {
            let decided = decide_projects(registry, pack, on, *year, |_| true);
            tables::decided_projects(&source, &decided.projects, sink)?;
        }
    }
    Ok(())
}
