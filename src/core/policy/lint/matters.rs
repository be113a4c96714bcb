//! Whether a call asks of a matter what the matter can have: on this subject, with
//! a scope or without, as an order or not. What it cannot have is never there, and
//! a rule that looks for it would hold, or fail, whatever anybody attests.

use super::infer::Checker;
use crate::diagnostic::{Message, code};
use crate::layout::SubjectKind;
use crate::policy::expression::Expression;
use crate::policy::functions::{Function, Kind, text};
use crate::policy::pack::{Language, Subject};
use crate::registry::{Matter, ScopeForm};
use cel::IdedExpr;
use std::collections::BTreeSet;

/// On what the opinions are that a rule's own calls ask for.
pub(super) fn subject_of(subject: Subject) -> SubjectKind {
    match subject {
        Subject::Unit => SubjectKind::Unit,
        Subject::System | Subject::Request => SubjectKind::System,
        Subject::Project => SubjectKind::Project,
    }
}

/// Whose orders an argument means.
fn whose(word: &str) -> Option<SubjectKind> {
    match word {
        "systems-of-unit" => Some(SubjectKind::System),
        word => SubjectKind::from_id(word),
    }
}

impl Checker<'_, '_> {
    /// What of a call its matter cannot have; matters of the first language say
    /// nothing of themselves.
    pub(super) fn asks_what_can_be(
        &mut self,
        whole: &Expression,
        function: &Function,
        args: &[IdedExpr],
    ) {
        if self.pack.language == Language::First {
            return;
        }
        let argument = |kind: Kind| {
            let at = function.parameters.iter().position(|it| it.kind == kind)?;
            args.get(at)
        };
        let Some((named, matter)) = argument(Kind::Matter)
            .and_then(|named| Some((named, self.pack.matters.get(text(named)?)?)))
        else {
            return;
        };
        let order = argument(Kind::Whose);
        let subject = match order {
            Some(word) => text(word).and_then(whose),
            None => self.subject,
        };
        let asks_result = ["passed", "has_passed", "passing"].contains(&function.name);
        let scope = function.parameters.iter().position(|it| it.name == "scope");
        let fault = match subject {
            _ if order.is_some() && !matter.order => Some("no-order"),
            _ if asks_result && matter.order => Some("order"),
            Some(subject) if !matter.subjects.contains_key(&subject) => Some("subject"),
            _ => scope.and_then(|at| misfit(&scopes(matter, subject), args.get(at))),
        };
        if let Some(fault) = fault {
            let found = whole.fault(&code::POLICY_MATTER, named.id);
            let subjects: Vec<&str> = matter.subjects.keys().map(|kind| kind.id()).collect();
            let why = Message::new(format!("matter-{fault}")).arg("subjects", subjects.join(", "));
            let found = found.arg("matter", text(named).unwrap_or_default());
            self.diagnostics.push(found.arg("why", why));
        }
    }
}

/// The scopes that a matter may have on a subject; on any where it isn't known.
fn scopes(matter: &Matter, subject: Option<SubjectKind>) -> BTreeSet<&ScopeForm> {
    let all = matter.subjects.iter();
    all.filter(|(kind, _)| subject.is_none_or(|subject| subject == **kind))
        .flat_map(|(_, forms)| forms)
        .collect()
}

fn misfit(forms: &BTreeSet<&ScopeForm>, given: Option<&IdedExpr>) -> Option<&'static str> {
    let none = forms.contains(&ScopeForm::None);
    match given {
        Some(_) if forms.iter().all(|form| **form == ScopeForm::None) => Some("no-scope"),
        None if !none => Some("scope"),
        _ => None,
    }
}
