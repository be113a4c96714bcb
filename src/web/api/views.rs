//! The views: their addresses, fields and answers, by which data they are of.

use super::schemas::{day, language, revision, said, verdict, year};
use crate::page::Data;
use serde_json::Value;

/// A field of an address: name, what it may be, what it is for.
pub(super) type Field = (&'static str, fn() -> Value, &'static str);

const UNIT: Field = ("unit", said, "The slug of a unit: it, and those below it.");
const VERDICT: Field = ("verdict", verdict, "Those with this verdict alone.");
const STAGE: Field = ("stage", said, "Those in this stage alone, by its id.");
const OF_YEAR: Field = (
    "year",
    year,
    "The budget year; the latest where none is named.",
);
pub(super) const FROM: Field = ("from", revision, "The earlier: a day or a revision.");
const TO: Field = (
    "to",
    revision,
    "The later: a day or a revision; now where none is named.",
);
const AUTHOR: Field = ("author", said, "Who proposes it.");

/// Fields that every view takes.
pub(super) const ALL: [Field; 3] = [
    (
        "on",
        day,
        "The day it is judged for; today where none is named. Within twenty years of today; beyond that there is nothing (404).",
    ),
    ("rev", revision, "An earlier state of the branch."),
    (
        "lang",
        language,
        "The language of sentences; else by Accept-Language.",
    ),
];

/// A view.
pub(super) struct View {
    /// Its path below the root of the API; `{…}` is one segment.
    pub(super) path: &'static str,
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    pub(super) fields: &'static [Field],
    pub(super) answer: &'static str,
}

const FUND: View = View {
    path: "fund/{year}",
    id: "fund",
    summary: "The requests of a budget year, judged.",
    fields: &[UNIT, VERDICT],
    answer: "Fund",
};

const SYSTEM: View = View {
    path: "systems/{unit}/{system}",
    id: "system",
    summary: "The request for one system, judged.",
    fields: &[OF_YEAR],
    answer: "Fund",
};

const PROJECTS: View = View {
    path: "projects/{year}",
    id: "projects",
    summary: "The construction projects, judged for a budget year.",
    fields: &[UNIT, STAGE],
    answer: "Projects",
};

const PROJECT: View = View {
    path: "projects/{unit}/{project}",
    id: "project",
    summary: "One construction project, judged.",
    fields: &[OF_YEAR],
    answer: "Projects",
};

const STEPS: View = View {
    path: "years/{year}",
    id: "year",
    summary: "The steps of a budget year: what is stated, missing and different.",
    fields: &[UNIT],
    answer: "Year",
};

const DUE: View = View {
    path: "due",
    id: "due",
    summary: "What must be done by which day.",
    fields: &[UNIT],
    answer: "Due",
};

const COMPARE: View = View {
    path: "compare",
    id: "compare",
    summary: "Two days or revisions: what is judged otherwise, what documents say differently.",
    fields: &[FROM, TO],
    answer: "Compare",
};

const REVIEW: View = View {
    path: "review/{range}",
    id: "review",
    summary: "A proposed change, BASE..HEAD, judged; for the offices alone.",
    fields: &[AUTHOR],
    answer: "Review",
};

const DESCRIPTION: View = View {
    path: "openapi.json",
    id: "description",
    summary: "This description.",
    fields: &[],
    answer: "Description",
};

/// The view of some data.
pub(super) fn view(of: &Data) -> &'static View {
    match of {
        Data::Fund(_) => &FUND,
        Data::System(_) => &SYSTEM,
        Data::Projects(_) => &PROJECTS,
        Data::Project(_) => &PROJECT,
        Data::Year(_) => &STEPS,
        Data::Due => &DUE,
        Data::Compare => &COMPARE,
        Data::Change(_) => &REVIEW,
        Data::Description => &DESCRIPTION,
    }
}

/// One of each view.
pub(super) fn all() -> [Data; 9] {
    let name = String::new;
    [
        Data::Fund(0),
        Data::System(name()),
        Data::Projects(0),
        Data::Project(name()),
        Data::Year(0),
        Data::Due,
        Data::Compare,
        Data::Change(name()),
        Data::Description,
    ]
}
