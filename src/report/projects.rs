//! Construction projects in their faces: a table, one explained, JSON, CSV.

mod csv;
mod explain;
mod json;
mod table;

pub use csv::{answer, csv};
pub use explain::explain;
pub(super) use explain::{state, verdicts};
pub use json::json;
pub(super) use json::{by_purpose, comparison, totals as totals_json};
pub use table::table;
pub(super) use table::totals;

use super::names::judged;
use super::{Localizer, schema_words};
use mulu_core::decision::{ProjectDecision, ProjectDecisions, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::layout::Kind;
use mulu_core::policy::Purpose;

/// Title, year, date, registry and policy commits in one line.
pub(super) fn header(
    view: &Snapshot<'_>,
    decisions: &ProjectDecisions,
    words: &Localizer,
) -> String {
    let (title, commit, policy) = judged(words, view.provenance);
    words.say(
        &Message::new("header-projects")
            .arg("registry", title)
            .arg("year", i64::from(decisions.year))
            .arg("on", view.provenance.on.to_string())
            .arg("commit", commit)
            .arg("policy", policy),
    )
}

/// What a purpose is called.
#[must_use]
pub fn purpose(words: &Localizer, purpose: Purpose) -> String {
    words.word(&format!("purpose-{}", purpose.id()))
}

/// The id of a project's stage, in the pack's words.
fn stage_id<'a>(view: &Snapshot<'a>, decision: &ProjectDecision) -> Option<&'a str> {
    let stage = view.pack.project.stages.get(decision.stage?)?;
    Some(&*stage.id)
}

/// What a project's stage is called.
#[must_use]
pub fn stage(view: &Snapshot<'_>, words: &Localizer, decision: &ProjectDecision) -> String {
    let stages = &view.pack.project.stages;
    let stage = decision.stage.and_then(|at| stages.get(at));
    stage.map_or_else(String::new, |stage| words.pick(&stage.title).into_owned())
}

/// Where the schema of lists says what kinds are called.
const KINDS: &str = "/properties/projects/items/properties/kind";

/// What the kind of a project is called.
fn kind(view: &Snapshot<'_>, words: &Localizer, decision: &ProjectDecision) -> String {
    kind_name(view, words, decision.kind.as_deref())
}

/// What a kind is called: the schema's word for it, where it has one.
#[must_use]
pub fn kind_name(view: &Snapshot<'_>, words: &Localizer, kind: Option<&str>) -> String {
    let Some(kind) = kind else {
        return String::new();
    };
    let schema = view.schemas.map(|schemas| schemas.json(Kind::List));
    let field = schema.and_then(|schema| schema.pointer(KINDS));
    let title = field.and_then(|field| schema_words::value(field, kind, words.language()));
    title.unwrap_or(kind).to_owned()
}
