//! What lines add up to: by step, and by applicant with the units below it.

use super::{Cycle, FileState, Line, Stated, Step};
use crate::decision::Verdict;
use crate::layout::Kind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many lines, and what they add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Lines.
    pub count: u64,
    /// Those of them without a known amount: they are not in the sum.
    pub unknown: u64,
    /// In the registry's currency; `None`: more than can be counted.
    pub amount: Option<i64>,
}

impl Default for Sum {
    fn default() -> Self {
        Sum {
            count: 0,
            unknown: 0,
            amount: Some(0),
        }
    }
}

impl Sum {
    fn add(&mut self, amount: Option<i64>) {
        self.count += 1;
        match amount {
            Some(amount) => self.amount = self.amount.and_then(|sum| sum.checked_add(amount)),
            None => self.unknown += 1,
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Sum) -> Sum {
        let amounts = self.amount.zip(other.amount);
        Sum {
            count: self.count + other.count,
            unknown: self.unknown + other.unknown,
            amount: amounts.and_then(|(one, other)| one.checked_add(other)),
        }
    }
}

/// A sum for operation and maintenance, and one for construction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Of systems.
    pub maintenance: Sum,
    /// Of construction projects.
    pub construction: Sum,
}

impl Sums {
    fn add(&mut self, line: &Line, stated: &Stated) {
        match line.is_maintenance() {
            true => self.maintenance.add(stated.amount),
            false => self.construction.add(stated.amount),
        }
    }

    /// Both together.
    #[must_use]
    pub fn whole(self) -> Sum {
        self.maintenance.and(self.construction)
    }
}

/// What a budget unit applies for, with the units below it (annex).
#[derive(Clone, Debug, Default)]
pub struct Applicant {
    /// The units whose systems and projects these are.
    pub units: BTreeSet<Arc<str>>,
    /// The sums of the steps, in the order of [`Step::OF_MONEY`].
    pub steps: [Sums; 5],
    /// The requests that are eligible.
    pub eligible: Sum,
}

impl Cycle {
    /// What a step adds up to.
    #[must_use]
    pub fn sums(&self, step: Step) -> Sums {
        let mut sums = Sums::default();
        for line in &self.lines {
            if let Some(stated) = line.at(step) {
                sums.add(line, stated);
            }
        }
        sums
    }

    /// What the cloud's budget adds up to: part of the other steps, not beside them.
    #[must_use]
    pub fn cloud(&self) -> Sums {
        let mut sums = Sums::default();
        for line in &self.lines {
            if let Some(stated) = &line.cloud {
                sums.add(line, stated);
            }
        }
        sums
    }

    /// What a step has more (or, below zero, less) than the one that it is held against,
    /// of all whose amounts are known; `None` where either isn't there, or it cannot be
    /// counted. Requests are held against what the plan has for systems.
    #[must_use]
    pub fn difference(&self, step: Step) -> Option<i64> {
        let before = step.before()?;
        if !self.is_there(before) || !self.is_there(step) {
            return None;
        }
        let lines = self.lines.iter();
        let mut lines = lines.filter(|line| step != Step::Requests || line.is_maintenance());
        lines.try_fold(0_i64, |sum, line| {
            let known = |step| line.at(step).map_or(Some(0), |stated| stated.amount);
            match (known(before), known(step)) {
                (Some(before), Some(after)) => sum.checked_add(after.checked_sub(before)?),
                _ => Some(sum),
            }
        })
    }

    /// Whether a step has its file; those that consist of many always do.
    #[must_use]
    pub fn is_there(&self, step: Step) -> bool {
        let kind = match step {
            Step::List => Kind::List,
            Step::Plan => Kind::Plan,
            Step::Budget => Kind::Budget,
            Step::Needs | Step::Requests | Step::Execution => return true,
        };
        let file = self.file(kind);
        file.is_some_and(|file| file.state == FileState::There)
    }

    /// The sums by applicant.
    #[must_use]
    pub fn applicants(&self) -> BTreeMap<Arc<str>, Applicant> {
        let mut all: BTreeMap<Arc<str>, Applicant> = BTreeMap::new();
        for line in &self.lines {
            let of = all.entry(Arc::clone(&line.applicant)).or_default();
            of.units.insert(Arc::clone(&line.unit));
            for (sums, stated) in of.steps.iter_mut().zip(&line.steps) {
                if let Some(stated) = stated {
                    sums.add(line, stated);
                }
            }
            if let (Some(Verdict::Eligible), Some(asked)) = (line.verdict, line.at(Step::Requests))
            {
                of.eligible.add(asked.amount);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_counted_is_no_number() {
        let mut sum = Sum::default();
        sum.add(Some(i64::MAX));
        sum.add(None);
        assert_eq!((sum.count, sum.unknown, sum.amount), (2, 1, Some(i64::MAX)));
        assert_eq!(sum.and(sum).amount, None);
        sum.add(Some(1));
        assert_eq!((sum.count, sum.amount), (3, None));
        sum.add(Some(1));
        assert_eq!(sum.amount, None);
    }
}
