//! What people mean by a name.

use super::{Failure, nearest, unknown};
use crate::diagnostic::Message;
use crate::registry::Registry;

/// A unit by its slug.
///
/// # Errors
/// When there is none, with the one that may be meant.
pub(super) fn unit(registry: &Registry, name: &str) -> Result<(), Failure> {
    if registry.units.contains_key(name) {
        return Ok(());
    }
    let near = nearest(name, registry.units.keys().map(|unit| &**unit));
    Err(unknown("failure-unknown-unit", name, near))
}

/// A system by `unit/system`, by the path of its file, or by its own slug
/// where only one has it. Systems that only a request names count too.
///
/// # Errors
/// When there is none, or several.
pub fn system(registry: &Registry, name: &str) -> Result<String, Failure> {
    let path = name.trim_end_matches(".yaml").trim_start_matches("./");
    let path = path
        .trim_start_matches("registry/")
        .trim_start_matches("systems/");
    let requested = registry
        .requests
        .keys()
        .filter_map(|id| Some(id.split_once('/')?.1));
    let known: std::collections::BTreeSet<&str> = registry
        .systems
        .keys()
        .map(|id| &**id)
        .chain(requested)
        .collect();
    if known.contains(path) {
        return Ok(path.to_owned());
    }
    let slug = |id: &&&str| id.rsplit('/').next() == Some(path);
    let same: Vec<&&str> = known.iter().filter(slug).collect();
    match same.as_slice() {
        [one] => Ok((**one).to_owned()),
        [] => {
            let near = nearest(path, known.iter().copied());
            Err(unknown("failure-unknown-system", name, near))
        }
        several => {
            let names: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            let message = Message::new("failure-ambiguous-system");
            Err(Failure::new(message.arg("name", name).arg("names", names)))
        }
    }
}

/// The latest year with a request for a system.
///
/// # Errors
/// When nobody ever asked for money for it.
pub fn latest_year(registry: &Registry, system: &str) -> Result<i16, Failure> {
    let years = registry.requests.keys().filter_map(|id| {
        let (year, of) = id.split_once('/')?;
        (of == system).then(|| year.parse().ok())?
    });
    years
        .max()
        .ok_or_else(|| Failure::new(Message::new("failure-no-request").arg("name", system)))
}
