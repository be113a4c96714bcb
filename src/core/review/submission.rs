//! Who handed a change in through the form. The form's server proposes with an account of its
//! own; who stands behind it must be proven, or the account is the author.

use crate::diagnostic::Message;
use crate::registry::Identity;

/// A change that was handed in through the form, or says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// Who handed in its commits, as far as keys of the registry signed that: none of them
    /// approves the change, whoever counts as its author.
    pub by: Vec<Identity>,
    /// The account that proposes it at the forge; `None`: nobody said, and what is proven is
    /// proven by the signature alone.
    pub opened_by: Option<Identity>,
    /// Why whoever handed it in isn't taken for its author; `None`: they are.
    pub refused: Option<Message>,
}

impl Submission {
    /// Its author, where that is proven.
    #[must_use]
    pub fn author(&self) -> Option<&Identity> {
        self.by.first().filter(|_| self.refused.is_none())
    }
}
