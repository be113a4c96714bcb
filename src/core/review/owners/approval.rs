//! An approval, and the change that it is of.

use super::super::ReviewInput;
use crate::document;
use crate::registry::Identity;
use crate::registry::ownership::{FieldPattern, field_facts};
use crate::tree::Standing;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An approval, with the change that it was given for.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Who gave it.
    pub by: Identity,
    /// What the commit approved changed, by path. A path that isn't listed was not
    /// approved.
    pub changes: BTreeMap<Arc<str>, ApprovedChange>,
}

/// What an approval says of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovedChange {
    /// What stood there where the commit approved left the base.
    pub before: Version,
    /// What stands there in the commit approved.
    pub after: Version,
}

/// A file of some commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Whether it is there, and as what.
    pub standing: Standing,
    /// Its text, where somebody's facts are in it; `None`: unread, or not there.
    pub text: Option<Arc<[u8]>>,
}

impl Approval {
    /// Whether it is of the change of a path as it would be merged today: of what is
    /// there as well as of what would be.
    pub(super) fn covers(&self, input: &ReviewInput<'_>, path: &str) -> bool {
        self.changes.get(path).is_some_and(|approved| {
            let (before, after) = (input.base.tree.get(path), input.merged.tree.get(path));
            approved.before.standing.is(before) && approved.after.standing.is(after)
        })
    }

    /// The same for some facts of it: whatever else is different.
    pub(super) fn covers_fields(
        &self,
        input: &ReviewInput<'_>,
        path: &Arc<str>,
        fields: &[FieldPattern],
    ) -> bool {
        let Some(approved) = self.changes.get(path) else {
            return false;
        };
        self.covers(input, path)
            || [
                (&approved.before, &input.base),
                (&approved.after, &input.merged),
            ]
            .into_iter()
            .all(|(approved, today)| {
                let facts = super::facts::of(today, path, fields);
                facts.is_some() && facts == approved.facts(path, fields)
            })
    }
}

impl Version {
    /// What it says in some fields; `None`: it cannot be read.
    fn facts(&self, path: &Arc<str>, fields: &[FieldPattern]) -> Option<super::facts::Facts> {
        if self.standing == Standing::Absent {
            return Some(Vec::new());
        }
        let (document, findings) = document::read(path, self.text.as_ref()?);
        let sound = !findings.iter().any(crate::diagnostic::Diagnostic::is_error);
        let document = document.filter(|_| sound)?;
        Some(field_facts(Some(&document), fields))
    }
}
