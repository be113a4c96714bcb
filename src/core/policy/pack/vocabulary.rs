//! The words of the pack for whoever holds documents against them.

use super::{Expense, Language, Pack};
use crate::registry::{self, Vocabulary};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Pack {
    /// What the registry's documents may speak of; `None`: the pack is of the
    /// first language, which declared nothing of it.
    #[must_use]
    pub fn vocabulary(&self) -> Option<Vocabulary> {
        if self.language == Language::First {
            return None;
        }
        let expense = |(id, expense): (&Arc<str>, &Expense)| {
            let word = registry::Expense {
                title: expense.title.clone(),
                purposes: expense.purposes.clone(),
            };
            (Arc::clone(id), word)
        };
        let expenses: BTreeMap<_, _> = self.expenses.iter().map(expense).collect();
        Some(Vocabulary {
            matters: self.matters.clone(),
            expenses,
        })
    }
}
