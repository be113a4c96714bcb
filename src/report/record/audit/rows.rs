//! An audit as rows, for CSV and spreadsheets: one a finding or note, with its first place in
//! columns of its own and all of them in one.

use super::{Audit, place};
use crate::tables::{ResultSet, Value as Cell};
use crate::{Localizer, articles};
use mulu_core::decision::Provenance;
use mulu_record::audit::{Act, Found};

const COLUMNS: [&str; 14] = [
    "code", "weight", "articles", "subject", "name", "message", "path", "line", "commit", "on",
    "author", "pull", "places", "remedy",
];

/// The rows.
#[must_use]
pub fn rows(of: &Audit<'_>, words: &Localizer) -> ResultSet {
    let words = &words.about(&of.view);
    ResultSet {
        columns: COLUMNS.map(|name| (name.to_owned(), None)).to_vec(),
        rows: of.found.iter().map(|found| row(of, found, words)).collect(),
        cut: false,
    }
}

fn row(of: &Audit<'_>, found: &Found, words: &Localizer) -> Vec<Cell> {
    let text = |text: Option<String>| match text {
        Some(text) if !text.is_empty() => Cell::Text(text),
        _ => Cell::Null,
    };
    let first = found.places.first();
    let act = first.and_then(|place| place.act.as_ref());
    let of_act = |what: fn(&Act) -> String| text(act.map(what));
    let subject = found.subject.as_ref();
    let number = |number: Option<i64>| number.map_or(Cell::Null, Cell::Int);
    let pull = act.and_then(|act| act.pull);
    let places = found.places.iter().map(place);
    vec![
        text(Some(found.finding.code.to_owned())),
        text(Some(found.finding.weight.id().to_owned())),
        text(Some(articles::names(words, of.articles(found)))),
        text(subject.map(ToString::to_string)),
        text(subject.map(|subject| of.name(subject))),
        text(Some(words.say(&found.finding.message))),
        text(first.map(|place| place.path.to_string())),
        number(first.and_then(|place| place.line).map(i64::from)),
        of_act(|act| Provenance::short(&act.commit).to_owned()),
        of_act(|act| act.on.to_string()),
        of_act(|act| act.author.name.clone()),
        number(pull.and_then(|pull| i64::try_from(pull).ok())),
        text(Some(places.collect::<Vec<_>>().join("\n"))),
        text(of.remedy(found, words)),
    ]
}
