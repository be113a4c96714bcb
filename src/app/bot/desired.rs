//! From a judgement to the state that GitHub is to show.

use super::super::Error;
use super::super::review::Reviewed;
use super::{Bot, links};
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::review::{Conclusion, people};
use mulu_github::{CheckRun, DesiredState, Note, Pull, Refusals};
use mulu_report::reviews::{self, Check, Links, ReviewView};
use mulu_report::verdict;
use std::collections::BTreeSet;

/// The names of the checks.
const REGISTRY: &str = "mulu/registry";
const FUNDING: &str = "mulu/funding";
pub(super) const NAMES: [&str; 2] = [REGISTRY, FUNDING];

/// The key of the label of a change of rules.
const RULES: &str = "label-rules";

pub(super) fn of_pull(bot: &Bot, pull: &Pull, reviewed: &Reviewed) -> DesiredState {
    let links = links(bot, reviewed);
    let view = reviewed.shown();
    let mut comment = Vec::new();
    // Writing to memory cannot fail.
    let _ = reviews::markdown(&mut comment, &view, Some(&links), &bot.words);
    DesiredState {
        head: pull.head.clone(),
        checks: checks(bot, &view, &links),
        comment: Some(String::from_utf8_lossy(&comment).into_owned()),
        labels: labels(bot, reviewed),
        our_labels: labels_known(bot),
        reviewers: reviewers(reviewed),
        refusals: Refusals {
            comment: bot.words.word("bot-refused-comment"),
            labels: bot.words.word("bot-refused-labels"),
            reviewers: bot.words.word("bot-refused-reviewers"),
        },
    }
}

pub(super) fn of_group(bot: &Bot, head: &str, reviewed: &Reviewed) -> DesiredState {
    DesiredState {
        head: head.to_owned(),
        checks: checks(bot, &reviewed.shown(), &links(bot, reviewed)),
        ..DesiredState::default()
    }
}

fn checks(bot: &Bot, view: &ReviewView<'_>, links: &Links) -> Vec<CheckRun> {
    vec![
        run(REGISTRY, reviews::registry(view, Some(links), &bot.words)),
        run(FUNDING, reviews::funding(view, Some(links), &bot.words)),
    ]
}

/// Both checks, failed by us.
pub(super) fn failed(bot: &Bot, failure: &Error) -> [CheckRun; 2] {
    let summary = Message::new("bot-failed-summary").arg("reason", failure.message.clone());
    both(
        Conclusion::Failure.id(),
        &bot.words.word("bot-failed"),
        &bot.words.say(&summary),
    )
}

/// Both checks, of a head that nobody proposes any more.
pub(super) fn closed(bot: &Bot) -> [CheckRun; 2] {
    let word = |key| bot.words.word(key);
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
fn labels_known(bot: &Bot) -> Vec<String> {
    let verdicts = Verdict::ALL.map(|verdict| verdict::of(verdict).label);
    let keys = verdicts.into_iter().chain([RULES]);
    keys.map(|key| bot.words.word(key)).collect()
}

fn labels(bot: &Bot, reviewed: &Reviewed) -> Vec<String> {
    let review = &reviewed.review;
    let touched = review.decisions.iter().filter(|change| change.touched);
    let worst = touched
        .filter_map(|change| Some(change.after.as_ref()?.verdict))
        .max();
    let verdict = worst.map(|verdict| verdict::of(verdict).label);
    let rules = review.preview.as_ref().map(|_| RULES);
    let keys = verdict.into_iter().chain(rules);
    keys.map(|key| bot.words.word(key)).collect()
}

/// Those whose approval is missing, once nothing else stands against it: nobody is
/// bothered with what must be changed first.
fn reviewers(reviewed: &Reviewed) -> Vec<String> {
    let review = &reviewed.review;
    if review.checks.worst() == Conclusion::Failure {
        return Vec::new();
    }
    let needs = review.changes.iter().flat_map(|change| &change.needed);
    let open = needs.filter(|need| need.given_by.is_none());
    let approvers: BTreeSet<_> = open.map(|need| &need.approver).collect();
    let people = approvers
        .into_iter()
        .flat_map(|approver| people(&reviewed.base.registry, approver));
    let mut seen = BTreeSet::new();
    people
        .filter_map(Identity::on_github)
        .filter(|login| seen.insert(login.to_lowercase()))
        .map(|login| login.to_string())
        .collect()
}
