//! Use cases: what the commands do, without how they look.
//!
//! The only place that reads the clock: the date of an evaluation is filled in
//! here where nobody named one.

mod approvals;
mod assume;
pub mod bot;
mod carry;
mod codes;
mod days;
mod drafted;
mod file;
mod forecast;
mod fresh;
mod generate;
mod hand_in;
mod history;
mod home;
mod import;
mod load;
mod lookup;
mod migrate;
mod narrow;
mod projects;
mod proposed;
pub mod record;
mod relocate;
mod review;
mod served;
mod starter;
mod submission;
mod tables;
mod year;

pub use approvals::{Approved, void_approvals};
pub use assume::{asked_year, assume};
pub use carry::{Carried, carry};
pub use codes::rests_on;

pub use drafted::{Drafted, Letter, address_of_forge, composed, drafted, may_write, proposed_slug};
pub use file::replace;
pub use forecast::{Due, Forecast, due, forecast, last_day};
pub use fresh::{Fresh, Wanted, fresh};
pub use generate::{Written, generate};
pub use hand_in::{Handing, Progress, PullState, Submitter, digest};
pub use history::{Compared, Life, compare_within, diff, history};
pub use home::home;
pub use import::{Imported, import};
pub use load::{Input, Loaded, OwnedSnapshot, RevisionSpec, load};
pub use lookup::{latest_year, project, project_meant, project_path, rule, system, unit};
pub use migrate::{Migration, migrate};
pub use mulu_core::diagnostic::{Error, ErrorKind};
pub use mulu_store::{Draft, Drafts, HandedIn, KEPT};
pub use narrow::{chosen, folded, of_files};
pub use projects::{ProjectSelection, projects};
pub use proposed::{Proposed, proposed};
pub use record::{
    Audited, Certified, Reconciliation, Verified, audit, certify, deciding, facts, reconcile,
    verify,
};
pub use relocate::{Relocated, relocate};
pub use review::{Proposal, Reviewed, review, uncommitted};
pub use served::{Tip, Unjudged, earlier, judged, tip};
pub use starter::{Begun, init};
pub use tables::{address, publish, query, question};
pub use year::{Year, year};

use mulu_core::decision::{Decision, Decisions, Snapshot, Verdict, decide_in_batches};
use mulu_core::diagnostic::{Arg, Diagnostic, Message};
use mulu_core::policy::RequestRef;
use std::sync::Arc;

/// Which decisions are asked for.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Of this unit and those below it.
    pub unit: Option<String>,
    /// With one of these verdicts; none named: all.
    pub verdicts: Vec<Verdict>,
    /// Of this system alone.
    pub system: Option<String>,
}

/// The decisions of a year, as selected.
///
/// # Errors
/// When the unit doesn't exist.
pub fn fund(snapshot: &Snapshot<'_>, year: i16, selection: &Selection) -> Result<Decisions, Error> {
    let batches = fund_in_batches(snapshot, year, selection)?;
    Ok(Decisions {
        year,
        on: snapshot.provenance.on,
        decisions: batches.flatten().collect(),
    })
}

/// The decisions of a year, judged only as they are taken: what was written out need not be
/// kept until the last is judged.
///
/// # Errors
/// As [`fund`], before anything is judged.
pub fn fund_in_batches<'a>(
    snapshot: &Snapshot<'a>,
    year: i16,
    selection: &'a Selection,
) -> Result<impl Iterator<Item = Vec<Decision>> + 'a, Error> {
    let (registry, pack) = (snapshot.registry, snapshot.pack);
    let unit = match &selection.unit {
        Some(name) => Some(lookup::unit(registry, name)?),
        None => None,
    };
    let system = selection.system.as_deref();
    let wanted = move |case: &RequestRef| {
        let of = |unit: &Arc<str>| registry.is_unit_or_ancestor(unit, &case.unit);
        unit.as_ref().is_none_or(of) && system.is_none_or(|system| *system == *case.system)
    };
    let batches = decide_in_batches(registry, pack, snapshot.provenance.on, year, wanted);
    let verdicts = &selection.verdicts;
    let snapshot = *snapshot;
    Ok(batches.map(move |mut batch| {
        batch.retain(|decision| verdicts.is_empty() || verdicts.contains(&decision.verdict));
        for decision in &mut batch {
            snapshot.keep(&mut decision.outcomes);
        }
        batch
    }))
}

/// The registry's ownership table as GitHub's CODEOWNERS.
///
/// # Errors
/// When the folder has no registry, or it cannot be read.
pub fn codeowners(input: &Input) -> Result<String, Error> {
    let loaded = load(input)?;
    let repository = mulu_git::Repository::open(&input.folder);
    let folder = repository.map(|repository| repository.folder());
    let folder = folder.unwrap_or_default();
    Ok(mulu_core::registry::codeowners(&loaded.registry, &folder))
}

/// Whether any finding is an error, or a warning where these are denied.
#[must_use]
pub fn has_findings(diagnostics: &[Diagnostic], deny_warnings: bool) -> bool {
    diagnostics
        .iter()
        .any(|found| deny_warnings || found.is_error())
}

/// The failure of a name that means nothing, with the name that may be meant
/// and what that is called.
fn unknown(key: &'static str, name: &str, near: Option<(&str, Arg)>) -> Error {
    let message = Message::new(key).arg("name", name);
    let Some((near, title)) = near else {
        return Error::not_found(message);
    };
    let help = if title == Arg::from(near) {
        Message::new("help-did-you-mean").arg("suggestion", format!("`{near}`"))
    } else {
        Message::new("help-did-you-mean-titled")
            .arg("name", near)
            .arg("title", title)
    };
    let message = Message::new("failure-with-help").arg("failure", message);
    Error::not_found(message.arg("help", help))
}

/// Names longer than this are not compared, in bytes.
const LONGEST_NAME: usize = 256;

/// The known name that is most like a wrong one.
fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Nothing is called like a text of many lines, and comparing them takes its time.
    if wrong.len() > LONGEST_NAME {
        return None;
    }
    let limit = 1 + wrong.len() / 4;
    names
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}
