//! What a note says of a merge's judgement.

use super::{Content, Needed, Note, ProjectTurn, RequestTurn};
use crate::digest;
use crate::statement::Policy;
use mulu_core::decision::{Comparison, Decision, ProjectDecision, Snapshot};
use mulu_core::review::{Change, Need, Review};
use mulu_core::tree::{Mode, Tree};
use std::collections::BTreeMap;

impl Note {
    /// Adds what the judgement of a merge against its first parent comes to: contents with
    /// those who agreed, and verdicts.
    #[must_use]
    pub fn judged(
        mut self,
        review: &Review,
        (before, after): (&Snapshot<'_>, &Snapshot<'_>),
    ) -> Self {
        self.on = review.on.to_string();
        self.policy = Policy {
            source: before.provenance.policy.clone().unwrap_or_default(),
            sha256: digest::rules(before.tree),
        };
        let trees = (before.tree, after.tree);
        let changes = review.changes.iter();
        self.contents = changes.flat_map(|one| contents(one, trees)).collect();
        self.contents
            .sort_by(|one, other| one.path.cmp(&other.path));
        self.requests = review.decisions.iter().map(request).collect();
        self.projects = review.projects.iter().map(project).collect();
        self
    }
}

/// A file; of one that moved also the path that it left.
fn contents<'c>(
    change: &'c Change,
    (before, after): (&'c Tree, &'c Tree),
) -> impl Iterator<Item = Content> + 'c {
    let paths = std::iter::once(&change.path).chain(&change.from);
    let approved_by = change.approved_by.iter().map(|by| by.login.to_string());
    let approved_by: Vec<String> = approved_by.collect();
    paths.map(move |path| Content {
        path: path.to_string(),
        before: blob(before, path),
        after: blob(after, path),
        needed: change.needed.iter().map(needed).collect(),
        approved_by: approved_by.clone(),
    })
}

fn blob(tree: &Tree, path: &str) -> Option<String> {
    let entry = tree.get(path).filter(|entry| entry.mode == Mode::File)?;
    entry.blob.map(|blob| format!("{blob:?}"))
}

fn needed(need: &Need) -> Needed {
    let fields = need.fields.iter().map(|field| field.as_str().to_owned());
    Needed {
        approver: need.approver.to_string(),
        fields: fields.collect(),
        given_by: need.given_by.as_ref().map(|by| by.login.to_string()),
    }
}

fn request(of: &Comparison) -> RequestTurn {
    let verdict = |of: &Option<Decision>| of.as_ref().map(|of| of.verdict.id().to_owned());
    let amount = |of: &Option<Decision>| of.as_ref().and_then(|of| of.amount);
    RequestTurn {
        request: of.id.to_string(),
        before: verdict(&of.before),
        after: verdict(&of.after),
        amount_before: amount(&of.before),
        amount_after: amount(&of.after),
    }
}

fn project(of: &Comparison<ProjectDecision>) -> ProjectTurn {
    let either = of.after.as_ref().or(of.before.as_ref());
    ProjectTurn {
        project: either.map_or_else(|| of.id.to_string(), |one| one.project.to_string()),
        year: either.map_or(0, |one| one.year),
        before: of.before.as_ref().map(verdicts),
        after: of.after.as_ref().map(verdicts),
    }
}

/// The verdict of each purpose that is asked.
fn verdicts(of: &ProjectDecision) -> BTreeMap<String, String> {
    let asked = of.by_purpose();
    let asked = asked
        .filter_map(|(purpose, verdict)| Some((purpose.id().to_owned(), verdict?.id().to_owned())));
    asked.collect()
}
