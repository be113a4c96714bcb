//! Who owns: parsed as it stands in the table, then filled in from a path. What a
//! path says can only become a unit's or an authority's name, never a word of the
//! table's.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Anybody may.
pub(super) const ANYONE: &str = "anyone";

/// Names that mean something else than a unit or an authority.
pub(in crate::registry) const RESERVED: [&str; 2] = [ANYONE, crate::registry::identity::GHOST];

/// What follows a unit where the units above it may too.
const ANCESTORS: &str = "+ancestors";

/// The capture that is an authority; any other is a unit.
const AUTHORITY: &str = "authority";

/// Captures that name neither a unit nor an authority.
const NO_OWNERS: [&str; 5] = ["year", "system", "project", "framework", "date"];

/// Somebody who may propose or must approve.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Everybody.
    Anyone,
    /// Who acts for an authority.
    Authority(Arc<str>),
    /// Who acts for a unit.
    Unit(Arc<str>),
    /// Who acts for a unit or one above it.
    UnitAndAncestors(Arc<str>),
    /// Who acts for the unit that the document itself names at a pointer.
    Stated(Arc<str>),
    /// What the table says cannot be read: nobody, as written.
    Nobody(Arc<str>),
}

/// An authority's id, a unit's slug, or what stands in the table.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Owner::Anyone => f.write_str(ANYONE),
            Owner::Authority(name) | Owner::Unit(name) | Owner::Nobody(name) => f.write_str(name),
            Owner::UnitAndAncestors(unit) => write!(f, "{unit}{ANCESTORS}"),
            Owner::Stated(pointer) => write!(f, "{{{pointer}}}"),
        }
    }
}

/// An owner as a line of the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OwnerForm {
    Anyone,
    Authority(Arc<str>),
    Captured { name: Arc<str>, ancestors: bool },
    Stated(Arc<str>),
    Unreadable(Arc<str>),
}

impl OwnerForm {
    pub(super) fn parse(text: &str) -> Self {
        let unreadable = || OwnerForm::Unreadable(text.into());
        let (inner, ancestors) = match text.strip_suffix(ANCESTORS) {
            Some(inner) => (inner, true),
            None => (text, false),
        };
        let braced = inner
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        match braced {
            Some(pointer) if pointer.starts_with('/') && !ancestors => {
                OwnerForm::Stated(pointer.into())
            }
            Some(name) if is_owner(name, ancestors) => OwnerForm::Captured {
                name: name.into(),
                ancestors,
            },
            Some(_) => unreadable(),
            None if ancestors || text.contains(['{', '}', '|', '+']) || text.is_empty() => {
                unreadable()
            }
            None if text == ANYONE => OwnerForm::Anyone,
            None => OwnerForm::Authority(text.into()),
        }
    }

    /// The capture that it needs.
    pub(super) fn capture(&self) -> Option<&str> {
        match self {
            OwnerForm::Captured { name, .. } => Some(name),
            _ => None,
        }
    }

    /// Who is meant at a path with these captures.
    pub(super) fn filled(&self, captures: &BTreeMap<&str, &str>) -> Owner {
        match self {
            OwnerForm::Anyone => Owner::Anyone,
            OwnerForm::Authority(id) => Owner::Authority(Arc::clone(id)),
            OwnerForm::Stated(pointer) => Owner::Stated(Arc::clone(pointer)),
            OwnerForm::Unreadable(text) => Owner::Nobody(Arc::clone(text)),
            OwnerForm::Captured { name, ancestors } => match captures.get(&**name) {
                None => Owner::Nobody(format!("{{{name}}}").into()),
                Some(value) if **name == *AUTHORITY => Owner::Authority((*value).into()),
                Some(value) if *ancestors => Owner::UnitAndAncestors((*value).into()),
                Some(value) => Owner::Unit((*value).into()),
            },
        }
    }
}

/// Whether a capture can be an owner.
fn is_owner(name: &str, ancestors: bool) -> bool {
    let word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    word && !NO_OWNERS.contains(&name) && !(ancestors && name == AUTHORITY)
}

/// Owners of whom one must approve.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Approver(pub Vec<Owner>);

/// Alternatives joined by `|`.
impl fmt::Display for Approver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, owner) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("|")?;
            }
            owner.fmt(f)?;
        }
        Ok(())
    }
}
