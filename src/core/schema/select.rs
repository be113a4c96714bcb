//! One fault, one finding: which of the validator's errors are worth saying.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError};
use std::collections::{BTreeMap, BTreeSet};

/// An error that is worth a finding.
pub(super) struct Fault<'e> {
    /// The pointer to the value.
    pub(super) pointer: &'e str,
    /// The way through the schema to the keyword.
    pub(super) path: &'e str,
    pub(super) what: What<'e>,
}

/// What is wrong.
pub(super) enum What<'e> {
    /// What the validator says.
    Kind(&'e Kind),
    /// None of these types.
    Types(Vec<JsonType>),
    /// The name of a member.
    Name(&'e str, &'e Kind),
}

/// The errors of the branches that were probably meant, without those that
/// follow from another one at the same value.
pub(super) fn select<'e>(errors: &'e [ValidationError<'_>]) -> Vec<Fault<'e>> {
    let mut faults = Vec::new();
    for error in errors {
        flatten(error, &mut faults);
    }
    let mut best: BTreeMap<&str, u8> = BTreeMap::new();
    for fault in &faults {
        if let Some(rank) = rank(&fault.what) {
            let least = best.entry(fault.pointer).or_insert(rank);
            *least = rank.min(*least);
        }
    }
    let mut said: BTreeSet<&str> = BTreeSet::new();
    faults.retain(|fault| match rank(&fault.what) {
        None => true,
        Some(rank) => best.get(fault.pointer) == Some(&rank) && said.insert(fault.pointer),
    });
    faults
}

/// Of several things wrong with one value, the one with the least rank is
/// said. Errors about members have none: each is a fault of its own.
fn rank(what: &What<'_>) -> Option<u8> {
    Some(match what {
        What::Name(..) => return None,
        What::Types(_) => 1,
        What::Kind(kind) => match kind {
            Kind::FalseSchema => 0,
            Kind::Type { .. } => 1,
            Kind::Constant { .. } => 2,
            Kind::Enum { .. } => 3,
            Kind::Format { .. } => 4,
            Kind::MinLength { .. } | Kind::MinItems { .. } => 5,
            Kind::Pattern { .. } => 6,
            Kind::AdditionalProperties { .. }
            | Kind::UnevaluatedProperties { .. }
            | Kind::Required { .. }
            | Kind::PropertyNames { .. } => return None,
            _ => 7,
        },
    })
}

fn flatten<'e>(error: &'e ValidationError<'_>, faults: &mut Vec<Fault<'e>>) {
    let what = match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            let pointer = error.instance_path().as_str();
            match common_types(pointer, context) {
                Some(types) => What::Types(types),
                None => match branch(pointer, context) {
                    Some(branch) => return branch.iter().for_each(|error| flatten(error, faults)),
                    None => What::Kind(error.kind()),
                },
            }
        }
        Kind::PropertyNames { error: inner } => match inner.instance().as_str() {
            Some(name) => What::Name(name, inner.kind()),
            None => What::Kind(error.kind()),
        },
        Kind::Type { kind } => What::Types(types(kind)),
        kind => What::Kind(kind),
    };
    faults.push(Fault {
        pointer: error.instance_path().as_str(),
        path: error.evaluation_path().as_str(),
        what,
    });
}

fn types(kind: &TypeKind) -> Vec<JsonType> {
    match kind {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(several) => several.iter().collect(),
    }
}

/// The types wanted, where every branch wants another one.
fn common_types(pointer: &str, branches: &[Vec<ValidationError<'_>>]) -> Option<Vec<JsonType>> {
    let mut all = Vec::new();
    for branch in branches {
        let kind = branch.iter().find_map(|error| match error.kind() {
            Kind::Type { kind } if error.instance_path().as_str() == pointer => Some(kind),
            _ => None,
        })?;
        for kind in types(kind) {
            if !all.contains(&kind) {
                all.push(kind);
            }
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The branch that comes nearest: right in type and in what tells the branches
/// apart, then with the fewest errors.
fn branch<'e, 'i>(
    pointer: &str,
    branches: &'e [Vec<ValidationError<'i>>],
) -> Option<&'e [ValidationError<'i>]> {
    let telling = |branch: &[ValidationError<'_>], here: bool| {
        branch.iter().any(|error| {
            (error.instance_path().as_str() == pointer) == here
                && matches!(
                    error.kind(),
                    Kind::Type { .. } | Kind::Constant { .. } | Kind::Enum { .. }
                )
        })
    };
    branches
        .iter()
        .filter(|branch| !branch.is_empty())
        .min_by_key(|branch| (telling(branch, true), telling(branch, false), branch.len()))
        .map(Vec::as_slice)
}
