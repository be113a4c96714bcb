//! How much of a large registry a review must read: what a change can concern,
//! and nothing else.
//!
//! A decision reads its unit's documents, the settings, units, elements, lists
//! and plans; of other units' systems only which elements they collect that
//! nobody is named the source of. So a change of systems, opinions and requests
//! concerns the units in its paths, and those whose systems collect the same
//! such elements. Any other change is reviewed on the whole registry, as is a
//! small one. An unread document proves nothing: were something left out by
//! mistake, an outcome would be unproven, never met.

use crate::document::NodeRef;
use crate::layout::{self, Kind};
use crate::registry::{Element, Registry, Slot, kind_of, may_say};
use crate::tree::{Difference, Mode};
use regex::bytes::{Regex, RegexBuilder};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Below so many files a registry is read whole.
const WHOLE_BELOW: usize = 5_000;

/// The part of a registry that a change can concern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The units whose documents are read and whose requests are judged.
    pub units: BTreeSet<Arc<str>>,
    /// Systems of other units that are read as well, by their paths.
    systems: BTreeSet<Arc<str>>,
}

/// What of other units' systems must be known.
#[derive(Debug)]
pub struct Wider {
    /// Elements without a named source that systems in the scope collect: who
    /// else does must be read.
    shared: Option<Regex>,
    /// Those of them whose collectors the change may alter: whose systems also
    /// collect them is concerned.
    altered: Option<Regex>,
}

/// The part of a registry of so many files that some differences can concern, as far
/// as paths tell; `None`: all of it. The files need not be read.
#[must_use]
pub fn scope(
    files: usize,
    differences: &[Difference<'_>],
    whole_below: Option<usize>,
) -> Option<Scope> {
    if files < whole_below.unwrap_or(WHOLE_BELOW) {
        return None;
    }
    let mut scope = Scope::default();
    for difference in differences {
        let (kind, unit) = (kind_of(difference.path), unit_of(difference.path)?);
        let file = |entry: Option<&crate::tree::Entry>| {
            entry.is_none_or(|entry| entry.mode == Mode::File && !entry.lossy_name)
        };
        let gone = difference.after.is_none() && kind == Some(Kind::System);
        if gone || !file(difference.before) || !file(difference.after) {
            return None;
        }
        scope.units.insert(unit.into());
    }
    Some(scope)
}

/// The unit in the path of a system, an opinion or a request.
fn unit_of(path: &str) -> Option<&str> {
    let located = layout::parse(path)?;
    let alone = matches!(located.kind, Kind::System | Kind::Opinions | Kind::Request);
    located.get("unit").filter(|_| alone)
}

impl Scope {
    /// Whether a file must be read.
    #[must_use]
    pub fn wants(&self, path: &str) -> bool {
        unit_of(path).is_none_or(|unit| self.units.contains(unit)) || self.systems.contains(path)
    }

    /// What must be known of other units' systems, now that the scope was read
    /// on both sides; `None`: the change concerns too much, read everything.
    #[must_use]
    pub fn wider(
        &mut self,
        base: &Registry,
        merged: &Registry,
        differences: &[Difference<'_>],
    ) -> Option<Wider> {
        let changed: BTreeSet<&str> = differences
            .iter()
            .filter_map(|one| layout::parse(one.path))
            .filter(|located| located.kind == Kind::System)
            .map(|located| located.id)
            .collect();
        for id in &changed {
            let names = |registry: &Registry| names(registry, id);
            // What a broken system collects nobody knows, and somebody may reuse
            // a resource that is gone.
            let broken =
                |registry: &Registry| matches!(registry.systems.get(*id), Some(Slot::Broken(_)));
            if broken(base) || broken(merged) || !names(base).is_subset(&names(merged)) {
                return None;
            }
            self.systems.extend(reused(merged, id));
        }
        let mut shared = BTreeSet::new();
        let mut altered = BTreeSet::new();
        for registry in [base, merged] {
            let elements = unsourced(registry);
            for id in registry
                .systems
                .keys()
                .filter(|id| self.units.contains(id.unit()))
            {
                let collected = collected(registry, id, &elements);
                if changed.contains(&**id) {
                    altered.extend(collected.iter().cloned());
                }
                shared.extend(collected);
            }
        }
        Some(Wider {
            shared: mention(&shared)?,
            altered: mention(&altered)?,
        })
    }

    /// Takes in a system by what it mentions, or may mention: what was written with
    /// escapes counts by its value, and what cannot be read may say anything.
    /// Whether the scope grew.
    pub fn take_in(&mut self, wider: &Wider, path: &Arc<str>, bytes: Option<&Arc<[u8]>>) -> bool {
        let found = |elements: &Option<Regex>| {
            let mentions = |elements: &Regex| may_say(path, bytes, |text| elements.is_match(text));
            elements.as_ref().is_some_and(mentions)
        };
        let mut grown = false;
        if found(&wider.altered)
            && let Some(unit) = unit_of(path)
        {
            grown = self.units.insert(unit.into());
        }
        if found(&wider.shared) && !self.wants(path) {
            grown |= self.systems.insert(Arc::clone(path));
        }
        grown
    }
}

impl Wider {
    /// Whether other units' systems needn't be looked at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shared.is_none()
    }
}

/// The names of a system's resources.
fn names(registry: &Registry, id: &str) -> BTreeSet<Arc<str>> {
    let system = registry.systems.get(id).and_then(Slot::valid);
    let resources = system.map(|system| system.resources.iter());
    resources
        .into_iter()
        .flatten()
        .map(|(name, _)| Arc::clone(name))
        .collect()
}

/// The files of the systems whose resources a system reuses.
fn reused(registry: &Registry, id: &str) -> Vec<Arc<str>> {
    let Some(system) = registry.systems.get(id).and_then(Slot::valid) else {
        return Vec::new();
    };
    let root = registry.document(system.doc).root();
    let reuses = root.get("data").and_then(|data| data.get("reuses"));
    reuses
        .into_iter()
        .flat_map(NodeRef::items)
        .filter_map(|item| Some(item.as_str()?.split('#').next()?.to_owned()))
        .map(|system| layout::path(Kind::System, &system).into())
        .collect()
}

/// Whether an element has no named source, by its slug.
fn unsourced(registry: &Registry) -> impl Fn(&str) -> bool {
    let elements = registry.elements.valid();
    move |slug| {
        let element: Option<&Element> = elements.and_then(|elements| elements.get(slug));
        element.is_none_or(|element| element.source.is_none())
    }
}

/// The elements without a named source that a system collects.
fn collected(
    registry: &Registry,
    id: &str,
    unsourced: &impl Fn(&str) -> bool,
) -> BTreeSet<Arc<str>> {
    let system = registry.systems.get(id).and_then(Slot::valid);
    let collects = system.into_iter().flat_map(|system| &system.collects);
    let names = collects.map(|(name, _)| Arc::clone(name));
    names.filter(|slug| unsourced(slug)).collect()
}

/// What finds a mention of any of some elements; `Some(None)`: there are none,
/// `None`: too many to look for.
fn mention(elements: &BTreeSet<Arc<str>>) -> Option<Option<Regex>> {
    if elements.is_empty() {
        return Some(None);
    }
    let any: Vec<String> = elements.iter().map(|slug| regex::escape(slug)).collect();
    let built = RegexBuilder::new(&any.join("|")).unicode(false).build();
    built.ok().map(Some)
}
