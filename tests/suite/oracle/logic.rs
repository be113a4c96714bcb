//! Three-valued conditions, and the outcomes that they come to.

/// What can be said of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Truth {
    /// It holds.
    Yes,
    /// The evidence is not there.
    Unknown,
    /// It doesn't hold.
    No,
}

use Truth::{No, Unknown, Yes};

impl Truth {
    /// The worse of both.
    pub(super) fn and(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// The better of both.
    pub(super) fn or(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// What a value that may be missing says.
    pub(super) fn of<T>(value: Option<T>, holds: impl FnOnce(T) -> bool) -> Truth {
        value.map_or(Unknown, |value| holds(value).into())
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Yes } else { No }
    }
}

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Says {
    NotApplicable,
    Met,
    Waived,
    Unproven,
    Unmet,
}

impl Says {
    pub(super) const ALL: [Says; 5] = [
        Says::NotApplicable,
        Says::Met,
        Says::Waived,
        Says::Unproven,
        Says::Unmet,
    ];

    /// The name in the contract.
    pub(super) fn id(self) -> &'static str {
        match self {
            Says::NotApplicable => "not-applicable",
            Says::Met => "met",
            Says::Waived => "waived",
            Says::Unproven => "unproven",
            Says::Unmet => "unmet",
        }
    }

    /// With a waiver for the case that it is there.
    pub(super) fn unless(self, waiver: Truth) -> Says {
        match self {
            Says::Unmet | Says::Unproven if waiver == Yes => Says::Waived,
            says => says,
        }
    }
}

impl From<Truth> for Says {
    fn from(truth: Truth) -> Says {
        match truth {
            Yes => Says::Met,
            Unknown => Says::Unproven,
            No => Says::Unmet,
        }
    }
}

/// What a rule says as a whole, and of each element of an "each" rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) says: Says,
    /// Names of elements, in the order of the document.
    pub(super) items: Vec<(String, Says)>,
}

impl Answer {
    /// The worst of the elements; without any the rule doesn't apply.
    pub(super) fn each(items: Vec<(String, Says)>) -> Answer {
        let worst = items.iter().map(|(_, says)| *says).max();
        Answer {
            says: worst.unwrap_or(Says::NotApplicable),
            items,
        }
    }
}

impl From<Says> for Answer {
    fn from(says: Says) -> Answer {
        Answer {
            says,
            items: Vec::new(),
        }
    }
}

impl From<Truth> for Answer {
    fn from(truth: Truth) -> Answer {
        Says::from(truth).into()
    }
}
