//! The decision of record of a year, and what is true since.

use crate::certificate::Certificate;
use crate::statement::RequestLine;
use mulu_core::decision::{Decision, Snapshot};
use mulu_core::layout::{Kind, parse};
use std::collections::HashMap;

/// The decision of record of a year.
#[derive(Debug)]
pub struct OfRecord {
    /// Where it stands.
    pub path: String,
    /// What it says.
    pub certificate: Certificate,
}

/// A request whose verdict is another one than that of record.
#[derive(Debug)]
pub struct Since<'a> {
    /// As it was decided.
    pub was: &'a RequestLine,
    /// As it would be now.
    pub is: &'a Decision,
}

/// The last decision of record of a year that was made by the day of the snapshot; `None`:
/// there is none.
///
/// # Errors
/// Its path, where it can't be read or was tampered with: `mulu verify` says more.
pub fn of_record(snapshot: &Snapshot<'_>, year: i16) -> Result<Option<OfRecord>, String> {
    let on = snapshot.provenance.on.to_string();
    let of_year = snapshot.tree.iter().filter_map(|(path, entry)| {
        let located = parse(path).filter(|located| located.kind == Kind::Decisions)?;
        let of_year = located.year() == Some(year) && located.get("date")? <= &*on;
        of_year.then_some((path, entry))
    });
    let Some((path, entry)) = of_year.last() else {
        return Ok(None);
    };
    let bytes = entry.bytes.as_deref().unwrap_or_default();
    match Certificate::read(bytes) {
        Ok(certificate) if certificate.tampered(bytes).is_empty() => Ok(Some(OfRecord {
            path: path.to_string(),
            certificate,
        })),
        _ => Err(path.to_string()),
    }
}

/// The requests whose verdict is no longer that of record, in its order.
#[must_use]
pub fn since<'a>(record: &'a OfRecord, decisions: &'a [Decision]) -> Vec<Since<'a>> {
    let by_id: HashMap<&str, &Decision> = decisions.iter().map(|is| (&*is.request, is)).collect();
    let lines = record.certificate.statement.predicate.requests.iter();
    lines
        .filter_map(|was| {
            let is = *by_id.get(&*was.request)?;
            (is.verdict.id() != was.verdict).then_some(Since { was, is })
        })
        .collect()
}
