//! What `mulu explain` says of one request or project, as a value: a page shows it, and
//! says the same sentences.

use super::explain::{FACTS, FACTS_IN_ORDER, GROUPS, fact, forces, group_of, group_title, todo};
use super::outcome;
use super::places::{Places, Shared};
use crate::{Localizer, articles, text};
use mulu_core::decision::{Judgement, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::policy::RuleOutcome;
use std::sync::Arc;

/// What the rules say of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The groups that have anything, in the order of [`super::explain()`].
    pub groups: Vec<Group>,
    /// What to do, each thing once; empty: nothing.
    pub todo: Vec<String>,
}

/// Outcomes of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// `unmet`, `unproven`, `waived`, `warnings`, `met`, `not-applicable`.
    pub id: &'static str,
    /// The sign before its name.
    pub sign: &'static str,
    /// Its name with how many there are.
    pub title: String,
    /// The outcomes, in the order of the pack.
    pub said: Vec<Said>,
}

/// What is said of one outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The rule's id.
    pub rule: String,
    /// What it says.
    pub message: String,
    /// The articles that it rests on, by id, in the order of the rule.
    pub articles: Vec<Arc<str>>,
    /// The articles as they are cited.
    pub cited: String,
    /// What comes of it, where it falls short.
    pub forces: Vec<String>,
    /// Its parts that fall short, where there is more to say than was said.
    pub items: Vec<Part>,
    /// The files in which what is missing belongs, if the sentence doesn't say so.
    pub missing: Vec<String>,
    /// What was read: `path:line  field: value`.
    pub facts: Vec<String>,
    /// How many facts more were read.
    pub more: usize,
}

impl Said {
    /// The articles and what comes of it, in a line.
    pub(crate) fn rests_on(&self, words: &Localizer) -> String {
        let cited = Message::new("explain-articles").arg("articles", self.cited.clone());
        let line = [words.say(&cited)].into_iter().chain(self.forces.clone());
        line.collect::<Vec<_>>().join(" · ")
    }
}

/// A part of an outcome: one of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub name: String,
    /// What is said of it.
    pub message: String,
}

/// The account of one judgement.
#[must_use]
pub fn account(view: &Snapshot<'_>, judged: &impl Judgement, words: &Localizer) -> Account {
    let shared = Shared::new(view.registry);
    let mut places = Places::new(&shared);
    let mut groups = Vec::new();
    for (key, sign, _) in GROUPS {
        let outcomes = judged.outcomes().iter();
        let outcomes = outcomes.filter(|outcome| group_of(view, outcome) == key);
        let said: Vec<Said> = outcomes
            .filter_map(|outcome| said(view, words, &mut places, outcome))
            .collect();
        if said.is_empty() {
            continue;
        }
        groups.push(Group {
            id: key,
            sign,
            title: group_title(words, key, said.len()),
            said,
        });
    }
    Account {
        groups,
        todo: todo::list(view, words, judged),
    }
}

/// What is said of one outcome by itself; `None`: of a rule that the pack doesn't have.
pub(crate) fn said_of(
    view: &Snapshot<'_>,
    words: &Localizer,
    outcome: &RuleOutcome,
) -> Option<Said> {
    let shared = Shared::new(view.registry);
    said(view, words, &mut Places::new(&shared), outcome)
}

/// What is said of an outcome; `None`: of a rule that the pack doesn't have.
pub(super) fn said(
    view: &Snapshot<'_>,
    words: &Localizer,
    places: &mut Places<'_, '_>,
    outcome: &RuleOutcome,
) -> Option<Said> {
    let rule = view.rule(outcome)?;
    let short = outcome.outcome.falls_short();
    let most = if short { FACTS } else { FACTS_IN_ORDER };
    let facts = fact::once(&outcome.evidence);
    let missing = outcome.missing.iter();
    let mut missing: Vec<String> = missing
        .filter(|missing| missing.is_attestation())
        .map(|missing| text::plain(&missing.path).into_owned())
        .collect();
    missing.dedup();
    let forces = if short {
        forces(words, outcome)
    } else {
        Vec::new()
    };
    let shown = facts.iter().take(most);
    Some(Said {
        rule: rule.id.to_string(),
        message: outcome::message(view, words, outcome),
        articles: rule.articles.clone(),
        cited: articles::names(words, &rule.articles),
        forces,
        items: parts(view, words, outcome),
        missing,
        facts: shown.map(|at| fact::say(places, *at)).collect(),
        more: facts.len().saturating_sub(most),
    })
}

/// The parts that fall short, where there is more to say than was said.
fn parts(view: &Snapshot<'_>, words: &Localizer, outcome: &RuleOutcome) -> Vec<Part> {
    let items = outcome.items.iter();
    let short: Vec<&RuleOutcome> = items.filter(|item| item.outcome.falls_short()).collect();
    if let [only] = short[..]
        && outcome.items.len() == 1
        && only.text == outcome.text
    {
        return Vec::new();
    }
    let parts = short.into_iter().map(|item| {
        let what = text::plain(&item.subject).into_owned();
        Part {
            name: what
                .split_once('#')
                .map_or(what.clone(), |(_, item)| item.to_owned()),
            message: outcome::message(view, words, item),
        }
    });
    parts.collect()
}
