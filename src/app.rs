//! Use cases: what the commands do, without how they look.
//!
//! The only place that reads the clock: the date of an evaluation is filled in
//! here where nobody named one.

mod find;
mod generate;
mod load;

pub use crate::git::Failure;
pub use find::{latest_year, system};
pub use generate::{Written, generate};
pub use load::{Input, Loaded, Moment, load};

use crate::decision::{Decisions, Verdict, decide};
use crate::diagnostic::{Diagnostic, Message};
use crate::policy::Pack;

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
    if let Some(unit) = &selection.unit {
        find::unit(registry, unit)?;
    }
    let mut decisions = decide(registry, pack, loaded.provenance.on, year);
    decisions.decisions.retain(|decision| {
        let of = |unit: &String| registry.is_unit_or_ancestor(unit, &decision.unit);
        selection.unit.as_ref().is_none_or(of)
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

/// The failure of a name that means nothing, with the name that may be meant.
fn unknown(key: &'static str, name: &str, near: Option<&str>) -> Failure {
    let message = Message::new(key).arg("name", name);
    Failure::new(match near {
        Some(near) => Message::new("failure-with-help")
            .arg("failure", message)
            .arg(
                "help",
                Message::new("help-did-you-mean").arg("suggestion", format!("`{near}`")),
            ),
        None => message,
    })
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
