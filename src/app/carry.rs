//! `new requests`: the requests of one year written again for another.

use super::{Error, Loaded, fresh, lookup};
use mulu_core::decision::sum;
use mulu_core::diagnostic::Message;
use mulu_core::layout::{self, Kind, RequestId};
use mulu_core::registry::Slot;
use std::path::Path;
use std::sync::Arc;

/// Fields that belong to one year alone: what was asked for once, and the number of
/// that year's paper.
const OF_ONE_YEAR: [&str; 2] = ["on_behalf", "upgrade"];

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Files that were written.
    pub written: Vec<String>,
    /// What they ask for together, as last year; `None` where it is more than a number
    /// holds.
    pub amount: Option<i64>,
    /// Requests that the year has already.
    pub there: usize,
    /// Systems that are out of use, or not in the catalog: nothing is asked for them.
    pub gone: Vec<String>,
    /// Requests that cannot be read.
    pub broken: Vec<String>,
}

/// Writes the requests of a year for another, those of a unit and the units beneath
/// it where one is named. What is of one year alone is commented out.
///
/// # Errors
/// When the unit doesn't exist, the year has no request, or a file cannot be written.
pub fn carry(
    folder: &Path,
    loaded: &Loaded,
    (from, to): (i16, i16),
    unit: Option<&str>,
    note: &str,
) -> Result<Carried, Error> {
    let registry = &loaded.registry;
    let unit: Option<Arc<str>> = unit.map(|name| lookup::unit(registry, name)).transpose()?;
    let of = |id: &&RequestId| {
        let within = |unit: &Arc<str>| registry.is_unit_or_ancestor(unit, id.unit());
        id.year() == from && unit.as_ref().is_none_or(within)
    };
    let mut done = Carried {
        written: Vec::new(),
        amount: Some(0),
        there: 0,
        gone: Vec::new(),
        broken: Vec::new(),
    };
    let mut found = false;
    for id in registry.requests.keys().filter(of) {
        found = true;
        let next = layout::path(Kind::Request, &RequestId::new(to, id.system()));
        let path = layout::path(Kind::Request, id);
        let request = registry.requests.get(id).and_then(Slot::valid);
        let system = registry.systems.get(id.system()).and_then(Slot::valid);
        let Some(request) = request else {
            done.broken.push(path);
            continue;
        };
        if loaded.tree.get(&next).is_some() {
            done.there += 1;
        } else if system.is_none_or(|system| system.retired) {
            done.gone.push(id.system().to_owned());
        } else {
            let text = loaded.tree.bytes(&path).unwrap_or_default();
            let text = without_one_year(&String::from_utf8_lossy(text), note);
            fresh::write(folder, &next, text.as_bytes())?;
            done.amount = sum([done.amount, request.amount]);
            done.written.push(next);
        }
    }
    match found {
        true => Ok(done),
        false => {
            let message = Message::new("failure-no-requests-in");
            Err(Error::not_found(message.arg("year", from.to_string())))
        }
    }
}

/// A request's text with a note on top, and the fields of one year as comments.
fn without_one_year(text: &str, note: &str) -> String {
    let mut out = String::new();
    let mut noted = false;
    let mut skipping = false;
    for line in text.split_inclusive('\n') {
        // The first line may tell editors of the schema: the note comes behind it.
        if !noted && !line.starts_with("# yaml-language-server") {
            out.push_str(&format!("# {note}\n"));
            noted = true;
        }
        let begins = !line.starts_with([' ', '\t', '-', '#', '\r', '\n']);
        if begins {
            let key = line.split(':').next().unwrap_or_default();
            skipping = OF_ONE_YEAR.contains(&key.trim_matches(['"', '\'']));
        }
        if skipping && !line.starts_with('#') && !line.trim().is_empty() {
            out.push_str("# ");
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_one_year_alone_becomes_a_comment() {
        let text = "# yaml-language-server: $schema=x\napplicant: a\non_behalf: 一号\nitems:\n- {amount: 1}\nupgrade:\n  amount: 3\n\n  # why\n  main_function_changed: false\nneed: 要\n";
        assert_eq!(
            without_one_year(text, "由上年复制"),
            "# yaml-language-server: $schema=x\n# 由上年复制\napplicant: a\n# on_behalf: 一号\nitems:\n- {amount: 1}\n# upgrade:\n#   amount: 3\n\n#   # why\n#   main_function_changed: false\nneed: 要\n"
        );
    }
}
