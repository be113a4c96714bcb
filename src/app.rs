//! Use cases: what the commands do, without how they look.
//!
//! The only place that reads the clock: the date of an evaluation is filled in
//! here where nobody named one.

mod find;
mod generate;
mod load;
mod review;

pub use crate::git::Failure;
pub use find::{latest_year, rule, system};
pub use generate::{Written, generate};
pub use load::{Input, Loaded, Moment, load};
pub use review::{Approved, Half, Proposal, Reviewed, review};

use crate::decision::{Decisions, Verdict, decide};
use crate::diagnostic::{Arg, Diagnostic, Message};
use crate::policy::Pack;
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
/// When the unit doesn't exist, or nobody knows which day it is there.
pub fn fund(
    loaded: &Loaded,
    pack: &Pack,
    year: i16,
    selection: &Selection,
) -> Result<Decisions, Failure> {
    if let Some(failure) = &loaded.undated {
        return Err(failure.clone());
    }
    let registry = &loaded.registry;
    let unit = match &selection.unit {
        Some(name) => Some(find::unit(registry, name)?),
        None => None,
    };
    let mut decisions = decide(registry, pack, loaded.provenance.on, year);
    decisions.decisions.retain(|decision| {
        let of = |unit: &Arc<str>| registry.is_unit_or_ancestor(unit, &decision.unit);
        unit.as_ref().is_none_or(of)
            && selection
                .system
                .as_ref()
                .is_none_or(|system| **system == *decision.system)
            && (selection.verdicts.is_empty() || selection.verdicts.contains(&decision.verdict))
    });
    Ok(decisions)
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
fn unknown(key: &'static str, name: &str, near: Option<(&str, Arg)>) -> Failure {
    let message = Message::new(key).arg("name", name);
    let Some((near, title)) = near else {
        return Failure::new(message);
    };
    let help = if title == Arg::from(near) {
        Message::new("help-did-you-mean").arg("suggestion", format!("`{near}`"))
    } else {
        Message::new("help-did-you-mean-titled")
            .arg("name", near)
            .arg("title", title)
    };
    let message = Message::new("failure-with-help").arg("failure", message);
    Failure::new(message.arg("help", help))
}

/// The known name that is most like a wrong one.
fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = 1 + wrong.len() / 4;
    names
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}
