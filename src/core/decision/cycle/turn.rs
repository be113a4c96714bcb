//! Whose turn it is: who must supply a file by the ownership table, or what an
//! outcome lacks.

use super::{Cycle, Gap, Step, StepFile};
use crate::layout;
use crate::policy::RuleOutcome;
use crate::registry::{Owner, Registry, Supplier};
use std::collections::{BTreeMap, BTreeSet};

/// An office or a unit, with what waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who.
    pub supplier: Supplier,
    /// How many things, by step.
    pub steps: BTreeMap<Step, u64>,
}

impl Turn {
    /// How many things in all.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.steps.values().sum()
    }
}

impl Cycle {
    /// Everybody whose turn it is, whoever is awaited for most first.
    #[must_use]
    pub fn turns(&self) -> Vec<Turn> {
        let mut all: BTreeMap<&Supplier, BTreeMap<Step, u64>> = BTreeMap::new();
        for gap in self.gaps.iter().filter(|gap| gap.is_ready()) {
            for supplier in &gap.turn {
                *all.entry(supplier)
                    .or_default()
                    .entry(gap.step)
                    .or_default() += 1;
            }
        }
        let turns = all.into_iter().map(|(supplier, steps)| Turn {
            supplier: supplier.clone(),
            steps,
        });
        let mut turns: Vec<Turn> = turns.collect();
        turns.sort_by_key(|turn| std::cmp::Reverse(turn.count()));
        turns
    }

    /// Who must supply one of the year's files; nobody where that isn't said.
    #[must_use]
    pub fn suppliers(&self, registry: &Registry, file: &StepFile) -> Vec<Supplier> {
        suppliers(registry, &file.path)
    }

    /// The first file that somebody must draw up or mend: the step at which the year
    /// stands. A rolling plan that comes after the list is no step any more.
    #[must_use]
    pub fn next(&self) -> Option<&Gap> {
        let listed = self.is_there(Step::List);
        let files = self.gaps.iter().filter(|gap| gap.is_of_file());
        let mut ready = files.filter(|gap| gap.is_ready() && !gap.turn.is_empty());
        ready.find(|gap| gap.step != Step::Needs || !listed)
    }
}

/// Who must supply a file, or what is missing in it; nobody where the ownership table
/// says nothing of it, or that anyone may.
pub(super) fn suppliers(registry: &Registry, path: &str) -> Vec<Supplier> {
    let owners = registry.settings.ownership.of_path(path);
    let first = owners.and_then(|owners| owners.authors.into_iter().next());
    let of_unit = layout::parse(path).is_some_and(|located| located.unit().is_some());
    match first {
        None => Vec::new(),
        Some(Owner::Anyone | Owner::Nobody(_)) if !of_unit => Vec::new(),
        Some(_) => vec![registry.supplier(path)],
    }
}

/// Who must do something about outcomes that fall short: whoever must supply what they
/// lack, and where they lack nothing and are unmet, whoever must mend the document.
pub(super) fn about(registry: &Registry, outcomes: &[&RuleOutcome], path: &str) -> Vec<Supplier> {
    let mut all = BTreeSet::new();
    for outcome in outcomes {
        match outcome.missing.is_empty() {
            true => all.extend(suppliers(registry, path)),
            false => all.extend(outcome.missing.iter().map(|one| one.supplier.clone())),
        }
    }
    all.into_iter().collect()
}
