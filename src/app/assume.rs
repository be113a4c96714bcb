//! What would come of a request that nobody made.

use super::load::judged_again;
use super::{Error, Loaded};
use mulu_core::diagnostic::Message;
use mulu_core::layout::{self, Kind, RequestId};
use mulu_core::tree::Entry;
use mulu_report::template;

/// The year that is meant: the one asked for, else the latest in which the system has a
/// request, else the latest in which any has, else the next.
#[must_use]
pub fn asked_year(loaded: &Loaded, system: &str, year: Option<i16>) -> i16 {
    let requests = || loaded.registry.requests.keys();
    let own = || {
        requests()
            .filter(|id| id.system() == system)
            .map(|id| id.year())
            .max()
    };
    let any = || requests().map(|id| id.year()).max();
    let next = || loaded.provenance.on.year().saturating_add(1);
    year.or_else(own).or_else(any).unwrap_or_else(next)
}

/// The registry as it would be with a request for a system, in which nothing of its own
/// is wrong: what is lacking is the system's, the unit's and the year's.
///
/// # Errors
/// When rules or schemas are broken.
pub fn assume(loaded: Loaded, system: &str, year: i16) -> Result<Loaded, Error> {
    let path = layout::path(Kind::Request, &RequestId::new(year, system));
    let text = match (loaded.snapshot(), layout::parse(&path)) {
        (Some(snapshot), Some(at)) => template::assumed(&snapshot, &at),
        _ => {
            let message = Message::new("failure-no-request").arg("name", system);
            return Err(Error::broken_registry(message));
        }
    };
    let mut tree = loaded.tree.clone();
    tree.insert(path, Entry::file(text.into_bytes()));
    Ok(judged_again(loaded, tree))
}
