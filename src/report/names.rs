//! What things are called, in the registry's own words, made safe to show.

use crate::{Localizer, text};
use mulu_core::decision::{Provenance, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Supplier, builtin};
use mulu_core::registry::ownership::Approver;
use mulu_core::registry::{Owner, Registry};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The names in a snapshot, as they are shown.
pub trait Names {
    /// A unit's short name, or its slug.
    fn unit_name(&self, slug: &str) -> String;

    /// A system's name, or its id.
    fn system_name(&self, id: &str) -> String;

    /// A project's name, or its id.
    fn project_name(&self, id: &str) -> String;

    /// Who must supply something.
    fn supplier(&self, words: &Localizer, supplier: &Supplier) -> String;
}

impl Names for Snapshot<'_> {
    fn unit_name(&self, slug: &str) -> String {
        text::plain(self.registry.unit_name(slug)).into_owned()
    }

    fn system_name(&self, id: &str) -> String {
        text::plain(self.registry.system_name(id)).into_owned()
    }

    fn project_name(&self, id: &str) -> String {
        text::plain(self.registry.project_name(id)).into_owned()
    }

    fn supplier(&self, words: &Localizer, supplier: &Supplier) -> String {
        self::supplier(self.registry, words, supplier)
    }
}

/// Who applies for money, where that is known.
#[must_use]
pub fn applicant(view: &Snapshot<'_>, words: &Localizer, unit: Option<&str>) -> String {
    unit.map_or_else(|| words.word("unit-unknown"), |unit| view.unit_name(unit))
}

/// Who must supply something, by the names of a registry.
pub(crate) fn supplier(registry: &Registry, words: &Localizer, supplier: &Supplier) -> String {
    let named = |slug: &str| text::plain(registry.unit_name(slug)).into_owned();
    match supplier {
        // Each of its units may.
        Supplier::Authority(id) => words.either(registry.acting_for(id).into_iter().map(named)),
        Supplier::Unit(slug) => named(slug),
    }
}

/// What an owner is called.
pub(crate) fn owner(registry: &Registry, words: &Localizer, owner: &Owner) -> String {
    let called = |who: Supplier| supplier(registry, words, &who);
    match owner {
        Owner::Authority(id) => called(Supplier::Authority(Arc::clone(id))),
        Owner::Unit(unit) => called(Supplier::Unit(Arc::clone(unit))),
        Owner::UnitAndAncestors(unit) => {
            let unit = called(Supplier::Unit(Arc::clone(unit)));
            words.say(&Message::new("review-or-above").arg("unit", unit))
        }
        other => other.to_string(),
    }
}

/// What those are called of whom one must agree.
pub(crate) fn any_of(registry: &Registry, words: &Localizer, approver: &Approver) -> String {
    let names = approver.0.iter().map(|one| owner(registry, words, one));
    names.collect::<Vec<_>>().join(&words.word("review-or"))
}

/// Who must agree to some files, in words, each once; `None` where nobody in particular
/// must.
#[must_use]
pub fn approvers<'p>(
    registry: &Registry,
    words: &Localizer,
    paths: impl IntoIterator<Item = &'p str>,
) -> Option<String> {
    let owners = paths.into_iter();
    let owners = owners.filter_map(|path| registry.settings.ownership.of_path(path));
    let approvers: BTreeSet<Approver> = owners.flat_map(|owners| owners.approvers).collect();
    let names = approvers.iter().map(|one| any_of(registry, words, one));
    let names = words.join(names);
    (!names.is_empty()).then_some(names)
}

/// The title of what was judged, and its commits in short: registry, rules.
#[must_use]
pub fn judged(words: &Localizer, provenance: &Provenance) -> (String, String, String) {
    let commit = |commit: &Option<String>| match commit {
        Some(name) if name == builtin::NAME => words.word("header-built-in"),
        Some(commit) => text::plain(Provenance::short(commit)).into_owned(),
        None => words.word("header-no-commit"),
    };
    let title = match provenance.registry.as_str() {
        "" => words.word("header-untitled"),
        title => title.to_owned(),
    };
    (
        title,
        commit(&provenance.commit),
        commit(&provenance.policy),
    )
}
