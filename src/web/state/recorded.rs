//! A year's decision of record beside what would be decided now.

use super::Asked;
use mulu_app::{self as app, Selection};
use mulu_core::decision::{Decision, Snapshot};
use mulu_record::{OfRecord, of_record, since};
use mulu_report::Localizer;
use mulu_report::record::{Recorded, recorded};
use std::collections::HashMap;

/// The decision of record of a year in each language; `None`: there is none. `asked` are the
/// year's requests as they are judged now.
pub(super) fn of_year(
    view: &Snapshot<'_>,
    year: i16,
    asked: &[Asked],
    words: &[Localizer; 2],
) -> [Option<Recorded>; 2] {
    let record = of_record(view, year);
    let turned = match &record {
        Ok(Some(record)) => turned(view, year, asked, record),
        _ => Vec::new(),
    };
    let since = match &record {
        Ok(Some(record)) => since(record, &turned),
        _ => Vec::new(),
    };
    words
        .each_ref()
        .map(|words| recorded(&record, &since, view, words))
}

/// The requests whose verdict isn't that of record, judged again for their reasons.
fn turned(view: &Snapshot<'_>, year: i16, asked: &[Asked], record: &OfRecord) -> Vec<Decision> {
    let lines = record.certificate.statement.predicate.requests.iter();
    let was: HashMap<&str, &str> = lines.map(|of| (&*of.request, &*of.verdict)).collect();
    let turned = asked.iter().filter(|is| {
        let request = format!("{year:04}/{}", is.system);
        let was = was.get(&*request);
        was.is_some_and(|was| *was != is.verdict.id())
    });
    let judged = turned.filter_map(|of| {
        let selection = Selection {
            system: Some(of.system.to_string()),
            ..Selection::default()
        };
        app::fund(view, year, &selection).ok()
    });
    judged.flat_map(|judged| judged.decisions).collect()
}
