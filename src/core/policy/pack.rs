//! The pack as the rest of the program sees it: already checked, immutable.

use super::Localized;
use super::expression::Expression;
use super::outcome::{Force, Outcome};
use super::template::Templates;
use crate::diagnostic::Label;
use jiff::civil::Date;
use std::collections::BTreeMap;
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

/// What a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The system's own unit.
    Unit,
    /// The system.
    System,
    /// The request.
    Request,
}

impl Subject {
    /// The subject with a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "unit" => Some(Subject::Unit),
            "system" => Some(Subject::System),
            "request" => Some(Subject::Request),
            _ => None,
        }
    }
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
    /// What it does to O&M funding; `None`: nothing.
    pub maintenance: Option<Force>,
    /// What it does to construction.
    pub construction: Option<Force>,
    /// What holds when it is met, as a short noun phrase.
    pub title: Localized,
    /// What to do, and who does it.
    pub remedy: Localized,
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

/// A test of a rule: the pack's fixture with changes, and what comes of it.
#[derive(Debug)]
pub struct RuleTest {
    /// What it shows, in words.
    pub name: Arc<str>,
    /// The day, where it isn't the fixture's.
    pub on: Option<Date>,
    /// Documents by path: a merge patch (RFC 7396) each; `null` removes it.
    pub change: BTreeMap<Arc<str>, serde_json::Value>,
    /// What must come of it.
    pub outcome: Outcome,
    /// Where it stands in the pack.
    pub place: Label,
}

/// A value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(i64),
    /// A number for each of some keys.
    Table(BTreeMap<i64, i64>),
    /// From one number to another, both included.
    Range(i64, i64),
}

/// A number of the regulation with its history.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in rules.
    pub name: Arc<str>,
    /// `yuan`, `months`, `years`, `count`.
    pub unit: Arc<str>,
    /// What it is.
    pub title: Localized,
    /// Values by the day from which they are in force, oldest first.
    pub values: Vec<(Date, Value)>,
    /// Where it stands in the pack.
    pub place: Label,
}

impl Parameter {
    /// The value in force on a day; `None` before the first.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Value> {
        self.values
            .iter()
            .rev()
            .find(|(from, _)| *from <= day)
            .map(|(_, value)| value)
    }
}

/// How the annex treats an expense category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finance {
    /// Paid from the information budget.
    Eligible,
    /// Paid after an evaluation.
    Conditional,
    /// Not paid.
    Ineligible,
}

impl Finance {
    /// The name in packs and rules.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Finance::Eligible => "eligible",
            Finance::Conditional => "conditional",
            Finance::Ineligible => "ineligible",
        }
    }
}

/// A line of the expense table.
#[derive(Debug)]
pub struct Expense {
    /// How it is treated.
    pub finance: Finance,
    /// What it is.
    pub title: Localized,
}

/// An article of the regulation.
#[derive(Debug)]
pub struct Article {
    /// Its printed number, `14-1`, `14-2`, `annex`.
    pub id: Arc<str>,
    /// What it is about.
    pub title: Localized,
    /// Why no rule implements it: `procedural`, `other-office`, `later-work`,
    /// `definition`; and a word on it.
    pub not_implemented: Option<(Arc<str>, Localized)>,
    /// Where it stands in the pack.
    pub place: Label,
}

/// The documents that the cases of the rules start from: all in order.
#[derive(Debug)]
pub struct Fixture {
    /// The day.
    pub on: Date,
    /// The request that is judged, `year/unit/system`.
    pub request: Arc<str>,
    /// Documents by path without extension, under `registry/`.
    pub documents: BTreeMap<Arc<str>, serde_json::Value>,
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
    /// Parameters by name.
    pub parameters: BTreeMap<Arc<str>, Parameter>,
    /// The expense table by category.
    pub expenses: BTreeMap<Arc<str>, Expense>,
    /// The rules in the order of files and lines.
    pub rules: Vec<Rule>,
    /// What the cases start from.
    pub fixture: Option<Fixture>,
}
