//! Whether the scope of an opinion is one that its matter can have, and names
//! something that there is.

use super::Holder;
use crate::diagnostic::{Arg, Diagnostic, Message, code, suggest};
use crate::document::{NodeRef, tokens};
use crate::layout::{SubjectKind, is_year};
use crate::registry::{Opinion, ScopeForm, Subject};
use std::collections::BTreeSet;
use std::sync::Arc;

impl<'h> Holder<'h> {
    /// Whether the scope is one of the forms; says what it should be.
    pub(super) fn scope(
        &mut self,
        forms: &BTreeSet<ScopeForm>,
        subject: &Subject,
        opinion: &Opinion,
        at: NodeRef<'h>,
    ) -> bool {
        let Some(scope) = opinion.scope.as_deref() else {
            if forms.contains(&ScopeForm::None) {
                return true;
            }
            self.wrong_scope(forms, at, None);
            return false;
        };
        let place = at.get("scope").unwrap_or(at);
        let names: Vec<Arc<str>> = forms
            .iter()
            .flat_map(|form| self.words(form, subject))
            .collect();
        let fits = |form: &ScopeForm| match form {
            ScopeForm::None => false,
            ScopeForm::Year => is_year(scope),
            ScopeForm::Date => scope.parse::<jiff::civil::Date>().is_ok(),
            ScopeForm::Expense => {
                let (year, category) = scope.split_once('/').unwrap_or_default();
                is_year(year) && names.iter().any(|name| **name == *category)
            }
            // Of a document that cannot be read nobody knows what it names.
            ScopeForm::Names(_) if self.is_unread(subject) => true,
            ScopeForm::Category | ScopeForm::Choices(_) | ScopeForm::Names(_) => {
                names.iter().any(|name| **name == *scope)
            }
        };
        if forms.iter().any(fits) {
            return true;
        }
        let named = |form: &ScopeForm| {
            matches!(
                form,
                ScopeForm::Names(_)
                    | ScopeForm::Choices(_)
                    | ScopeForm::Category
                    | ScopeForm::Expense
            )
        };
        if forms.iter().any(named) {
            self.unknown_scope(forms, scope, &names, place);
        } else {
            self.wrong_scope(forms, place, Some(scope));
        }
        false
    }

    /// The words that a form allows here.
    fn words(&self, form: &ScopeForm, subject: &Subject) -> Vec<Arc<str>> {
        match form {
            ScopeForm::Category | ScopeForm::Expense => {
                self.vocabulary.expenses.keys().cloned().collect()
            }
            ScopeForm::Choices(choices) => choices.iter().cloned().collect(),
            ScopeForm::Names(pointer) => self.named_by(subject, pointer),
            ScopeForm::None | ScopeForm::Year | ScopeForm::Date => Vec::new(),
        }
    }

    /// What the subject's own document says at a pointer.
    fn named_by(&self, subject: &Subject, pointer: &str) -> Vec<Arc<str>> {
        let Some(root) = self.document_of(subject) else {
            return Vec::new();
        };
        let mut at: Vec<NodeRef<'_>> = vec![root];
        for token in tokens(pointer) {
            at = match &*token {
                "*" => at.into_iter().flat_map(NodeRef::items).collect(),
                key => at.into_iter().filter_map(|node| node.get(key)).collect(),
            };
        }
        let texts = at.into_iter().filter_map(NodeRef::scalar_text);
        texts.map(Arc::from).collect()
    }

    fn document_of(&self, subject: &Subject) -> Option<NodeRef<'h>> {
        let (registry, id) = (self.registry, subject.of());
        let doc = match subject.kind() {
            SubjectKind::Unit => registry.units.get(&*id)?.valid()?.doc,
            SubjectKind::System => registry.systems.get(&*id)?.valid()?.doc,
            SubjectKind::Project => registry.projects.get(&*id)?.valid()?.doc,
            SubjectKind::Framework => registry.frameworks.get(&*id)?.valid()?.doc,
        };
        Some(registry.document(doc).root())
    }

    /// Whether the subject's document is there and cannot be read, or isn't there,
    /// which was said already.
    fn is_unread(&self, subject: &Subject) -> bool {
        self.document_of(subject).is_none()
    }

    fn unknown_scope(
        &mut self,
        forms: &BTreeSet<ScopeForm>,
        scope: &str,
        names: &[Arc<str>],
        at: NodeRef<'_>,
    ) {
        let finding = Diagnostic::new(&code::OPINION_UNKNOWN_SCOPE, at.label());
        let finding = finding.arg("name", scope).arg("wanted", wanted(forms));
        let finding = finding.arg("optional", is_optional(forms));
        let yearly = forms.contains(&ScopeForm::Expense);
        let (year, word) = match scope.split_once('/') {
            Some((year, word)) if yearly => (Some(year), word),
            _ => (None, scope),
        };
        // A category may have been written by its title.
        let exact = names.iter().find(|name| ***name == *word);
        let near = exact.or_else(|| self.nearest.of(word, names));
        let near: Option<&str> = near.map(|near| &**near);
        let near = near.or_else(|| {
            let category = self.near_category(word)?;
            names
                .iter()
                .any(|name| **name == *category)
                .then_some(category)
        });
        let near = near.map(|near| match (yearly, year) {
            (true, Some(year)) if is_year(year) => format!("{year}/{near}"),
            (true, _) => format!("<year>/{near}"),
            (false, _) => near.to_string(),
        });
        let help = near.map(|near| suggest::did_you_mean(&near));
        self.say(help.into_iter().fold(finding, Diagnostic::help));
    }

    fn wrong_scope(&mut self, forms: &BTreeSet<ScopeForm>, at: NodeRef<'_>, written: Option<&str>) {
        let mut finding = Diagnostic::new(&code::OPINION_SCOPE, at.label());
        if forms.iter().all(|form| *form == ScopeForm::None) {
            finding.message = Message::new("opinion-scope-none");
            self.say(finding.help(Message::new("help-no-scope")));
            return;
        }
        let finding = finding
            .arg("wanted", wanted(forms))
            .arg("optional", is_optional(forms))
            .arg("given", i64::from(written.is_some()));
        // `2027年` is the year 2027.
        let digits: String = written
            .unwrap_or_default()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let meant = forms.contains(&ScopeForm::Year) && is_year(&digits);
        self.say(if meant {
            finding.help(suggest::did_you_mean(&digits))
        } else {
            finding
        });
    }
}

/// Whether there need be no scope; 1: so it is.
fn is_optional(forms: &BTreeSet<ScopeForm>) -> i64 {
    i64::from(forms.contains(&ScopeForm::None))
}

/// What a scope may be, in words.
fn wanted(forms: &BTreeSet<ScopeForm>) -> Vec<Arg> {
    let word = |form: &ScopeForm| {
        Some(match form {
            ScopeForm::None => return None,
            ScopeForm::Year => Message::new("scope-year"),
            ScopeForm::Date => Message::new("scope-date"),
            ScopeForm::Category => Message::new("scope-category"),
            ScopeForm::Expense => Message::new("scope-expense"),
            ScopeForm::Choices(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                Message::new("scope-choices").arg("words", words)
            }
            ScopeForm::Names(pointer) => Message::new("scope-names").arg("pointer", &**pointer),
        })
    };
    forms.iter().filter_map(word).map(Arg::from).collect()
}
