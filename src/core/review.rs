//! A proposed change, judged: what it changes, whose facts these are, who must
//! approve, what is wrong because of it, and what it does to money.
//!
//! Pure: the base, the merge of the head into it, who proposes and who
//! approved go in. Records are those of the merge; rules, schemas and owners
//! those of the base, so that no change softens the rules that judge it. What a
//! change of the rules would do is shown beside it, as a preview.

mod append_only;
mod carried;
mod caused;
mod changes;
mod checks;
mod impact;
mod on_behalf;
mod owners;
mod previews;
mod projects;
mod scope;
mod submission;
#[cfg(test)]
mod tests;
mod years;

pub use append_only::became;
pub use carried::Moves;
pub use caused::Finding;
pub use changes::{Change, ChangeKind};
pub use checks::{Checks, Conclusion};
pub use impact::{LargeChange, Preview};
pub use owners::{Approval, ApprovedChange, Need, Refusal, Version, may_propose, people};
pub use scope::{Scope, scope};
pub use submission::Submission;
pub use years::{Totals, YearTouched};

use crate::decision::{Comparison, ProjectDecision, Snapshot};
use crate::diagnostic::Diagnostic;
use crate::registry::{Identity, Registry};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a review is about.
#[derive(Clone, Copy, Debug)]
pub struct ReviewInput<'a> {
    /// What is there.
    pub base: Snapshot<'a>,
    /// What would be there, judged by the base's schemas and rules.
    pub merged: Snapshot<'a>,
    /// The paths at which the two differ, in order.
    pub changed: &'a [Arc<str>],
    /// What only has another name in the merge.
    pub moves: &'a Moves,
    /// The merge by schemas, rules and settings of its own, where it changes any.
    pub preview: Option<Snapshot<'a>>,
    /// What is wrong with schemas or rules of its own that can't be used at all.
    pub broken_rules: &'a [Diagnostic],
    /// Opinions that must be signed and aren't.
    pub unsigned: &'a [Diagnostic],
    /// Files that both sides changed in ways that can't be joined.
    pub conflicts: &'a [Arc<str>],
    /// Files changed that are no part of a registry.
    pub outside: &'a [Arc<str>],
    /// Who proposes it: whoever handed it in through the form, where that is proven; else the
    /// account that it is proposed by. `None`: nobody said.
    pub author: Option<&'a Identity>,
    /// Whether it was handed in through the form; `None`: nothing says so.
    pub submission: Option<&'a Submission>,
    /// Who approved what.
    pub approvals: &'a [Approval],
    /// Whether who may and who agreed was settled before, request by request: so
    /// it is where several pull requests are merged together.
    pub settled: bool,
    /// The day it is judged for.
    pub on: Date,
    /// The units whose requests it can concern; `None`: all.
    pub units: Option<&'a BTreeSet<Arc<str>>>,
}

/// A change, judged.
#[derive(Debug)]
pub struct Review {
    /// The day it was judged for.
    pub on: Date,
    /// Who proposes it.
    pub author: Option<Identity>,
    /// Whether it was handed in through the form; `None`: nothing says so.
    pub submission: Option<Submission>,
    /// The files of the registry that it changes, by path.
    pub changes: Vec<Change>,
    /// Files that are no part of the registry: nothing is said about them here.
    pub outside: Vec<Arc<str>>,
    /// Files that cannot be merged.
    pub conflicts: Vec<Arc<str>>,
    /// What is wrong, caused by the change or not.
    pub findings: Vec<Finding>,
    /// The requests that it touches or judges otherwise.
    pub decisions: Vec<Comparison>,
    /// What the requests of each year come to whose list, plan or other yearly document
    /// it touches, before and with it.
    pub years: Vec<YearTouched>,
    /// The projects that it touches or judges otherwise, each in each year.
    pub projects: Vec<Comparison<ProjectDecision>>,
    /// The requests by the change's own rules, where it changes rules.
    pub preview: Option<Preview>,
    /// What its own rules do on coming days on which they change, by day.
    pub previews: Vec<(Date, Preview)>,
    /// Where it concerns unusually much.
    pub large_change: Option<LargeChange>,
    /// What it comes to.
    pub checks: Checks,
}

impl Review {
    /// Whether those who must agree are called upon: not at the wish of somebody who
    /// acts for no unit of the base, or may not propose what is changed.
    #[must_use]
    pub fn calls(&self, base: &Registry) -> bool {
        let author = self.author.as_ref();
        let acts = author.is_some_and(|author| base.acts_for_some_unit(author));
        let mut changes = self.changes.iter();
        acts && changes.all(|change| change.author_allowed == Some(true))
    }
}

/// Judges a change.
#[must_use]
pub fn review(input: &ReviewInput<'_>) -> Review {
    let mut changes = changes::between(input);
    let carried = owners::assign(&mut changes, input);
    let mut compared = append_only::check(&input.base, &input.merged, &changes);
    compared.extend(on_behalf::check(input, &changes, &carried));
    compared.extend(input.unsigned.iter().cloned());
    let findings = caused::attribute(input, compared);
    let touched = changes::touched(&changes);
    let (judged, about) = (
        years::judged(input, &changes),
        years::touched(input, &changes),
    );
    let asked = impact::Asked {
        touched: &touched,
        years: &judged,
        about: &about,
    };
    let decisions = impact::decisions(input, &input.merged, asked);
    let preview = input
        .preview
        .as_ref()
        .map(|own| impact::preview(input, own, asked));
    let previews = input.preview.as_ref();
    let previews = previews.map(|own| previews::previews(input, own, asked));
    let projects = projects::projects(input, &changes, &judged);
    let large_change = impact::large_change(input, &changes, &decisions, preview.as_ref());
    let checks = checks::conclude(input, &changes, &findings, &decisions.changes);
    Review {
        on: input.on,
        author: input.author.cloned(),
        submission: input.submission.cloned(),
        changes,
        outside: input.outside.to_vec(),
        conflicts: input.conflicts.to_vec(),
        findings,
        decisions: decisions.changes,
        years: decisions.years,
        preview,
        previews: previews.unwrap_or_default(),
        projects,
        large_change,
        checks,
    }
}
