//! From a judgement to the state that GitHub is to show.

use super::super::Error;
use super::super::review::Reviewed;
use super::judge::Judging;
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::review::{Conclusion, people};
use mulu_git::Repository;
use mulu_github::{CheckRun, DesiredState, Note, Refusals};
use mulu_report::reviews::{self, Check, Links, ReviewView};
use mulu_report::{Localizer, verdict};
use std::collections::BTreeSet;

/// The names of the checks.
const REGISTRY: &str = "mulu/registry";
const FUNDING: &str = "mulu/funding";
pub(crate) const NAMES: [&str; 2] = [REGISTRY, FUNDING];

/// The key of the label of a change of rules.
const RULES: &str = "label-rules";

pub(super) fn of_pull(judging: &Judging, reviewed: &Reviewed) -> DesiredState {
    let words = &judging.words;
    let links = links(judging, reviewed);
    let view = reviewed.shown();
    let mut comment = Vec::new();
    // Writing to memory cannot fail.
    let _ = reviews::markdown(&mut comment, &view, Some(&links), words);
    DesiredState {
        head: reviewed.head_commit.clone(),
        checks: checks(words, &view, &links),
        comment: Some(String::from_utf8_lossy(&comment).into_owned()),
        labels: labels(words, reviewed),
        our_labels: labels_known(words),
        reviewers: reviewers(reviewed),
        refusals: Refusals {
            comment: words.word("bot-refused-comment"),
            labels: words.word("bot-refused-labels"),
            reviewers: words.word("bot-refused-reviewers"),
        },
    }
}

pub(super) fn of_group(judging: &Judging, reviewed: &Reviewed) -> DesiredState {
    let links = links(judging, reviewed);
    DesiredState {
        head: reviewed.head_commit.clone(),
        checks: checks(&judging.words, &reviewed.shown(), &links),
        ..DesiredState::default()
    }
}

/// Whether it is a judgement of a head, whole.
pub(super) fn is_of(desired: &DesiredState, head: &str) -> bool {
    let names = desired.checks.iter().map(|check| &*check.name);
    desired.head == head && names.eq(NAMES)
}

/// A review as it is shown under a pull request: with links to its files.
fn links(judging: &Judging, reviewed: &Reviewed) -> Links {
    let folder = Repository::open(&judging.folder).map(|repository| repository.folder());
    let server = judging.remote.server.trim_end_matches('/');
    Links {
        repository: format!("{server}/{}", judging.remote.repository),
        base: reviewed.base_commit.clone(),
        head: reviewed.head_commit.clone(),
        folder: folder.unwrap_or_default(),
    }
}

fn checks(words: &Localizer, view: &ReviewView<'_>, links: &Links) -> Vec<CheckRun> {
    vec![
        run(REGISTRY, reviews::registry(view, Some(links), words)),
        run(FUNDING, reviews::funding(view, Some(links), words)),
    ]
}

/// Both checks, failed by us.
pub(super) fn failed(words: &Localizer, failure: &Error) -> [CheckRun; 2] {
    let summary = Message::new("bot-failed-summary").arg("reason", failure.message.clone());
    both(
        Conclusion::Failure.id(),
        &words.word("bot-failed"),
        &words.say(&summary),
    )
}

/// Both checks, of a head that nobody proposes any more.
pub(super) fn closed(words: &Localizer) -> [CheckRun; 2] {
    let word = |key| words.word(key);
    both(
        "cancelled",
        &word("bot-closed"),
        &word("bot-closed-summary"),
    )
}

fn both(conclusion: &str, title: &str, summary: &str) -> [CheckRun; 2] {
    NAMES.map(|name| CheckRun {
        name: name.to_owned(),
        conclusion: conclusion.to_owned(),
        title: title.to_owned(),
        summary: summary.to_owned(),
        notes: Vec::new(),
    })
}

fn run(name: &str, check: Check) -> CheckRun {
    let note = |note: reviews::Annotation| Note {
        path: note.path,
        start_line: note.start_line,
        end_line: note.end_line,
        columns: note.columns,
        level: note.level.id().to_owned(),
        title: note.title,
        message: note.message,
    };
    CheckRun {
        name: name.to_owned(),
        conclusion: check.conclusion.id().to_owned(),
        title: check.title,
        summary: check.summary,
        notes: check.annotations.into_iter().map(note).collect(),
    }
}

/// All labels that are ours.
fn labels_known(words: &Localizer) -> Vec<String> {
    let verdicts = Verdict::ALL.map(|verdict| verdict::of(verdict).label);
    let keys = verdicts.into_iter().chain([RULES]);
    keys.map(|key| words.word(key)).collect()
}

fn labels(words: &Localizer, reviewed: &Reviewed) -> Vec<String> {
    let review = &reviewed.review;
    let touched = review.decisions.iter().filter(|change| change.touched);
    let worst = touched
        .filter_map(|change| Some(change.after.as_ref()?.verdict))
        .max();
    let verdict = worst.map(|verdict| verdict::of(verdict).label);
    let rules = review.preview.as_ref().map(|_| RULES);
    let keys = verdict.into_iter().chain(rules);
    keys.map(|key| words.word(key)).collect()
}

/// Those whose approval is missing, once nothing else stands against it: nobody is
/// bothered with what must be changed first, nor at a stranger's wish.
fn reviewers(reviewed: &Reviewed) -> Vec<String> {
    let review = &reviewed.review;
    let calls = review.calls(&reviewed.base.registry);
    if !calls || review.checks.worst() == Conclusion::Failure {
        return Vec::new();
    }
    let needs = review.changes.iter().flat_map(|change| &change.needed);
    let open = needs.filter(|need| need.given_by.is_none());
    let approvers: BTreeSet<_> = open.map(|need| &need.approver).collect();
    let people = approvers
        .into_iter()
        .flat_map(|approver| people(&reviewed.base.registry, approver));
    let mut seen = BTreeSet::new();
    let author = review.author.as_ref();
    people
        // GitHub knows the form's account as the author, and would ask whoever stands behind it.
        .filter(|person| author.is_none_or(|author| !author.is_same_person(person)))
        .filter_map(Identity::on_github)
        .filter(|login| seen.insert(login.to_lowercase()))
        .map(|login| login.to_string())
        .collect()
}
