//! What a rule says of one subject on one date.

use super::pack::Forces;
pub use crate::diagnostic::Localized;
use crate::registry::{DocId, Supplier};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The five outcomes; the order is from best to worst for [`Outcome::worst`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The rule doesn't concern this subject.
    NotApplicable,
    /// It holds.
    Met,
    /// It doesn't hold, but the opinion that lifts it is there.
    Waived,
    /// The evidence is not there.
    Unproven,
    /// It doesn't hold.
    Unmet,
}

impl Outcome {
    /// Every outcome, from the best to the worst.
    pub const ALL: [Outcome; 5] = [
        Self::NotApplicable,
        Self::Met,
        Self::Waived,
        Self::Unproven,
        Self::Unmet,
    ];

    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Outcome::NotApplicable => "not-applicable",
            Outcome::Met => "met",
            Outcome::Waived => "waived",
            Outcome::Unproven => "unproven",
            Outcome::Unmet => "unmet",
        }
    }

    /// Whether it is unmet or unproven.
    #[must_use]
    pub fn falls_short(self) -> bool {
        matches!(self, Outcome::Unmet | Outcome::Unproven)
    }

    /// The outcome with a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }

    /// The outcome that counts among several; none at all: not applicable.
    #[must_use]
    pub fn worst(outcomes: impl IntoIterator<Item = Outcome>) -> Outcome {
        outcomes.into_iter().max().unwrap_or(Outcome::NotApplicable)
    }
}

/// What a rule does to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// Listed; changes nothing.
    Warn,
    /// Unmet or unproven: pending.
    Hold,
    /// Unmet: ineligible; unproven: pending.
    Deny,
}

impl Force {
    /// Every force, from the weakest to the strongest.
    pub const ALL: [Force; 3] = [Force::Warn, Force::Hold, Force::Deny];

    /// Whether it stands in the way of money: a warning doesn't.
    #[must_use]
    pub fn blocks(self) -> bool {
        self > Force::Warn
    }

    /// The force with a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|force| force.id() == id)
    }

    /// The name in machine output and in packs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Force::Warn => "warn",
            Force::Hold => "hold",
            Force::Deny => "deny",
        }
    }
}

/// What an unproven outcome lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    /// The file that it belongs in.
    pub path: Arc<str>,
    /// Who must supply it.
    pub supplier: Supplier,
    /// What it is.
    pub what: MissingWhat,
}

/// What is missing in a file, or the file itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingWhat {
    /// A field of a document that is there: where it should stand, RFC 6901.
    Field(String),
    /// An opinion.
    Opinion {
        /// The matter.
        matter: Arc<str>,
        /// What it should be limited to: a resource, an expense category, a year.
        scope: Option<Arc<str>>,
    },
    /// A whole document.
    Document,
    /// A document that is there but fails its schema.
    Valid,
    /// A system's registration that is proposed and not merged: merging is
    /// listing.
    Listing,
    /// A data element without a source of record in the dictionary: its slug.
    Source(Arc<str>),
    /// An end: a document that says so much that a rule cannot look through it.
    Bounded,
}

impl Missing {
    /// Whether it is a field of a document that is there.
    #[must_use]
    pub fn is_field(&self) -> bool {
        matches!(self.what, MissingWhat::Field(_))
    }

    /// Whether an authority must say something, rather than a paper be mended.
    #[must_use]
    pub fn is_attestation(&self) -> bool {
        matches!(
            self.what,
            MissingWhat::Opinion { .. } | MissingWhat::Source(_)
        )
    }

    /// Where a missing field should stand.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match &self.what {
            MissingWhat::Field(pointer) => Some(pointer),
            _ => None,
        }
    }

    /// The matter of a missing opinion, and its scope.
    #[must_use]
    pub fn opinion(&self) -> Option<(&str, Option<&str>)> {
        match &self.what {
            MissingWhat::Opinion { matter, scope } => Some((matter, scope.as_deref())),
            _ => None,
        }
    }

    /// The data element without a source.
    #[must_use]
    pub fn element(&self) -> Option<&str> {
        match &self.what {
            MissingWhat::Source(element) => Some(element),
            _ => None,
        }
    }

    /// What kind of thing it is, in machine output.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.what {
            MissingWhat::Field(_) => "field",
            MissingWhat::Opinion { .. } => "opinion",
            MissingWhat::Document => "document",
            MissingWhat::Valid => "valid-document",
            MissingWhat::Listing => "listing",
            MissingWhat::Source(_) => "source",
            MissingWhat::Bounded => "bounded-document",
        }
    }
}

/// The sentence of an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeText {
    /// The rule's title: it holds, is waived or doesn't apply.
    Title,
    /// The rule's own words for not holding, with the facts filled in.
    Unmet(Box<Localized>),
    /// "… is missing: … must supply it", worded from [`RuleOutcome::missing`].
    Missing,
}

/// What one rule says of one subject.
#[derive(Clone, Debug)]
pub struct RuleOutcome {
    /// The rule's place in the pack.
    pub rule: u16,
    /// What it comes to.
    pub outcome: Outcome,
    /// What it does, for the purposes that are asked.
    pub forces: Forces,
    /// The subject: a unit, `unit/system`, `year/unit/system`, a project's
    /// `unit/project`; an item of an "each" rule is `subject#item`.
    pub subject: Arc<str>,
    /// The sentence.
    pub text: OutcomeText,
    /// What is missing where it is unproven.
    pub missing: Vec<Missing>,
    /// The nodes that were read: document and node id.
    pub evidence: Vec<(DocId, u32)>,
    /// The items of an "each" rule; the outcome above is their worst.
    pub items: Vec<RuleOutcome>,
}

impl RuleOutcome {
    /// Adds what it rests on, its items' with it.
    pub fn gather_evidence(&self, into: &mut BTreeSet<(DocId, u32)>) {
        into.extend(self.evidence.iter().copied());
        self.items
            .iter()
            .for_each(|item| item.gather_evidence(into));
    }
}
