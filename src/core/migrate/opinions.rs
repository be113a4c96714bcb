//! Scopes of opinions: where a matter's scope is now a year with an expense category,
//! and a category alone stands there.

use super::{Change, first};
use crate::diagnostic::Message;
use crate::document::NodeRef;
use crate::document::edit::Edit;
use crate::layout::{SubjectKind, is_year};
use crate::registry::{ScopeForm, Vocabulary};
use std::collections::BTreeSet;

/// Opinions whose scope has no year yet.
pub(super) fn yearless<'a>(
    root: NodeRef<'a>,
    subject: SubjectKind,
    vocabulary: &Vocabulary,
) -> Vec<Yearless<'a>> {
    let opinions = root.get("opinions").into_iter().flat_map(NodeRef::items);
    let yearless = |opinion: NodeRef<'a>| {
        let matter = vocabulary.matters.get(opinion.get("matter")?.as_str()?)?;
        let forms = matter.subjects.get(&subject)?;
        let scope = opinion.get("scope")?;
        let category = scope.as_str()?;
        let wanted = forms.contains(&ScopeForm::Expense) && !forms.contains(&ScopeForm::Category);
        let known = vocabulary.expenses.contains_key(category);
        (wanted && known).then_some(Yearless {
            opinion,
            scope,
            category,
        })
    };
    opinions.filter_map(yearless).collect()
}

/// An opinion that names a category and no year.
pub(super) struct Yearless<'a> {
    opinion: NodeRef<'a>,
    /// Where the category stands.
    pub(super) scope: NodeRef<'a>,
    /// The category.
    pub(super) category: &'a str,
}

impl Yearless<'_> {
    /// The year is written in, where the opinion itself says for which year it is: in
    /// its note or in the title of its paper, and only one. The day on which it was
    /// issued says nothing of that.
    pub(super) fn change(&self) -> Option<Change> {
        let texts = ["note", "document"]
            .into_iter()
            .filter_map(|key| self.opinion.get(key));
        let years: BTreeSet<&str> = texts.filter_map(NodeRef::as_str).flat_map(years).collect();
        let year = years.first().filter(|_| years.len() == 1)?;
        let after = format!("{year}/{}", self.category);
        let at = self.scope.pointer();
        let value = after.as_str().into();
        Some(Change {
            pointer: at.clone(),
            before: Some(self.category.to_owned()),
            after,
            why: Message::new("migrate-why-scope").arg("year", *year),
            edits: vec![Edit::Replace { at, value }],
        })
    }
}

/// The years that a text says something is for.
fn years(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(first::OF_YEAR).filter_map(|(at, _)| {
        let before = text.get(..at)?.trim_end();
        let year = before.get(before.len().checked_sub(4)?..)?;
        is_year(year).then_some(year)
    })
}
