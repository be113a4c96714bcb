//! The pack as the rest of the program sees it: already checked, immutable.

mod article;
mod audit;
mod expense;
mod force;
mod parameter;
mod vocabulary;

pub use article::{Article, BY_ARTICLES, Sentence};
pub use audit::{AuditTerms, Evaluations, QUESTIONS};
pub use expense::{CONSTRUCTION, Expense, Finance, MAINTENANCE};
pub use force::{Forces, Kinds, PerPurpose, Purpose, Subject};
pub use parameter::{DatedValue, Parameter, Source, Value};

use super::dates::Dates;
use super::expression::Expression;
use super::outcome::{Force, Outcome};
use super::template::Templates;
use crate::diagnostic::{Label, Localized};
use crate::registry::Matter;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The language that a pack's rules are written in. Packs of the first one have
/// no `language`; they go on being read as they were meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// Of the first contract.
    #[default]
    First,
    /// `language: 2`.
    Second,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// `family/name`.
    pub id: Arc<str>,
    /// Printed numbers of the regulation's articles.
    pub articles: Vec<Arc<str>>,
    /// What it speaks of.
    pub subject: Subject,
    /// What it does, by purpose.
    pub forces: Forces,
    /// To which kinds of projects, by purpose.
    pub kinds: Kinds,
    /// What holds when it is met, as a short noun phrase.
    pub title: Localized,
    /// The same as a duty, imperative; empty: the title must do.
    pub duty: Localized,
    /// What to do, and who does it.
    pub remedy: Localized,
    /// What to do where it is unproven; empty: the same.
    pub remedy_unproven: Localized,
    /// Where it stands in the pack.
    pub place: Label,
    /// One outcome an element of this list.
    pub each: Option<Expression>,
    /// The short name of an element.
    pub item: Option<Expression>,
    /// When it concerns the subject; all must hold.
    pub applies: Vec<Expression>,
    /// When it holds; the worst condition counts.
    pub require: Vec<Expression>,
    /// What lifts it.
    pub waiver: Option<Expression>,
    /// The sentence for not holding, by language.
    pub unmet: Templates,
    /// Records that meet it and records that don't.
    pub tests: Vec<RuleTest>,
}

impl Rule {
    /// What it does to O&M money.
    #[must_use]
    pub fn maintenance(&self) -> Option<Force> {
        *self.forces.get(Purpose::Maintenance)
    }

    /// What it does for a purpose to projects of a kind.
    #[must_use]
    pub fn force(&self, purpose: Purpose, kind: &str) -> Option<Force> {
        let kinds = self.kinds.get(purpose).as_ref();
        let concerns = kinds.is_none_or(|kinds| kinds.contains(kind));
        self.forces.get(purpose).filter(|_| concerns)
    }

    /// The remedy of an outcome.
    #[must_use]
    pub fn remedy(&self, outcome: Outcome) -> &Localized {
        if outcome == Outcome::Unproven && !self.remedy_unproven.is_empty() {
            &self.remedy_unproven
        } else {
            &self.remedy
        }
    }
}

/// A test of a rule: the pack's fixture with changes, and what comes of it.
#[derive(Debug)]
pub struct RuleTest {
    /// What it shows, in words.
    pub name: Arc<str>,
    /// The day, where it isn't the fixture's.
    pub on: Option<Date>,
    /// The year, where it isn't the fixture's.
    pub year: Option<i16>,
    /// Documents by path: a merge patch (RFC 7396) each; `null` removes it.
    pub change: BTreeMap<Arc<str>, serde_json::Value>,
    /// What must come of it.
    pub outcome: Outcome,
    /// Where it stands in the pack.
    pub place: Label,
}

/// The documents that the cases of the rules start from: all in order.
#[derive(Debug)]
pub struct Fixture {
    /// The day.
    pub on: Date,
    /// The year; `None`: the request's.
    pub year: Option<i16>,
    /// The request that is judged, `year/unit/system`.
    pub request: Arc<str>,
    /// The project that is judged, `unit/project`.
    pub project: Option<Arc<str>>,
    /// Documents by path without extension, under `registry/`.
    pub documents: BTreeMap<Arc<str>, serde_json::Value>,
}

/// A stage of a project's life.
#[derive(Debug)]
pub struct Stage {
    /// Its id.
    pub id: Arc<str>,
    /// What people call it.
    pub title: Localized,
    /// When it is reached.
    pub when: Expression,
    /// The stage that must have been reached before: its id, and where that is written.
    pub after: Option<(Arc<str>, Label)>,
    /// Whether a project in it is over, without anything to pay for any more.
    pub ended: bool,
}

/// What the pack says of construction projects: the program knows no stage, no
/// approval and no kind by name.
#[derive(Debug, Default)]
pub struct ProjectTerms {
    /// As which kind a project is judged in a year; `None`: as its own.
    pub kind: Option<Expression>,
    /// What its investment was approved at.
    pub approved_total: Option<Expression>,
    /// The stages; the last that holds is its stage.
    pub stages: Vec<Stage>,
    /// When a purpose is asked; `None`: always.
    pub asked: PerPurpose<Option<Expression>>,
}

/// The rule pack.
#[derive(Debug, Default)]
pub struct Pack {
    /// The language of its rules.
    pub language: Language,
    /// Its title.
    pub title: Localized,
    /// The regulation that it implements.
    pub source: Arc<str>,
    /// The regulation's articles in order.
    pub articles: Vec<Article>,
    /// What authorities attest, by id.
    pub matters: BTreeMap<Arc<str>, Matter>,
    /// What it says of projects.
    pub project: ProjectTerms,
    /// The articles that findings of `check` rest on, by the finding's code, and
    /// where that is written.
    pub findings: BTreeMap<Arc<str>, (Vec<Arc<str>>, Label)>,
    /// What it says of an auditor's questions.
    pub audit: AuditTerms,
    /// Parameters by name.
    pub parameters: BTreeMap<Arc<str>, Parameter>,
    /// The expense table by category.
    pub expenses: BTreeMap<Arc<str>, Expense>,
    /// The rules in the order of files and lines.
    pub rules: Vec<Rule>,
    /// What the cases start from.
    pub fixture: Option<Fixture>,
    /// Which fields of documents say what happened, and when list entries are of.
    pub dates: Dates,
    /// The places of the rules that tell what is said of matters for the offices.
    pub for_offices: BTreeSet<u16>,
    /// Whether a project's stage tells it, too: some stage's condition names one.
    pub stages_for_offices: bool,
}
