//! The expense table.

use crate::diagnostic::Localized;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How the regulation treats an expense category.
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
    /// Every one.
    pub const ALL: [Finance; 3] = [Finance::Eligible, Finance::Conditional, Finance::Ineligible];

    /// The name in packs and rules.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Finance::Eligible => "eligible",
            Finance::Conditional => "conditional",
            Finance::Ineligible => "ineligible",
        }
    }

    /// The one with a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finance| finance.id() == id)
    }
}

/// For maintenance it may be asked.
pub const MAINTENANCE: &str = "maintenance";
/// For construction it may be asked.
pub const CONSTRUCTION: &str = "construction";

/// A line of the expense table.
#[derive(Debug, Default)]
pub struct Expense {
    /// How it is treated, from which day on, oldest first; `None`: always so.
    pub finance: Vec<(Option<Date>, Finance)>,
    /// What it is.
    pub title: Localized,
    /// Whether it is equipment: replacing it is maintenance, buying it is not.
    pub equipment: bool,
    /// What must be true of an item of it, by field.
    pub needs: Vec<Arc<str>>,
    /// For what it may be asked; empty: for anything.
    pub purposes: BTreeSet<Arc<str>>,
}

impl Expense {
    /// How it is treated on a day; `None` before it was listed.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<Finance> {
        let known = self.finance.iter().rev();
        let mut known = known.filter(|(from, _)| from.is_none_or(|from| from <= day));
        known.next().map(|(_, finance)| *finance)
    }

    /// Whether it may be asked for a purpose.
    #[must_use]
    pub fn is_for(&self, purpose: &str) -> bool {
        self.purposes.is_empty() || self.purposes.contains(purpose)
    }
}
