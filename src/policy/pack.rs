//! The pack as the rest of the program sees it: already checked, immutable.

use super::{Force, Localized};
use crate::diagnostic::Label;
use std::sync::Arc;

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
}

/// The rule pack.
#[derive(Debug)]
pub struct Pack {
    /// Its title.
    pub title: Localized,
    /// The regulation that it implements.
    pub source: Arc<str>,
    /// The rules in the order of files and lines.
    pub rules: Vec<Rule>,
}
